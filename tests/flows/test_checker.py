"""The checker finds every fault a conversation can have, and none where there is none."""

from collections import Counter
from dataclasses import replace

import pytest

from flows.checker import Explored, check, examine, never_reached
from flows.dialogue import Exit, Expects, Key, Question, Text, Unreadable
from flows.events import Verb
from flows.exploration import Exploration
from flows.promises import Finding
from tests.flows.small_flow import (
    ROSTER,
    a_small_flow,
    is_company,
    offered,
    one_of,
    read_staff,
    read_words,
)

SMALL = a_small_flow()


def every_text(_key, _language):
    return True


def found_in(flow, **words):
    return check(flow, **{"has_text": every_text, **words})


def rules_of(flow, **words):
    return {finding.rule for finding in found_in(flow, **words)}


def explored(flow, **words):
    return examine(flow, has_text=every_text, **words).explored


def with_items(*items):
    return replace(SMALL, items=items)


TINY = with_items(Question(Key("a"), read_words, examples=("x",)))
SHORT = with_items(
    *SMALL.items[:2], Question(ROSTER, read_staff, Expects.ROWS, relevant=is_company)
)


def test_how_much_was_walked_is_counted_not_estimated():
    walk = Exploration(SHORT)
    steps = list(walk.steps())
    told = explored(SHORT)
    assert (told.states, told.turns) == (len(walk.seen), len(steps))
    assert told.edges == len([step for step in steps if step.after != step.before])
    assert told.submissions == 2  # from the review, by its button and by a typed command
    assert told.changes == 2


def test_a_walk_that_is_cut_says_so_and_finds_no_dead_ends_it_did_not_see():
    examined = examine(SMALL, has_text=every_text, limit=3)
    assert (examined.explored.cut, examined.explored.changes) == (True, 0)
    assert examined.explored.unreached == ()
    assert examined.findings == ()


def test_a_short_walk_is_short():
    def read_by(limit):
        replies = []
        question = replace(TINY.items[0], read=lambda reply, _: replies.append(reply) or reply)
        assert found_in(with_items(question), limit=limit) == ()
        return len(replies)

    assert read_by(1) < read_by(1000)


def test_who_changes_their_mind_is_followed_in_rounds_that_are_walked_to_their_end():
    forward, once, twice = (explored(SHORT, limit=limit) for limit in (1, 8, 24))
    assert (forward.changes, once.changes, twice.changes) == (0, 1, 2)
    assert forward.states < once.states <= twice.states
    assert (forward.cut, once.cut, twice.cut) == (True, True, False)


def test_a_missing_text_is_told_with_its_language():
    (found,) = check(
        SMALL, has_text=lambda key, language: (key, language) != ("small.note.ask", "en"), limit=1
    )
    assert found == Finding("has_every_word", "note", "small.note.ask is missing in en")


def test_a_place_of_a_text_that_nobody_fills_is_told():
    def places_of(key, _language):
        return frozenset({"rows", "company"}) if key == "small.staff.ask" else frozenset()

    assert found_in(SMALL, places_of=places_of, limit=1) == tuple(
        Finding("fills_every_place", "staff", f"small.staff.ask in {language} waits for company")
        for language in ("en", "id")
    )


def asked_of(flow):
    asked = Counter()

    def has_text(key, language):
        asked[key, language] += 1
        return True

    check(flow, has_text=has_text)
    return asked


def test_every_text_on_a_screen_is_asked_for_once_in_both_languages():
    said = Text("small.said", {"inner": Text("small.inner")})
    question = replace(TINY.items[0], shown=lambda *_: said, choices=offered("yes"))
    asked = asked_of(with_items(question))
    wanted = ("small.a.ask", "small.yes", "small.a.label", "small.said", "small.inner")
    for key in (*wanted, "control.back", "control.submit", "control.old_screen", "small.a.help"):
        assert [asked[key, language] for language in ("id", "en")] == [1, 1]
    assert asked["control.reminder", "id"] == 1  # a note
    assert asked["control.no_file_now", "id"] == 1  # a problem
    assert max(asked.values()) == 1


def test_a_text_said_once_with_its_place_filled_and_once_without_is_told():
    def places(answers):
        return {"name": 1} if answers.has("a") else {}

    def places_of(key, _language):
        return frozenset({"name"}) if key == "small.a.ask" else frozenset()

    filled = replace(TINY.items[0], places=lambda _: {"name": 1})
    assert rules_of(with_items(filled), places_of=places_of) == set()
    sometimes = replace(TINY.items[0], places=places)
    assert rules_of(with_items(sometimes), places_of=places_of) == {"fills_every_place"}


def test_texts_inside_the_places_of_a_text_are_asked_for_too():
    inner = Text("small.inner")
    flow = with_items(Question(Key("a"), read_words, places=lambda _: {"name": inner}))
    findings = check(flow, has_text=lambda key, _: key != "small.inner")
    assert {finding.rule for finding in findings} == {"has_every_word"}


def test_a_button_that_is_too_long_is_told():
    exact = "v" * (64 - len("s.explored0.9999999."))
    fine = with_items(Question(Key("a"), one_of(exact), Expects.CHOICE, offered(exact)))
    assert rules_of(fine) == set()
    long = exact + "v"
    flow = with_items(Question(Key("a"), one_of(long), Expects.CHOICE, offered(long)))
    assert found_in(flow) == (Finding("fits_its_button", "a", f"{long} makes 65 bytes"),)


def test_the_button_of_a_list_that_is_too_long_is_told_by_its_value():
    name = "q" * 60
    flow = with_items(Question(Key(name), read_words, examples=("x",)))
    (found,) = found_in(flow)
    assert found == Finding("fits_its_button", "choosing", f"!edit:{name} makes 86 bytes")


def test_two_buttons_with_one_value_are_told():
    flow = with_items(Question(Key("a"), one_of("x"), Expects.CHOICE, offered("x", "x")))
    told = Finding("tells_buttons_apart", "a", "two buttons have the same value")
    assert found_in(flow) == (told,)


def test_a_button_like_one_that_is_always_there_is_told():
    flow = with_items(Question(Key("a"), one_of("x"), Expects.CHOICE, offered("x", "!help")))
    assert rules_of(flow) == {"tells_buttons_apart"}


def test_a_button_that_is_refused_as_an_answer_is_told():
    flow = with_items(Question(Key("a"), one_of("x"), Expects.CHOICE, offered("x", "y")))
    assert rules_of(flow) == {"reads_every_button"}


def test_findings_come_in_order_and_each_of_them_once():
    flow = with_items(Question(Key("a"), one_of("x"), Expects.CHOICE, offered("z", "x", "x", "y")))
    found = found_in(flow)
    assert [(each.rule, each.place) for each in found] == [
        ("reads_every_button", "a"),
        ("reads_every_button", "a"),
        ("tells_buttons_apart", "a"),
    ]
    assert found[0].detail < found[1].detail


def test_a_reader_that_does_not_read_its_own_answer_is_told():
    def read_once(reply, _answers):
        if reply == "kept":
            raise Unreadable("small.read_already")
        return "kept"

    flow = with_items(Question(Key("a"), read_once, examples=("x",)))
    assert "is_taken_up_as_it_was" in rules_of(flow)


def test_a_condition_that_breaks_on_open_questions_is_told_and_nothing_was_walked():
    flow = with_items(
        Question(Key("a"), read_words, skippable=True, examples=("x",)),
        Question(Key("b"), read_words, relevant=lambda answers: answers.values["never"] == "x"),
    )
    examined = examine(flow, has_text=every_text)
    assert examined.findings == (Finding("holds_together", "small", "KeyError: 'never'"),)
    assert examined.explored == Explored("small", "rules-1", 0, 0, 0, 0, (), (), (), 0, cut=False)


def many_sectors():
    names = tuple(f"sector-{number}" for number in range(30))
    return with_items(
        Question(Key("sector"), one_of(*names), Expects.CHOICE, offered(*names)),
        Exit("stay_home", lambda answers: answers.values.get("sector") == names[17]),
        Question(Key("name"), read_words, examples=("PT Contoh", "PT Lain")),
    )


def test_an_exit_behind_one_of_many_buttons_is_found():
    examined = examine(many_sectors(), has_text=every_text)
    assert examined.findings == ()
    assert examined.explored.exits == ("stay_home",)
    assert examined.explored.sampled == ("sector", "name")


def test_an_exit_nothing_leads_to_is_told_unless_another_context_leads_there():
    unreachable = with_items(TINY.items[0], Exit("door", lambda _: False))
    reachable = with_items(TINY.items[0], Exit("door", lambda answers: answers.has("a")))
    seen = [explored(flow) for flow in (unreachable, reachable)]
    assert [(each.exits, each.unreached) for each in seen] == [((), ("door",)), (("door",), ())]
    assert [finding.place for finding in never_reached(seen[:1])] == ["door"]
    assert never_reached(seen) == ()


def told_of(flow, *unreached):
    return Explored(flow, "rules-1", unreached=unreached)


def test_what_no_walk_of_a_conversation_came_to_is_told_in_order():
    told = [told_of("one", "b", "a", "c"), told_of("two", "d"), told_of("one", "a", "b")]
    assert [(found.rule, found.place, found.detail) for found in never_reached(told)] == [
        ("is_reached", "a", "nothing leads to a of one"),
        ("is_reached", "b", "nothing leads to b of one"),
        ("is_reached", "d", "nothing leads to d of two"),
    ]
    assert never_reached([*told, told_of("one"), told_of("two")]) == ()


def test_an_item_that_nothing_leads_to_is_found_however_short_the_walk():
    unreachable = with_items(Question(Key("a"), read_words), Exit("door", lambda _: False))
    (found,) = never_reached([explored(unreachable, limit=1)])
    assert (found.rule, found.place) == ("is_reached", "door")


@pytest.fixture(scope="module")
def everything():
    """Walk the small conversation to its end, once; return what was found, walked and asked."""
    asked = []
    examined = examine(SMALL, has_text=lambda *word: asked.append(word) or True)
    return examined.findings, examined.explored, asked


def test_a_sound_conversation_has_no_findings(everything):
    assert everything[0] == ()


def test_the_walk_says_what_it_walked(everything):
    walked = everything[1]
    assert (walked.flow, walked.policy) == ("small", "rules-1")
    assert walked.exits == ("no_need", "stay_home")
    assert (walked.unreached, walked.cut) == ((), False)
    assert walked.submissions > 0
    assert walked.sampled == ("note", "roster")
    assert walked.states > 100
    assert walked.edges > walked.states
    assert walked.turns > walked.edges
    assert walked.changes > 1


def test_every_word_a_person_can_meet_is_asked_for(everything):
    keys = {
        *("already_done", "old_screen", "reminder", "no_rows_yet", "no_rows_now", "no_file_now"),
        *("expects_file", "expects_rows", "not_complete", "choosing", "open.other", "help_text"),
        *(verb.value for verb in Verb if verb not in {Verb.SHOW, Verb.EDIT, Verb.OPEN}),
    }
    words = {"a_number", "pick_one", "bank", "salon", "no_need", "stay_home", "review"}
    words |= {"submitted", "cancelled", "expired", "left", "sector.help", "who.label", "who.ask"}
    wanted = {f"control.{key}" for key in keys} | {f"small.{word}" for word in words}
    assert {(key, language) for key in wanted for language in ("id", "en")} <= set(everything[2])

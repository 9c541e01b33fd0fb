"""The checker finds every fault a conversation can have, and none where there is none."""

from dataclasses import replace

import pytest

from flows import promises
from flows.abstraction import kind_of, kinds, options, representatives, sample_answers
from flows.checker import check, examine, never_reached
from flows.dialogue import Answers, Choice, Exit, Expects, Key, Question, Text, Unreadable
from flows.effects import Show, Submit, Toast
from flows.events import Asked, Elapsed, Pressed, Said, Verb
from flows.exploration import Exploration, Step
from flows.position import Landing
from flows.session import Closed
from flows.turn import begin, turn
from tests.flows.small_flow import a_small_flow, offered, one_of, read_words

SMALL = a_small_flow()


def every_text(_key, _language):
    return True


def rules_of(flow, **words):
    return {finding.rule for finding in check(flow, **{"has_text": every_text, **words})}


def with_items(*items):
    return replace(SMALL, items=items)


def test_a_sound_conversation_has_no_findings():
    assert check(SMALL, has_text=every_text) == ()


def test_the_walk_says_what_it_walked():
    explored = examine(SMALL, has_text=every_text).explored
    assert explored.exits == ("no_need", "stay_home")
    assert (explored.unreached, explored.cut) == ((), False)
    assert explored.submissions > 0
    assert explored.sampled == ("note", "roster")
    assert explored.states > 100
    assert explored.edges > explored.states
    assert explored.turns > explored.edges


def test_a_walk_that_is_cut_says_so_and_finds_no_dead_ends_it_did_not_see():
    examined = examine(SMALL, has_text=every_text, limit=3)
    assert (examined.explored.cut, examined.explored.changes) == (True, 0)
    assert examined.explored.unreached == ()
    assert examined.findings == ()


def test_who_changes_their_mind_is_followed_in_rounds_that_are_walked_to_their_end():
    forward, once, everybody = (
        examine(SMALL, has_text=every_text, limit=limit).explored for limit in (1, 40, 100_000)
    )
    assert (forward.changes, once.changes) == (0, 1)
    assert everybody.changes > 1
    assert forward.states < once.states < everybody.states
    assert not everybody.cut


def test_a_question_without_any_readable_reply_is_a_dead_end():
    def never(_reply, _answers):
        raise Unreadable("small.never")

    flow = with_items(Question(Key("stuck"), never))
    assert "ends_somewhere" in rules_of(flow)


def test_a_dead_end_is_told_by_its_place():
    def never(_reply, _answers):
        raise Unreadable("small.never")

    flow = with_items(Question(Key("fine"), read_words), Question(Key("stuck"), never))
    (finding,) = [one for one in check(flow, has_text=every_text) if one.rule == "ends_somewhere"]
    assert finding.place == "stuck"


def test_rows_that_can_never_be_handed_in_are_a_dead_end():
    def refuse(_counts, _answers):
        raise Unreadable("small.too_many")

    flow = with_items(Question(Key("roster"), read_words, Expects.ROWS, tally=refuse))
    assert "ends_somewhere" in rules_of(flow)


def test_a_missing_text_is_told_with_its_language():
    findings = check(
        SMALL, has_text=lambda key, language: (key, language) != ("small.note.ask", "en")
    )
    assert [finding.detail for finding in findings] == ["small.note.ask is missing in en"]


def test_every_word_a_person_can_meet_is_asked_for():
    asked = set()
    check(SMALL, has_text=lambda key, language: asked.add((key, language)) or True)
    keys = {
        *("already_done", "old_screen", "reminder", "no_rows_yet", "no_rows_now", "no_file_now"),
        *("expects_file", "expects_rows", "not_complete", "choosing", "open.other", "help_text"),
        *(verb.value for verb in Verb if verb not in {Verb.SHOW, Verb.EDIT, Verb.OPEN}),
    }
    words = {"a_number", "pick_one", "bank", "salon", "no_need", "stay_home", "review"}
    words |= {"submitted", "cancelled", "expired", "left", "sector.help", "who.label", "who.ask"}
    wanted = {f"control.{key}" for key in keys} | {f"small.{word}" for word in words}
    assert {(key, language) for key in wanted for language in ("id", "en")} <= asked


def test_a_place_of_a_text_that_nobody_fills_is_told():
    def places_of(key, _language):
        return frozenset({"company"}) if key == "small.staff.ask" else frozenset()

    findings = check(SMALL, has_text=every_text, places_of=places_of)
    assert {finding.detail for finding in findings} == {
        "small.staff.ask in id waits for company",
        "small.staff.ask in en waits for company",
    }


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
    assert rules_of(flow) == {"fits_its_button"}


def test_two_buttons_with_one_value_are_told():
    flow = with_items(Question(Key("a"), one_of("x"), Expects.CHOICE, offered("x", "x")))
    assert rules_of(flow) == {"tells_buttons_apart"}


def test_a_button_that_is_refused_as_an_answer_is_told():
    flow = with_items(Question(Key("a"), one_of("x"), Expects.CHOICE, offered("x", "y")))
    assert rules_of(flow) == {"reads_every_button"}


def test_a_reader_that_does_not_read_its_own_answer_is_told():
    def read_once(reply, _answers):
        if reply == "kept":
            raise Unreadable("small.read_already")
        return "kept"

    flow = with_items(Question(Key("a"), read_once, examples=("x",)))
    assert "is_taken_up_as_it_was" in rules_of(flow)


def test_a_condition_that_breaks_on_open_questions_is_told():
    flow = with_items(
        Question(Key("a"), read_words, skippable=True, examples=("x",)),
        Question(Key("b"), read_words, relevant=lambda answers: answers.values["never"] == "x"),
    )
    assert rules_of(flow) == {"holds_together"}


def test_an_exit_nothing_leads_to_is_told_unless_another_context_leads_there():
    unreachable = with_items(Question(Key("a"), read_words), Exit("door", lambda _: False))
    reachable = with_items(Question(Key("a"), read_words), Exit("door", lambda _: True))
    seen = [examine(flow, has_text=every_text).explored for flow in (unreachable, reachable)]
    assert [finding.place for finding in never_reached(seen[:1])] == ["door"]
    assert never_reached(seen) == ()


def test_an_item_that_nothing_leads_to_is_found_however_short_the_walk():
    unreachable = with_items(Question(Key("a"), read_words), Exit("door", lambda _: False))
    (found,) = never_reached([examine(unreachable, has_text=every_text, limit=1).explored])
    assert (found.rule, found.place) == ("is_reached", "door")


def many_sectors():
    names = tuple(f"sector-{number}" for number in range(30))
    return with_items(
        Question(Key("sector"), one_of(*names), Expects.CHOICE, offered(*names)),
        Exit("stay_home", lambda answers: answers.values.get("sector") == names[17]),
        Question(Key("name"), read_words, examples=("PT Contoh", "PT Lain")),
    )


def test_answers_that_lead_to_the_same_places_are_one_kind():
    numbers = kinds(many_sectors())["sector"]
    assert len(numbers) == 30
    assert len(set(numbers.values())) == 2
    found = options(many_sectors().items[0], Answers())
    chosen = {option.value for option in representatives(found, numbers)}
    assert "sector-17" in chosen
    assert len(chosen) <= 4


def test_an_exit_behind_one_of_many_buttons_is_found():
    examined = examine(many_sectors(), has_text=every_text)
    assert examined.findings == ()
    assert examined.explored.exits == ("stay_home",)
    assert examined.explored.sampled == ("sector", "name")


def test_an_answer_no_sample_held_is_like_the_rest_only_if_all_are_alike():
    assert kind_of({}, "new") == kind_of({"a": 0, "b": 0}, "new") == "0"
    assert kind_of({"a": 0, "b": 1}, "new") == "other"


def test_sample_conversations_take_every_way():
    shapes = {frozenset(answers.values) for answers in sample_answers(SMALL)}
    assert frozenset({"who"}) in shapes
    assert frozenset({"who", "sector"}) in shapes
    assert max(map(len, shapes)) == 6


def a_step(event=None, *, before=None, after=None, effects=None, place=None, broken=""):
    start = begin(SMALL, "s1")
    shown = turn(SMALL, start, Asked(Verb.SHOW))[1]
    return Step(
        place=place or SMALL.items[0],
        before=before or start,
        event=event or Asked(Verb.SHOW),
        after=after or before or start,
        effects=shown if effects is None else effects,
        broken=broken,
    )


SESSION = begin(SMALL, "s1")
GROWN = replace(SESSION, revision=1)
ANSWERED = replace(GROWN, answers=Answers({"who": "company"}))
OLD_TOAST = (Toast(Text("control.old_screen")),)
SUBMIT = Submit("s1", "small", "rules-1", Answers({"who": "company"}), {})

BROKEN = [
    (promises.answers_every_event, a_step(effects=())),
    (promises.answers_every_event, a_step(broken="KeyError", effects=())),
    (promises.answers_every_event, a_step(Elapsed(0), effects=())),
    (promises.counts_every_change, a_step(after=GROWN, before=replace(GROWN, revision=-1))),
    (promises.counts_every_change, a_step(after=replace(ANSWERED, revision=0))),
    (promises.ignores_what_is_not_offered, a_step(Pressed(7, "x"), after=GROWN)),
    (promises.ignores_what_is_not_offered, a_step(Pressed(7, "x"))),
    (promises.ignores_what_is_not_offered, a_step(Elapsed(7), after=GROWN, effects=())),
    (promises.ignores_a_double_tap, a_step(Pressed(0, "company"), after=ANSWERED)),
    (promises.shows_what_was_pressed_for, a_step(effects=OLD_TOAST)),
    (promises.takes_no_words_for_verbs, a_step(Said("x"), after=GROWN, place=Landing.REVIEW)),
    (
        promises.takes_no_words_for_verbs,
        a_step(Said("x"), after=replace(GROWN, closed=Closed.LEFT)),
    ),
    (promises.loses_nothing_by_going_back, a_step(Asked(Verb.BACK), after=ANSWERED)),
    (
        promises.loses_nothing_by_going_back,
        a_step(Asked(Verb.KEEP), after=replace(GROWN, counts={"roster": {"office": 1}})),
    ),
    (promises.begins_anew_with_nothing, a_step(Asked(Verb.AGAIN), after=ANSWERED)),
    (promises.submits_only_what_is_complete, a_step(effects=(SUBMIT,), place=Landing.REVIEW)),
    (promises.submits_only_what_is_complete, a_step(effects=(SUBMIT,))),
    (
        promises.is_taken_up_as_it_was,
        a_step(Said("x"), after=replace(GROWN, answers=Answers({"who": "nobody"}))),
    ),
    (promises.is_taken_up_as_it_was, a_step(Said("x"), after=replace(GROWN, cursor="letter"))),
]


@pytest.mark.parametrize(("promise", "step"), BROKEN)
def test_a_broken_promise_is_told(promise, step):
    assert list(promise(SMALL, step))


@pytest.mark.parametrize("promise", promises.PROMISES)
def test_a_kept_promise_is_not_told(promise):
    assert not list(promise(SMALL, a_step()))


def test_handing_in_past_an_exit_or_with_answers_nobody_asked_for_is_told():
    values = {"who": "citizen", "letter": "f"}
    submit = replace(SUBMIT, answers=Answers(values), counts={"roster": {"office": 1}})
    told = promises.submits_only_what_is_complete(
        SMALL, a_step(effects=(submit,), place=Landing.REVIEW)
    )
    assert sorted(told) == [
        "exit no_need was passed",
        "letter was not asked",
        "rows of roster were not asked",
    ]


def test_findings_name_the_promise_the_place_and_the_event():
    step = a_step(Pressed(0, "company"), effects=(), broken="KeyError")
    told = list(promises.broken_promises(SMALL, step))
    assert (
        promises.Finding("answers_every_event", "who", "Pressed company raised KeyError") in told
    )


def test_the_walk_meets_every_event_at_every_place():
    steps = list(Exploration(SMALL).steps())
    kinds_met = {(type(step.event), type(step.place)) for step in steps}
    assert len({event for event, _ in kinds_met}) == 7
    assert len({place for _, place in kinds_met}) == 4
    assert len(kinds_met) == 28
    assert all(isinstance(effect, Show) or effect for step in steps for effect in step.effects)


def test_a_button_of_a_question_with_many_is_pressed_once_of_each_kind():
    steps = [
        step
        for step in Exploration(many_sectors()).steps()
        if isinstance(step.event, Pressed) and step.event.value.startswith("sector-")
    ]
    assert {step.event.value for step in steps} == {"sector-0", "sector-17", "sector-29"}


def test_districts_offered_for_another_city_are_walked_too():
    cities = {"north": ("n1", "n2"), "south": ("s1", "bad")}

    def streets(answers):
        return tuple(Choice(each, Text(each)) for each in cities[answers.values["city"]])

    def read_street(reply, answers):
        if reply == "bad" or reply not in cities[answers.values["city"]]:
            raise Unreadable("town.no_such_street")
        return reply

    flow = with_items(
        Question(Key("city"), one_of("north", "south"), Expects.CHOICE, offered("north", "south")),
        Question(Key("street"), read_street, Expects.CHOICE, streets),
    )
    assert rules_of(flow) == {"reads_every_button"}

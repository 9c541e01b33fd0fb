"""What is shown at every place, and what is written down of a session, word for word."""

from dataclasses import replace

import pytest

from flows.dialogue import Answers, Choice, Expects, Key, Names, Question, Text, Unreadable
from flows.effects import Line
from flows.events import Asked, Counted, Handed, Pressed, Said, Verb, read_verb, verb_value
from flows.position import answered, here, place_name, progress, pruned
from flows.resume import resume
from flows.screens import review_lines, screen, worded
from flows.session import Closed, Session, pack, unpack
from flows.turn import begin, turn
from tests.flows.small_flow import a_small_flow, offered, one_of, read_words

FLOW = a_small_flow()
VALUES = {
    "who": "company",
    "sector": "bank",
    "staff": 12,
    "note": "by night",
    "roster": 3,
    "letter": "file-1",
}


def standing_at(*names, counts=None, cursor=None, closed=None, revision=5):
    values = {name: VALUES[name] for name in names}
    return Session(
        id="s1",
        flow="small",
        version=2,
        policy="rules-1",
        revision=revision,
        answers=Answers(values),
        cursor=cursor,
        counts=counts or {},
        closed=closed,
    )


def shown(session, flow=FLOW):
    return screen(flow, session)


def buttons(choices):
    return [choice.value for choice in choices]


def labels(choices):
    return [choice.label.key for choice in choices]


def with_items(*items):
    return replace(FLOW, items=items)


COMPLETE = standing_at(*VALUES, counts={"roster": {"office": 3}})


def test_a_question_is_shown_with_its_words_its_buttons_and_how_far_it_is():
    seen = shown(standing_at("who"))
    assert (seen.flow, seen.place, seen.session, seen.revision) == ("small", "sector", "s1", 5)
    assert seen.text == Text("small.sector.ask", {"rows": 0})
    assert seen.expects is Expects.CHOICE
    assert buttons(seen.choices) == ["bank", "salon"]
    assert buttons(seen.controls) == ["!back", "!help", "!language", "!cancel"]
    assert labels(seen.controls) == [
        "control.back",
        "control.help",
        "control.language",
        "control.cancel",
    ]
    assert (seen.problem, seen.note, seen.lines) == (None, None, ())
    assert (seen.answered, seen.total) == (1, 5)


def test_the_first_question_has_nothing_to_go_back_to():
    assert buttons(shown(standing_at()).controls) == ["!help", "!language", "!cancel"]


def test_the_first_question_changed_again_can_be_left_again():
    seen = shown(standing_at("who", cursor="who"))
    assert buttons(seen.choices) == ["company", "citizen", "!keep"]
    assert "!back" in buttons(seen.controls)


def test_only_a_question_that_is_changed_offers_to_keep_its_answer():
    assert "!keep" not in buttons(shown(standing_at("who")).choices)
    assert "!keep" in buttons(shown(standing_at("who", "sector", cursor="sector")).choices)


def test_a_question_that_may_be_skipped_says_so():
    assert buttons(shown(standing_at("who", "sector", "staff")).choices) == ["!skip"]
    assert buttons(shown(standing_at("who", "sector")).choices) == []


def test_rows_can_be_handed_in_or_cleared_once_there_is_one():
    before = ("who", "sector", "staff", "note")
    assert buttons(shown(standing_at(*before)).choices) == []
    none_left = standing_at(*before, counts={"roster": {"office": 0}})
    assert buttons(shown(none_left).choices) == []
    some = shown(standing_at(*before, counts={"roster": {"office": 2, "service": 1}}))
    assert buttons(some.choices) == ["!done", "!open:list", "!clear"]
    assert some.text == Text("small.roster.ask", {"rows": 3})


def test_a_question_fills_its_own_places_beside_the_number_of_rows():
    flow = with_items(Question(Key("a"), read_words, places=lambda _: {"cap": 25}))
    assert shown(begin(flow, "s1"), flow).text.places == {"rows": 0, "cap": 25}


def test_an_exit_is_shown_with_its_doors_and_the_way_out():
    citizen = replace(standing_at(), answers=Answers({"who": "citizen"}))
    seen = shown(citizen)
    assert (seen.place, seen.text) == ("no_need", Text("small.no_need", {}))
    assert seen.choices == (
        Choice("!open:other", Text("control.open.other")),
        Choice("!finish", Text("control.finish")),
    )
    assert buttons(seen.controls) == ["!back", "!language"]
    assert seen.expects is None


def test_the_review_says_every_answer_in_the_words_of_its_button():
    seen = shown(COMPLETE)
    assert (seen.place, seen.text) == ("review", Text("small.review"))
    assert seen.lines[:3] == (
        Line(Text("small.who.label"), Text("small.company")),
        Line(Text("small.sector.label"), Text("small.bank")),
        Line(Text("small.staff.label"), 12),
    )
    assert buttons(seen.choices) == ["!submit", "!change"]
    assert buttons(seen.controls) == ["!back", "!help", "!language", "!cancel"]
    assert (seen.answered, seen.total) == (6, 6)


def test_an_answer_can_bring_its_own_words():
    names = Names("Ya", "Yes")
    question = Question(Key("a"), read_words, shown=lambda value, _: names if value else "")
    assert worded(question, "x", Answers()) == names
    flow = with_items(question)
    session = replace(begin(flow, "s1"), answers=Answers({"a": "x"}))
    assert review_lines(flow, session) == (Line(Text("small.a.label"), names),)


def test_choosing_offers_every_answer_that_can_be_changed():
    seen = shown(replace(COMPLETE, cursor="?"))
    assert (seen.place, seen.text) == ("choosing", Text("control.choosing"))
    assert seen.choices[0] == Choice("!edit:who", Text("small.who.label"))
    assert buttons(seen.choices) == [f"!edit:{name}" for name in VALUES]
    assert buttons(seen.controls) == ["!back", "!language"]


@pytest.mark.parametrize("closed", list(Closed))
def test_an_ending_offers_to_begin_anew(closed):
    seen = shown(replace(COMPLETE, closed=closed))
    assert (seen.place, seen.text) == (closed.value, Text(f"small.{closed.value}"))
    reopen = ["!reopen"] if closed is Closed.CANCELLED else []
    assert buttons(seen.choices) == [*reopen, "!again"]
    assert buttons(seen.controls) == ["!language"]
    assert (seen.answered, seen.total) == (0, 0)


def test_a_problem_and_a_note_are_shown_with_the_screen():
    problem, note = Text("a.problem"), Text("a.note")
    seen = screen(FLOW, standing_at(), problem=problem, note=note)
    assert (seen.problem, seen.note) == (problem, note)


def test_progress_foresees_what_is_relevant_and_no_more():
    assert progress(FLOW, standing_at()) == (0, 4)
    assert progress(FLOW, standing_at("who")) == (1, 5)
    assert progress(FLOW, standing_at("who", "sector", "staff")) == (3, 6)


def test_a_conversation_without_questions_stands_at_its_review():
    flow = with_items()
    assert place_name(here(flow, begin(flow, "s1"))) == "review"
    assert answered(flow, Answers({"who": "company"})) == ()


def test_a_cursor_on_a_question_off_the_path_is_not_followed():
    session = standing_at("who", cursor="letter")
    assert place_name(here(FLOW, session)) == "sector"
    assert resume(FLOW, session).cursor is None


def test_rows_of_a_branch_that_was_left_are_dropped_and_others_kept():
    flow = with_items(
        Question(Key("who"), read_words),
        Question(
            Key("mine"),
            read_words,
            Expects.ROWS,
            relevant=lambda answers: answers.values.get("who") == "me",
        ),
        Question(Key("all"), read_words, Expects.ROWS),
    )
    counts = {"mine": {"office": 1}, "all": {"office": 2}, "gone": {"office": 3}}
    session = replace(begin(flow, "s1"), answers=Answers({"who": "you"}), counts=counts)
    assert pruned(flow, session).counts == {"all": {"office": 2}}
    mine = replace(session, answers=Answers({"who": "me"}))
    assert pruned(flow, mine).counts == {"mine": {"office": 1}, "all": {"office": 2}}


def test_a_condition_sees_only_what_was_answered_on_the_way_to_it():
    seen = []

    def watch(answers):
        seen.append(dict(answers.values))
        return True

    flow = with_items(
        Question(Key("a"), read_words),
        Question(Key("b"), read_words, relevant=watch),
        Question(Key("c"), read_words),
    )
    assert [item.name for item in flow.path(Answers({"a": "1", "c": "3"}))] == ["a", "b"]
    assert seen == [{"a": "1"}]
    assert flow.fitting(Answers({"a": "1", "c": "3", "x": "9"})).values == {"a": "1", "c": "3"}


def test_answers_are_values_that_never_change_under_their_reader():
    first = Answers({"a": "1"})
    assert first.put("b", 2).values == {"a": "1", "b": 2}
    assert first.put("b", 2).without("a").values == {"b": 2}
    assert (first.values, first.has("a"), first.has("b")) == ({"a": "1"}, True, False)


def test_a_question_is_found_by_its_name():
    assert FLOW.question("staff") is FLOW.questions()[2]
    assert FLOW.question("no_need") is None
    assert [question.name for question in FLOW.questions()] == list(VALUES)


def test_a_question_is_asked_of_everybody_and_kept_open_unless_it_says_otherwise():
    question = Question(Key("a"), read_words)
    assert (question.skippable, question.private, question.examples) == (False, False, ())
    assert question.relevant(Answers())
    assert (question.expects, question.choices(Answers())) == (Expects.TEXT, ())


def test_an_unreadable_reply_carries_the_problem_and_its_places():
    unreadable = Unreadable("a.key", most=3)
    assert unreadable.problem == Text("a.key", {"most": 3})
    assert str(unreadable) == "a.key"


@pytest.mark.parametrize("verb", list(Verb))
def test_a_verb_is_read_back_from_its_button(verb):
    assert read_verb(verb_value(verb)) == (verb, "")
    assert read_verb(verb_value(verb, "a:b")) == (verb, "a:b")


@pytest.mark.parametrize("value", ["back", "", "!nothing", "?", "!", "x!back"])
def test_what_is_no_verb_is_an_answer(value):
    assert read_verb(value) is None


def test_a_session_is_written_down_whole():
    session = replace(
        COMPLETE, cursor="staff", left={"roster": 2}, last=(4, "bank"), closed=Closed.CANCELLED
    )
    assert pack(session) == {
        "id": "s1",
        "flow": "small",
        "version": 2,
        "policy": "rules-1",
        "revision": 5,
        "answers": VALUES,
        "cursor": "staff",
        "counts": {"roster": {"office": 3}},
        "left": {"roster": 2},
        "last": [4, "bank"],
        "closed": "cancelled",
    }
    assert unpack(pack(session)) == session


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("version", "2", 0),
        ("version", -1, 0),
        ("version", 0, 0),
        ("version", True, 0),
        ("revision", 7, 7),
        ("revision", None, 0),
        ("policy", 3, ""),
        ("answers", ["who"], Answers()),
        ("answers", {"a": 1, "b": True, "c": None, "d": "x", 5: "y"}, Answers({"a": 1, "d": "x"})),
        ("cursor", 4, None),
        ("counts", "many", {}),
        (
            "counts",
            {"a": {"office": 2, 3: 4, "b": -1}, "b": 7, 8: {"office": 1}},
            {"a": {"office": 2, "b": 0}},
        ),
        ("last", [1], None),
        ("last", ["1", "bank"], None),
        ("last", [1, 2], None),
        ("last", [1, "bank"], (1, "bank")),
        ("closed", "burnt", None),
        ("closed", "left", Closed.LEFT),
    ],
)
def test_what_cannot_be_read_of_a_session_is_left_open(field, written, read):
    assert getattr(unpack({**pack(standing_at()), field: written}), field) == read


@pytest.mark.parametrize(
    ("field", "written"), [("id", ""), ("id", 3), ("flow", ""), ("flow", None)]
)
def test_a_session_without_identity_is_none(field, written):
    assert unpack({**pack(standing_at()), field: written}) is None


def test_a_skipped_answer_still_stands_when_taken_up_again():
    skipped = standing_at("who", "sector", "staff")
    skipped = replace(skipped, answers=skipped.answers.put("note", ""))
    assert resume(FLOW, skipped) == skipped
    unskippable = replace(standing_at(), answers=Answers({"who": ""}))
    assert resume(FLOW, unskippable).answers.values == {}


def test_rows_are_counted_again_when_a_session_is_taken_up():
    wrong = replace(COMPLETE, answers=COMPLETE.answers.put("roster", 9))
    after = resume(FLOW, wrong)
    assert (place_name(here(FLOW, after)), after.revision, after.last) == ("roster", 6, None)
    assert after.answers.values["letter"] == "file-1"


def test_every_step_of_a_migration_is_taken():
    steps = {
        1: lambda values: {**values, "staff": 1},
        2: lambda values: {**values, "staff": values["staff"] + 1},
    }
    flow = replace(FLOW, version=4, migrations=steps)
    old = replace(standing_at("who", "sector"), version=1)
    after = resume(flow, old)
    assert (after.answers.values["staff"], after.version) == (2, 4)
    newer = replace(standing_at("who", "sector", "staff"), version=2)
    assert resume(flow, newer).answers.values["staff"] == 13


def test_a_cursor_survives_being_taken_up_only_where_it_can_stand():
    choosing = replace(COMPLETE, cursor="?")
    assert resume(FLOW, choosing).cursor == "?"
    assert resume(FLOW, replace(standing_at(), cursor="?")).cursor is None
    assert resume(FLOW, replace(COMPLETE, cursor="staff")).cursor == "staff"


def test_what_a_person_said_last_is_forgotten_when_the_rules_changed():
    session = replace(COMPLETE, last=(4, "bank"))
    today = a_small_flow(policy="rules-2")
    assert (resume(today, session).last, resume(today, session).revision) == (None, 6)


def taken(session, event):
    return turn(FLOW, session, event)[0]


def test_every_accepted_press_is_remembered_and_no_other():
    session = taken(standing_at(revision=0), Pressed(0, "company"))
    assert (session.last, session.revision) == ((0, "company"), 1)
    assert taken(session, Pressed(1, "!help")).last == (0, "company")
    assert taken(session, Said("bank")).last == (0, "company")


def test_going_back_from_a_changed_answer_goes_to_the_one_before_it():
    session = taken(replace(COMPLETE, cursor="staff"), Asked(Verb.BACK))
    assert session.cursor == "sector"
    session = taken(COMPLETE, Asked(Verb.BACK))
    assert session.cursor == "letter"
    session = taken(replace(COMPLETE, cursor="who"), Asked(Verb.BACK))
    assert session.cursor == "who"


def test_what_is_over_can_only_be_begun_anew_or_taken_up_again():
    for closed in Closed:
        over = replace(COMPLETE, closed=closed)
        anew = set() if closed is Closed.SUBMITTED else {Verb.AGAIN}
        allowed = anew | ({Verb.REOPEN} if closed is Closed.CANCELLED else set())
        moved = {verb for verb in Verb if taken(over, Asked(verb)) != over}
        assert moved == allowed
        assert taken(over, Said("12")) == over
        assert taken(over, Counted("roster", {"office": 9})) == over
        assert taken(over, Handed("file-2")) == over


def test_changing_is_offered_to_those_who_answered_something():
    assert taken(standing_at(), Asked(Verb.CHANGE)).cursor is None
    assert taken(standing_at("who"), Asked(Verb.CHANGE)).cursor == "?"


def test_a_name_that_was_not_answered_cannot_be_changed():
    session = replace(standing_at("who"), cursor="?")
    assert taken(session, Pressed(5, "!edit:letter")) == session
    assert taken(session, Pressed(5, "!edit:who")).cursor == "who"


def test_help_is_that_of_the_question_or_of_the_whole():
    def told(session):
        return turn(FLOW, session, Asked(Verb.HELP))[1][0].text.key

    assert told(standing_at("who")) == "small.sector.help"
    assert told(COMPLETE) == "control.help_text"


def test_a_choice_can_be_typed_as_well_as_pressed():
    flow = with_items(Question(Key("a"), one_of("x"), Expects.CHOICE, offered("x")))
    after, _ = turn(flow, begin(flow, "s1"), Said("x"))
    assert after.answers.values == {"a": "x"}


def test_an_error_of_a_reply_says_its_key_in_a_trace():
    assert str(Unreadable("small.pick_one", most=3)) == "small.pick_one"
    assert Unreadable("small.pick_one", most=3).problem == Text("small.pick_one", {"most": 3})


@pytest.mark.parametrize("value", ["xback", "back", "", "!nothing"])
def test_a_value_without_its_mark_is_no_verb(value):
    assert read_verb(value) is None


def test_answers_of_a_branch_that_does_not_apply_are_dropped():
    session = replace(
        standing_at("who", "sector"), answers=Answers({"who": "citizen", "sector": "bank"})
    )
    assert pruned(FLOW, session).answers.values == {"who": "citizen"}

"""What is written down of a session, and what of it still holds when it is taken up."""

from dataclasses import replace

import pytest

from flows.dialogue import Answers, Expects, Key, Question, Text, Unreadable
from flows.events import Verb, read_verb, verb_value
from flows.position import answered, here, place_name, progress, pruned
from flows.resume import resume
from flows.session import Closed, pack, unpack
from flows.turn import begin
from tests.flows.small_flow import a_small_flow, read_words
from tests.flows.standing import COMPLETE, FLOW, VALUES, standing_at, with_items
from tests.flows.walking import EVERY_STEP, standing, walk


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


@pytest.mark.parametrize("value", ["back", "xback", "", "!nothing", "?", "!", "x!back"])
def test_what_is_no_verb_is_an_answer(value):
    assert read_verb(value) is None


def test_a_session_is_written_down_whole():
    session = replace(
        COMPLETE,
        cursor="staff",
        left={"roster": 2},
        last=(4, "bank"),
        closed=Closed.CANCELLED,
        carried="A1B2C3D4",
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
        "carried": "A1B2C3D4",
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


def test_answers_of_a_branch_that_does_not_apply_are_dropped():
    session = replace(
        standing_at("who", "sector"), answers=Answers({"who": "citizen", "sector": "bank"})
    )
    assert pruned(FLOW, session).answers.values == {"who": "citizen"}


def test_a_session_written_down_and_read_back_is_the_same():
    for count in range(len(EVERY_STEP) + 1):
        session, _ = walk(*EVERY_STEP[:count])
        assert unpack(pack(session)) == session


def test_an_older_session_is_carried_over_by_its_migration():
    old = replace(
        begin(FLOW, "s1"),
        version=1,
        answers=begin(FLOW, "s1")
        .answers.put("who", "company")
        .put("sector", "bank")
        .put("people", 9),
    )
    session = resume(FLOW, old)
    assert session.answers.values["staff"] == 9
    assert (session.version, session.revision) == (2, 1)


def test_a_rule_change_asks_again_only_what_no_longer_holds():
    session, _ = walk(*EVERY_STEP)
    narrowed = a_small_flow(policy="rules-2", closed_sectors=("bank",))
    after = resume(narrowed, session)
    assert standing(after, narrowed) == "stay_home"
    assert after.policy == "rules-2"


def test_resuming_what_still_fits_changes_nothing():
    session, _ = walk(*EVERY_STEP)
    assert resume(FLOW, session) == session

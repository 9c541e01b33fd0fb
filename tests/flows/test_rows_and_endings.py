"""Rows that are emptied, rows that are left behind, and what is offered when it is over."""

from dataclasses import replace

import pytest

from flows.dialogue import Answers, Lines, Text
from flows.effects import Forget, Screen
from flows.events import Asked, Counted, Verb
from flows.position import here, place_name, progress
from flows.resume import resume
from flows.screens import screen
from flows.session import Closed
from flows.turn import begin, turn
from tests.flows.small_flow import SECTOR, a_small_flow

FLOW = a_small_flow()
VALUES = {"who": "company", "sector": "bank", "staff": 5}
COMPLETE = {**VALUES, "roster": 3, "letter": "file-1"}
ROWS = {"roster": {"office": 3, "service": 4}}


def a_session(values, **changed):
    return replace(begin(FLOW, "s1"), answers=Answers(values), revision=5, **changed)


def shown(session, flow=FLOW):
    return screen(flow, session)


def words(choices):
    return {choice.value: choice.label.key for choice in choices}


def test_who_wants_to_empty_a_list_is_asked_and_told_how_many_rows_it_has():
    seen = shown(a_session(VALUES, counts=ROWS, cursor="!roster"))
    assert (seen.place, seen.expects) == ("emptying", None)
    assert seen.text == Text("small.roster.emptying", {"rows": 7})
    assert words(seen.choices) == {"!empty": "control.empty", "!keep": "control.keep"}
    assert words(seen.controls) == {
        "!help": "control.help",
        "!language": "control.language",
        "!cancel": "control.cancel",
    }


def test_asking_to_empty_a_list_stands_in_the_session_and_forgets_nothing():
    before = a_session(VALUES, counts=ROWS)
    after, effects = turn(FLOW, before, Asked(Verb.CLEAR))
    assert after == replace(before, cursor="!roster", revision=6)
    assert [effect.screen.place for effect in effects] == ["emptying"]


def test_where_there_are_no_rows_there_is_nothing_to_empty():
    for before in (a_session(VALUES), a_session({}, counts=ROWS), a_session(COMPLETE)):
        after, effects = turn(FLOW, before, Asked(Verb.CLEAR))
        assert after == before
        assert len(effects) == 1


def test_an_emptied_list_is_asked_for_again_and_nothing_else_is_lost():
    more = {**ROWS, "staff": {"office": 1}}
    before = a_session(COMPLETE, counts=more, cursor="!roster")
    after, effects = turn(FLOW, before, Asked(Verb.EMPTY))
    values = {**VALUES, "letter": "file-1"}
    emptied = a_session(values, counts={"staff": {"office": 1}})
    assert after == replace(emptied, revision=6)
    assert effects[0] == Forget("roster")
    assert effects[1].screen.place == "roster"


@pytest.mark.parametrize(
    "before",
    [
        a_session(VALUES, counts=ROWS),
        a_session(VALUES, counts=ROWS, cursor="?"),
        a_session(VALUES, counts=ROWS, cursor="!roster", closed=Closed.LEFT),
        a_session(VALUES, counts=ROWS, closed=Closed.CANCELLED),
    ],
)
def test_nothing_is_emptied_by_who_was_not_asked(before):
    after, effects = turn(FLOW, before, Asked(Verb.EMPTY))
    assert after == before
    assert len(effects) == 1


def test_rows_of_the_last_list_that_were_not_taken_are_told_where_it_is_looked_over():
    seen = shown(a_session(COMPLETE, counts=ROWS, left={"letter": 0, "roster": 2}))
    assert (seen.place, seen.note) == ("review", Text("small.roster.left", {"rows": 2}))


def test_nobody_is_told_of_rows_that_were_all_taken():
    assert shown(a_session(COMPLETE, left={"roster": 0})).note is None
    assert shown(a_session(VALUES, left={"roster": 2})).note is None


def test_what_is_noted_just_now_is_told_above_the_rows_left():
    session = a_session(COMPLETE, counts=ROWS, left={"roster": 2})
    left = screen(FLOW, session).note
    assert screen(FLOW, session, note=Text("small.note")).note == Lines((Text("small.note"), left))


def test_the_rows_left_are_those_of_the_last_list_that_was_sent():
    session = a_session(VALUES)
    first, _ = turn(FLOW, session, Counted("roster", {"office": 3}, left=2))
    by_hand, _ = turn(FLOW, first, Counted("roster", {"office": 4}))
    second, _ = turn(FLOW, by_hand, Counted("roster", {"office": 6}, left=0))
    assert [dict(each.left) for each in (first, by_hand, second)] == [
        {"roster": 2},
        {"roster": 2},
        {"roster": 0},
    ]


def test_rows_left_are_forgotten_with_the_branch_they_belong_to():
    roster = replace(FLOW.items[6], relevant=lambda answers: answers.get(SECTOR) == "bank")
    flow = replace(FLOW, items=(*FLOW.items[:6], roster, *FLOW.items[7:]))
    session = a_session({"who": "company", "sector": "bank"}, counts=ROWS, left={"roster": 2})
    assert resume(flow, session) == session
    salon = replace(session, answers=Answers({"who": "company", "sector": "salon"}))
    assert (resume(flow, salon).left, resume(flow, salon).counts) == ({}, {})


def test_handing_in_and_beginning_another_are_said_in_the_words_of_the_conversation():
    own = replace(FLOW, submit="small.send", anew="small.another")
    review, over = a_session(COMPLETE), a_session(COMPLETE, closed=Closed.SUBMITTED)
    assert words(shown(review).choices) == {
        "!submit": "control.submit",
        "!change": "control.change",
    }
    assert words(shown(review, own).choices)["!submit"] == "small.send"
    assert words(shown(over).choices) == {"!again": "control.again"}
    assert words(shown(over, own).choices) == {"!again": "small.another"}


@pytest.mark.parametrize(
    ("how", "offered"),
    [
        (Closed.CANCELLED, {"!reopen": "control.reopen", "!again": "control.again"}),
        (Closed.LEFT, {"!again": "control.again"}),
        (Closed.EXPIRED, {"!again": "control.again"}),
    ],
)
def test_what_was_not_handed_in_can_be_begun_again_in_everybodys_words(how, offered):
    seen = shown(a_session(VALUES, closed=how), replace(FLOW, anew="small.another"))
    assert words(seen.choices) == offered
    assert words(seen.controls) == {"!language": "control.language"}


def test_when_it_is_over_one_may_go_on_to_other_conversations():
    seen = shown(a_session({}, closed=Closed.LEFT), replace(FLOW, onward=("status", "report")))
    assert words(seen.choices) == {
        "!again": "control.again",
        "!open:status": "control.open.status",
        "!open:report": "control.open.report",
    }


LOOKING_UP = replace(FLOW, looks_up=True)


def test_where_something_is_only_looked_up_there_is_nothing_to_cancel_or_to_change():
    asking, review = a_session({"who": "company"}), a_session(COMPLETE)
    assert list(words(shown(asking, LOOKING_UP).controls)) == ["!back", "!help", "!language"]
    assert list(words(shown(review, LOOKING_UP).controls)) == ["!back", "!help", "!language"]
    assert list(words(shown(review, LOOKING_UP).choices)) == ["!submit"]
    assert progress(LOOKING_UP, asking) == (0, 0)


def test_where_something_is_only_looked_up_going_back_asks_again_from_there():
    before = a_session({"who": "company", "sector": "bank", "letter": "f"})
    after, effects = turn(LOOKING_UP, before, Asked(Verb.BACK))
    assert (dict(after.answers.values), after.cursor) == ({"who": "company"}, None)
    assert effects[-1].screen.place == "sector"


def test_who_goes_back_is_told_how_far_the_place_is_not_how_far_they_were():
    session = a_session({"who": "company", "sector": "bank"})
    assert [progress(FLOW, replace(session, cursor=cursor)) for cursor in (None, "who")] == [
        (2, 5),
        (0, 5),
    ]


def test_a_cursor_that_empties_is_told_from_one_that_chooses():
    cursors = ("!roster", "?", None)
    assert [
        place_name(here(FLOW, a_session(VALUES, counts=ROWS, cursor=each))) for each in cursors
    ] == ["emptying", "choosing", "roster"]


def test_a_screen_of_words_alone_tells_no_progress():
    seen = Screen("small", "home", "s1", 0, Text("small.home"))
    assert (seen.answered, seen.total) == (0, 0)

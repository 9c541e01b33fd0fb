"""Whatever a person does, they are told something and see where they stand."""

from dataclasses import replace

import pytest

from flows.dialogue import Answers, Text
from flows.effects import Show, SwitchLanguage, Tell, Toast
from flows.events import Asked, Pressed, Verb
from flows.session import Closed
from flows.turn import begin, turn
from tests.flows.small_flow import a_small_flow

FLOW = a_small_flow()
COMPANY = {"who": "company"}
COMPLETE = {"who": "company", "sector": "bank", "staff": 5, "roster": 3, "letter": "file-1"}
ROWS = {"roster": {"office": 3}}


def a_session(values, **changed):
    return replace(begin(FLOW, "s1"), answers=Answers(values), revision=5, **changed)


def met(session, event, flow=FLOW):
    after, effects = turn(flow, session, event)
    shown = [effect.screen for effect in effects if isinstance(effect, Show)]
    said = [effect for effect in effects if not isinstance(effect, Show)]
    return after, said, shown


@pytest.mark.parametrize("value", ["!submit", "!edit:staff", "nobody offered this"])
def test_a_button_that_is_not_there_is_told_and_what_is_there_is_shown(value):
    session = a_session(COMPANY)
    after, said, (shown,) = met(session, Pressed(5, value))
    assert (after, said) == (session, [Toast(Text("control.old_screen"))])
    assert shown.place == "sector"


def test_help_is_told_and_the_question_shown_again():
    after, said, (shown,) = met(a_session(COMPANY), Asked(Verb.HELP))
    assert (after, said) == (a_session(COMPANY), [Tell(Text("small.sector.help"))])
    assert shown.place == "sector"


def test_help_where_nothing_is_asked_is_the_help_for_everything():
    _, said, (shown,) = met(a_session({"who": "citizen"}), Asked(Verb.HELP))
    assert (said, shown.place) == ([Tell(Text("control.help_text"))], "no_need")


def test_in_the_other_language_the_same_screen_is_shown():
    after, said, (shown,) = met(a_session(COMPANY), Asked(Verb.LANGUAGE))
    assert (after, said) == (a_session(COMPANY), [SwitchLanguage()])
    assert (shown.place, shown.revision) == ("sector", 5)


def test_who_hands_in_too_early_is_told_that_something_is_missing():
    after, said, (shown,) = met(a_session(COMPANY), Asked(Verb.SUBMIT))
    assert (after, said) == (a_session(COMPANY), [])
    assert (shown.place, shown.problem) == ("sector", Text("control.not_complete"))


UNMOVED = [
    (a_session(COMPLETE), Verb.EDIT),  # a command names no question
    (a_session(COMPLETE), Verb.KEEP),
    (a_session(COMPLETE, cursor="staff", closed=Closed.LEFT), Verb.KEEP),
    (a_session(COMPLETE, closed=Closed.LEFT), Verb.KEEP),
    (a_session(COMPLETE, closed=Closed.LEFT), Verb.EDIT),
    (a_session(COMPLETE, closed=Closed.EXPIRED), Verb.REOPEN),
    (a_session({}), Verb.CHANGE),
]


@pytest.mark.parametrize(("session", "verb"), UNMOVED)
def test_a_command_that_makes_no_sense_here_moves_nobody(session, verb):
    after, said, shown = met(session, Asked(verb))
    assert (after, said, len(shown)) == (session, [], 1)


def test_who_keeps_their_rows_goes_on_with_what_they_were_doing():
    adding = a_session({**COMPANY, "sector": "bank", "staff": 5}, counts=ROWS, cursor="!roster")
    after, _, (shown,) = met(adding, Asked(Verb.KEEP))
    assert (after.cursor, shown.place, after.counts) == (None, "roster", ROWS)
    mending = a_session(COMPLETE, counts=ROWS, cursor="!roster")
    after, _, (shown,) = met(mending, Asked(Verb.KEEP))
    assert (after.cursor, shown.place, after.counts) == ("roster", "roster", ROWS)


def test_who_goes_back_from_a_question_they_were_changing_asks_again_from_the_one_before():
    looking_up = replace(FLOW, looks_up=True)
    values = {**COMPANY, "sector": "bank", "staff": 5}
    before = a_session(values, cursor="staff")
    after, _, (shown,) = met(before, Asked(Verb.BACK), looking_up)
    assert (dict(after.answers.values), after.cursor) == (COMPANY, None)
    assert shown.place == "sector"


def test_begun_anew_a_conversation_stands_at_its_first_question():
    over = a_session(COMPLETE, counts=ROWS, closed=Closed.EXPIRED)
    after, _, (shown,) = met(over, Asked(Verb.AGAIN))
    assert (after.answers.values, after.counts, after.cursor) == ({}, {}, None)
    assert (shown.place, after.revision) == ("who", 6)

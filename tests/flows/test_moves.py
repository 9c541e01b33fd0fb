"""Where an act leads: back, on to another answer, or nowhere."""

from dataclasses import replace

from flows.dialogue import Expects, Key, Question
from flows.events import Asked, Counted, Handed, Pressed, Said, Verb
from flows.session import Closed
from flows.turn import begin, turn
from tests.flows.small_flow import offered, one_of
from tests.flows.standing import COMPLETE, FLOW, standing_at, with_items


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
        allowed = anew | ({Verb.REOPEN} if closed in {Closed.CANCELLED, Closed.LEFT} else set())
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

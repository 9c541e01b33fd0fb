"""Looking an application up again forgets what was said of the one before."""

from datetime import date

import pytest

from flows.events import Asked, Pressed, Verb, verb_value
from flows.position import here, place_name
from flows.rules.policy import Policies
from flows.situation import Handed, Situation
from flows.status.conversation import WITHDRAW, status
from flows.turn import begin, turn

ONE, OTHER, DECIDED = "A0000001", "A0000002", "A0000003"


@pytest.fixture
def flow():
    """Three applications of one representative, two of them open."""
    handed = (
        Handed(ONE, "PT Satu", "submitted"),
        Handed(OTHER, "PT Dua", "in_review"),
        Handed(DECIDED, "PT Tiga", "issued", permits=3),
    )
    return status(Situation(date(2021, 7, 8), Policies(()), applications=handed))


def follow(flow, *values):
    session = begin(flow, "explored")
    for value in values:
        event = Asked(value) if isinstance(value, Verb) else Pressed(session.revision, value)
        session, _ = turn(flow, session, event)
    return session


def test_going_back_from_the_wish_asks_for_the_application_again(flow):
    session = follow(flow, ONE, Verb.BACK)

    assert place_name(here(flow, session)) == "application"
    assert not session.answers.values


@pytest.mark.parametrize("change", [(), (Verb.CHANGE, verb_value(Verb.EDIT, "wish"))])
def test_going_back_never_takes_a_wish_over_to_another_application(flow, change):
    session = follow(flow, ONE, WITHDRAW, *change)
    while place_name(here(flow, session)) != "application":
        session, _ = turn(flow, session, Asked(Verb.BACK))

    session = turn(flow, session, Pressed(session.revision, OTHER))[0]

    assert place_name(here(flow, session)) == "wish"
    assert "wish" not in session.answers.values


def test_what_was_decided_cannot_be_withdrawn_by_changing_the_application(flow):
    session = follow(
        flow, ONE, WITHDRAW, Verb.CHANGE, verb_value(Verb.EDIT, "application"), DECIDED
    )

    assert place_name(here(flow, session)) == "wish"

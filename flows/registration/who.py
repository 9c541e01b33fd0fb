"""The first questions: language, consent, and who is asking."""

from __future__ import annotations

from flows.dialogue import Exit, Expects, Item, Question
from flows.registration.keys import CONSENT, LANGUAGE, WHO
from flows.replies import labelled, one_of
from flows.situation import Situation

NOTICE = "2021-07"  # version of the privacy notice that is consented to
AGREED = "agree"
PEOPLE = ("company", "civil_servant", "health_worker", "individual")


def first_questions(situation: Situation) -> tuple[Item, ...]:
    """Return the questions before anything is asked about the company."""
    language = Question(
        LANGUAGE,
        one_of("id", "en"),
        Expects.CHOICE,
        labelled("registration.language", "id", "en"),
        of_language=True,
    )
    consent = Question(
        CONSENT,
        one_of(AGREED, "decline"),
        Expects.CHOICE,
        labelled("registration.consent", AGREED, "decline"),
    )
    declined = Exit("no_consent", lambda answers: answers.get(CONSENT) == "decline")
    asked = (consent, declined, *who_questions())
    return asked if situation.language_chosen else (language, *asked)


def who_questions() -> tuple[Item, ...]:
    """Ask who is there; only companies go on."""
    who = Question(
        WHO,
        one_of(*PEOPLE),
        Expects.CHOICE,
        labelled("registration.who", *PEOPLE),
    )
    return (who, *(_helped(person) for person in PEOPLE[1:]))


def _helped(person: str) -> Exit:
    doors = ("reporting", "menu") if person == "individual" else ("menu",)
    return Exit(person, lambda answers: answers.get(WHO) == person, doors=doors)

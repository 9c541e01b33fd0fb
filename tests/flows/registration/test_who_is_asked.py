"""Whoever needs no registration is told so by their first answers, before they type anything."""

import pytest

from flows.events import Verb
from flows.registration.conversation import registration
from flows.registration.who import NOTICE
from flows.situation import Situation
from tests.flows.registration.company import DAY, RULES, registering
from tests.flows.visit import TEXTS, Language, visit


def test_a_language_is_asked_for_where_none_was_chosen():
    siti = visit(registration(Situation(DAY, RULES)))

    assert (siti.place, siti.offered) == ("language", ["id", "en"])
    assert "!language" not in [choice.value for choice in siti.screen.controls]
    assert siti.labels == ["Bahasa Indonesia", "English"]
    assert siti.does(">en").place == "consent"


@pytest.mark.parametrize("language", ["id", "en"])
def test_either_language_goes_on_to_consent(language):
    assert visit(registration(Situation(DAY, RULES)), f">{language}").place == "consent"


def test_consent_is_asked_for_before_anything_else():
    siti = registering()

    assert siti.place == "consent"
    assert siti.labels == ["I agree", "I do not agree"]
    assert siti.offered == ["agree", "decline"]


def test_the_notice_that_is_consented_to_is_named():
    registering(Verb.HELP)

    for language in Language:
        assert NOTICE in TEXTS.by_language[language]["registration.consent.help"].split(".")[0]
        assert NOTICE == "2021-07"


def test_without_consent_nothing_more_is_asked():
    siti = registering(">decline")

    assert (siti.place, siti.offered) == ("no_consent", ["!finish"])


def test_people_say_who_they_are_by_a_button():
    siti = registering(">agree")

    assert siti.offered == ["company", "civil_servant", "health_worker", "individual"]
    assert siti.labels == [
        "A company's representative",
        "A civil servant",
        "A health worker",
        "An employee / individual",
    ]


@pytest.mark.parametrize(
    ("who", "place", "offered"),
    [
        ("civil_servant", "civil_servant", ["!open:menu", "!finish"]),
        ("health_worker", "health_worker", ["!open:menu", "!finish"]),
        ("individual", "individual", ["!open:reporting", "!open:menu", "!finish"]),
    ],
)
def test_whoever_needs_no_company_permit_is_told_what_holds_for_them(who, place, offered):
    siti = registering(">agree", f">{who}")

    assert (siti.place, siti.offered) == (place, offered)


def test_a_company_goes_on():
    assert registering(">agree", ">company").place == "activity"


@pytest.mark.parametrize("acts", [(), (">agree",)])
def test_what_is_typed_instead_of_a_button_is_asked_again(acts):
    siti = registering(*acts)
    place = siti.place

    assert siti.does("perusahaan").problem == "control.pick_a_button"
    assert siti.place == place

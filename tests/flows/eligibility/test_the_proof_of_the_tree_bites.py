"""``strp flow check`` finds what would leave a person lost: each fault is made, and must be told."""

from datetime import date

import pytest

from flows.checker import Explored
from flows.dialogue import Choice, Lines, Text
from flows.eligibility import checking
from flows.eligibility.checking import examine_menu, examine_tree
from flows.eligibility.path import Path
from flows.pages import Page
from flows.promises import Finding
from tests.flows.eligibility.the_tree import DURING, POLICIES, TEXTS

QUIET = date(2021, 7, 4)  # no permits yet: one page, the papers, and it again for each code
HOME = Choice("go.id.menu", Text("menu.home"))
ON, HERE = (Choice(f"e-id-2107091{way}", Text("control.back")) for way in ("-pdki", ""))
# Written by hand: all that people may be asked or told, apart from "not yet".
EVERYTHING = (
    "purpose employer health small need group sector "
    "firm bumn state ojol vendor medic relief clinic daily home own "
    "sick death birth escort medical errand outside trip "
    "register evidence officer work_from_home exempt individual platform waved_through "
    "other_papers not_named silent own_business ended place code hr card"
)


def no_places(_key, _language):
    return frozenset()


def without(*missing):
    return lambda key, language: key not in missing and TEXTS.has(key, language)


def tree(day=QUIET, has_text=TEXTS.has, places_of=no_places):
    return examine_tree(POLICIES, [day], has_text=has_text, places_of=places_of)


def menu(has_text=TEXTS.has, places_of=no_places):
    return examine_menu(has_text=has_text, places_of=places_of)


def a_page(*choices, text="menu.doors", name="purpose", forward=None):
    return Page(name, Text(text), choices, (HOME,), forward)


@pytest.fixture
def found_in(monkeypatch):
    """Tell what is found wrong with the page of a path, beside what nothing leads to."""

    def found(page, path=None, **proof):
        monkeypatch.setattr(checking, "pages", lambda _: [(path or Path(), page)])
        findings = tree(DURING, **proof).findings
        return {one for one in findings if one.rule != "is_reached"}

    return found


def test_what_nothing_leads_to_is_told_by_name():
    assert {(one.rule, one.place, one.detail) for one in tree().findings} == {
        ("is_reached", name, f"nothing leads to {name} on any day") for name in EVERYTHING.split()
    }


def test_in_the_middle_of_july_only_what_came_later_or_earlier_is_out_of_reach():
    examined = tree(DURING)
    assert [one.place for one in examined.findings] == ["ended", "not_yet", "waved_through"]
    assert " ".join(examined.explored.exits) == (
        "evidence exempt individual not_named officer other_papers own_business platform "
        "register silent unsure work_from_home"
    )


def test_what_was_looked_at_is_counted():
    pages = 1 + 1 + 3  # of the tree, of the papers, and of each code somebody may type
    assert tree().explored == Explored(
        "eligibility", "", pages, 3 * pages, pages, exits=("not_yet",)
    )
    assert menu().explored == Explored("menu", "", 2, 2 * 6, 2)
    assert menu().findings == ()


@pytest.mark.parametrize("key", ["menu.doors", "menu.open.status", "control.language"])
def test_a_sentence_of_the_menu_that_is_missing_is_told_in_each_language(key):
    assert menu(without(key)).findings == (
        Finding("has_every_word", "menu", f"{key} is missing in en"),
        Finding("has_every_word", "menu", f"{key} is missing in id"),
    )


def test_a_sentence_is_told_for_the_language_it_is_missing_in():
    found = menu(lambda key, language: (key, language) != ("menu.doors", "en")).findings
    assert found == (Finding("has_every_word", "menu", "menu.doors is missing in en"),)


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("eligibility.told.not_yet", "not_yet.not_yet"),  # one of several lines
        ("eligibility.source", "not_yet.not_yet"),  # in the place of another sentence
        ("eligibility.papers.company", "papers"),
        ("eligibility.bullet", "papers"),
        ("control.language", "not_yet.not_yet"),  # on every page: told of the first
    ],
)
def test_a_sentence_that_is_missing_is_told_once_however_often_it_is_said(key, place):
    found = [one for one in tree(has_text=without(key)).findings if one.rule == "has_every_word"]
    assert found == [
        Finding("has_every_word", place, f"{key} is missing in {language}")
        for language in ("en", "id")
    ]


def test_a_sentence_that_waits_for_what_it_is_not_given_is_told():
    def places_of(key, language):
        waits = key == "menu.doors" and language == "id"
        return frozenset({"name", "day"}) if waits else frozenset()

    assert menu(places_of=places_of).findings == (
        Finding("fills_every_place", "menu", "menu.doors in id waits for day"),
        Finding("fills_every_place", "menu", "menu.doors in id waits for name"),
    )


def test_a_sentence_that_is_given_what_it_waits_for_is_well(found_in):
    page = Page("purpose", Text("menu.doors", {"name": "Sari"}), (ON,), ())
    assert found_in(page, places_of=lambda key, _: {"name"} if key == "menu.doors" else set()) == (
        set()
    )


def test_words_to_hand_on_are_looked_at_too(found_in):
    page = a_page(ON, forward=Lines((Text("eligibility.hr.unsure"),)))
    assert {one.detail for one in found_in(page, has_text=without("eligibility.hr.unsure"))} == {
        "eligibility.hr.unsure is missing in id",
        "eligibility.hr.unsure is missing in en",
    }


def test_two_buttons_that_do_the_same_are_told(found_in):
    assert found_in(a_page(ON, HOME)) == {
        Finding("tells_buttons_apart", "purpose", "two buttons have the same value")
    }


@pytest.mark.parametrize(("value", "size"), [("x" * 64, 64), ("x" * 65, 65), ("é" * 33, 66)])
def test_a_button_that_telegram_would_not_carry_is_told(found_in, value, size):
    found = found_in(a_page(ON, Choice(value, Text("menu.home"))))
    told = Finding("fits_its_button", "purpose", f"{value} makes {size} bytes")
    assert found == ({told} if size > 64 else set())


def test_a_question_that_leads_nowhere_is_told(found_in):
    told = {Finding("ends_somewhere", "purpose", "every button leads back here")}
    assert found_in(a_page(HERE)) == told
    assert found_in(a_page()) == told
    assert found_in(a_page(HERE, ON)) == set()


def test_a_verdict_without_a_next_step_is_told_and_a_page_behind_it_needs_none(found_in):
    told = {Finding("ends_somewhere", "silent.home", "no next step")}
    assert found_in(a_page(name="silent.home")) == told
    assert found_in(a_page(HERE, name="silent.home")) == set()
    assert found_in(a_page(name="silent.home"), Path("dki", "home", leaf="card")) == set()


def test_a_verdict_that_takes_six_taps_is_told(monkeypatch):
    counted = {Path("dki", "firm"): 6, Path("trip"): 5}
    monkeypatch.setattr(checking, "taps", lambda _: counted)
    found = [one for one in tree().findings if one.rule != "is_reached"]
    assert found == [Finding("is_short", "pdki-kfirm", "6 taps")]

"""A button carries the answers so far; whatever else is in it, all it can do is show a page."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.dialogue import Choice
from flows.eligibility.page import Settled, open_page, settle, start_at
from flows.eligibility.path import (
    Path,
    Spot,
    path_for,
    read_answers,
    read_data,
    write_answers,
    write_data,
)
from flows.eligibility.rules import TREE
from flows.eligibility.walk import pages, taps
from flows.language import Language
from tests.flows.eligibility.the_tree import DURING, page, rules, said

TODAY = rules()
BUTTONS = sorted(
    {
        choice.value
        for _, shown in pages(TODAY)
        for choice in (*shown.choices, *shown.controls)
        if read_data(choice.value) is not None
    }
)
WORDS = st.sampled_from(
    [
        "dki",
        "urgent",
        "firm",
        "state",
        "small",
        "money",
        "unsure",
        "ess_finance",
        "65111",
        "hr",
        "",
    ]
)
PATHS = st.builds(Path, WORDS, WORDS, WORDS, WORDS, WORDS)
EDITIONS = st.sampled_from([TODAY.edition, rules("2021-07-07").edition, "", "2107099", "x"])
FORGED = st.one_of(
    st.text(max_size=64),
    st.text("e-idnpkgsx0123456789_", max_size=64).map("e-id-".__add__),
    st.builds(lambda language, path, edition: write_data(Spot(language, path, edition)),
              st.sampled_from(Language), PATHS, EDITIONS),
)  # fmt: skip


def opened(data, day=DURING):
    spot = read_data(data)
    return None if spot is None else open_page(rules(day), settle(rules(day), spot))


@given(FORGED)
@example("e-")
@example("e-id-2107091-p-k-g-s-x")
@example("e-id-2107091-pdki-kfirm-s²³")
@example("e-id-2107091-pdki-kfirm-s0000")
@example("e-id-2107091-pdki-kfirm-sess_government")
def test_whatever_is_forged_shows_a_page_and_nothing_more(data):
    shown = opened(data)
    assert shown is None or (shown.name and shown.controls)
    assert (shown is None) == (data.partition("-")[0] != "e")


@pytest.mark.parametrize("day", ["2021-07-04", "2021-07-10", "2021-09-08"])
def test_a_button_cut_anywhere_still_opens(day):
    for data in BUTTONS[::7]:
        for length in range(2, len(data)):
            assert opened(data[:length], day).name


@given(FORGED)
def test_a_settled_spot_stays_where_it_is(data):
    spot = read_data(data)
    if spot is not None:
        settled = settle(TODAY, spot)
        assert settle(TODAY, settled.spot) == Settled(settled.spot)
        again = read_data(write_data(settled.spot))
        assert settle(TODAY, again).spot == settled.spot


@given(PATHS, st.sampled_from(Language))
def test_what_is_written_is_read_as_it_was_meant(path, language):
    spot = Spot(language, path, TODAY.edition)
    read = read_data(write_data(spot))
    assert read == replace(spot, path=replace(path, group="" if path.sector else path.group))
    assert write_answers(read_answers(write_answers(path))) == write_answers(path)


def test_every_button_fits_and_can_be_a_link():
    for data in BUTTONS:
        assert len(data.encode()) <= 64
        assert set(data) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")


def test_pressing_twice_shows_the_same():
    for data in BUTTONS:
        assert opened(data) == opened(data)


def test_going_back_leads_home_from_everywhere():
    for path in taps(TODAY):
        shown, steps = page(path), 0
        while shown.name != "purpose":
            shown, steps = opened(shown.controls[0].value), steps + 1
        assert steps <= 6, path


def test_a_page_behind_a_verdict_leads_back_to_it():
    for path in taps(TODAY):
        for choice in page(path).choices:
            onward = read_data(choice.value)
            if onward is not None and onward.path.leaf:
                assert opened(opened(choice.value).controls[0].value) == page(path)


def test_a_button_of_yesterdays_rules_keeps_what_holds_and_asks_once_more():
    yesterday, today = rules("2021-07-08"), rules("2021-07-09")
    verdict = write_data(start_at(yesterday, Language.ID, path_for_firm("ess_payment")).spot)
    shown = opened(verdict, "2021-07-09")
    assert shown.name == "sector"
    assert "eligibility.changed" in said(shown.text)
    (again,) = [one for one in shown.choices if one.value.endswith("sess_payment")]
    fresh = opened(again.value, "2021-07-09")
    assert fresh.name == "officer.firm"
    assert "eligibility.changed" not in said(fresh.text)
    assert read_data(again.value).edition == today.edition


def path_for_firm(sector):
    return Path("dki", "firm", sector=sector)


def test_a_question_in_the_middle_of_a_change_is_the_question_that_follows():
    data = write_data(Spot(Language.ID, Path("dki", "firm"), rules("2021-07-08").edition))
    shown = opened(data, "2021-07-09")
    assert shown.name == "group"
    assert "eligibility.changed" in said(shown.text)


@pytest.mark.parametrize("edition", ["", "x", "2107099", "210709", "99999991x", f"21070a{TREE}"])
def test_a_button_of_another_tree_begins_anew_with_a_kind_word(edition):
    data = write_data(Spot(Language.EN, path_for_firm("ess_finance"), edition))
    shown = opened(data)
    assert shown.name == "purpose"
    assert "eligibility.changed.all" in said(shown.text)  # and nothing is said to be kept
    assert "eligibility.changed" not in said(shown.text)
    assert all(read_data(one.value).language is Language.EN for one in shown.choices)


def test_a_button_of_today_pressed_after_the_end_says_that_it_ended():
    shown = opened(BUTTONS[-1], "2021-09-08")
    assert shown.name == "ended.ended"


def test_a_language_nobody_speaks_is_answered_in_indonesian():
    assert read_data("e-fr-2107091-pdki").language is Language.ID
    assert opened("e-fr-2107091-pdki").name == "purpose"


def test_answers_that_do_not_belong_together_are_left_out():
    stated = settle(TODAY, spot_of(Path("dki", "state", "money", "ess_finance", "hr"))).spot.path
    assert stated == Path("dki", "state")
    urgent = settle(TODAY, spot_of(Path("urgent", "firm", sector="ess_finance"))).spot.path
    assert urgent == Path("urgent")
    hidden = settle(TODAY, spot_of(Path("dki", "firm", sector="ess_government"))).spot.path
    assert hidden == Path("dki", "firm")


def spot_of(path):
    return Spot(Language.ID, path, TODAY.edition)


@given(st.text(max_size=40), st.text(max_size=12))
def test_a_business_of_any_words_opens_a_page(sector, kbli):
    for path in (path_for(sector=sector), path_for(kbli=kbli)):
        assert open_page(TODAY, start_at(TODAY, Language.ID, path)).name == "purpose"


def test_a_day_long_ago_has_an_edition_too():
    assert len(rules(date(1970, 1, 1)).edition) == 7
    assert isinstance(page(Path(), date(1970, 1, 1)).controls[0], Choice)

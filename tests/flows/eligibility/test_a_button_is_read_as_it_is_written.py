"""What stands in a button, sign by sign: people press them weeks later, and share them as links."""

from dataclasses import replace

import pytest

from flows.dialogue import Text
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
from flows.eligibility.rules import is_of_this_tree
from flows.eligibility.tree import fitting
from flows.language import Language
from tests.flows.eligibility.the_tree import rules, said

# Written by hand; a button that was sent stays as it is, so none of these may ever change.
BUTTONS = {
    "e-id-2107091": Path(),
    "e-id-2107091-pdki": Path("dki"),
    "e-id-2107091-pdki-kfirm": Path("dki", "firm"),
    "e-id-2107091-pdki-kfirm-gmoney": Path("dki", "firm", "money"),
    "e-id-2107091-pdki-kfirm-gunsure-xhr": Path("dki", "firm", "unsure", leaf="hr"),
    "e-id-2107091-pdki-kfirm-sess_finance": Path("dki", "firm", sector="ess_finance"),
    "e-id-2107091-pdki-kfirm-s65111-xpapers": Path("dki", "firm", sector="65111", leaf="papers"),
    "e-id-2107091-purgent-ksick": Path("urgent", "sick"),
    "e-id-2107091-s65111": Path(sector="65111"),
}


@pytest.mark.parametrize(("data", "path"), BUTTONS.items())
def test_a_button_is_written_so_and_read_so(data, path):
    spot = Spot(Language.ID, path, "2107091")
    assert write_data(spot) == data
    assert read_data(data) == spot


def test_a_button_carries_the_language_in_which_it_was_shown():
    spot = Spot(Language.EN, Path("dki"), "2107091")
    assert write_data(spot) == "e-en-2107091-pdki"
    assert read_data("e-en-2107091-pdki") == spot


def test_an_empty_path_has_every_answer_open():
    path = Path()
    assert (path.purpose, path.kind, path.group, path.sector, path.leaf) == ("", "", "", "", "")
    assert write_answers(path) == ""


def test_a_group_goes_without_saying_once_its_sector_is_known():
    assert write_answers(Path("dki", "firm", "money", "ess_finance")) == "pdki-kfirm-sess_finance"


@pytest.mark.parametrize("data", ["", "x-id-2107091-pdki", "go.id.menu", "E-id-2107091", "eid"])
def test_what_does_not_begin_as_a_button_of_the_tree_is_none(data):
    assert read_data(data) is None


@pytest.mark.parametrize("data", ["e", "e-", "e-fr", "e-fr-2107091-pdki-kfirm", "e-ID-2107091"])
def test_in_a_language_of_nobody_nothing_is_known(data):
    assert read_data(data) == Spot(Language.ID, Path(), "")


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("", Path()),
        ("pdki-zfirm", Path("dki")),  # no answer begins so
        ("pdki--kfirm", Path("dki", "firm")),
        ("pdki-kfirmé", Path("dki")),  # no answer of ours is written so
        ("é", Path()),
        ("kfirm-pdki", Path("dki", "firm")),  # in whatever order
        ("pdki-poutside", Path("outside")),
        ("p", Path()),
    ],
)
def test_of_answers_only_those_are_read_that_are_some(written, path):
    assert read_answers(written) == path


def test_a_business_is_begun_with_by_its_code_or_else_its_sector():
    assert path_for(sector="ess_finance") == Path(sector="ess_finance")
    assert path_for(kbli="65111") == Path(sector="65111")
    assert path_for(sector="ess_finance", kbli="65111") == Path(sector="65111")
    assert path_for() == Path()


@pytest.mark.parametrize(
    ("sector", "code"), [("65111", "65111"), ("ess_finance", ""), ("", ""), ("²³", ""), ("٦٥", "")]
)
def test_a_business_code_is_made_of_plain_digits(sector, code):
    assert Path(sector=sector).code == code


@pytest.mark.parametrize(
    ("code", "is_kept"),
    [("6", False), ("65", True), ("651", True), ("65111", True), ("651110", False)],
)
def test_a_business_code_has_two_to_five_digits(code, is_kept):
    path = Path("dki", "firm", sector=code)
    assert fitting(rules(), path) == (path if is_kept else Path("dki", "firm"))


@pytest.mark.parametrize(
    ("path", "fit"),
    [
        (Path("moon"), Path()),
        (Path("dki", "sick"), Path("dki")),
        (Path("urgent", "firm"), Path("urgent")),
        (Path("outside", "firm"), Path("outside")),
        (Path("dki", "firm", "money"), Path("dki", "firm", "money")),
        (Path("dki", "firm", "moon"), Path("dki", "firm")),
        (Path("dki", "firm", sector="04999"), Path("dki", "firm")),  # no code begins so
        (Path("dki", "firm", sector="62"), Path("dki", "firm", "media", "62")),
        (Path("dki", "firm", "move"), Path("dki", "firm", "move", "crit_logistics")),
        (Path("dki", "firm", "unsure"), Path("dki", "firm", "unsure")),
        (Path("dki", "firm", "food", "ess_finance"), Path("dki", "firm", "money", "ess_finance")),
        (Path("dki", "firm", "food", "moon"), Path("dki", "firm", "food")),
        (Path("dki", "clinic", sector="ess_finance"), Path("dki", "clinic")),
        (Path("dki", "unsure", sector="ess_finance"), Path("dki", "unsure")),
        (Path("several", sector="ess_finance"), Path("several")),
        (Path("urgent", sector="ess_finance"), Path("urgent")),
        (Path("dki", sector="ess_finance"), Path("dki", "", "money", "ess_finance")),
        (Path("dki", "small", sector="65111"), Path("dki", "small", sector="65111")),
        (Path(sector="ess_finance"), Path("", "", "money", "ess_finance")),
    ],
)
def test_of_answers_those_are_kept_that_are_on_offer_together(path, fit):
    assert fitting(rules(), path) == fit


def test_on_a_day_without_permits_no_answer_is_kept():
    for day in ("2021-07-04", "2021-09-08"):
        assert fitting(rules(day), Path("dki", "firm", sector="ess_finance")) == Path()


@pytest.mark.parametrize(
    ("edition", "is_ours"),
    [
        ("2107091", True),
        ("0001011", True),
        ("2107092", False),
        ("21070911", False),
        ("210709", False),
        ("21070x1", False),
        ("x", False),
        ("1", False),
        ("", False),
    ],
)
def test_an_edition_is_six_digits_of_a_day_and_the_number_of_the_tree(edition, is_ours):
    assert bool(is_of_this_tree(edition)) == is_ours


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2021-07-02", "0101011"),
        ("2021-07-03", "2107031"),
        ("2021-07-04", "2107031"),
        ("2021-07-05", "2107051"),
        ("2021-07-10", "2107091"),
        ("2021-07-13", "2107131"),
        ("2021-09-06", "2108241"),
        ("2021-09-07", "2109071"),
        ("2026-11-28", "2109111"),
    ],
)
def test_an_edition_names_the_day_on_which_something_last_changed(day, edition):
    assert rules(day).edition == edition


def test_a_button_of_today_is_opened_as_it_stands():
    spot = Spot(Language.EN, Path("dki", "firm"), "2107091")
    assert settle(rules(), spot) == Settled(spot, aged=False)
    assert start_at(rules(), Language.EN, Path("dki", "firm")) == Settled(spot)
    assert start_at(rules(), Language.EN) == Settled(replace(spot, path=Path()))


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (Path("dki", "firm", sector="ess_finance"), Path("dki", "firm", "money")),
        (Path("dki", "firm", sector="crit_logistics"), Path("dki", "firm")),
        (Path("dki", "state"), Path("dki")),
        (Path("dki", "medic"), Path("dki", "health")),
        (Path("outside"), Path()),
        (Path("dki", "firm", "money"), Path("dki", "firm", "money")),
        (Path("dki"), Path("dki")),
        (Path(), Path()),
    ],
)
def test_a_button_of_earlier_rules_is_asked_its_last_answer_anew(path, kept):
    today = rules()
    settled = settle(today, Spot(Language.EN, path, "2107051"))
    assert settled == Settled(Spot(Language.EN, kept, "2107091"), aged=True)
    shown = open_page(today, settled)
    changed = "eligibility.changed" if kept != Path() else "eligibility.changed.all"
    assert shown.text.parts[:2] == (Text(changed), "")
    assert replace(shown, text=shown.text.parts[2]) == open_page(
        today, replace(settled, aged=False)
    )


def test_only_a_button_of_earlier_rules_is_told_so():
    today = rules()
    for aged in (True, False):
        shown = open_page(today, Settled(Spot(Language.ID, Path("dki"), "2107091"), aged=aged))
        assert ("eligibility.changed" in said(shown.text)) == aged


def test_a_button_of_another_tree_is_asked_everything_anew():
    spot = Spot(Language.EN, Path("dki", "firm", sector="ess_finance"), "2107092")
    assert settle(rules(), spot) == Settled(Spot(Language.EN, Path(), "2107091"), aged=True)


@pytest.mark.parametrize(
    ("path", "is_there"),
    [
        (Path("dki", "firm", sector="ess_finance", leaf="papers"), True),
        (Path("dki", "firm", sector="ess_finance", leaf="card"), False),
        (Path("dki", "state", leaf="card"), True),
        (Path("dki", "state", leaf="papers"), False),
        (Path("dki", "firm", "unsure", leaf="hr"), True),
        (Path("dki", "firm", "unsure", leaf="papers"), False),
        (Path("dki", "firm", sector="ess_finance", leaf="moon"), False),
        (Path("dki", "firm", leaf="hr"), False),  # before any verdict
    ],
)
def test_a_page_behind_a_verdict_is_only_there_where_it_is_offered(path, is_there):
    found = start_at(rules(), Language.ID, path).spot.path
    assert found.leaf == (path.leaf if is_there else "")
    assert replace(found, leaf="", group="") == replace(path, leaf="", group="")

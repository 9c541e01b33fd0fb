"""Who proves or draws the tree is led to every page that somebody could come to, and counts taps."""

import pytest

from flows.eligibility.page import start_at
from flows.eligibility.path import Path, read_answers, read_data, write_answers
from flows.eligibility.walk import pages, taps, ways_on
from flows.language import Language
from tests.flows.eligibility.the_tree import page, rules

# Written by hand: how often somebody taps from the first question to what they are told.
TAPS = {
    "poutside": 1,
    "pseveral": 1,
    "punsure": 1,
    "pdki-kstate": 2,
    "pdki-kunsure": 2,
    "purgent-ksick": 2,
    "pdki-kmedic": 3,
    "pdki-kown": 3,
    "pdki-kfirm-gunsure": 3,
    "pdki-kfirm-scrit_logistics": 3,
    "pdki-kfirm-sess_finance": 4,
    "pdki-kdaily-snon_essential": 4,
    "pdki-kdaily-scrit_construction": 5,
}
ASKED = {"", "pdki", "pdki-khealth", "pdki-ksmall", "pdki-kfirm", "pdki-kfirm-gmoney", "purgent"}


@pytest.fixture(scope="module", params=list(Language))
def walked(request):
    return request.param, list(pages(rules(), request.param))


def test_taps_are_counted_from_the_first_question_by_the_shortest_way():
    counted = {write_answers(path): count for path, count in taps(rules()).items()}
    assert {path: counted.get(path) for path in TAPS} == TAPS
    assert not ASKED & set(counted)  # nobody is told anything yet
    assert taps(rules("2021-07-04")) == {Path(): 0}


def test_every_page_is_walked_once_and_in_one_language(walked):
    language, found = walked
    paths = [path for path, _ in found]
    assert paths[0] == Path()
    assert len(set(paths)) == len(paths)
    for path, shown in found[::10]:
        assert shown == page(path, language=language)


def test_whatever_button_is_pressed_a_page_of_the_walk_is_shown(walked):
    language, found = walked
    known = {path for path, _ in found}
    for _, shown in found:
        ways = [way for way in ways_on(rules(), shown) if way.spot.language is language]
        assert {way.spot.path for way in ways} <= known, shown.name


def test_what_people_may_name_before_they_are_asked_is_walked_too(walked):
    written = {write_answers(path) for path, _ in walked[1]}
    assert {
        "sess_finance",
        "snon_essential",
        "pdki-scrit_psn",
        "pdki-ksmall-sess_hotel",
    } <= written
    assert "sess_government" not in written


def test_every_way_in_which_a_code_fits_a_sector_is_walked_for_everybody_who_works(walked):
    policy = rules().policy
    for kind in ("firm", "bumn", "vendor", "daily"):
        told = {path.code for path, _ in walked[1] if path.kind == kind and not path.leaf} - {""}
        fits = {(rule.sector, rule.fit) for rule in map(policy.kbli, told)}
        assert fits == {(rule.sector, rule.fit) for rule in policy.codes.values()}


def test_of_a_page_every_button_of_the_tree_is_followed():
    led = ways_on(rules(), page(read_answers("pdki-kown")))
    assert [way.spot for way in led] == [
        read_data("e-id-2107091-pdki-kfirm"),  # the door to an officer is no page of the tree
        read_data("e-id-2107091-pdki-ksmall"),
        read_data("e-en-2107091-pdki-kown"),
    ]


def test_on_a_day_without_permits_there_is_one_page():
    today = rules("2021-07-04")
    assert [(path, shown.name) for path, shown in pages(today)] == [(Path(), "not_yet.not_yet")]
    assert list(ways_on(today, page(Path(), "2021-07-04"))) == [start_at(today, Language.EN)]

"""A sector is found by what people call it, with one slip of the finger and no more."""

import pytest

from bot import policies
from flows.rules.sectors import search

JULY = policies.load().versions[1]


def found(words, *limit):
    return [sector.id for sector in JULY.search(words, *limit)]


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("bank", "ess_finance"),
        ("saya kerja di RUMAH SAKIT!", "crit_health"),
        ("rumah yang sakit", "crit_health"),  # every word of a phrase, wherever
        ("Perhotelan non penanganan karantina", "ess_hotel"),
        ("Finance and banking", "ess_finance"),
        ("hotel", "ess_hotel"),
        ("hotel bukan karantina", "ess_hotel"),
        ("hotels not used for quarantine", "ess_hotel"),
        ("hotel karantina", None),  # the rules take it out of the sector
        ("hotel KARANTIN", None),
        ("resepsionis hotel isoman", None),
        ("hotel tidak besar, untuk isolasi", None),  # what is denied is something else
        ("a quarantine hotel", None),
        ("hotel for isolation", None),
        ("mobile operator", "ess_ict"),
        ("abrakadabra", None),
        ("rumah", None),  # half a phrase is none
        ("", None),
        ("...", None),
    ],
)
def test_a_sector_is_found_by_what_people_call_it(words, sector):
    assert found(words)[:1] == ([sector] if sector else [])


@pytest.mark.parametrize(
    "words",
    [
        "asuransi",
        "asurensi",  # another letter
        "asurnasi",  # two changed places
        "asurasi",  # one left out
        "asuuransi",  # one doubled
        "asuransii",
        "asurans",
        "asuransä",  # its mark is dropped
        "esuransi",
    ],
)
def test_one_slip_of_the_finger_is_forgiven(words):
    assert found(words) == ["ess_finance"]


def test_a_word_of_five_letters_is_long_enough_for_a_slip():
    assert found("semne") == ["crit_building_material"]


@pytest.mark.parametrize(
    "words",
    [
        "asurensu",  # two letters
        "asuranisx",
        "asuuuransi",
        "asurai",
        "asuran",
        "asuransiku",
        "usaransi",  # two that are no neighbours
        "asunarsi",
        "sauransx",
        "bnak",  # a short word must be right
        "banj",
        "bankk",
        "smen",  # too short to be a slip of "semen"
        "seme",
        "ban",
    ],
)
def test_two_slips_or_one_in_a_short_word_are_not(words):
    assert found(words) == []


def test_what_is_a_word_by_itself_is_no_slip_of_another():
    assert [one.id for one in search(JULY.sectors, "semne")] == ["crit_building_material"]
    assert search(JULY.sectors, "semne", is_a_word=lambda word: word == "semne") == ()


def test_the_best_match_comes_first_and_then_the_order_of_the_rules():
    assert found("asuransi rumah sakit") == ["crit_health", "ess_finance"]  # two words before one
    many = "bencana satpam apotek asuransi semen"
    assert [sector.id for sector in search(JULY.sectors, many)] == found(many)
    assert found(many) == ["ess_finance", "crit_health", "crit_security", "crit_disaster"]
    assert found(many, 2) == ["ess_finance", "crit_health"]


def test_a_word_of_one_sector_is_no_slip_of_anothers():
    assert found("salom") == ["non_essential"]  # a salon
    assert found("air galon") == ["crit_food"]
    assert found("galon") == []

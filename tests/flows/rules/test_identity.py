"""A NIK or NIB that can exist is taken as people write it; one that cannot is told why."""

from datetime import date

import pytest

from flows.rules.identity import (
    Nib,
    NibProblem,
    Nik,
    NikProblem,
    birth_date,
    is_number,
    mask_nik,
    only_digits,
    read_nib,
    read_nik,
)
from flows.rules.regions import PROVINCES, REGENCIES, is_regency, province_name

TODAY = date(2021, 7, 10)
WOMAN = "3171015708950001"  # born on 17 August 1995


def read(digits):
    return read_nik(digits, TODAY)


def problems(digits):
    found = read(digits)
    assert isinstance(found, tuple), found
    return found


def doubts(digits):
    found = read(digits)
    assert isinstance(found, Nik), found
    return found.doubts


def test_a_nik_says_when_somebody_was_born_and_whether_she_is_a_woman():
    assert read(WOMAN) == Nik(WOMAN, date(1995, 8, 17), is_woman=True)
    man = read("3171011708950001")
    assert (man.born, man.is_woman) == (date(1995, 8, 17), False)


@pytest.mark.parametrize(
    "written",
    [
        "3171 0157 0895 0001",
        "3171.0157.0895.0001",
        "'3171015708950001",
        '"3171-0157-0895-0001"',
        "3171015708950001\n",
        "3171015708950001\u200b",
        "３１７１０１５７０８９５０００１",
        "3171_0157/0895`0001",
    ],
)
def test_a_nik_is_read_as_people_write_it(written):
    assert read(written).digits == WOMAN


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", NikProblem.MISSING),
        (" . ", NikProblem.MISSING),
        ("317101570895000l", NikProblem.NOT_DIGITS),
        ("٣١٧١٠١٥٧٠٨٩٥٠٠٠١", NikProblem.NOT_DIGITS),
        ("317101570895000", NikProblem.DIGIT_LOST),
        ("31710157089500", NikProblem.LENGTH),
        ("31710157089500011", NikProblem.LENGTH),
        ("3171013202950001", NikProblem.BIRTH_DATE),
        ("3171017302950001", NikProblem.BIRTH_DATE),
        ("3171011713950001", NikProblem.BIRTH_DATE),
        ("3171010008950001", NikProblem.BIRTH_DATE),
        ("3171004008950001", NikProblem.BIRTH_DATE),
        ("3171005708950001", NikProblem.DISTRICT),
        ("3171015708950000", NikProblem.SERIAL),
    ],
)
def test_what_cannot_be_is_named(written, found):
    assert found in problems(written)


def test_every_error_of_a_nik_is_told_at_once():
    assert problems("3171003202950000") == (
        NikProblem.BIRTH_DATE,
        NikProblem.DISTRICT,
        NikProblem.SERIAL,
    )


@pytest.mark.parametrize(
    ("digits", "born"),
    [
        ("3171011007210001", date(2021, 7, 10)),  # today
        ("3171012902000001", date(2000, 2, 29)),
        ("3171014101000001", date(2000, 1, 1)),
        ("3171014001310001", NikProblem.BIRTH_DATE),  # 40 is no day of anybody
    ],
)
def test_two_digits_of_a_year_mean_the_century_that_is_not_still_to_come(digits, born):
    assert birth_date(digits, TODAY) == born


@pytest.mark.parametrize(
    ("year", "born"),
    [("22", NikProblem.FUTURE_BIRTH), ("25", NikProblem.FUTURE_BIRTH), ("26", date(1926, 7, 11))],
)
def test_nobody_over_ninety_five_commutes_so_a_year_to_come_is_a_slip(year, born):
    assert birth_date(f"3171011107{year}0001", TODAY) == born


def test_the_day_before_the_ninety_fifth_birthday_still_counts():
    assert birth_date("3171011107260001", date(2021, 7, 10)) == date(1926, 7, 11)
    assert birth_date("3171011007260001", date(2021, 7, 10)) == NikProblem.FUTURE_BIRTH


@pytest.mark.parametrize(
    ("digits", "strange"),
    [
        ("3171011007060001", ()),  # fifteen today
        ("3171011107060001", (NikProblem.AGE,)),  # fifteen tomorrow
        ("3171011107300001", ()),  # ninety
        ("3171011007300001", (NikProblem.AGE,)),  # ninety-one today
        ("9671015708950001", ()),  # Kota Sorong, in a province of today
        ("9171015708950001", ()),
        ("0071015708950001", (NikProblem.REGION,)),
        ("9999015708100001", (NikProblem.REGION, NikProblem.AGE)),
    ],
)
def test_what_is_only_strange_refuses_nobody(digits, strange):
    assert doubts(digits) == strange


def test_a_nik_shows_only_where_it_was_issued_and_its_serial():
    assert mask_nik(WOMAN) == "3171••••••••0001"
    assert read(WOMAN).masked == mask_nik(WOMAN)
    assert mask_nik("317101") == "•" * 16
    assert WOMAN not in repr(read(WOMAN))
    assert "1995" not in repr(read(WOMAN))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("9120001234567", Nib("9120001234567")),
        ("9120 0012 34567", Nib("9120001234567")),
        ("", NibProblem.MISSING),
        ("91200O1234567", NibProblem.NOT_DIGITS),
        ("912000123456", NibProblem.LENGTH),
        ("91200012345678", NibProblem.LENGTH),
        ("1111111111111", NibProblem.ALL_EQUAL),
    ],
)
def test_a_nib_has_thirteen_digits_that_are_not_all_one(written, found):
    assert read_nib(written) == found


def test_digits_are_the_ten_of_ascii():
    assert is_number("0123456789")
    assert not is_number("")
    assert not is_number("१२")
    assert only_digits("a 1-2") == "a12"


def test_the_regions_are_those_of_today():
    assert is_regency("3171")
    assert not is_regency("3170")
    assert province_name("3171") == "DKI Jakarta"
    assert province_name("00") is None
    assert len(REGENCIES) == 514
    assert sum(map(int, REGENCIES)) == 2_352_196  # any other code, and it is another sum


def test_the_provinces_are_called_as_people_call_them():
    assert [name for name, _ in PROVINCES.values()] == [
        *("Aceh", "Sumatera Utara", "Sumatera Barat", "Riau", "Jambi", "Sumatera Selatan"),
        *("Bengkulu", "Lampung", "Kepulauan Bangka Belitung", "Kepulauan Riau", "DKI Jakarta"),
        *("Jawa Barat", "Jawa Tengah", "DI Yogyakarta", "Jawa Timur", "Banten", "Bali"),
        *("Nusa Tenggara Barat", "Nusa Tenggara Timur", "Kalimantan Barat", "Kalimantan Tengah"),
        *("Kalimantan Selatan", "Kalimantan Timur", "Kalimantan Utara", "Sulawesi Utara"),
        *("Sulawesi Tengah", "Sulawesi Selatan", "Sulawesi Tenggara", "Gorontalo"),
        *("Sulawesi Barat", "Maluku", "Maluku Utara", "Papua", "Papua Barat", "Papua Selatan"),
        *("Papua Tengah", "Papua Pegunungan", "Papua Barat Daya"),
    ]

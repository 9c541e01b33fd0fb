"""A NIK that cannot be is an error; one that is only strange refuses nobody."""

from calendar import monthrange
from datetime import date

import pytest

from flows.rules.identity import (
    Nib,
    NibProblem,
    Nik,
    NikProblem,
    is_number,
    only_digits,
    read_nib,
    read_nik,
)
from flows.rules.regions import PROVINCES, REGENCIES, is_regency, province_name

TODAY = date(2021, 7, 10)
MAN, WOMAN = "3171011708950001", "3171015708950001"
BORN = date(1995, 8, 17)
P = NikProblem


def born_on(text: str) -> str:
    """Return a NIK whose digits 7 to 12 are these."""
    return f"317101{text}0001"


def test_a_nik_tells_the_birth_date_and_a_womans_day_is_forty_more():
    assert read_nik(MAN, TODAY) == Nik(MAN, BORN, is_woman=False)
    assert read_nik(WOMAN, TODAY) == Nik(WOMAN, BORN, is_woman=True)


@pytest.mark.parametrize(
    "written",
    [
        "3171 0157 0895 0001",
        "3171.0157.0895.0001",
        "3171-0157-0895-0001",
        "317101/570895/0001",
        "317101_570895_0001",
        "'3171015708950001",
        "’3171015708950001",  # an apostrophe as a phone types it
        "`3171015708950001",
        '"3171015708950001"',
        '="3171015708950001"',  # as payroll programs keep a number text in a CSV
        " 3171015708950001\n",
        "3171\xa00157\xa00895\xa00001",
        "3171\u202f0157\u20090895\u30000001",
        "\ufeff3171015708950001\u200b",
        "\u202a3171015708950001\u202c",  # marks of direction, as copied from a chat
        "31710157\r\n08950001",
        "\t3171015708950001\x00",
        "3171015708950001",  # digits of full width
    ],
)
def test_what_people_and_programs_put_between_digits_is_no_fault(written: str):
    assert read_nik(written, TODAY) == Nik(WOMAN, BORN, is_woman=True)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", P.MISSING),
        (" - ", P.MISSING),
        ("\u200b", P.MISSING),
        ("belum ada", P.NOT_DIGITS),
        ("317101570895000l", P.NOT_DIGITS),
        ("3171O15708950001", P.NOT_DIGITS),
        ("317101570895000½", P.NOT_DIGITS),
        ("3171?015708950001", P.NOT_DIGITS),
        ("٣١٧١٠١٥٧٠٨٩٥٠٠٠١", P.NOT_DIGITS),  # digits, but no keyboard here writes them
        ("317101570895000", P.DIGIT_LOST),
        ("31710157089501", P.LENGTH),
        ("31710157089500012", P.LENGTH),
        (WOMAN + MAN, P.LENGTH),
        ("1", P.LENGTH),
    ],
)
def test_what_is_no_sixteen_digits_is_told_by_its_own_name(written: str, problem: NikProblem):
    assert read_nik(written, TODAY) == (problem,)


@pytest.mark.parametrize(
    "day_month_year",
    [
        "000895",
        "320895",
        "400895",  # neither a man's day nor a woman's
        "720895",
        "810895",
        "990895",
        "310495",
        "710495",
        "300290",
        "290295",  # no leap year in either century
        "170095",
        "171395",
    ],
)
def test_a_day_that_never_was_is_an_error(day_month_year: str):
    assert read_nik(born_on(day_month_year), TODAY) == (P.BIRTH_DATE,)


@pytest.mark.parametrize(
    ("day_month_year", "born"),
    [
        ("290200", date(2000, 2, 29)),
        ("690296", date(1996, 2, 29)),
        ("710895", date(1995, 8, 31)),
        ("410895", date(1995, 8, 1)),
        ("410100", date(2000, 1, 1)),
        ("310706", date(2006, 7, 31)),
        ("110726", date(1926, 7, 11)),
    ],
)
def test_the_century_is_the_one_that_is_not_still_to_come(day_month_year: str, born: date):
    found = read_nik(born_on(day_month_year), TODAY)
    assert isinstance(found, Nik)
    assert found.born == born


@pytest.mark.parametrize("day_month_year", ["100825", "110721", "510722", "010124", "100726"])
def test_a_birth_still_to_come_is_an_error_for_nobody_of_ninety_five_commutes(
    day_month_year: str,
):
    assert read_nik(born_on(day_month_year), TODAY) == (P.FUTURE_BIRTH,)


def test_serial_0000_and_district_00_are_errors_told_together():
    assert read_nik("3171015708950000", TODAY) == (P.SERIAL,)
    assert read_nik("3171005708950001", TODAY) == (P.DISTRICT,)
    assert read_nik("3171003113950000", TODAY) == (P.BIRTH_DATE, P.DISTRICT, P.SERIAL)
    assert read_nik("0" * 16, TODAY) == (P.BIRTH_DATE, P.DISTRICT, P.SERIAL)


@pytest.mark.parametrize("region", ["9671", "9171", "6571", "6501", "9301", "9501", "3171"])
def test_a_region_of_today_raises_no_doubt_though_it_was_split_off_of_late(region: str):
    found = read_nik(f"{region}{MAN[4:]}", TODAY)
    assert isinstance(found, Nik)
    assert found.doubts == ()


@pytest.mark.parametrize("region", ["9999", "0000", "9271", "9101", "9471", "3199", "6405"])
def test_an_unknown_region_is_a_doubt_since_a_code_outlives_its_region(region: str):
    found = read_nik(f"{region}{MAN[4:]}", TODAY)
    assert isinstance(found, Nik)
    assert found.doubts == (P.REGION,)


@pytest.mark.parametrize(
    ("born", "doubts"),
    [
        ("100706", ()),  # fifteen today
        ("110706", (P.AGE,)),  # fifteen tomorrow
        ("100721", (P.AGE,)),  # born today
        ("110730", ()),  # ninety-one tomorrow
        ("100730", (P.AGE,)),  # ninety-one today
    ],
)
def test_an_age_hardly_possible_is_a_doubt_to_the_day(born: str, doubts: tuple[NikProblem, ...]):
    found = read_nik(born_on(born), TODAY)
    assert isinstance(found, Nik)
    assert found.doubts == doubts


def test_a_strange_region_and_a_strange_age_are_both_told():
    found = read_nik("9999011007210001", TODAY)
    assert isinstance(found, Nik)
    assert found.doubts == (P.REGION, P.AGE)


def test_a_nik_never_shows_more_than_its_regency_and_serial():
    found = read_nik(WOMAN, TODAY)
    assert isinstance(found, Nik)
    assert found.masked == "3171••••••••0001"
    assert repr(found) == "Nik(doubts=())"


def test_the_table_of_regions_is_whole():
    assert len(PROVINCES) == 38
    assert len(REGENCIES) == 514
    assert all(code.isdigit() and len(code) == 4 for code in REGENCIES)
    assert sum(map(int, REGENCIES)) == 2_352_196  # any other code, and it is another sum
    assert province_name("9671015708950001") == "Papua Barat Daya"
    assert province_name("9971") is None
    assert not is_regency("")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("9120001234567", Nib("9120001234567")),
        (" 9120.0012-34567 ", Nib("9120001234567")),
        ("", NibProblem.MISSING),
        ("912000123456A", NibProblem.NOT_DIGITS),
        ("912000123456", NibProblem.LENGTH),
        ("91200012345678", NibProblem.LENGTH),
        ("1" * 13, NibProblem.ALL_EQUAL),
    ],
)
def test_a_nib_is_thirteen_digits_that_are_not_all_the_same(written: str, found: Nib | NibProblem):
    assert read_nib(written) == found


def test_every_day_of_every_month_can_be_somebodys_birthday():
    days = [
        (day, month) for month in range(1, 13) for day in range(1, monthrange(1996, month)[1] + 1)
    ]
    read = [read_nik(born_on(f"{day + 40:02}{month:02}96"), TODAY) for day, month in days]
    assert [(one.born.day, one.born.month) for one in read] == days


def test_digits_are_the_ten_of_ascii():
    assert is_number("0123456789")
    assert not is_number("")
    assert not is_number("१२")
    assert only_digits("a 1-2") == "a12"


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

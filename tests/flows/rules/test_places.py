"""Where a workplace can be: the names and numbers of the ministry's list, and nothing beyond."""

import pytest

from flows.rules.areas import ALL_OF_DKI, regencies_in
from flows.rules.places import REGENCIES, district_named, districts_of, full_name, is_elsewhere


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("317101", "Gambir, Jakarta Pusat"),
        ("317106", "Menteng, Jakarta Pusat"),
        ("317108", "Johar Baru, Jakarta Pusat"),
        ("317201", "Penjaringan, Jakarta Utara"),
        ("317206", "Kelapa Gading, Jakarta Utara"),
        ("317301", "Cengkareng, Jakarta Barat"),
        ("317302", "Grogol Petamburan, Jakarta Barat"),
        ("317308", "Kembangan, Jakarta Barat"),
        ("317401", "Tebet, Jakarta Selatan"),
        ("317410", "Pesanggrahan, Jakarta Selatan"),
        ("317501", "Matraman, Jakarta Timur"),
        ("317502", "Pulo Gadung, Jakarta Timur"),
        ("317510", "Cipayung, Jakarta Timur"),
        ("310101", "Kepulauan Seribu Utara, Kepulauan Seribu"),
        ("310102", "Kepulauan Seribu Selatan, Kepulauan Seribu"),
    ],
)
def test_a_district_is_called_by_its_name_and_its_kota(code, name):
    assert full_name(code) == name


@pytest.mark.parametrize("code", ["", "3171", "317100", "317109", "317207", "327101", "Gambir"])
def test_a_number_that_is_no_district_of_jakarta_is_shown_as_it_is(code):
    assert full_name(code) == code


@pytest.mark.parametrize(
    ("regency", "districts"),
    [("3171", 8), ("3172", 6), ("3173", 8), ("3174", 10), ("3175", 10), ("3101", 2)],
)
def test_every_kota_has_its_districts(regency, districts):
    assert len(districts_of(regency)) == districts
    assert len({one.name for one in districts_of(regency)}) == districts


def test_jakarta_is_asked_about_in_the_order_people_know_it():
    assert [(code, regency.code, regency.name) for code, regency in REGENCIES.items()] == [
        ("3171", "3171", "Jakarta Pusat"),
        ("3172", "3172", "Jakarta Utara"),
        ("3173", "3173", "Jakarta Barat"),
        ("3174", "3174", "Jakarta Selatan"),
        ("3175", "3175", "Jakarta Timur"),
        ("3101", "3101", "Kepulauan Seribu"),
    ]


def test_a_place_outside_jakarta_has_no_districts_here():
    assert districts_of("3275") == ()


@pytest.mark.parametrize("typed", ["Tanah Abang", "tanah abang", "  TANAH   ABANG "])
def test_a_district_is_found_however_its_name_is_typed(typed):
    assert district_named(typed, "3171") == districts_of("3171")[6]


@pytest.mark.parametrize(
    ("typed", "regency"),
    [("", "3171"), ("Tanah", "3171"), ("Tanah Abang", "3172"), ("Tanah Abang", "3275")],
)
def test_a_name_that_is_no_district_of_that_kota_is_not_found(typed, regency):
    assert district_named(typed, regency) is None


@pytest.mark.parametrize(
    ("area", "names"),
    [
        (0b000000, ()),
        (0b000001, ("Kepulauan Seribu",)),
        (0b000010, ("Jakarta Pusat",)),
        (0b000100, ("Jakarta Utara",)),
        (0b001000, ("Jakarta Barat",)),
        (0b010000, ("Jakarta Selatan",)),
        (0b100000, ("Jakarta Timur",)),
        (0b100010, ("Jakarta Pusat", "Jakarta Timur")),
        (0b1000010, ("Jakarta Pusat",)),  # a bit nobody gave out opens nothing
    ],
)
def test_a_permit_that_was_signed_long_ago_opens_the_same_places(area, names):
    assert regencies_in(area) == names


def test_all_of_dki_is_its_six_bits():
    assert ALL_OF_DKI == 0b111111
    assert set(regencies_in(ALL_OF_DKI)) == {one.name for one in REGENCIES.values()}


@pytest.mark.parametrize(
    "city",
    [
        "bekasi",
        "depok",
        "tangerang",
        "tangsel",
        "bogor",
        "cikarang",
        "cibitung",
        "karawang",
        "bsd",
        "serpong",
        "bintaro",
        "ciputat",
        "cibinong",
        "cileungsi",
        "serang",
        "cilegon",
        "banten",
        "bandung",
        "purwakarta",
        "sukabumi",
        "semarang",
        "yogyakarta",
        "surakarta",
        "surabaya",
        "malang",
        "medan",
        "palembang",
        "makassar",
        "denpasar",
        "bali",
    ],
)
def test_a_city_outside_of_the_province_is_known_in_whatever_words(city):
    assert is_elsewhere(f"di kota {city.title()},dekat stasiun")
    assert is_elsewhere(city)


def test_a_place_of_the_province_is_not_elsewhere():
    names = [one.name for one in REGENCIES.values()]
    names += [district.name for one in REGENCIES.values() for district in one.districts]
    assert not any(map(is_elsewhere, (*names, "entah", "")))

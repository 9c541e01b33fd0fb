"""The company, its workplace and its representative: what is read, and what is asked again."""

import pytest

from flows.events import Verb
from flows.rules.companies import workplace_id
from tests.flows.registration.company import FINANCE, NUMBERED, PLACED, registering

OPENED = {workplace_id("9120001234567", "317101", "Jalan Contoh no. 12"): "A7654321"}
AT = {
    "nib": FINANCE,
    "company": NUMBERED,
    "regency": PLACED[:-3],
    "district": PLACED[:-2],
    "address": PLACED[:-1],
    "representative": PLACED,
    "position": (*PLACED, "Siti Aminah"),
    "phone": (*PLACED, "Siti Aminah", "Manajer SDM"),
}


@pytest.mark.parametrize(
    ("place", "typed", "kept"),
    [
        ("nib", "9120001234567", "9120001234567"),
        ("nib", "9120 0012 34567", "9120001234567"),
        ("company", "PT Bank Contoh", "PT Bank Contoh"),
        ("company", "  PT   Bank  Contoh Tbk. ", "PT Bank Contoh Tbk."),
        ("company", "CV Ab", "CV Ab"),
        ("company", "PT A B", "PT A B"),
        ("company", "Ptolemy", "Ptolemy"),
        ("company", "PT " + "x" * 117, "PT " + "x" * 117),
        ("regency", "3101", "3101"),
        ("district", "317108", "317108"),
        ("district", " johar   BARU", "317108"),
        ("address", "Jl. A1, 2", "Jl. A1, 2"),
        ("address", "x" * 200, "x" * 200),
        ("representative", "Siti Aminah, S.E.", "Siti Aminah, S.E."),
        ("position", "HR", "HR"),
        ("position", "x" * 80, "x" * 80),
        ("phone", "0812 3456-7890", "+6281234567890"),
    ],
)
def test_an_answer_is_read_as_people_write_it(place, typed, kept):
    siti = registering(*AT[place])
    assert siti.place == place

    siti.does(typed)

    assert siti.problem == ""
    assert siti.session.answers.values[place] == kept


@pytest.mark.parametrize(
    ("place", "typed", "problem"),
    [
        ("nib", "", "registration.problem.nib_missing"),
        ("nib", "123", "registration.problem.nib_length"),
        ("nib", "912000123456A", "registration.problem.nib_not_digits"),
        ("nib", "AB", "registration.problem.nib_not_digits"),
        ("nib", "PT Oke", "registration.problem.nib_not_digits"),
        ("nib", "912OOO1234567", "registration.problem.nib_letter_o"),
        ("nib", "9120 o012 34567", "registration.problem.nib_letter_o"),
        ("nib", "1111111111111", "registration.problem.nib_all_equal"),
        ("company", "!", "control.too_short"),
        ("company", "PT 7", "registration.company.form_alone"),
        ("company", "PT A", "registration.company.form_alone"),
        ("company", "PT 99 Tbk", "registration.company.form_alone"),
        ("company", "PT " + "x" * 118, "control.too_long"),
        ("regency", "Bekasi", "control.pick_a_button"),
        ("district", "Koja", "control.pick_a_button"),
        ("district", "317201", "control.pick_a_button"),
        ("address", "Jl 1", "control.too_short"),
        ("address", "x" * 201, "control.too_long"),
        ("representative", "Siti 2", "control.no_name"),
        ("position", "-", "control.too_short"),
        ("position", "x" * 81, "control.too_long"),
        ("phone", "12", "control.no_phone"),
    ],
)
def test_what_cannot_be_read_is_asked_again_with_what_is_wrong_about_it(place, typed, problem):
    siti = registering(*AT[place], typed)

    assert (siti.place, siti.problem) == (place, problem)


@pytest.mark.parametrize(
    "form", ["PT", "CV", "UD", "Fa.", "Firma", "PD", "Tbk", "Persero", "Perum", "PT (Persero) Tbk"]
)
def test_a_legal_form_alone_is_no_name(form):
    siti = registering(*NUMBERED, form)

    assert siti.problem == "registration.company.form_alone"


def test_whoever_has_no_number_yet_is_told_how_to_get_one():
    siti = registering(*FINANCE)
    assert (siti.offered, siti.labels) == (["none"], ["No NIB yet"])

    siti.does(">none")
    assert (siti.place, siti.offered) == ("no_nib", ["!open:menu", "!finish"])


def test_every_city_of_jakarta_is_offered_and_the_world_outside():
    siti = registering(*AT["regency"])

    assert siti.labels == [
        "Jakarta Pusat",
        "Jakarta Utara",
        "Jakarta Barat",
        "Jakarta Selatan",
        "Jakarta Timur",
        "Kepulauan Seribu",
        "Outside Jakarta",
    ]
    assert siti.offered == ["3171", "3172", "3173", "3174", "3175", "3101", "outside"]


def test_a_workplace_outside_is_told_whom_to_ask():
    siti = registering(*AT["regency"], ">outside")

    assert (siti.place, siti.offered) == ("outside_dki", ["!open:menu", "!finish"])


def test_only_the_districts_of_the_city_are_offered():
    siti = registering(*AT["regency"], ">3101")

    assert siti.labels == ["Kepulauan Seribu Utara", "Kepulauan Seribu Selatan"]
    assert siti.offered == ["310101", "310102"]


def test_another_city_asks_for_its_district_again():
    siti = registering(*PLACED, Verb.CHANGE, ">!edit:regency", ">3172")

    assert siti.place == "district"
    assert "Koja" in siti.labels


def test_a_phone_may_be_shared_by_a_button():
    assert registering(*AT["phone"]).screen.expects == "contact"


def test_a_workplace_with_an_open_application_is_led_to_it():
    siti = registering(*PLACED, opened=OPENED)

    assert siti.place == "already_open"
    assert siti.offered == ["!open:status", "!open:menu", "!finish"]
    assert "A7654321" in siti.told


def test_another_chats_application_is_not_named_and_an_officer_can_be_told():
    siti = registering(*PLACED, opened=dict.fromkeys(OPENED, ""))

    assert siti.place == "open_elsewhere"
    assert siti.offered == ["!open:person", "!open:menu", "!finish"]
    assert "A7654321" not in siti.told


@pytest.mark.parametrize(
    "acts",
    [
        (*PLACED[:-2], ">317102", PLACED[-1]),
        (*PLACED[:-1], "Jl. Contoh 11"),
        (*FINANCE, "8120001234568", *PLACED[-4:]),
    ],
    ids=["another district", "another address", "another company"],
)
def test_another_workplace_has_an_application_of_its_own(acts):
    assert registering(*acts, opened=OPENED).place == "representative"

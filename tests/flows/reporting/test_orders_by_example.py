"""What a unit is given carries no word that points back at who reported."""

from datetime import date

import pytest

from flows.rules.cases import Violation
from flows.rules.field_order import FieldOrder, Window, quotations, taken_from, telling_words
from flows.rules.ordinary_words import ORDINARY

SAID = "Kami bertiga dipaksa masuk setiap hari, lewat pintu 4B di belakang."


def order(instruction, employer="PT Contoh", address="Jalan Melawai 12"):
    day = date(2021, 7, 15)
    return FieldOrder(employer, address, Violation.OVER_CAP, day, Window.ANY, instruction)


@pytest.mark.parametrize(
    ("instruction", "quoted"),
    [
        ("Periksa jumlah orang di lantai tiga.", []),
        ("dipaksa masuk setiap hari", []),  # four words are how anybody would put it
        ("Benarkah dipaksa masuk setiap hari lewat sini?", ["dipaksa masuk setiap hari lewat"]),
        ("DIPAKSA masuk, setiap hari: lewat!", ["dipaksa masuk setiap hari lewat"]),
        (
            "bertiga dipaksa masuk setiap hari lewat",
            ["bertiga dipaksa masuk setiap hari", "dipaksa masuk setiap hari lewat"],
        ),
        ("Kami bertiga dipaksa datang setiap hari", []),  # not in a row
        ("pintu 4B di belakang", []),
        ("lewat pintu 4B di belakang", ["lewat pintu 4b di belakang"]),  # the end of what was said
        ("", []),
    ],
)
def test_five_words_in_a_row_are_a_quotation_and_four_are_not(instruction, quoted):
    found = quotations(order(instruction), ["Tolong datang.", SAID])
    assert [" ".join(quotation.words) for quotation in found] == quoted


def test_a_quotation_is_told_once_and_only_within_one_message():
    twice = "masuk setiap hari lewat pintu; masuk setiap hari lewat pintu"
    assert len(quotations(order(twice), [SAID])) == 1
    assert not quotations(order("satu dua tiga empat lima"), ["satu dua", "tiga empat lima"])


def test_the_name_and_the_address_of_a_workplace_are_no_quotation():
    long = order("Lihat.", "PT Satu Dua Tiga Empat Lima", "Jalan Satu Dua Tiga Empat Lima")
    assert not quotations(
        long, ["Ini PT Satu Dua Tiga Empat Lima, Jalan Satu Dua Tiga Empat Lima"]
    )


PERSON = "Nama saya budi santoso, operator press; atasan Pak Hendra, absen sidik jari jam 7 pagi"


@pytest.mark.parametrize(
    ("instruction", "telling"),
    [
        ("Masuk lewat pintu 4B.", ["4b"]),  # with a number in it, however short
        ("Lewat pintu belakang.", []),
        ("Temui Budi Santoso, periksa daftar hadir.", ["budi", "santoso"]),
        ("Cari bagian PRESS, tanyakan kepada hendra", ["press", "hendra"]),
        ("Periksa sidik jari pukul 7", ["sidik", "jari", "7"]),
        ("Hitung pekerja di setiap ruang pagi hari, cocokkan daftar hadir.", []),
        ("Count the people in every room and ask for the list.", []),
        ("Lihat ruang 407 dan 407", ["407"]),
        ("Periksa gudang", []),  # nobody said so
    ],
)
def test_a_word_that_not_everybody_uses_is_told_if_a_reporter_wrote_it(instruction, telling):
    said = ["Semua masuk lewat pintu 4B di belakang, count every room", PERSON, "ruang 407"]
    assert list(telling_words(order(instruction), said)) == telling


@pytest.mark.parametrize("word", ["pintu", "atasan", "strp", "lima", "warning", "room"])
def test_ordinary_words_are_whole_words_of_small_letters(word):
    assert word in ORDINARY
    assert all(each == each.casefold().strip() and each.isalpha() for each in ORDINARY)


def test_what_stands_in_the_name_or_the_address_tells_nothing():
    facts = order("Gedung 99B, Sejahteralestari", "PT Sejahteralestari", "Gedung 99B")
    assert telling_words(facts, ["gedung 99B milik Sejahteralestari"]) == ()


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("Jl. Melawai No. 12, lt 3", ["melawai", "12", "3"]),  # the reporter's, word for word
        ("Jalan Melawai Raya No. 12", []),
        ("Jalan Melawai Raya 12, dekat mesin Hendra", ["mesin", "hendra"]),
        ("Melawai Raya", []),
        ("Ruko Melati, Melawai", []),
    ],
)
def test_an_address_that_a_reporter_wrote_is_told(address, taken):
    written = order("Lihat.", address=address)
    told = ["Mesin di jalan Melawai ada di dekat Pak Hendra"]
    assert list(taken_from(written, "Jalan Melawai 12 lantai 3", told)) == taken

"""What a unit is given carries no word that points back at who reported."""

from datetime import date

import pytest

from flows.rules.cases import Violation
from flows.rules.field_order import FieldOrder, Window, quotations, telling_words

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


@pytest.mark.parametrize(
    ("instruction", "telling"),
    [
        ("Masuk lewat pintu 4B.", ["4b"]),  # with a number in it, however short
        ("Lewat pintu belakang.", []),
        ("Tanyakan pengkondisian mesin.", ["pengkondisian"]),
        ("Tanyakan pertanyaan.", []),  # ten signs, said by everybody
        ("Ada perusahaan12 dan pengawasannya", []),  # nobody said so
        ("Lantai 4 nomor 12, ruang 407 dan 407", ["407"]),
        ("keberlanjut keberlanjutx", ["keberlanjutx"]),  # eleven signs and twelve
    ],
)
def test_rare_words_and_numbers_of_a_reporter_are_told_to_the_officer(instruction, telling):
    said = ["pintu 4B, pengkondisian, pertanyaan, ruang 407", "keberlanjut keberlanjutx nomor 12"]
    assert list(telling_words(order(instruction), said)) == telling


def test_what_stands_in_the_name_or_the_address_tells_nothing():
    facts = order("Gedung 99B, Sejahteralestari", "PT Sejahteralestari", "Gedung 99B")
    assert telling_words(facts, ["gedung 99B milik Sejahteralestari"]) == ()

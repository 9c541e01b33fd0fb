"""Whoever writes that somebody leaves the list means exactly that person, or nobody."""

import pytest

from flows.rules.caps import WorkUnit
from flows.rules.roster import Employee
from flows.rules.striking import named, read_rows, read_strike

BUDI_NIK, SITI_NIK = "3171010101700001", "3171024202710002"
BUDI = Employee("Budi Wati", BUDI_NIK, WorkUnit.OFFICE, home="Bekasi", job="Teller")
SITI = Employee("SITI  Aminah", SITI_NIK, WorkUnit.OFFICE, home="Depok", job="Kasir")
NAMESAKE = Employee("budi wati", "3171010101700003", WorkUnit.OFFICE, home="Bogor", job="Sopir")
ROWS = ((1, BUDI), (12, SITI), (20, NAMESAKE))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("hapus Budi Wati", "Budi Wati"),
        ("Hapus  Budi Wati ", "Budi Wati"),
        (" HAPUS budi", "budi"),
        ("keluarkan Siti Aminah", "Siti Aminah"),
        ("remove Siti", "Siti"),
        ("delete 3", "3"),
        ("hapus baris 3", "3"),
        ("delete row 3", "3"),
        ("hapus no. 3", "3"),
        ("hapus no.3", "3"),
        ("hapus NIK 3171 0101 0170 0001", "3171 0101 0170 0001"),
        ("hapus nik. 3171010101700001", "3171010101700001"),
        ("hapus Nona Wati", "Nona Wati"),
        ("hapus Rowena", "Rowena"),
        ("hapus Nik Aziz", "Nik Aziz"),
        ("remove No Name", "No Name"),
        ("hapus nik: 3171010101700001", "3171010101700001"),
        ("hapus baris 3, 5-9", "3, 5-9"),
        ("remove rows 3-5", "3-5"),
        ("hapus 12 – 338", "12 – 338"),
        ("hapus Budi\n", "Budi"),
    ],
)
def test_what_names_an_employee_is_read_however_it_is_asked(text, word):
    assert read_strike(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hapus",
        "hapusBudi",
        "tolong hapus Budi",
        "Budi Wati",
        "Budi hapus",
        "hapus Budi; 3171010101700001; kantor",
        "hapus Budi\t3171010101700001",
        "hapus Budi\nhapus Siti",
        "delete\n",
    ],
)
def test_what_does_not_ask_for_it_takes_nobody_off(text):
    assert read_strike(text) == ""


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        (BUDI_NIK, [BUDI]),
        ("3171.0242.0271.0002", [SITI]),
        (" 3171 0242 0271 0002", [SITI]),
        ("3171010101700009", []),
        ("1", [BUDI]),
        ("12", [SITI]),
        ("012", [SITI]),
        ("20", [NAMESAKE]),
        ("2", []),
        ("0", []),
        ("13", []),
        ("317101010170000", []),  # a digit of a NIK is missing
        ("siti aminah", [SITI]),
        ("Siti   Aminah ", [SITI]),
        ("Siti", []),
        ("Budi Wati", [BUDI, NAMESAKE]),  # two of one name: whoever asks is asked back
        ("Budi Wati 1", []),
        ("1-12", [BUDI, SITI]),
        ("12, 20", [SITI, NAMESAKE]),
        ("2-11, 20", [NAMESAKE]),
        ("13 – 19", []),
        ("3171-0242-0271-0002", [SITI]),
        ("3171 0242 0271 002", []),
        ("3171 1-20 0271 000", []),  # of a NIK, too
        ("20-1", []),
        ("", []),
    ],
)
def test_a_word_means_a_nik_a_row_or_a_whole_name(word, meant):
    assert [one for _, one in named(ROWS, word)] == meant


def test_a_name_that_is_written_with_sixteen_letters_is_still_a_name():
    long_named = Employee("Abdurrahmanwahid", SITI_NIK, WorkUnit.OFFICE, home="Depok", job="Kasir")
    found = named([(1, BUDI), (2, long_named)], "Abdurrahmanwahid")
    assert list(found) == [(2, long_named)]


@pytest.mark.parametrize(
    ("word", "rows"),
    [
        ("12-14", {12, 13, 14}),
        ("12 – 14", {12, 13, 14}),
        ("3, 5–6", {3, 5, 6}),
        ("3,5", {3, 5}),
        ("3", set()),
        ("3 5", set()),
        ("3 5, 6", set()),
        ("3171-0242-0271-0002", set()),
        ("Siti-Aminah", set()),
        ("Siti, S.E.", set()),
    ],
)
def test_several_rows_are_meant_only_where_they_are_written_as_such(word, rows):
    assert read_rows(word) == rows

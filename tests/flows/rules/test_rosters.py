"""A list of employees is judged row by row, tolerant of how people write and of what sheets do."""

from datetime import date

import pytest

from flows.rules.caps import WorkUnit
from flows.rules.entries import Entry, read_unit, tidy
from flows.rules.roster import (
    LONGEST,
    Column,
    Employee,
    RowProblem,
    Severity,
    examine,
    read_lines,
)

TODAY = date(2021, 7, 10)
ANI, BUDI = "3171015708950001", "3171011708900002"
GOOD = {"name": "Ani Wati", "nik": ANI, "unit": "Pelayanan", "home": "Bekasi", "job": "Teller"}


def row(number=2, **changes):
    return Entry(number, **{**GOOD, **changes})


def judged(*entries, listed=None, permitted=()):
    return examine(entries, today=TODAY, listed=listed or {}, permitted=permitted)


def found(*entries, **known):
    return [(each.row, each.column, each.code) for each in judged(*entries, **known).problems]


def test_a_good_row_becomes_an_employee_of_its_row():
    assert judged(row(7)).accepted == (
        (7, Employee("Ani Wati", ANI, WorkUnit.SERVICE, "Bekasi", "Teller")),
    )
    assert judged(row()).problems == ()
    assert not judged(row()).has_errors


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"name": None}, "name", "name_missing"),
        ({"name": "A" * (LONGEST + 1)}, "name", "name_too_long"),
        ({"name": "Budi 2"}, "name", "name_digits"),
        ({"name": "Budi 🙂"}, "name", "name_signs"),
        ({"name": "-"}, "name", "name_signs"),
        ({"nik": None}, "nik", "nik_missing"),
        ({"nik": "3,17E+15"}, "nik", "nik_as_number"),
        ({"nik": "3.17101570895E+15"}, "nik", "nik_as_number"),
        ({"nik": "'3E15"}, "nik", "nik_as_number"),
        ({"nik": 3171015708950001}, "nik", "nik_as_number"),
        ({"nik": "317101570895000"}, "nik", "nik_digit_lost"),
        ({"unit": None}, "unit", "unit_missing"),
        ({"unit": "Gudang"}, "unit", "unit_unknown"),
        ({"home": " "}, "home", "home_missing"),
        ({"home": "B" * (LONGEST + 1)}, "home", "home_too_long"),
        ({"job": None}, "job", "job_missing"),
        ({"job": "T" * (LONGEST + 1)}, "job", "job_too_long"),
    ],
)
def test_a_row_with_a_fault_stays_out_and_says_which(changes, column, code):
    judgement = judged(row(**changes))
    assert judgement.problems == (RowProblem(2, Column(column), code, Severity.ERROR),)
    assert judgement.accepted == ()
    assert judgement.has_errors


def test_every_fault_of_a_row_is_told_in_the_order_of_its_columns():
    assert found(Entry(4)) == [
        (4, "name", "name_missing"),
        (4, "nik", "nik_missing"),
        (4, "unit", "unit_missing"),
        (4, "home", "home_missing"),
        (4, "job", "job_missing"),
    ]


@pytest.mark.parametrize(
    "name",
    ["A" * LONGEST, "H. Ani, S.E.", "O'Brien", "Siti–Nur".replace("–", "-"), "Ní Ḥasan", "'Ani"],
)
def test_names_are_taken_as_people_have_them(name):
    assert found(row(name=name)) == []


def test_an_apostrophe_that_a_sheet_put_before_a_name_is_dropped():
    ((_, employee),) = judged(row(name="'Ani Wati")).accepted
    assert employee.name == "Ani Wati"


def test_a_strange_nik_is_taken_and_doubted():
    judgement = judged(row(nik="0071015708950001"))
    assert judgement.problems == (RowProblem(2, Column.NIK, "nik_region", Severity.WARNING),)
    assert len(judgement.accepted) == 1
    assert not judgement.has_errors


def test_the_same_nik_twice_names_the_row_it_repeats():
    judgement = judged(row(2), row(5), row(9, nik=BUDI), row(11))
    assert judgement.problems == (
        RowProblem(5, Column.NIK, "nik_twice", Severity.ERROR, first_row=2),
        RowProblem(11, Column.NIK, "nik_twice", Severity.ERROR, first_row=2),
    )
    assert [number for number, _ in judgement.accepted] == [2, 9]
    assert judgement.of_row(5) == judgement.problems[:1]


def test_a_nik_repeated_is_noticed_even_where_its_first_row_was_bad():
    assert found(row(2, name=None), row(3)) == [
        (2, "name", "name_missing"),
        (3, "nik", "nik_twice"),
    ]


def test_broken_niks_do_not_repeat_one_another():
    broken = [row(2, nik="317101"), row(3, nik="317101"), row(4, nik=None), row(5, nik=None)]
    letters = [row(6, nik="317101570895000l"), row(7, nik="317101570895000l")]
    numbers = [row(8, nik=3.1), row(9, nik=3.1)]
    assert "nik_twice" not in {code for *_, code in found(*broken, *letters, *numbers)}


def test_what_is_known_of_somebody_is_told_and_refuses_nobody():
    judgement = judged(row(), listed={ANI: WorkUnit.OFFICE}, permitted={ANI})
    assert judgement.problems == (
        RowProblem(2, Column.NIK, "nik_listed", Severity.INFO),
        RowProblem(2, Column.NIK, "nik_permitted", Severity.WARNING),
    )
    assert len(judgement.accepted) == 1
    assert found(row(nik=BUDI), listed={ANI: WorkUnit.OFFICE}, permitted={ANI}) == []


def test_what_is_personal_is_in_no_trace():
    assert "Ani" not in repr(judged(row()).accepted)
    assert ANI not in repr(judged(row()).accepted)
    assert ANI not in repr(row())


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("Pelayanan", WorkUnit.SERVICE),
        ("unit  pelayanan", WorkUnit.SERVICE),
        ("front-office", WorkUnit.SERVICE),
        ("PRODUKSI", WorkUnit.PRODUCTION),
        ("Factory", WorkUnit.PRODUCTION),
        ("kantor.", WorkUnit.OFFICE),
        ("back office", WorkUnit.OFFICE),
        ("gudang", None),
        (None, None),
        (3, None),
    ],
)
def test_a_unit_is_read_in_either_language(word, unit):
    assert read_unit(word) is unit


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (12.5, "12.5"),
        (date(2021, 7, 1), "2021-07-01"),
        ("  Ani\n Wati\u200b ", "Ani Wati"),
        ("A\u0301", "Á"),
        ("\x00Ani\x00", "Ani"),
    ],
)
def test_a_cell_becomes_one_line(cell, text):
    assert tidy(cell) == text


ENTRY = Entry(1, "Ani Wati", ANI, "kantor", "Bekasi", "Teller")


@pytest.mark.parametrize(
    "line",
    [
        f"Ani Wati; {ANI}; kantor; Bekasi; Teller",
        f"Ani Wati\t{ANI}\tkantor\tBekasi\tTeller",
        f"Ani Wati | {ANI} | kantor | Bekasi | Teller",
        f'"Ani Wati", "{ANI}", "kantor", "Bekasi", "Teller"',
        f"1. Ani Wati; {ANI}; kantor; Bekasi; Teller",
        f"12) Ani Wati; {ANI}; kantor; Bekasi; Teller",
        f"- Ani Wati; {ANI}; kantor; Bekasi; Teller",
        f"• Ani Wati; {ANI}; kantor; Bekasi; Teller;;",
        f"7; Ani Wati; {ANI}; kantor; Bekasi; Teller",
        f"{ANI}; Ani Wati; kantor; Bekasi; Teller",
        f"Ani Wati; {ANI}; Bekasi; kantor; Teller",
    ],
)
def test_a_line_is_taken_apart_however_it_is_put_together(line):
    assert read_lines(line) == (ENTRY,)


def test_without_separators_the_nik_stands_between_name_and_unit():
    (entry,) = read_lines(f"Ani Wati {ANI} kantor Bekasi Timur")
    assert (entry.name, entry.nik, entry.unit) == ("Ani Wati", ANI, "kantor")
    assert entry.home == "Bekasi Timur"


def test_a_degree_brings_its_own_commas():
    (entry,) = read_lines(f"Ani Wati, S.E., {ANI}, kantor, Bekasi, Teller, senior")
    assert (entry.name, entry.job) == ("Ani Wati, S.E.", "Teller, senior")


def test_lines_are_numbered_as_typed_and_headings_and_blanks_are_no_employees():
    text = f"Nama; NIK; Unit\n\nAni Wati; {ANI}; kantor\nBudi; ; kantor; Depok; Sopir; malam"
    first, second = read_lines(text)
    assert first == Entry(3, "Ani Wati", ANI, "kantor")
    assert second == Entry(4, "Budi", None, "kantor", "Depok", "Sopir, malam")


@pytest.mark.parametrize("heading", ["Nama, No. NIK", "Nama; nomor nik", "nik"])
def test_a_heading_is_known_by_its_nik(heading):
    assert read_lines(heading) == ()


def test_a_nik_with_a_slip_is_still_known_as_one():
    (slipped,) = read_lines("Ani; 3171-0157-0895-000l; kantor")
    assert slipped.nik == "3171-0157-0895-000l"
    (short,) = read_lines("Ani; 3171015708; kantor")
    assert short.nik == "3171015708"
    (shorter,) = read_lines("Ani; 317101570; kantor")
    assert shorter.nik == "317101570"
    (alone,) = read_lines("halo semua")
    assert alone == Entry(1, "halo semua")
    (number,) = read_lines(ANI)
    assert (number.name, number.nik) == (None, ANI)

"""Each row of a list is taken or told why not, with everything wrong about it at once."""

from datetime import date

import pytest

from flows.rules.caps import WorkUnit
from flows.rules.entries import Entry, read_unit, tidy
from flows.rules.roster import LONGEST, Column, Employee, RowProblem, Severity
from tests.support.builders import a_nik
from tests.support.rows import NIK, an_entry, judge


def codes(*entries: Entry, **known) -> list[tuple[int, str, str, str]]:
    found = judge(entries, **known).problems
    return [(one.row, one.column.value, one.code, one.severity.value) for one in found]


def test_a_good_row_is_taken_as_it_is_meant():
    taken = Employee("Ani Wati", NIK, WorkUnit.OFFICE, "Bekasi", "Teller")
    assert judge([an_entry(7, nik=f"'{NIK}", name="  Ani\n Wati ")]).accepted == ((7, taken),)
    assert judge([an_entry(7, name="'Ani Wati")]).accepted == ((7, taken),)


def test_an_empty_row_is_told_all_it_lacks_at_once():
    assert codes(Entry(3)) == [
        (3, column, f"{column}_missing", "error")
        for column in ("name", "nik", "unit", "home", "job")
    ]


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"name": None}, "name", "name_missing"),
        ({"name": "A" * 81}, "name", "name_too_long"),  # a permit has one line for it
        ({"name": "A" * 4_096}, "name", "name_too_long"),
        ({"name": "Ani 2"}, "name", "name_digits"),
        ({"name": date(1990, 1, 5)}, "name", "name_digits"),
        ({"name": 12.0}, "name", "name_digits"),
        ({"name": "Ani 😀"}, "name", "name_signs"),
        ({"name": "😀"}, "name", "name_signs"),
        ({"name": "=cmd|' /C calc'!A"}, "name", "name_signs"),
        ({"name": "@SUM(A)"}, "name", "name_signs"),
        ({"name": "Ani?"}, "name", "name_signs"),
        ({"name": "..."}, "name", "name_signs"),
        ({"nik": 3171015708950001.0}, "nik", "nik_as_number"),
        ({"nik": 3171015708950001}, "nik", "nik_as_number"),
        ({"nik": "3,17E+15"}, "nik", "nik_as_number"),
        ({"nik": "'3.17102E+15"}, "nik", "nik_as_number"),
        ({"nik": "3171015708950001.0"}, "nik", "nik_as_number"),
        ({"nik": "3171015708950001,00"}, "nik", "nik_as_number"),
        ({"nik": "317101570895001.0"}, "nik", "nik_as_number"),  # never 3171015708950010
        ({"nik": date(1995, 8, 17)}, "nik", "nik_as_number"),
        ({"nik": "3.17101570895E+15"}, "nik", "nik_as_number"),
        ({"nik": "'3E15"}, "nik", "nik_as_number"),
        ({"nik": NIK[:-1]}, "nik", "nik_digit_lost"),
        ({"nik": "3171015708950000"}, "nik", "nik_serial"),
        ({"unit": "gudang"}, "unit", "unit_unknown"),
        ({"unit": 1.0}, "unit", "unit_unknown"),
        ({"home": "B" * (LONGEST + 1)}, "home", "home_too_long"),
        ({"job": "T" * (LONGEST + 1)}, "job", "job_too_long"),
        ({"job": "\u200b"}, "job", "job_missing"),
    ],
)
def test_what_is_wrong_is_told_by_column_and_keeps_the_row_out(changed, column: str, code: str):
    assert codes(an_entry(2, **changed)) == [(2, column, code, "error")]
    assert judge([an_entry(2, **changed)]).accepted == ()
    assert judge([an_entry(2, **changed)]).has_errors


@pytest.mark.parametrize(
    "name",
    [
        "Siti Nur’aini",
        "M. Ali",
        "Ani (magang)",
        "Dr. Ani Wati, S.E.",
        "Ni Luh-Ayu",
        "José Ñoño",
        "Wahyu/Wahyudi",
        "A" * 80,
        "陳大文",
        "Ní Ḥasan",
        "'Ani",
    ],
)
def test_names_as_people_bear_them_are_taken(name: str):
    assert codes(an_entry(2, name=name)) == []


def test_a_home_and_a_job_may_be_as_long_as_a_line_of_the_permit():
    assert codes(an_entry(2, home="B" * 80, job="T" * 80)) == []


@pytest.mark.parametrize(
    ("nik", "code"),
    [("9999011708950001", "nik_region"), ("3171011007210001", "nik_age")],
)
def test_a_strange_nik_is_a_warning_and_the_row_is_taken(nik: str, code: str):
    assert codes(an_entry(2, nik=nik)) == [(2, "nik", code, "warning")]
    assert len(judge([an_entry(2, nik=nik)]).accepted) == 1


def test_a_nik_of_the_city_of_sorong_is_fine():
    assert codes(an_entry(2, nik="9671011708950001")) == []


def test_the_second_and_third_of_a_nik_are_left_out_however_they_are_written():
    rows = [an_entry(2), an_entry(3, nik="3171 0157 0895 0001"), an_entry(9, nik=f"'{NIK}")]
    examined = judge(rows)
    assert [number for number, _ in examined.accepted] == [2]
    assert examined.problems == (
        RowProblem(3, Column.NIK, "nik_twice", Severity.ERROR, first_row=2),
        RowProblem(9, Column.NIK, "nik_twice", Severity.ERROR, first_row=2),
    )
    assert examined.of_row(9) == examined.problems[1:]


def test_a_nik_repeated_is_noticed_even_where_its_first_row_was_bad():
    assert codes(an_entry(2, name=None), an_entry(3)) == [
        (2, "name", "name_missing", "error"),
        (3, "nik", "nik_twice", "error"),
    ]


def test_broken_niks_do_not_repeat_one_another():
    broken = [
        an_entry(2, nik="317101"),
        an_entry(3, nik="317101"),
        an_entry(4, nik=None),
        an_entry(5, nik=None),
    ]
    letters = [an_entry(6, nik="317101570895000l"), an_entry(7, nik="317101570895000l")]
    numbers = [an_entry(8, nik=3.1), an_entry(9, nik=3.1)]
    assert "nik_twice" not in {code for _, _, code, _ in codes(*broken, *letters, *numbers)}


def test_what_is_personal_is_in_no_trace():
    told = repr(judge([an_entry()]).accepted) + repr(an_entry())
    assert not any(part in told for part in ("Ani", NIK))
    assert repr(an_entry(3)) == "Entry(number=3)"


def test_whom_the_list_had_already_is_replaced_and_whom_another_permit_names_is_asked_about():
    rows = [an_entry(2, nik=a_nik(1)), an_entry(3, nik=a_nik(2))]
    known = {"listed": {a_nik(1): "ani  WATI"}, "permitted": {a_nik(2)}}
    assert codes(*rows, **known) == [
        (2, "nik", "nik_listed", "info"),
        (3, "nik", "nik_permitted", "warning"),
    ]
    examined = judge(rows, **known)
    assert len(examined.accepted) == 2
    assert not examined.has_errors


def test_a_row_that_takes_the_place_of_somebody_else_names_them_both():
    examined = judge([an_entry(2)], listed={NIK: "Budi Santoso"})
    (problem,) = examined.problems
    assert (problem.code, problem.severity) == ("nik_renamed", Severity.WARNING)
    assert (problem.there, problem.name) == ("Budi Santoso", "Ani Wati")
    assert not any(name in repr(problem) for name in ("Budi", "Ani"))
    assert len(examined.accepted) == 1


def test_a_bad_row_is_not_told_what_is_known_of_its_nik():
    assert codes(an_entry(2, job=None), permitted={NIK}) == [(2, "job", "job_missing", "error")]


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("Pelayanan", WorkUnit.SERVICE),
        (" LAYANAN ", WorkUnit.SERVICE),
        ("Unit Pelayanan", WorkUnit.SERVICE),
        ("front office", WorkUnit.SERVICE),
        ("Customer-Service", WorkUnit.SERVICE),
        ("produksi\n", WorkUnit.PRODUCTION),
        ("Pabrik", WorkUnit.PRODUCTION),
        ("Production", WorkUnit.PRODUCTION),
        ("kantor", WorkUnit.OFFICE),
        ("Perkantoran", WorkUnit.OFFICE),
        ("back office", WorkUnit.OFFICE),
        ("Pelayanan administrasi perkantoran", WorkUnit.OFFICE),
        ("front-office", WorkUnit.SERVICE),
        ("Factory", WorkUnit.PRODUCTION),
        ("kantor.", WorkUnit.OFFICE),
        ("Service unit", WorkUnit.SERVICE),
        ("Production unit", WorkUnit.PRODUCTION),
        ("Office unit", WorkUnit.OFFICE),
        (3, None),
        ("Service/Office", None),
        ("", None),
        (None, None),
        ("gudang", None),
    ],
)
def test_a_unit_is_known_in_both_languages_and_never_half(word, unit: WorkUnit | None):
    assert read_unit(word) is unit


def test_invisible_signs_make_no_other_name_of_a_name():
    assert (
        tidy("Jos\u200be\u0301") == tidy("Jos\N{WORD JOINER}e\N{ZERO WIDTH SPACE}\u0301") == "José"
    )
    assert tidy(" \x00 Ani \x00") == "Ani"


def test_a_whole_number_is_written_without_its_point():
    assert (tidy(17520.0), tidy(1.5), tidy(None)) == ("17520", "1.5", "")
    assert tidy(date(2021, 7, 1)) == "2021-07-01"

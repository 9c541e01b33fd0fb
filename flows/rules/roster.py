"""The roster: which rows of a list of employees can be taken, and how to mend the others.

A company lists up to thousands of people in a spreadsheet. Every row is judged by itself and
every mistake is told at once, by row and column, so that only the bad rows have to be mended.
What a spreadsheet destroyed (a NIK turned into 3.17E+15) is explained, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from flows.rules.caps import WorkUnit
from flows.rules.entries import Cell, Column, Entry, read_unit, tidy
from flows.rules.identity import (
    NIK_DIGITS,
    Nik,
    NikProblem,
    is_number,
    only_digits,
    read_nik,
)
from flows.rules.pasted import read_lines

__all__ = [
    "Cell",
    "Column",
    "Employee",
    "Entry",
    "Examined",
    "RowProblem",
    "Severity",
    "examine",
    "is_same_name",
    "read_lines",
    "read_unit",
    "tidy",
]

LONGEST: Final = 80  # characters; what fits on one line of the permit
UNSURE_NUMBER: Final = "?"  # behind a number whose last digits somebody has to compare
_AS_NUMBER: Final = re.compile(  # 3.17E+15, or with decimals: 317101570895001.0, or with our mark
    r"\s*'?(\d([.,]\d*)?\s*[eE]\s*\+?\s*\d+|\d{10,}[.,]\d{1,2}|\d{10,}\s*\?)\s*"
)
_NAME_SIGNS: Final = frozenset(" .,'’‘`-/()")


class Severity(StrEnum):
    """What a problem means for the row: it stays out, is looked at twice, or is only told."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Employee:
    """One person who must come to work. The NIK is 16 plain digits."""

    name: str = field(repr=False)
    nik: str = field(repr=False)
    unit: WorkUnit
    home: str
    job: str


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing to mend or know: where, what, how bad, and the row it repeats if it does.

    ``there`` and ``name``: who is on the list under this NIK, and who takes their place.
    """

    row: int
    column: Column
    code: str
    severity: Severity = Severity.ERROR
    first_row: int | None = None
    there: str = field(default="", repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Examined:
    """What became of a list: the rows taken, and every problem by row and column."""

    accepted: tuple[tuple[int, Employee], ...]
    problems: tuple[RowProblem, ...]

    @property
    def has_errors(self) -> bool:
        """Tell whether any row was left out."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def of_row(self, row: int) -> tuple[RowProblem, ...]:
        """Return the problems of one row."""
        return tuple(problem for problem in self.problems if problem.row == row)


def examine(
    entries: Sequence[Entry],
    *,
    today: date,
    listed: Mapping[str, str],
    permitted: Collection[str],
) -> Examined:
    """Judge every row of a list.

    ``listed`` are the NIKs already in this application, with the names there, ``permitted`` those
    with a live permit from elsewhere; both as 16 digits. ``today`` is the date in Jakarta.
    """
    first_rows: dict[str, int] = {}
    accepted: list[tuple[int, Employee]] = []
    problems: list[RowProblem] = []
    for entry in entries:
        employee, found = _examine_row(entry, today)
        found += _met_before(entry, first_rows)
        if employee:
            found += _known(entry.number, employee, listed=listed, permitted=permitted)
        problems += found
        if employee and not any(problem.severity is Severity.ERROR for problem in found):
            accepted.append((entry.number, employee))
    return Examined(tuple(accepted), tuple(problems))


def _examine_row(entry: Entry, today: date) -> tuple[Employee | None, list[RowProblem]]:
    nik, nik_codes = _read_nik_cell(entry.nik, today)
    name, unit = tidy(entry.name).removeprefix("'"), read_unit(entry.unit)
    home, job = tidy(entry.home), tidy(entry.job)
    faults = [
        (Column.NAME, _name_fault(name)),
        *((Column.NIK, code) for code in nik_codes),
        (Column.UNIT, None if unit else _missing_or(Column.UNIT, entry.unit, "unit_unknown")),
        (Column.HOME, _text_fault(Column.HOME, home)),
        (Column.JOB, _text_fault(Column.JOB, job)),
    ]
    problems = [RowProblem(entry.number, column, code) for column, code in faults if code]
    if problems or nik is None or unit is None:
        return None, problems
    doubts = [
        RowProblem(entry.number, Column.NIK, doubt.value, Severity.WARNING) for doubt in nik.doubts
    ]
    return Employee(name, nik.digits, unit, home, job), doubts


def _read_nik_cell(cell: Cell, today: date) -> tuple[Nik | None, tuple[str, ...]]:
    if _became_a_number(cell):
        return None, (NikProblem.AS_NUMBER.value,)
    found = read_nik(tidy(cell), today)
    if isinstance(found, Nik):
        return found, ()
    return None, tuple(problem.value for problem in found)


def _became_a_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _AS_NUMBER.fullmatch(cell) is not None
    return cell is not None


def _name_fault(name: str) -> str | None:
    if not name:
        return "name_missing"
    if len(name) > LONGEST:
        return "name_too_long"
    if any(sign.isdigit() for sign in name):
        return "name_digits"
    letters = [sign for sign in name if unicodedata.category(sign)[0] in "LM"]
    others = [sign for sign in name if unicodedata.category(sign)[0] not in "LM"]
    return "name_signs" if not letters or not _NAME_SIGNS.issuperset(others) else None


def _text_fault(column: Column, text: str) -> str | None:
    if not text:
        return f"{column}_missing"
    return f"{column}_too_long" if len(text) > LONGEST else None


def _missing_or(column: Column, cell: Cell, code: str) -> str:
    return code if tidy(cell) else f"{column}_missing"


def _met_before(entry: Entry, first_rows: dict[str, int]) -> list[RowProblem]:
    if not isinstance(entry.nik, str):
        return []
    digits = only_digits(entry.nik)
    if len(digits) != NIK_DIGITS or not is_number(digits):
        return []
    first = first_rows.setdefault(digits, entry.number)
    if first == entry.number:
        return []
    return [RowProblem(entry.number, Column.NIK, "nik_twice", first_row=first)]


def _known(
    row: int, employee: Employee, *, listed: Mapping[str, str], permitted: Collection[str]
) -> list[RowProblem]:
    found = [_replacing(row, employee, listed[employee.nik])] if employee.nik in listed else []
    if employee.nik in permitted:
        found.append(RowProblem(row, Column.NIK, "nik_permitted", Severity.WARNING))
    return found


def _replacing(row: int, employee: Employee, there: str) -> RowProblem:
    """Tell that a row replaces another: in silence only if it is about the same person."""
    if is_same_name(employee.name, there):
        return RowProblem(row, Column.NIK, "nik_listed", Severity.INFO)
    doubt, name = Severity.WARNING, employee.name
    return RowProblem(row, Column.NIK, "nik_renamed", doubt, there=there, name=name)


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are written alike, but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()

"""The list as it is noted: a workbook to look over, to change and to send back as it is.

The number by which somebody is taken off stands first. It is not the row of the sheet: it stays
with its person when others leave.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from bot.rosters.template import AS_TEXT, HEADING, INERT, guide_cells, write_heading
from bot.rosters.words import Say
from flows.rules.roster import Column, Employee

_FIRST: Final = 1  # the column after the numbers
_NUMBER_WIDTH: Final = 8


def make_list(employees: Sequence[tuple[int, Employee]], *, say: Say) -> bytes:
    """Make the list as an XLSX file; before each employee stands their number."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, INERT) as workbook:
        heading, plain = workbook.add_format(HEADING), workbook.add_format({"num_format": AS_TEXT})
        sheet = workbook.add_worksheet(say("roster.template.sheet"))
        write_heading(sheet, say=say, style=heading, plain=plain, first=_FIRST)
        sheet.set_column(0, 0, _NUMBER_WIDTH)
        sheet.write_string(0, 0, say("roster.list.number"), heading)
        for row, (number, employee) in enumerate(employees, start=1):
            sheet.write_number(row, 0, number)
            for place, cell in enumerate(_cells(employee, say=say), start=_FIRST):
                sheet.write_string(row, place, cell)
        guide_cells(sheet, say=say, last_row=len(employees), first=_FIRST)
    return kept.getvalue()


def _cells(employee: Employee, *, say: Say) -> tuple[str, ...]:
    cells = {
        Column.NAME: employee.name,
        Column.NIK: employee.nik,
        Column.UNIT: say(f"roster.unit.{employee.unit}"),
        Column.HOME: employee.home,
        Column.JOB: employee.job,
    }
    return tuple(cells[column] for column in Column)

"""The list as it is noted: a workbook to look over, to change and to send back as it is."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from bot.rosters.template import AS_TEXT, HEADING, INERT, guide_cells, write_heading
from bot.rosters.words import Say
from flows.rules.roster import Column, Employee

_NUMBER: Final = len(Column)


def make_list(employees: Sequence[tuple[int, Employee]], *, say: Say) -> bytes:
    """Make the list as an XLSX file; beside each employee stands the number of their row."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, INERT) as workbook:
        heading, plain = workbook.add_format(HEADING), workbook.add_format({"num_format": AS_TEXT})
        sheet = workbook.add_worksheet(say("roster.template.sheet"))
        write_heading(sheet, say=say, style=heading, plain=plain)
        sheet.write_string(0, _NUMBER, say("roster.result.row"), heading)
        for row, (number, employee) in enumerate(employees, start=1):
            for place, cell in enumerate(_cells(employee, say=say)):
                sheet.write_string(row, place, cell)
            sheet.write_number(row, _NUMBER, number)
        guide_cells(sheet, say=say, last_row=len(employees))
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

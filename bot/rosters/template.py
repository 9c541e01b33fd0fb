"""The template a company fills in: five columns, NIK kept as text, a drop-down for the unit.

A spreadsheet turns sixteen digits into a number and loses the last one, so every cell of the
template is text before anybody types. Notes in both languages stand on the second sheet.
"""

from __future__ import annotations

import io
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.rosters.table import MAX_ROWS
from bot.rosters.words import Say, title
from flows.rules.caps import WorkUnit
from flows.rules.identity import NIK_DIGITS
from flows.rules.roster import Column

WIDTHS: Final = {
    Column.NAME: 32,
    Column.NIK: 22,
    Column.UNIT: 16,
    Column.HOME: 22,
    Column.JOB: 26,
}
AS_TEXT: Final = "@"
HEADING: Final = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "border": 1}
INERT: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_EXAMPLE: Final = {"italic": True, "font_color": "#7F7F7F", "num_format": AS_TEXT}
_NOTES_WIDTH: Final = 100


def make_template(*, indonesian: Say, english: Say) -> bytes:
    """Make the template as an XLSX file."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, INERT) as workbook:
        sheet = workbook.add_worksheet(indonesian("roster.template.sheet"))
        plain = workbook.add_format({"num_format": AS_TEXT})
        write_heading(sheet, say=indonesian, style=workbook.add_format(HEADING), plain=plain)
        _write_example(sheet, say=indonesian, style=workbook.add_format(_EXAMPLE))
        guide_cells(sheet, say=indonesian, last_row=MAX_ROWS + 1)
        _write_notes(workbook, indonesian=indonesian, english=english)
    return kept.getvalue()


def write_heading(
    sheet: Worksheet, *, say: Say, style: Format, plain: Format, first: int = 0
) -> None:
    """Write the five titles on the first row and make everything below them text."""
    for place, column in enumerate(Column, start=first):
        sheet.set_column(place, place, WIDTHS[column], plain)
        sheet.write_string(0, place, title(column, say=say), style)
    sheet.freeze_panes(1, 0)


def guide_cells(sheet: Worksheet, *, say: Say, last_row: int, first: int = 0) -> None:
    """Offer the units to choose from and ask for sixteen digits, down to this row."""
    places = {column: place for place, column in enumerate(Column, start=first)}
    unit, nik = places[Column.UNIT], places[Column.NIK]
    units = [say(f"roster.unit.{kind}") for kind in WorkUnit]
    sheet.data_validation(1, unit, last_row, unit, {"validate": "list", "source": units})
    sheet.data_validation(
        1,
        nik,
        last_row,
        nik,
        {
            "validate": "length",
            "criteria": "==",
            "value": NIK_DIGITS,
            "error_type": "warning",
            "error_title": title(Column.NIK, say=say),
            "error_message": say("roster.template.nik_hint"),
        },
    )


def _write_example(sheet: Worksheet, *, say: Say, style: Format) -> None:
    for place, column in enumerate(Column):
        sheet.write_string(1, place, say(f"roster.example.{column}"), style)


def _write_notes(workbook: Workbook, *, indonesian: Say, english: Say) -> None:
    sheet = workbook.add_worksheet(indonesian("roster.template.notes_sheet"))
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _NOTES_WIDTH, wrapped)
    notes = f"{indonesian('roster.template.notes')}\n\n{english('roster.template.notes')}"
    for row, line in enumerate(notes.splitlines()):
        sheet.write_string(row, 0, line, wrapped)

"""The answer to a list: a workbook in which only the bad rows wait to be mended.

The first sheet holds the rows to mend, with the reason beside each; mended, it can be sent back
as it is. Of rows that share a NIK the first is there too, since either may be the wrong one. The
second sheet holds every row with what became of it. Whatever people wrote is text here, so that
a name such as "=cmd|..." stays a name.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.rosters.template import AS_TEXT, HEADING, INERT, guide_cells, write_heading
from bot.rosters.words import Say, say_problem, title
from flows.rules.entries import Cell, Column, Entry, tidy
from flows.rules.roster import UNSURE_NUMBER, Examined, RowProblem, Severity

_BAD_CELL: Final = {"num_format": AS_TEXT, "bg_color": "#FCE4D6"}
_WRAPPED: Final = {"text_wrap": True, "valign": "top"}
_VERDICT: Final = len(Column)
_HOW: Final = _VERDICT + 1
_ROW: Final = _HOW + 1
EXACT: Final = 2**53  # the whole numbers that a spreadsheet can hold to their last digit
_HOW_WIDTH: Final = 70
_VERDICT_WIDTH: Final = 16

Problems = Mapping[int, Sequence[RowProblem]]


def make_result(entries: Sequence[Entry], examined: Examined, *, say: Say) -> bytes:
    """Make the answer as an XLSX file, in the language of ``say``."""
    problems: dict[int, list[RowProblem]] = defaultdict(list)
    for problem in examined.problems:
        problems[problem.row].append(problem)
    numbers = _rows_to_mend(examined)
    to_mend = [entry for entry in entries if entry.number in numbers]
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, INERT) as workbook:
        styles = [workbook.add_format(style) for style in (HEADING, _BAD_CELL, _WRAPPED)]
        plain = workbook.add_format({"num_format": AS_TEXT})
        for name, rows in (("mend", to_mend), ("all", entries)):
            sheet = workbook.add_worksheet(say(f"roster.result.{name}_sheet"))
            write_heading(sheet, say=say, style=styles[0], plain=plain)
            _write_own_titles(sheet, say=say, style=styles[0])
            _write_rows(sheet, rows, problems, say=say, styles=styles)
            if rows:
                guide_cells(sheet, say=say, last_row=len(rows))
    return kept.getvalue()


def _rows_to_mend(examined: Examined) -> set[int]:
    bad = [problem for problem in examined.problems if problem.severity is Severity.ERROR]
    repeated = {problem.first_row for problem in bad if problem.first_row is not None}
    return {problem.row for problem in bad} | repeated


def _is_bad(problems: Iterable[RowProblem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _write_own_titles(sheet: Worksheet, *, say: Say, style: Format) -> None:
    widths = {_VERDICT: _VERDICT_WIDTH, _HOW: _HOW_WIDTH, _ROW: _VERDICT_WIDTH}
    for place, key in ((_VERDICT, "verdict"), (_HOW, "how"), (_ROW, "row")):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(0, place, say(f"roster.result.{key}"), style)


def _write_rows(
    sheet: Worksheet,
    entries: Sequence[Entry],
    problems: Problems,
    *,
    say: Say,
    styles: Sequence[Format],
) -> None:
    _, bad_cell, wrapped = styles
    for row, entry in enumerate(entries, start=1):
        found = problems.get(entry.number, [])
        bad = {problem.column for problem in found if problem.severity is Severity.ERROR}
        for place, column in enumerate(Column):
            style = bad_cell if column in bad else None
            sheet.write_string(row, place, _as_text(_cell(entry, column), column), style)
        sheet.write_string(row, _VERDICT, say(f"roster.result.{_verdict(found)}"))
        sheet.write_string(row, _HOW, _how(found, say=say), wrapped)
        sheet.write_number(row, _ROW, entry.number)


def _as_text(cell: Cell, column: Column) -> str:
    """Write a cell so that reading it back finds the same fault.

    A NIK that became a number may have lost digits: each one that is left is written, for people
    to compare, with a mark that they remove. Without it the number would look sound.
    """
    if isinstance(cell, str):
        return cell
    if column is not Column.NIK or not isinstance(cell, float | int):
        return tidy(cell)
    return f"{tidy(cell)} {UNSURE_NUMBER}" if abs(cell) < EXACT else f"{cell:.14E}"


def _cell(entry: Entry, column: Column) -> Cell:
    cells = {
        Column.NAME: entry.name,
        Column.NIK: entry.nik,
        Column.UNIT: entry.unit,
        Column.HOME: entry.home,
        Column.JOB: entry.job,
    }
    return cells[column]


def _verdict(problems: Sequence[RowProblem]) -> str:
    if _is_bad(problems):
        return "bad"
    if any(problem.severity is Severity.WARNING for problem in problems):
        return "doubtful"
    return "updated" if problems else "good"


def _how(problems: Sequence[RowProblem], *, say: Say) -> str:
    return "\n".join(
        f"{title(problem.column, say=say)}: {say_problem(problem, say=say)}"
        for problem in problems
    )

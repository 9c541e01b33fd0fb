"""The overview: every employee of an application in a workbook, with what became of each.

Whatever people wrote is text here, so that a name such as "=cmd|..." stays a name.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.rosters.template import AS_TEXT, HEADING, INERT
from bot.rosters.words import Say
from flows.rules.applications import RowDecision
from flows.rules.caps import WorkUnit
from flows.rules.control_code import show_control_code, show_serial
from flows.rules.identity import mask_nik
from flows.rules.permits import Permit, PermitStatus
from storage.rosters import Listed

COLUMNS: Final = {  # keys of the catalogue, and how wide
    "permit.overview.row": 8,
    "permit.holder": 34,
    "permit.nik": 20,
    "permit.overview.unit": 14,
    "permit.overview.decision": 18,
    "permit.overview.reason": 42,
    "permit.serial": 16,
    "permit.control_code": 16,
    "permit.overview.from": 14,
    "permit.overview.until": 14,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one employee."""

    listed: Listed
    reason: str  # in words
    permit: Permit | None = field(default=None, repr=False)


def make_overview(fates: Iterable[Fate], *, say: Say) -> bytes:
    """Make the overview as an XLSX file, in the language of ``say``."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, INERT) as workbook:
        sheet = workbook.add_worksheet(say("permit.overview.sheet"))
        plain = workbook.add_format({"num_format": AS_TEXT})
        _write_heading(sheet, workbook.add_format(HEADING), plain, say=say)
        for row, fate in enumerate(fates, start=1):
            sheet.write_number(row, 0, fate.listed.position)
            for column, text in enumerate(_texts(fate, say=say), start=1):
                sheet.write_string(row, column, text)
    return made.getvalue()


def _write_heading(sheet: Worksheet, style: Format, plain: Format, *, say: Say) -> None:
    for column, (key, width) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, width, plain)
        sheet.write_string(0, column, say(key), style)
    sheet.freeze_panes(1, 0)


def _texts(fate: Fate, *, say: Say) -> tuple[str, ...]:
    employee, permit = fate.listed.employee, fate.permit
    return (
        employee.name,
        mask_nik(employee.nik),
        say(f"roster.unit.{WorkUnit(employee.unit)}"),
        say(f"permit.decision.{_standing(fate)}"),
        fate.reason,
        *(_of_permit(permit) if permit else ("", "", "", "")),
    )


def _standing(fate: Fate) -> RowDecision | PermitStatus:
    """Say what was decided, or what became of the permit since."""
    if fate.permit and fate.permit.status is not PermitStatus.VALID:
        return fate.permit.status
    return fate.listed.decision


def _of_permit(permit: Permit) -> tuple[str, str, str, str]:
    return (
        show_serial(permit.serial),
        show_control_code(permit.control_code),
        permit.valid_from.isoformat(),
        permit.valid_until.isoformat(),
    )

"""Remarks: what the officers said of an application and of single employees, for its company."""

from __future__ import annotations

from typing import Final

from flows.dialogue import Lines, Says, Text
from flows.rules.applications import Application, ApplicationStatus, RowDecision
from flows.rules.policy import Procedure
from storage.rosters import Listed
from storage.unit import Unit

MOST_ROWS: Final = 20  # of names in one message; the officers mark few


async def remarks(unit: Unit, procedure: Procedure, application: Application) -> Says:
    """Say the reason, the officers' note and the rows they marked; nothing where there is none."""
    lines: list[Says] = []
    if application.reason:
        reason = procedure.reasons.get(application.reason)
        told = reason.names if reason else application.reason
        is_returned = application.status is ApplicationStatus.RETURNED
        key = "desk.to_mend" if is_returned else "desk.refused_because"
        lines.append(Text(key, {"reason": told}))
    if application.note:
        lines.append(Text("desk.officers_note", {"note": application.note}))
    marked = await _marked_rows(unit, application)
    shown = await unit.rosters.at(application.reference, marked[:MOST_ROWS])
    lines += [_marked(procedure, row) for row in shown]
    if len(marked) > MOST_ROWS:
        lines.append(Text("desk.marked_more", {"more": len(marked) - MOST_ROWS}))
    return Lines(tuple(lines)) if lines else ""


async def _marked_rows(unit: Unit, application: Application) -> list[int]:
    """Return who was marked; of a list that was refused as a whole nobody is."""
    if application.status is ApplicationStatus.REFUSED:
        reasons = await unit.rosters.reasons(application.reference)
        if reasons.keys() <= {application.reason}:
            return []
    return await unit.rosters.positions(application.reference, RowDecision.REFUSED)


def _marked(procedure: Procedure, row: Listed) -> Says:
    known = procedure.reasons.get(row.reason or "")
    places: dict[str, Says] = {
        "row": row.position,
        "name": row.employee.name,
        "reason": known.names if known else "",
    }
    return Text("desk.marked_row", places)

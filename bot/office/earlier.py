"""What a workplace asked for before: an officer sees which application another follows."""

from __future__ import annotations

from dataclasses import dataclass

from flows.rules.applications import Application, RowDecision
from storage.queue import Outline
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Earlier:
    """An application that came before, and what became of its employees."""

    outline: Outline
    permits: int
    refused: int


async def earlier_than(unit: Unit, application: Application) -> list[Earlier]:
    """Return the last applications of a workplace before one, newest first."""
    return [await _told(unit, one) for one in await unit.queue.before(application)]


async def _told(unit: Unit, one: Outline) -> Earlier:
    rows = await unit.rosters.decisions(one.reference)
    permits = await unit.permits.count(one.reference)
    return Earlier(one, permits, rows.get(RowDecision.REFUSED, 0))

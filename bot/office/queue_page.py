"""The queue: what is owed first, and one button that takes it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from aiohttp import web

from bot.office.dues import Due, due_of
from bot.office.visit import Visit
from bot.wording import JAKARTA
from flows.dialogue import Says, Text
from flows.rules.identity import NIB_DIGITS, is_number
from flows.rules.officers import Role
from flows.rules.promise import Urgency, alarm_lines, day_in_jakarta, is_open
from storage.queue import Looking, Outline, View

SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the queue."""

    outline: Outline
    sector: Says
    due: Due | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the queue shows at a moment."""

    view: View
    lines: tuple[Line, ...]
    counts: dict[View, int]
    alarms: dict[Urgency, int]

    @property
    def mark(self) -> str:
        """Return a short word that changes whenever the page would look different."""
        told = [
            *((line.outline.reference, line.outline.version, line.due) for line in self.lines),
            *self.counts.items(),
            *self.alarms.items(),
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


async def show_queue(visit: Visit) -> web.Response:
    """Show a view of the queue."""
    shown = await _shown(visit)
    return visit.page(
        "queue",
        shown=shown,
        views=tuple(View),
        open_now=is_open(visit.now, visit.house.policies.procedure),
        may_judge=visit.officer.may(Role.VERIFIER),
        most=SHOWN,
    )


async def mark_queue(visit: Visit) -> web.Response:
    """Say whether the page an officer looks at is still as it was."""
    return web.Response(text=(await _shown(visit)).mark)


async def take_next(visit: Visit) -> web.Response:
    """Take what is owed first."""
    taken = await visit.house.judging.claim_next(visit.officer)
    if taken is None:
        return visit.go("/queue", "nothing_waits")
    return visit.go(f"/applications/{taken.reference}")


async def find(visit: Visit) -> web.Response:
    """Find an application by its reference, or a company's by its NIB."""
    words = "".join(visit.request.query.get("words", "").split())
    async with visit.house.database.reading() as unit:
        for reference in (words, words.upper()):
            if await unit.applications.find(reference):
                return visit.go(f"/applications/{reference}")
        is_nib = len(words) == NIB_DIGITS and is_number(words)
        outlines = await unit.queue.of_company(words) if is_nib else []
    return visit.page("found", lines=[_line(visit, one) for one in outlines], words=words)


async def _shown(visit: Visit) -> Shown:
    asked = visit.request.query.get("view", "")
    view = View(asked) if asked in set(View) else View.WAITING
    procedure = visit.house.policies.procedure
    looking = Looking(visit.officer.name, visit.now, _morning(visit.now))
    async with visit.house.database.reading() as unit:
        outlines = await unit.queue.outlines(view, looking, limit=SHOWN)
        counts = await unit.queue.counts(looking)
        alarms = await unit.queue.urgencies(alarm_lines(visit.now, procedure))
    return Shown(view, tuple(_line(visit, one) for one in outlines), counts, alarms)


def _line(visit: Visit, outline: Outline) -> Line:
    is_over = outline.decided_at is not None
    due = None if is_over else due_of(outline.due_at, visit.now, visit.house.policies.procedure)
    sector = visit.house.policies.versions[-1].sectors.get(outline.sector)
    return Line(outline, sector.names if sector else Text("office.sector.open"), due)


def _morning(now: datetime) -> datetime:
    return datetime.combine(day_in_jakarta(now), time(), JAKARTA)

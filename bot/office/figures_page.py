"""The figures of a day, for those who supervise."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from aiohttp import web

from bot.office.visit import Visit
from bot.wording import JAKARTA
from flows.rules.applications import ApplicationStatus, RowDecision
from flows.rules.figures import LEAST, hide_small
from flows.rules.promise import alarm_lines, day_in_jakarta
from storage.queue import Figures


async def show_figures(visit: Visit) -> web.Response:
    """Show what was handed in and decided on a day, and how the promises stand now."""
    today = day_in_jakarta(visit.now)
    asked = _day(visit.request.query.get("day", ""), today)
    begins = datetime.combine(asked, time(), JAKARTA)
    lines = alarm_lines(visit.now, visit.house.policies.procedure)
    async with visit.house.database.reading() as unit:
        figures = await unit.queue.figures(begins, begins + timedelta(days=1))
        counts = await unit.applications.counts()
        urgencies = await unit.queue.urgencies(lines)
    reasons = dict(sorted(figures.reasons.items(), key=lambda found: (-found[1], found[0])))
    return visit.page(
        "figures",
        asked=asked,
        before=asked - timedelta(days=1),
        after=asked + timedelta(days=1) if asked < today else None,
        figures=figures,
        decided=sum(figures.decided.values()),
        refused=figures.decided.get(ApplicationStatus.REFUSED, 0),
        kept=_kept(figures),
        employees=hide_small({name: figures.rows.get(name, 0) for name in RowDecision}),
        refusals=hide_small(reasons),
        reasons=visit.house.policies.procedure.reasons,
        open_now={status: counts.get(status, 0) for status in ApplicationStatus},
        urgencies=urgencies,
        least=LEAST,
    )


def _kept(figures: Figures) -> int | None:
    """Return the percent of decisions within the promise, rounded down; None without any."""
    decided = sum(figures.decided.values())
    return 100 * figures.kept // decided if decided else None


def _day(told: str, today: date) -> date:
    try:
        return min(date.fromisoformat(told), today) if told else today
    except ValueError:
        raise web.HTTPBadRequest from None

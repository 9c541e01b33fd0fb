"""What the buttons of an application do; each act says what it came to on the next page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from urllib.parse import urlencode

from aiohttp import web

from bot.judging import InHand, NoSuchReason
from bot.office.visit import Page, Visit
from flows.rules.applications import ApplicationStatus, NoRoad, SameOfficer, Taken
from flows.rules.issuing import Lapsed, Unsettled
from flows.rules.rejudging import NoSuchSector
from flows.rules.row_numbers import NotRowNumbers, read_row_numbers, write_row_numbers
from storage.errors import Stale

MOST_NOTE: Final = 1_000  # letters; it must fit into one message
MOST_MISSING: Final = 10  # spans of numbers that nobody has
_PROBLEMS: Final[Mapping[type[Exception], str]] = {
    Stale: "stale",
    Taken: "taken",
    SameOfficer: "same_officer",
    NoRoad: "no_road",
    NoSuchReason: "no_reason",
    NotRowNumbers: "no_numbers",
    NoSuchSector: "no_sector",
    Unsettled: "unsettled",
    Lapsed: "lapsed",
}
_IN_THE_WAY: Final = tuple(_PROBLEMS)
_AFTER: Final = {
    ApplicationStatus.DECIDED: "approved",
    ApplicationStatus.REFUSED: "refused",
    ApplicationStatus.SECOND_LOOK: "proposed",
    ApplicationStatus.RETURNED: "returned",
    ApplicationStatus.IN_REVIEW: "anew",
}


def telling(act: Callable[[Visit], Awaitable[web.Response]]) -> Page:
    """Turn what stands in the way of an act into words on the page it concerns."""

    async def told(visit: Visit) -> web.StreamResponse:
        try:
            return await act(visit)
        except _IN_THE_WAY as problem:
            return visit.go(_here(visit), _PROBLEMS[type(problem)])

    return told


@telling
async def claim(visit: Visit) -> web.Response:
    """Take this application."""
    await visit.house.judging.claim(visit.officer, visit.request.match_info["reference"])
    return visit.go(_here(visit))


@telling
async def release(visit: Visit) -> web.Response:
    """Lay this application back."""
    await visit.house.judging.release(_hand(visit))
    return visit.go("/queue", "released")


async def keep_lease(visit: Visit) -> web.Response:
    """Say that the officer is still at it."""
    reference = visit.request.match_info["reference"]
    is_kept = await visit.house.judging.keep_lease(visit.officer, reference)
    return web.Response(status=204 if is_kept else 409)


@telling
async def mark_rows(visit: Visit) -> web.Response:
    """Refuse the employees chosen, or leave them open again."""
    ticked = "".join(f"{number}," for number in visit.fields("row"))
    positions = read_row_numbers(ticked) | read_row_numbers(visit.field("numbers"))
    if not positions:
        raise NotRowNumbers
    judging = visit.house.judging
    if visit.field("do") == "reopen":
        marked = await judging.reopen_rows(_hand(visit), positions)
        return _marked(visit, "rows_reopened", positions, marked)
    marked = await judging.refuse_rows(_hand(visit), positions, visit.field("reason"))
    return _marked(visit, "rows_refused", positions, marked)


def _marked(
    visit: Visit, told: str, positions: frozenset[int], marked: frozenset[int]
) -> web.Response:
    """Say how many were marked, and which of the numbers nobody has."""
    if positions <= marked:
        return visit.go(_here(visit), told, rows=len(marked))
    missing = write_row_numbers(positions - marked, most=MOST_MISSING)
    return visit.go(_here(visit), f"{told}_missing", rows=len(marked), missing=missing)


@telling
async def settle(visit: Visit) -> web.Response:
    """Name the sector."""
    await visit.house.judging.settle(_hand(visit), visit.field("sector"))
    return visit.go(_here(visit), "settled")


@telling
async def approve(visit: Visit) -> web.Response:
    """Approve whoever was not refused."""
    kept = await visit.house.judging.approve(_hand(visit))
    return visit.go(_here(visit), _AFTER[kept.status])


@telling
async def refuse(visit: Visit) -> web.Response:
    """Refuse all of it."""
    note = visit.field("note")[:MOST_NOTE]
    kept = await visit.house.judging.refuse(_hand(visit), visit.field("reason"), note=note)
    return visit.go(_here(visit), _AFTER[kept.status])


@telling
async def send_back(visit: Visit) -> web.Response:
    """Ask the company for a correction."""
    note = visit.field("note")[:MOST_NOTE]
    kept = await visit.house.judging.send_back(_hand(visit), visit.field("reason"), note=note)
    return visit.go(_here(visit), _AFTER[kept.status])


@telling
async def confirm(visit: Visit) -> web.Response:
    """Confirm what the first officer proposed."""
    kept = await visit.house.judging.confirm(_hand(visit))
    return visit.go(_here(visit), _AFTER[kept.status])


@telling
async def contest(visit: Visit) -> web.Response:
    """Judge anew what the first officer proposed."""
    kept = await visit.house.judging.contest(_hand(visit))
    return visit.go(_here(visit), _AFTER[kept.status])


def _hand(visit: Visit) -> InHand:
    reference = visit.request.match_info["reference"]
    return InHand(visit.officer, reference, visit.number("version"))


def _here(visit: Visit) -> str:
    """Return the page the act was done on, with the same rows in sight."""
    seen = {name: visit.field(name) for name in ("show", "page") if visit.field(name)}
    query = f"?{urlencode(seen)}" if seen else ""
    return f"/applications/{visit.request.match_info['reference']}{query}"

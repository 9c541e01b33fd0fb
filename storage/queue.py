"""The queue: what officers see of all applications, without opening any of them.

An outline holds plain columns only, so that a list of a hundred costs no unsealing and shows no
person. How urgent a thing is depends on the clock and is worked out by whoever asks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, cast

from sqlalchemy import ColumnElement, and_, case, func, literal, not_, or_
from sqlalchemy.orm import QueryableAttribute, defer
from sqlmodel import col, select

from flows.rules.applications import (
    CLAIMABLE,
    OPEN,
    Application,
    ApplicationStatus,
    RowDecision,
)
from flows.rules.promise import Urgency
from storage.drawer import Drawer
from storage.packing import read_counts, read_words, write_json
from storage.tables import ApplicationRow, RosterRow

_S: Final = ApplicationStatus
_OVER: Final = (_S.DECIDED, _S.ISSUED, _S.REFUSED)
_OWED: Final = (*sorted(CLAIMABLE), _S.DECIDED)  # a permit not yet signed is still owed


class View(StrEnum):
    """One way of looking at the work."""

    WAITING = "waiting"  # free to be taken
    MINE = "mine"
    DESKS = "desks"  # others are at it
    SECOND = "second"  # proposed, waits for another pair of eyes
    RETURNED = "returned"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at the queue, and when; ``since`` is when the day began."""

    officer: str
    now: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Outline:
    """What is told of an application before anybody opens it. Times are UTC."""

    reference: str
    company: str
    sector: str
    employees: int
    status: ApplicationStatus
    version: int
    submitted_at: datetime
    risks: tuple[str, ...] = ()
    four_eyes: bool = False
    complete_at: datetime | None = None
    due_at: datetime | None = None
    officer: str | None = None
    leased_until: datetime | None = None
    maker: str | None = None
    automatic: bool = False
    reason: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Running:
    """A promise that runs, and until when."""

    reference: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened between two moments, in numbers."""

    handed_in: int = 0
    decided: Mapping[ApplicationStatus, int] = field(default_factory=dict)
    automatic: int = 0
    kept: int = 0  # decided within the promise
    rows: Mapping[RowDecision, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)  # of employees refused


class Queue:
    """The drawer of outlines inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def outlines(self, view: View, looking: Looking, *, limit: int = 100) -> list[Outline]:
        """Return what a view shows: what is due first, or was decided last, on top."""
        due = col(ApplicationRow.due_at)
        order = (
            (col(ApplicationRow.decided_at).desc(),)
            if view is View.DECIDED
            else (due.is_(None), due)
        )
        query = _CLOSED.where(_in(view, looking)).order_by(*order, col(ApplicationRow.reference))
        return [_to_outline(row) for row in await self._drawer.all(query.limit(limit))]

    async def next_for(self, officer: str, now: datetime) -> str | None:
        """Return the reference of what is owed first and this officer may take."""
        status, lease = col(ApplicationRow.status), col(ApplicationRow.leased_until)
        own = and_(status == _S.SECOND_LOOK, col(ApplicationRow.maker) == officer)
        query = (
            select(ApplicationRow.reference)
            .where(status.in_(CLAIMABLE), or_(lease.is_(None), lease <= now), not_(own))
            .order_by(col(ApplicationRow.due_at), col(ApplicationRow.reference))
            .limit(1)
        )
        return await self._drawer.one(query)

    async def of_company(self, nib: str, *, limit: int = 20) -> list[Outline]:
        """Return the applications of a company, newest first."""
        newest = col(ApplicationRow.submitted_at).desc()
        query = _CLOSED.where(ApplicationRow.nib == nib).order_by(newest)
        return [_to_outline(row) for row in await self._drawer.all(query.limit(limit))]

    async def nearby(self, application: Application) -> int:
        """Count what the company has running or issued at other addresses of the kecamatan."""
        district = application.workplace.rpartition("-")[0]
        query = select(func.count()).where(
            ApplicationRow.nib == application.nib,
            col(ApplicationRow.workplace).startswith(f"{district}-", autoescape=True),
            ApplicationRow.workplace != application.workplace,
            col(ApplicationRow.status).in_(sorted(OPEN | {ApplicationStatus.ISSUED})),
        )
        return (await self._drawer.session.exec(query)).one()

    async def before(self, application: Application, *, limit: int = 5) -> list[Outline]:
        """Return the applications of a workplace that came before one, newest first."""
        submitted_at, reference = col(ApplicationRow.submitted_at), col(ApplicationRow.reference)
        query = (
            _CLOSED.where(ApplicationRow.workplace == application.workplace)
            .where(submitted_at <= application.submitted_at, reference != application.reference)
            .order_by(submitted_at.desc(), reference.desc())
            .limit(limit)
        )
        return [_to_outline(row) for row in await self._drawer.all(query)]

    async def counts(self, looking: Looking) -> dict[View, int]:
        """Count what each view would show, in one look at all of them."""
        counted = [func.count(case((_in(view, looking), 1))) for view in View]
        is_open = col(ApplicationRow.status).in_(OPEN)
        query = select(*counted).where(or_(is_open, _in(View.DECIDED, looking)))
        (found,) = (await self._drawer.session.exec(query)).all()
        return dict(zip(View, cast("Sequence[int]", found), strict=True))

    async def clean(self, *, limit: int) -> list[str]:
        """Return references of what waits, is eligible and has no risk; due first."""
        query = (
            select(ApplicationRow.reference)
            .where(ApplicationRow.status == _S.SUBMITTED.value)
            .where(ApplicationRow.risks == write_json([]), ApplicationRow.outcome == "eligible")
            .where(col(ApplicationRow.four_eyes).is_(other=False))
            .order_by(col(ApplicationRow.due_at), col(ApplicationRow.reference))
            .limit(limit)
        )
        return list(await self._drawer.all(query))

    async def not_judged_under(
        self, version: str, statuses: Collection[ApplicationStatus], *, limit: int
    ) -> list[str]:
        """Return references of what stands so and was judged last under another version."""
        query = (
            select(ApplicationRow.reference)
            .where(col(ApplicationRow.status).in_(sorted(statuses)))
            .where(ApplicationRow.policy_version != version)
        )
        return list(await self._drawer.all(query.limit(limit)))

    async def urgencies(self, lines: Sequence[datetime]) -> dict[Urgency, int]:
        """Count the promises that run by how urgent they are; ``lines`` are their alarms'."""
        due = col(ApplicationRow.due_at)
        passed = sum((case((due <= line, 1), else_=0) for line in lines), literal(0))
        query = select(passed, func.count()).where(_RUNS).group_by(passed)
        found = await self._drawer.session.exec(query)
        return {tuple(Urgency)[alarms]: count for alarms, count in found.all()}

    async def running(self, line: datetime) -> list[Running]:
        """Return the promises that run and are due by then, the one due first on top."""
        due_at = col(ApplicationRow.due_at)
        query = (
            select(ApplicationRow.reference, due_at).where(_RUNS, due_at <= line).order_by(due_at)
        )
        found = await self._drawer.session.exec(query)
        return [Running(reference, due) for reference, due in found.all() if due is not None]

    async def figures(self, since: datetime, until: datetime) -> Figures:
        """Count what was handed in and decided from a moment on until before another."""
        decided_at = col(ApplicationRow.decided_at)
        decided = and_(decided_at >= since, decided_at < until)
        submitted_at = col(ApplicationRow.submitted_at)
        handed_in = and_(submitted_at >= since, submitted_at < until)
        in_time = decided_at <= col(ApplicationRow.due_at)
        return Figures(
            handed_in=await self._count(handed_in),
            decided=await self._by_status(decided),
            automatic=await self._count(and_(decided, col(ApplicationRow.automatic).is_(True))),
            kept=await self._count(and_(decided, in_time)),
            rows=await self._rows(decided),
            reasons=await self._reasons(decided),
        )

    async def _by_status(self, which: ColumnElement[bool]) -> dict[ApplicationStatus, int]:
        status = col(ApplicationRow.status)
        query = select(status, func.count()).where(which, status.in_(_OVER)).group_by(status)
        found = await self._drawer.session.exec(query)
        return {ApplicationStatus(name): count for name, count in found.all()}

    async def _rows(self, which: ColumnElement[bool]) -> dict[RowDecision, int]:
        decision = col(RosterRow.decision)
        query = select(decision, func.count()).join(*_THEIRS).where(which).group_by(decision)
        found = await self._drawer.session.exec(query)
        return {RowDecision(name): count for name, count in found.all()}

    async def _reasons(self, which: ColumnElement[bool]) -> dict[str, int]:
        reason = col(RosterRow.reason)
        query = select(reason, func.count()).join(*_THEIRS).where(which, reason.is_not(None))
        found = await self._drawer.session.exec(query.group_by(reason))
        return {name: count for name, count in found.all() if name is not None}

    async def _count(self, which: ColumnElement[bool]) -> int:
        query = select(func.count()).select_from(ApplicationRow).where(which)
        return await self._drawer.one(query) or 0


# The sealed column stays where it is; whoever would read it here is refused.
_SEALED: Final = cast("QueryableAttribute[bytes]", ApplicationRow.sealed)
_CLOSED: Final = select(ApplicationRow).options(defer(_SEALED, raiseload=True))
_ALIKE: Final = (
    "reference",
    "company",
    "sector",
    "version",
    "submitted_at",
    "four_eyes",
    "complete_at",
    "due_at",
    "officer",
    "leased_until",
    "maker",
    "automatic",
    "reason",
    "decided_at",
)
_THEIRS: Final = (ApplicationRow, col(ApplicationRow.reference) == col(RosterRow.owner))


_RUNS: Final = and_(
    col(ApplicationRow.status).in_(_OWED),
    col(ApplicationRow.due_at).is_not(None),
)


def _in(view: View, looking: Looking) -> ColumnElement[bool]:
    """Say which applications a view shows."""
    status, officer = col(ApplicationRow.status), col(ApplicationRow.officer)
    lease = col(ApplicationRow.leased_until)
    leased = and_(lease.is_not(None), lease > looking.now)
    match view:
        case View.WAITING:
            return and_(status.in_((_S.SUBMITTED, _S.IN_REVIEW)), not_(leased))
        case View.MINE:
            return and_(leased, officer == looking.officer)
        case View.DESKS:
            return and_(leased, officer != looking.officer)
        case View.SECOND:
            return and_(status == _S.SECOND_LOOK, not_(leased))
        case View.RETURNED:
            return status == _S.RETURNED
        case View.DECIDED:
            return and_(status.in_(_OVER), col(ApplicationRow.decided_at) >= looking.since)


def _to_outline(row: ApplicationRow) -> Outline:
    return Outline(
        **{name: getattr(row, name) for name in _ALIKE},
        employees=sum(read_counts(row.asked).values()),
        status=ApplicationStatus(row.status),
        risks=read_words(row.risks),
    )

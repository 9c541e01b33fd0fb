"""Applications, as they are kept.

How an application moves is decided in ``flows.rules.applications``; here the move is kept, if
there is such a road and nobody moved the application first. Every move leaves a step, so that
both sides can read what happened when.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, insert, select, update

from flows.rules.applications import (
    CLAIMABLE,
    LEASE,
    OPEN,
    Application,
    ApplicationStatus,
    NoRoad,
    Step,
    Verdict,
    claim,
    may_move,
)
from storage.drawer import Drawer
from storage.errors import AlreadyOpen, NotKept, Stale
from storage.packing import read_counts, read_words, seal_map, unseal_map, write_json
from storage.sealing import Sealer
from storage.tables import ApplicationRow, StepRow


class Applications:
    """The drawer of applications inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def submit(self, application: Application) -> Application:
        """Keep a new application; handing in the same reference again changes nothing.

        Raises:
            AlreadyOpen: another one stands for this company and workplace.
        """
        if there := await self._there(application):
            return there
        try:
            async with self._drawer.session.begin_nested():
                values = _to_values(self._drawer.sealer, application)
                await self._drawer.change(insert(ApplicationRow).values(values))
        except IntegrityError:
            pass  # somebody was faster, or what it is about is not kept
        else:
            await self._step(application, None, by="", at=application.submitted_at)
            return application
        if there := await self._there(application):
            return there
        raise NotKept(application.workplace)

    async def get(self, reference: str) -> Application:
        """Return an application.

        Raises:
            NotKept: there is none under this reference.
        """
        if (found := await self.find(reference)) is None:
            raise NotKept(reference)
        return found

    async def find(self, reference: str) -> Application | None:
        """Return an application, if there is one under this reference."""
        query = select(ApplicationRow).where(ApplicationRow.reference == reference)
        row = await self._drawer.one(query)
        return self._read(row)

    async def open_for(self, nib: str, workplace: str) -> Application | None:
        """Return the open application of a workplace, if there is one."""
        query = (
            select(ApplicationRow)
            .where(ApplicationRow.nib == nib, ApplicationRow.workplace == workplace)
            .where(col(ApplicationRow.status).in_(sorted(OPEN)))
        )
        row = await self._drawer.one(query)
        return self._read(row)

    async def of_chat(self, chat: int, *, limit: int = 20) -> list[Application]:
        """Return the applications of a chat, newest first."""
        return await self._newest(col(ApplicationRow.chat) == chat, limit)

    async def of_company(self, nib: str, *, limit: int = 50) -> list[Application]:
        """Return the applications of a company, newest first."""
        return await self._newest(col(ApplicationRow.nib) == nib, limit)

    async def queue(
        self,
        *,
        statuses: Collection[ApplicationStatus] = CLAIMABLE,
        sectors: Collection[str] = (),
        officer: str | None = None,
        free_at: datetime | None = None,
        due_before: datetime | None = None,
        limit: int = 50,
    ) -> list[Application]:
        """Return the officers' work, the one due first on top.

        ``officer`` keeps only what is on that officer's desk, ``free_at`` only what is on
        nobody's desk at that time, ``due_before`` only what is owed before then.
        """
        query = select(ApplicationRow).where(col(ApplicationRow.status).in_(sorted(statuses)))
        if sectors:
            query = query.where(col(ApplicationRow.sector).in_(sorted(sectors)))
        if officer is not None:
            query = query.where(ApplicationRow.officer == officer)
        if free_at is not None:
            lease = col(ApplicationRow.leased_until)
            query = query.where(or_(lease.is_(None), lease <= free_at))
        if due_before is not None:
            query = query.where(col(ApplicationRow.due_at) < due_before)
        due = col(ApplicationRow.due_at)
        in_order = query.order_by(due.is_(None), due, col(ApplicationRow.reference))
        return self._read_all(await self._drawer.all(in_order.limit(limit)))

    async def counts(self) -> dict[ApplicationStatus, int]:
        """Count the applications by status."""
        query = select(ApplicationRow.status, func.count()).group_by(col(ApplicationRow.status))
        found = await self._drawer.session.exec(query)
        return {ApplicationStatus(status): count for status, count in found.all()}

    async def claim_next(
        self, officer: str, *, now: datetime, sectors: Collection[str] = ()
    ) -> Application | None:
        """Put the most urgent free application on an officer's desk; None when none waits.

        Raises:
            Stale: another officer took it in the same moment.
        """
        for waiting in await self.queue(free_at=now, sectors=sectors):
            if waiting.maker != officer:
                claimed = claim(waiting, officer, now=now)
                return await self.move(waiting, claimed, by=officer, at=now)
        return None

    async def keep_lease(self, reference: str, officer: str, *, now: datetime) -> bool:
        """Renew the lease of an officer at work; False when it is no longer theirs."""
        statement = (
            update(ApplicationRow)
            .where(col(ApplicationRow.reference) == reference)
            .where(col(ApplicationRow.officer) == officer)
            .where(col(ApplicationRow.leased_until) > now)
            .values(leased_until=now + LEASE)
        )
        return await self._drawer.change(statement) > 0

    async def move(
        self, before: Application, after: Application, *, by: str, at: datetime
    ) -> Application:
        """Keep a moved application, and return it with its new version.

        Raises:
            NoRoad: no road leads there.
            Stale: somebody moved it first.
        """
        if before.status is not after.status and not may_move(before.status, after.status):
            raise NoRoad(after.status)
        moved = replace(after, version=before.version + 1)
        statement = (
            update(ApplicationRow)
            .where(col(ApplicationRow.reference) == before.reference)
            .where(col(ApplicationRow.version) == before.version)
            .values(_to_values(self._drawer.sealer, moved))
        )
        if not await self._drawer.change(statement):
            raise Stale(before.reference)
        if before.status is not after.status:
            await self._step(moved, before.status, by=by, at=at)
        return moved

    async def timeline(self, reference: str) -> list[Step]:
        """Return every move of an application, first to last."""
        query = (
            select(StepRow).where(StepRow.application == reference).order_by(col(StepRow.version))
        )
        return [_to_step(row) for row in await self._drawer.all(query)]

    async def _newest(self, of: ColumnElement[bool], limit: int) -> list[Application]:
        newest = col(ApplicationRow.submitted_at).desc()
        query = select(ApplicationRow).where(of).order_by(newest, col(ApplicationRow.reference))
        return self._read_all(await self._drawer.all(query.limit(limit)))

    async def _there(self, application: Application) -> Application | None:
        """Return it if it was handed in before, be it between two looks of ours."""
        if kept := await self.find(application.reference):
            return kept
        standing = await self.open_for(application.nib, application.workplace)
        if standing and standing.reference != application.reference:
            raise AlreadyOpen(standing.reference)
        return standing

    async def _step(
        self,
        application: Application,
        before: ApplicationStatus | None,
        *,
        by: str,
        at: datetime,
    ) -> None:
        values = {
            "application": application.reference,
            "version": application.version,
            "at": at,
            "by": by,
            "before": before.value if before else None,
            "after": application.status.value,
            "reason": application.reason,
        }
        await self._drawer.change(insert(StepRow).values(values))

    def _read(self, row: ApplicationRow | None) -> Application | None:
        return None if row is None else _to_application(self._drawer.sealer, row)

    def _read_all(self, rows: Collection[ApplicationRow]) -> list[Application]:
        return [_to_application(self._drawer.sealer, row) for row in rows]


_PLAIN: Final = (
    "reference",
    "chat",
    "nib",
    "company",
    "workplace",
    "sector",
    "policy_version",
    "submitted_at",
    "outcome",
    "four_eyes",
    "complete_at",
    "due_at",
    "version",
    "officer",
    "leased_until",
    "maker",
    "checker",
    "automatic",
    "reason",
    "decided_at",
    "decided_under",
    "settled_by",
)


def _to_values(sealer: Sealer, application: Application) -> dict[str, object]:
    plain: dict[str, object] = {name: getattr(application, name) for name in _PLAIN}
    return plain | {
        "sealed": seal_answers(
            sealer, application.reference, application.answers, application.note
        ),
        "asked": write_json(dict(application.asked)),
        "risks": write_json(list(application.risks)),
        "status": application.status.value,
        "proposed": application.proposed.value if application.proposed else None,
    }


def seal_answers(
    sealer: Sealer, reference: str, answers: Mapping[str, str | int], note: str
) -> bytes:
    """Seal what people wrote into an application and about it."""
    told = {"answers": dict(answers), "note": note}
    return seal_map(sealer, told, about=_about(reference))


def _to_application(sealer: Sealer, row: ApplicationRow) -> Application:
    told = unseal_map(sealer, row.sealed, about=_about(row.reference))
    answers = told["answers"]
    return Application(
        **{name: getattr(row, name) for name in _PLAIN},
        answers=answers if isinstance(answers, dict) else {},
        note=str(told["note"]),
        asked=read_counts(row.asked),
        risks=read_words(row.risks),
        status=ApplicationStatus(row.status),
        proposed=Verdict(row.proposed) if row.proposed else None,
    )


def _to_step(row: StepRow) -> Step:
    before = ApplicationStatus(row.before) if row.before else None
    return Step(row.at, row.by, before, ApplicationStatus(row.after), row.reason)


def _about(reference: str) -> str:
    return f"application|{reference}"

"""Permits, as they are kept: serials given out, tokens, and what no longer stands.

Serials come from one counter in the same transaction as the permits, so the row of numbers has
no holes: the list of what no longer stands stays small enough to be carried to every checkpoint.
Holder, NIK and token are sealed together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from sqlalchemy import and_, func
from sqlmodel import col, insert, select, update

from flows.rules.applications import Application
from flows.rules.caps import WorkUnit
from flows.rules.permits import Permit, PermitStatus, Standing, may_move
from storage.counters import advance, standing_at
from storage.drawer import Drawer, pieces
from storage.errors import NotKept, Stale
from storage.packing import seal_map, unseal_map
from storage.rosters import blind_nik
from storage.sealing import Sealer
from storage.tables import ApplicationRow, PermitRow, RosterRow

SERIALS: Final = "permit_serials"
CHANGES: Final = "permit_changes"
_STANDS: Final = (PermitStatus.VALID.value, PermitStatus.SUSPENDED.value)
_ITS_OWNER: Final = col(PermitRow.application) == col(RosterRow.owner)


class Permits:
    """The drawer of permits inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def take_serials(self, count: int) -> range:
        """Give out the next serials; if the transaction fails, they were never given."""
        last = await advance(self._drawer, SERIALS, count)
        return range(last - count + 1, last + 1)

    async def keep(self, permits: Sequence[Permit]) -> None:
        """Keep signed permits, thousands at once."""
        if permits:
            # A thousand seals take longer than the others should wait for their turn.
            rows = await asyncio.to_thread(_to_rows, self._drawer.sealer, permits)
            await self._drawer.add(insert(PermitRow), rows)

    async def count(self, reference: str) -> int:
        """Count the permits of an application, those that no longer stand too."""
        query = (
            select(func.count()).select_from(PermitRow).where(PermitRow.application == reference)
        )
        return await self._drawer.one(query) or 0

    async def get(self, serial: int) -> Permit:
        """Return a permit.

        Raises:
            NotKept: this serial was never issued.
        """
        query = select(PermitRow).where(PermitRow.serial == serial)
        row = await self._drawer.one(query)
        return self._found(row, str(serial))

    async def by_control_code(self, code: str) -> Permit:
        """Return the permit with this control code, written without dashes as it was kept.

        Raises:
            NotKept: no permit has this code.
        """
        query = select(PermitRow).where(PermitRow.control_code == code)
        row = await self._drawer.one(query)
        return self._found(row, code)

    async def of_application(
        self, reference: str, *, after: int = 0, limit: int = 10_000
    ) -> list[Permit]:
        """Return permits of an application by serial, from after a serial on."""
        query = (
            select(PermitRow)
            .where(PermitRow.application == reference, PermitRow.serial > after)
            .order_by(col(PermitRow.serial))
            .limit(limit)
        )
        rows = await self._drawer.all(query)
        return await asyncio.to_thread(_to_permits, self._drawer.sealer, rows)

    async def of_nik(self, nik: str) -> list[Permit]:
        """Return every permit of a person, newest first."""
        query = (
            select(PermitRow)
            .where(PermitRow.blind == blind_nik(self._drawer.sealer, nik))
            .order_by(col(PermitRow.serial).desc())
        )
        rows = await self._drawer.all(query)
        return [_to_permit(self._drawer.sealer, row) for row in rows]

    async def held(self, niks: Collection[str], *, on: date) -> frozenset[str]:
        """Return those of the NIKs that hold a live permit on this day in Jakarta."""
        blinds = {blind_nik(self._drawer.sealer, nik): nik for nik in niks}
        found: set[str] = set()
        for piece in pieces(blinds):
            query = (
                select(PermitRow.blind)
                .where(col(PermitRow.blind).in_(piece))
                .where(PermitRow.status == PermitStatus.VALID.value)
                .where(PermitRow.valid_from <= on, PermitRow.valid_until >= on)
            )
            found |= {blinds[blind] for blind in await self._drawer.all(query)}
        return frozenset(found)

    async def standing_of(self, nib: str, *, on: date) -> int:
        """Count the live permits of a company on this day in Jakarta."""
        query = (
            select(func.count())
            .select_from(PermitRow)
            .join(ApplicationRow, col(ApplicationRow.reference) == col(PermitRow.application))
            .where(ApplicationRow.nib == nib)
            .where(PermitRow.status == PermitStatus.VALID.value)
            .where(PermitRow.valid_from <= on, PermitRow.valid_until >= on)
        )
        return await self._drawer.one(query) or 0

    async def in_force(
        self, workplace: str, *, on: date, apart_from: Application | None = None
    ) -> dict[WorkUnit, int]:
        """Count by unit of work who holds a permit of a workplace that has not ended by a day.

        A suspended one counts: its place is not free yet. ``apart_from`` leaves out an
        application and those that came after it.
        """
        unit = col(RosterRow.unit)
        query = (
            select(unit, func.count(func.distinct(PermitRow.blind)))
            .join(PermitRow, and_(_ITS_OWNER, col(PermitRow.blind) == col(RosterRow.blind)))
            .join(ApplicationRow, col(ApplicationRow.reference) == col(RosterRow.owner))
            .where(ApplicationRow.workplace == workplace, PermitRow.valid_until >= on)
            .where(col(PermitRow.status).in_(_STANDS))
            .group_by(unit)
        )
        if apart_from is not None:
            query = query.where(
                ApplicationRow.reference != apart_from.reference,
                ApplicationRow.submitted_at <= apart_from.submitted_at,
            )
        found = await self._drawer.session.exec(query)
        return {WorkUnit(name): count for name, count in found.all()}

    async def to_renew(self, sector: str, ends: Collection[date], *, limit: int) -> list[str]:
        """Return applications of a sector whose standing permits end on one of these days."""
        query = (
            select(PermitRow.application)
            .where(PermitRow.sector == sector, col(PermitRow.valid_until).in_(sorted(ends)))
            .where(col(PermitRow.status).in_(_STANDS))
            .distinct()
            .limit(limit)
        )
        return list(await self._drawer.all(query))

    async def ended(self, sector: str, day: date, *, after: str, limit: int) -> list[str]:
        """Return applications, after one, whose standing permits of a sector ended on a day."""
        query = (
            select(PermitRow.application)
            .where(PermitRow.sector == sector, PermitRow.valid_until == day)
            .where(col(PermitRow.status).in_(_STANDS), PermitRow.application > after)
            .distinct()
            .order_by(col(PermitRow.application))
        )
        return list(await self._drawer.all(query.limit(limit)))

    async def renew(self, reference: str, ends: Collection[date], *, until: date) -> int:
        """Let the standing permits of an application that end on one of these days hold on.

        What was signed stays as it is: a checker knows the same rules (``holds_until``).
        """
        ending = (
            update(PermitRow)
            .where(col(PermitRow.application) == reference)
            .where(col(PermitRow.valid_until).in_(sorted(ends)))
            .where(col(PermitRow.status).in_(_STANDS))
        )
        return await self._drawer.change(ending.values(valid_until=until))

    async def set_status(
        self, serials: Collection[int], status: PermitStatus, *, reason: str | None = None
    ) -> int:
        """Suspend, revoke, replace or restore permits; return how many changed.

        Those that no road leads from stay as they are. The change number grows by one.
        """
        sources = [source.value for source in PermitStatus if may_move(source, status)]
        change = await advance(self._drawer, CHANGES)
        touched = 0
        for piece in pieces(serials):
            touched += await self._drawer.change(
                update(PermitRow)
                .where(col(PermitRow.serial).in_(piece))
                .where(col(PermitRow.status).in_(sources))
                .values(status=status.value, reason=reason, changed=change)
            )
        return touched

    async def revoke(self, serial: int, reason: str) -> None:
        """Revoke one permit for good.

        Raises:
            NotKept: this serial was never issued.
            Stale: it was revoked or replaced already.
        """
        if not await self.set_status([serial], PermitStatus.REVOKED, reason=reason):
            await self.get(serial)
            raise Stale(str(serial))

    async def revoke_application(self, reference: str, reason: str) -> int:
        """Revoke every permit of an application; return how many."""
        query = select(PermitRow.serial).where(PermitRow.application == reference)
        serials = await self._drawer.all(query)
        return await self.set_status(serials, PermitStatus.REVOKED, reason=reason)

    async def standing(self) -> Standing:
        """Return every serial that no longer stands, for the list checkpoints carry."""
        gone = await self._serials(PermitStatus.REVOKED, PermitStatus.REPLACED)
        suspended = await self._serials(PermitStatus.SUSPENDED)
        highest = await standing_at(self._drawer, SERIALS)
        sequence = await standing_at(self._drawer, CHANGES)
        return Standing(sequence, highest, gone, suspended)

    async def _serials(self, *statuses: PermitStatus) -> tuple[int, ...]:
        query = (
            select(PermitRow.serial)
            .where(col(PermitRow.status).in_([status.value for status in statuses]))
            .order_by(col(PermitRow.serial))
        )
        return tuple(await self._drawer.all(query))

    def _found(self, row: PermitRow | None, reference: str) -> Permit:
        if row is None:
            raise NotKept(reference)
        return _to_permit(self._drawer.sealer, row)


def _to_rows(sealer: Sealer, permits: Sequence[Permit]) -> list[dict[str, object]]:
    return [_to_row(sealer, permit) for permit in permits]


def _to_permits(sealer: Sealer, rows: Sequence[PermitRow]) -> list[Permit]:
    return [_to_permit(sealer, row) for row in rows]


def _to_row(sealer: Sealer, permit: Permit) -> dict[str, object]:
    told = {"holder": permit.holder, "nik": permit.nik, "token": permit.token}
    return {
        "serial": permit.serial,
        "control_code": permit.control_code,
        "application": permit.application,
        "blind": blind_nik(sealer, permit.nik),
        "sealed": seal_map(sealer, told, about=_about(permit.serial)),
        "company": permit.company,
        "sector": permit.sector,
        "area": permit.area,
        "policy_version": permit.policy_version,
        "valid_from": permit.valid_from,
        "valid_until": permit.valid_until,
        "issued_at": permit.issued_at,
        "status": permit.status.value,
        "reason": permit.reason,
        "changed": 0,
    }


def _to_permit(sealer: Sealer, row: PermitRow) -> Permit:
    told = unseal_map(sealer, row.sealed, about=_about(row.serial))
    return Permit(
        serial=row.serial,
        control_code=row.control_code,
        application=row.application,
        holder=str(told["holder"]),
        nik=str(told["nik"]),
        token=str(told["token"]),
        company=row.company,
        sector=row.sector,
        area=row.area,
        policy_version=row.policy_version,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        issued_at=row.issued_at,
        status=PermitStatus(row.status),
        reason=row.reason,
    )


def _about(serial: int) -> str:
    return f"permit|{serial}"

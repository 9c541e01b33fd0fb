"""Rosters, as they are kept: the employees of a draft, and later of its application.

Each row is sealed; the NIK is found again only by its keyed hash. Rows belong to an owner, first
the draft and then the application it became, so nothing is entered or sealed twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Delete, func, literal
from sqlmodel import col, delete, insert, select, update

from flows.rules.applications import RowDecision
from flows.rules.caps import WorkUnit
from flows.rules.roster import Employee
from storage.columns import replaced, upsert
from storage.drawer import Drawer, pieces
from storage.packing import seal_map, unseal_map
from storage.sealing import Sealer
from storage.tables import PermitRow, RosterRow

_PURPOSE: Final = "nik"
_COLUMNS: Final = ("blind", "position", "unit", "sealed", "decision", "reason")


@dataclass(frozen=True, slots=True)
class Listed:
    """One employee of a roster, with what was decided."""

    position: int
    employee: Employee
    decision: RowDecision = RowDecision.PENDING
    reason: str | None = None


class Rosters:
    """The drawer of rosters inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def keep(self, owner: str, employees: Sequence[Employee]) -> dict[WorkUnit, int]:
        """Add employees, or correct those whose NIK is there; return the new counts.

        Who was refused and comes again as before stays refused.
        """
        last, refused = await self._last_position(owner), await self._refused(owner)
        changed = [one for one in _last_of_each(employees) if refused.get(one.nik) != one]
        rows = [
            _to_row(self._drawer.sealer, owner, employee, position)
            for position, employee in enumerate(changed, start=last + 1)
        ]
        if rows:
            statement = replaced(
                upsert(self._drawer.session, RosterRow),
                ["owner", "blind"],
                ["unit", "sealed", "decision", "reason"],
            )
            await self._drawer.add(statement, rows)
        return await self.counts(owner)

    async def counts(self, owner: str) -> dict[WorkUnit, int]:
        """Count the employees by unit of work."""
        query = (
            select(RosterRow.unit, func.count())
            .where(RosterRow.owner == owner)
            .group_by(col(RosterRow.unit))
        )
        found = await self._drawer.session.exec(query)
        return {WorkUnit(unit): count for unit, count in found.all()}

    async def listed(self, owner: str, niks: Collection[str]) -> dict[str, str]:
        """Return those of the NIKs that are in the roster, with the name noted for each."""
        rows: list[RosterRow] = []
        for piece in pieces(blind_nik(self._drawer.sealer, nik) for nik in niks):
            query = select(RosterRow).where(
                RosterRow.owner == owner, col(RosterRow.blind).in_(piece)
            )
            rows += await self._drawer.all(query)
        found = await asyncio.to_thread(_to_list, self._drawer.sealer, rows)
        return {one.employee.nik: one.employee.name for one in found}

    async def rows(self, owner: str, *, after: int = 0, limit: int = 10_000) -> list[Listed]:
        """Return employees in the order they were entered, from after a position on."""
        query = (
            select(RosterRow)
            .where(RosterRow.owner == owner, RosterRow.position > after)
            .order_by(col(RosterRow.position))
            .limit(limit)
        )
        rows = await self._drawer.all(query)
        return await asyncio.to_thread(_to_list, self._drawer.sealer, rows)

    async def awaiting(self, reference: str, *, limit: int) -> list[Listed]:
        """Return approved employees of an application that have no permit of it yet, in order."""
        has_one = select(PermitRow.serial).where(
            PermitRow.application == reference, PermitRow.blind == RosterRow.blind
        )
        query = (
            select(RosterRow)
            .where(RosterRow.owner == reference)
            .where(RosterRow.decision == RowDecision.APPROVED.value)
            .where(~has_one.exists())
            .order_by(col(RosterRow.position))
            .limit(limit)
        )
        rows = await self._drawer.all(query)
        return await asyncio.to_thread(_to_list, self._drawer.sealer, rows)

    async def at(self, owner: str, positions: Collection[int]) -> list[Listed]:
        """Return the employees at these positions, in the order they were entered."""
        rows: list[RosterRow] = []
        for piece in pieces(sorted(positions)):
            query = select(RosterRow).where(
                RosterRow.owner == owner, col(RosterRow.position).in_(piece)
            )
            rows += await self._drawer.all(query.order_by(col(RosterRow.position)))
        return [_to_listed(self._drawer.sealer, row) for row in rows]

    async def positions(self, owner: str, decision: RowDecision | None = None) -> list[int]:
        """Return the positions of everybody, or of those so decided, without opening a row."""
        query = select(RosterRow.position).where(RosterRow.owner == owner)
        if decision is not None:
            query = query.where(RosterRow.decision == decision.value)
        return list(await self._drawer.all(query.order_by(col(RosterRow.position))))

    async def reasons(self, owner: str) -> dict[str, int]:
        """Count the employees refused by reason."""
        query = (
            select(RosterRow.reason, func.count())
            .where(RosterRow.owner == owner, col(RosterRow.reason).is_not(None))
            .group_by(col(RosterRow.reason))
        )
        found = await self._drawer.session.exec(query)
        return {reason: count for reason, count in found.all() if reason is not None}

    async def remove(self, owner: str, niks: Iterable[str]) -> dict[WorkUnit, int]:
        """Take these employees off, whoever of them is there; return the new counts."""
        for piece in pieces(blind_nik(self._drawer.sealer, nik) for nik in niks):
            await self._drawer.change(_of(owner).where(col(RosterRow.blind).in_(piece)))
        return await self.counts(owner)

    async def clear(self, owner: str) -> int:
        """Take everybody off, and return how many they were."""
        return await self._drawer.change(_of(owner))

    async def give(self, owner: str, to: str) -> int:
        """Hand the rows of a draft to its application, or back for correction."""
        return await self._drawer.change(
            update(RosterRow).where(col(RosterRow.owner) == owner).values(owner=to)
        )

    async def remember(self, owner: str) -> None:
        """Keep the list of an application as it stands beside it, in place of an earlier one."""
        await self.forget_earlier(owner)
        kept = [getattr(RosterRow, name) for name in _COLUMNS]
        rows = select(literal(earlier(owner)), *kept).where(RosterRow.owner == owner)
        statement = insert(RosterRow).from_select(["owner", *_COLUMNS], rows)
        await self._drawer.change(statement)

    async def forget_earlier(self, owner: str) -> None:
        """Let go of the list that was kept beside an application."""
        await self._drawer.change(_of(earlier(owner)))

    async def decide(
        self,
        owner: str,
        decision: RowDecision,
        *,
        positions: Collection[int] | None = None,
        reason: str | None = None,
    ) -> int:
        """Decide some employees by position, or everybody still pending; return how many."""
        statement = (
            update(RosterRow)
            .where(col(RosterRow.owner) == owner)
            .values(decision=decision.value, reason=reason)
        )
        if positions is None:
            pending = col(RosterRow.decision) == RowDecision.PENDING.value
            return await self._drawer.change(statement.where(pending))
        touched = 0
        for piece in pieces(positions):
            touched += await self._drawer.change(
                statement.where(col(RosterRow.position).in_(piece))
            )
        return touched

    async def decisions(self, owner: str) -> dict[RowDecision, int]:
        """Count the employees by what was decided."""
        query = (
            select(RosterRow.decision, func.count())
            .where(RosterRow.owner == owner)
            .group_by(col(RosterRow.decision))
        )
        found = await self._drawer.session.exec(query)
        return {RowDecision(decision): count for decision, count in found.all()}

    async def _refused(self, owner: str) -> dict[str, Employee]:
        """Return the employees an officer refused, by their NIK; in a draft there are none."""
        positions = await self.positions(owner, RowDecision.REFUSED)
        return {row.employee.nik: row.employee for row in await self.at(owner, positions)}

    async def _last_position(self, owner: str) -> int:
        query = select(func.max(RosterRow.position)).where(RosterRow.owner == owner)
        return await self._drawer.one(query) or 0


def earlier(owner: str) -> str:
    """Return under which name the list of an application is kept as it was returned."""
    return f"{owner}~"


def blind_nik(sealer: Sealer, nik: str) -> bytes:
    """Hash a NIK for look-ups; the same in rosters and in permits."""
    return sealer.blind(nik, purpose=_PURPOSE)


def _of(owner: str) -> Delete:
    return delete(RosterRow).where(col(RosterRow.owner) == owner)


def _last_of_each(employees: Sequence[Employee]) -> Iterable[Employee]:
    # PostgreSQL refuses to change one row twice in one statement.
    return {employee.nik: employee for employee in employees}.values()


def _to_row(sealer: Sealer, owner: str, employee: Employee, position: int) -> dict[str, object]:
    blind = blind_nik(sealer, employee.nik)
    told = {"name": employee.name, "nik": employee.nik, "home": employee.home, "job": employee.job}
    return {
        "owner": owner,
        "blind": blind,
        "position": position,
        "unit": employee.unit.value,
        "sealed": seal_map(sealer, told, about=_about(blind)),
        "decision": RowDecision.PENDING.value,
        "reason": None,
    }


def _to_list(sealer: Sealer, rows: Sequence[RosterRow]) -> list[Listed]:
    return [_to_listed(sealer, row) for row in rows]


def _to_listed(sealer: Sealer, row: RosterRow) -> Listed:
    told = unseal_map(sealer, row.sealed, about=_about(row.blind))
    employee = Employee(
        str(told["name"]),
        str(told["nik"]),
        WorkUnit(row.unit),
        home=str(told["home"]),
        job=str(told["job"]),
    )
    return Listed(row.position, employee, RowDecision(row.decision), row.reason)


def _about(blind: bytes) -> str:
    return f"roster|{blind.hex()}"

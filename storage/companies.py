"""Companies, their workplaces, and who speaks for them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, delete, select

from flows.rules.companies import Company, Workplace
from storage.columns import replaced, upsert
from storage.drawer import Drawer
from storage.errors import NotKept
from storage.tables import CompanyRow, RepresentativeRow, WorkplaceRow


class Companies:
    """The drawer of companies inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def keep(self, company: Company) -> None:
        """Keep a company, or the new name of one that is kept."""
        insert = upsert(self._drawer.session, CompanyRow).values(
            nib=company.nib, name=company.name
        )
        await self._drawer.change(replaced(insert, ["nib"], ["name"]))

    async def get(self, nib: str) -> Company:
        """Return a company.

        Raises:
            NotKept: no company has this number.
        """
        row = await self._drawer.one(select(CompanyRow).where(CompanyRow.nib == nib))
        if row is None:
            raise NotKept(nib)
        return Company(row.nib, row.name)

    async def page(self, *, after: str = "", limit: int = 5_000) -> list[Company]:
        """Return companies by their number, from after one on."""
        query = (
            select(CompanyRow)
            .where(CompanyRow.nib > after)
            .order_by(col(CompanyRow.nib))
            .limit(limit)
        )
        return [Company(row.nib, row.name) for row in await self._drawer.all(query)]

    async def keep_workplace(self, workplace: Workplace) -> None:
        """Keep a workplace of a company that is kept, or its new address."""
        insert = upsert(self._drawer.session, WorkplaceRow).values(
            id=workplace.id,
            nib=workplace.nib,
            address=workplace.address,
            city=workplace.city,
            district=workplace.district,
        )
        await self._drawer.change(replaced(insert, ["id"], ["address", "city", "district"]))

    async def workplace(self, workplace: str) -> Workplace:
        """Return a workplace.

        Raises:
            NotKept: there is none under this id.
        """
        row = await self._drawer.one(select(WorkplaceRow).where(WorkplaceRow.id == workplace))
        if row is None:
            raise NotKept(workplace)
        return _workplace(row)

    async def workplaces(self, nib: str) -> list[Workplace]:
        """Return the workplaces of a company."""
        query = select(WorkplaceRow).where(WorkplaceRow.nib == nib).order_by(col(WorkplaceRow.id))
        return [_workplace(row) for row in await self._drawer.all(query)]

    async def link(self, chat: int, nib: str, *, at: datetime) -> None:
        """Keep that a chat speaks for a company."""
        insert = upsert(self._drawer.session, RepresentativeRow)
        values = insert.values(chat=chat, nib=nib, since=at)
        await self._drawer.change(values.on_conflict_do_nothing())

    async def unlink(self, chat: int, nib: str) -> None:
        """Keep that a chat no longer speaks for a company."""
        await self._drawer.change(
            delete(RepresentativeRow).where(
                col(RepresentativeRow.chat) == chat, col(RepresentativeRow.nib) == nib
            )
        )

    async def of_chat(self, chat: int) -> list[Company]:
        """Return the companies a chat speaks for, by name."""
        query = (
            select(CompanyRow)
            .join(RepresentativeRow, col(RepresentativeRow.nib) == col(CompanyRow.nib))
            .where(RepresentativeRow.chat == chat)
            .order_by(col(CompanyRow.name), col(CompanyRow.nib))
        )
        return [Company(row.nib, row.name) for row in await self._drawer.all(query)]

    async def representatives(self, nib: str) -> list[int]:
        """Return the chats that speak for a company, first come first."""
        query = (
            select(RepresentativeRow.chat)
            .where(RepresentativeRow.nib == nib)
            .order_by(col(RepresentativeRow.since), col(RepresentativeRow.chat))
        )
        return list(await self._drawer.all(query))


def _workplace(row: WorkplaceRow) -> Workplace:
    return Workplace(row.id, row.nib, row.address, city=row.city, district=row.district)

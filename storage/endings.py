"""Endings: what is over, and what may be let go of after it.

An application that ended leaves its figures (company, sector, counts, days, the chain of its
moves) and nothing of a person.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import ColumnElement, exists, func
from sqlmodel import col, delete, select, update

from flows.rules.applications import ENDS
from storage.applications import seal_answers
from storage.drawer import Drawer
from storage.rosters import earlier
from storage.tables import (
    ApplicationRow,
    ConsentRow,
    FileRow,
    PermitRow,
    RepresentativeRow,
    RosterRow,
)

NOBODY: Final = 0  # the chat of an application that nobody is asked about any more


class Endings:
    """The drawer of what is over, inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def with_files(self, *, before: datetime, limit: int = 100) -> list[str]:
        """Return references of what ended before this time and still has documents."""
        return await self._ended(before, exists().where(_owned(FileRow.owner)), limit=limit)

    async def with_people(self, *, before: datetime, expired: date, limit: int = 100) -> list[str]:
        """Return references of what ended before, with people, and no permit since ``expired``.

        ``expired`` is a day in Jakarta: a permit whose last day lies on it or later holds up all.
        """
        fresh = exists().where(
            _owned(PermitRow.application), col(PermitRow.valid_until) >= expired
        )
        return await self._ended(before, col(ApplicationRow.chat) != NOBODY, ~fresh, limit=limit)

    async def erase_people(self, reference: str) -> int:
        """Erase the people of an application, its permits too; return how many those were."""
        await self._drawer.change(delete(PermitRow).where(col(PermitRow.application) == reference))
        chat = (
            await self._drawer.all(
                select(ApplicationRow.chat).where(ApplicationRow.reference == reference)
            )
        )[0]
        await self._drawer.change(
            update(ApplicationRow)
            .where(col(ApplicationRow.reference) == reference)
            .values(chat=NOBODY, sealed=seal_answers(self._drawer.sealer, reference, {}, ""))
        )
        await self.forget_stranger(chat)
        owner = col(RosterRow.owner)
        await self._drawer.change(delete(RosterRow).where(owner == earlier(reference)))
        return await self._drawer.change(delete(RosterRow).where(owner == reference))

    async def forget_stranger(self, chat: int) -> None:
        """Forget what was agreed with somebody who has nothing handed in any more."""
        handed_in = exists().where(col(ApplicationRow.chat) == chat)
        for table in (ConsentRow, RepresentativeRow):
            await self._drawer.change(delete(table).where(col(table.chat) == chat, ~handed_in))

    async def _ended(self, before: datetime, *told: ColumnElement[bool], limit: int) -> list[str]:
        # What was withdrawn was never decided: it counts from the day it was handed in.
        over = func.coalesce(ApplicationRow.decided_at, ApplicationRow.submitted_at)
        query = (
            select(ApplicationRow.reference)
            .where(col(ApplicationRow.status).in_(sorted(ENDS)))
            .where(over < before)
            .where(*told)
            .order_by(over)
            .limit(limit)
        )
        return list(await self._drawer.all(query))


def _owned(owner: str) -> ColumnElement[bool]:
    return col(ApplicationRow.reference) == owner

"""The audit: who did what, in lines that cannot be changed without it showing.

Each line carries a hash over its own words and the hash of the line before. The database refuses
to change or drop a line; who goes round the database breaks the chain. Lines are written last
thing before the commit, because from then on every other writer of the audit waits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlmodel import col, insert, select, update

from storage.columns import upsert
from storage.drawer import Drawer
from storage.packing import read_map, write_json
from storage.tables import AuditHeadRow, AuditRow

FIRST: Final = "0" * 64
_HEAD: Final = 1
_PAGE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Act:
    """Something done. ``facts`` never hold names or numbers of persons."""

    at: datetime
    actor: str
    act: str
    subject: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An act as it stands in the chain."""

    number: int
    act: Act
    hash: str


@dataclass(frozen=True, slots=True)
class Chain:
    """What was found on going over the chain; ``broken`` is the first line that is not right."""

    lines: int
    head: str
    broken: int | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether every line is as it was written."""
        return self.broken is None


class Audit:
    """The drawer of the audit inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer
        self._waiting: list[Act] = []
        self._once: list[Act] = []

    def record(self, act: Act) -> None:
        """Add a line; it is written when the transaction is kept."""
        self._waiting.append(act)

    def record_once(self, act: Act) -> None:
        """Add a line before the others, unless the chain tells this act with its facts already."""
        self._once.append(act)

    async def write(self) -> None:
        """Write the waiting lines; the unit does this before it commits."""
        if not self._waiting and not self._once:
            return
        number, previous = await self._lock()
        # Asked under the lock every writer takes: of two at once, the second finds the first.
        once = {_words(act): act for act in self._once}
        self._waiting[:0] = [act for act in once.values() if not await self._is_told(act)]
        self._once.clear()
        if not self._waiting:
            return
        rows = []
        for act in self._waiting:
            number += 1
            rows.append(_to_row(act, number, previous))
            previous = str(rows[-1]["hash"])
        await self._drawer.add(insert(AuditRow), rows)
        await self._drawer.change(
            update(AuditHeadRow)
            .where(col(AuditHeadRow.id) == _HEAD)
            .values(number=number, hash=previous)
        )
        self._waiting.clear()

    async def of(self, subject: str, *, limit: int = 100) -> list[AuditLine]:
        """Return the last lines about one thing, oldest first."""
        query = (
            select(AuditRow)
            .where(AuditRow.subject == subject)
            .order_by(col(AuditRow.number).desc())
            .limit(limit)
        )
        return [_to_line(row) for row in await self._drawer.all(query)][::-1]

    async def length(self) -> int:
        """Return the number of the last line."""
        query = select(AuditHeadRow.number).where(AuditHeadRow.id == _HEAD)
        return await self._drawer.one(query) or 0

    async def lines(self, *, after: int = 0, limit: int = 100) -> list[AuditLine]:
        """Return lines in their order, from after a number on."""
        return [_to_line(row) for row in await self._page(after, limit)]

    async def verify_chain(self) -> Chain:
        """Go over the whole chain."""
        number, previous = 0, FIRST
        while page := await self._page(number, _PAGE):
            for row in page:
                if row.number != number + 1 or not _is_right(row, previous):
                    return Chain(number, previous, broken=number + 1)
                number, previous = row.number, row.hash
        head = await self._drawer.one(select(AuditHeadRow).where(AuditHeadRow.id == _HEAD))
        told = (head.number, head.hash) if head else (0, FIRST)
        if told != (number, previous):
            return Chain(number, previous, broken=number + 1)
        return Chain(number, previous)

    async def _is_told(self, act: Act) -> bool:
        subject, name, facts = _words(act)
        query = select(AuditRow.number).where(
            AuditRow.subject == subject, AuditRow.act == name, AuditRow.facts == facts
        )
        return await self._drawer.one(query.limit(1)) is not None

    async def _lock(self) -> tuple[int, str]:
        statement = upsert(self._drawer.session, AuditHeadRow)
        first = statement.values(id=_HEAD, number=0, hash=FIRST)
        await self._drawer.change(first.on_conflict_do_nothing())
        query = select(AuditHeadRow).where(AuditHeadRow.id == _HEAD).with_for_update()
        head = await self._drawer.one(query)
        return (head.number, head.hash) if head else (0, FIRST)

    async def _page(self, after: int, limit: int) -> list[AuditRow]:
        query = (
            select(AuditRow)
            .where(AuditRow.number > after)
            .order_by(col(AuditRow.number))
            .limit(limit)
        )
        return list(await self._drawer.all(query))


def _to_row(act: Act, number: int, previous: str) -> dict[str, object]:
    words = {
        "at": act.at.isoformat(),
        "actor": act.actor,
        "act": act.act,
        "subject": act.subject,
        "facts": write_json(dict(act.facts)),
        "previous": previous,
    }
    return {"number": number, **words, "hash": _hash(number, *words.values())}


def _words(act: Act) -> tuple[str, str, str]:
    return act.subject, act.act, write_json(dict(act.facts))


def _is_right(row: AuditRow, previous: str) -> bool:
    words = (row.at, row.actor, row.act, row.subject, row.facts, row.previous)
    return row.previous == previous and row.hash == _hash(row.number, *words)


def _hash(number: int, *words: str) -> str:
    # Hashed as it is kept, as one JSON list: no two lines can be written the same.
    return hashlib.sha256(write_json([number, *words]).encode()).hexdigest()


def _to_line(row: AuditRow) -> AuditLine:
    at = datetime.fromisoformat(row.at)
    return AuditLine(
        row.number, Act(at, row.actor, row.act, row.subject, read_map(row.facts)), row.hash
    )

"""What every drawer works with: the open transaction, and the seal.

A drawer takes and gives domain values, lets no row out and never commits; the unit does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from sqlalchemy import UpdateBase
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from storage.sealing import Sealer

Value = TypeVar("Value")
AT_ONCE: Final = 5_000  # values in one IN (...); both databases stop above 32,766


@dataclass(frozen=True, slots=True)
class Drawer:
    """The open transaction and the seal."""

    session: AsyncSession
    sealer: Sealer

    async def change(self, statement: UpdateBase) -> int:
        """Run a statement that writes, and return how many rows it touched."""
        return (await self.session.exec(statement)).rowcount

    async def add(self, statement: UpdateBase, rows: Sequence[dict[str, object]]) -> None:
        """Run an insert for many rows at once."""
        await self.session.exec(statement, params=rows)

    async def one(self, query: SelectOfScalar[Value]) -> Value | None:
        """Return the first value a query finds."""
        return (await self.session.exec(query)).first()

    async def all(self, query: SelectOfScalar[Value]) -> Sequence[Value]:
        """Return every value a query finds."""
        return (await self.session.exec(query)).all()


def pieces(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Cut a long list into pieces a database takes at once."""
    left = iter(values)
    while piece := list(islice(left, AT_ONCE)):
        yield piece

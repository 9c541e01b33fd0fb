"""Kinds of columns that mean the same on SQLite and on PostgreSQL.

Also the two statements their dialects spell differently: insert unless there, insert or change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from sqlalchemy import BigInteger, DateTime, Dialect, TypeDecorator
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession
from typing_extensions import override

BigNumber: TypeAlias = BigInteger
Upsert: TypeAlias = PostgresInsert | SqliteInsert


class Utc(TypeDecorator[datetime]):
    """An aware time, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        # SQLite keeps no zone; what was bound above was UTC.
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def upsert(session: AsyncSession, row: type[SQLModel]) -> Upsert:
    """Return the insert of this database that knows what to do on a conflict."""
    if session.get_bind().dialect.name == "postgresql":
        return PostgresInsert(row)
    return SqliteInsert(row)


def replaced(statement: Upsert, keys: Sequence[str], names: Sequence[str]) -> Upsert:
    """Let an insert change the named columns of the row that is there already."""
    values = {name: statement.excluded[name] for name in names}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=values)

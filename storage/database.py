"""The registration store: SQLite on one machine, PostgreSQL for a province.

What is kept is on the disk when we say so (WAL, synchronous=FULL). SQLite takes one writer at a
time, so the writers of this process wait for each other here, in order, instead of running into
``database is locked``; a write begins as one (BEGIN IMMEDIATE), for a read that later turns into
a write is how two of them deadlock.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    nullcontext,
    suppress,
)
from pathlib import Path
from typing import Final, Self

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.columns import upsert
from storage.drawer import Drawer
from storage.migrations import migrate_engine
from storage.sealing import Sealer
from storage.sqlite_file import BUSY_SECONDS, prepare_file
from storage.tables import ProbeRow
from storage.unit import Unit
from storage.weather import told_as_ours

DRIVERS: Final = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
CONNECT_SECONDS: Final = 5
CONNECTIONS: Final = 10
_PROBE: Final = b"strp"
_READING: Final = "strp_reading"


class Database:
    """One open database, handing out units."""

    def __init__(self, engine: AsyncEngine, sealer: Sealer) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**{_READING: True})
        self._sealer = sealer
        self._turn: AbstractAsyncContextManager[object] = (
            asyncio.Lock() if is_sqlite(engine) else nullcontext()
        )

    @classmethod
    async def open(cls, url: str, *, sealer: Sealer) -> Self:
        """Open a database by URL, bring its schema up to date and try the key.

        Raises:
            Unavailable: it does not answer.
            Unsealable: what is kept there was sealed with another key.
        """
        await prepare_file(url)
        database = cls(make_engine(url), sealer)
        try:
            async with told_as_ours():
                await migrate_engine(database._engine)
                await database._try_key()
        except BaseException:
            await database.close()
            raise
        return database

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """Open a transaction that is kept on a clean exit only.

        Raises:
            Stale: another transaction was faster; do it again.
            Unavailable: the database does not answer; nothing was kept.
        """
        async with told_as_ours(), self._turn, self._session(self._engine) as session:
            await _begin(session)
            unit = Unit(Drawer(session, self._sealer))
            yield unit
            await unit.audit.write()
            await session.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Unit]:
        """Open a transaction that only looks; it never waits for writers and keeps nothing.

        Raises:
            Unavailable: the database does not answer.
        """
        async with told_as_ours(), self._session(self._reading) as session:
            yield Unit(Drawer(session, self._sealer))

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    async def _try_key(self) -> None:
        """Leave a known word under our key, then open every word that was left."""
        version = self._sealer.version
        word = self._sealer.seal(_PROBE, about=_probe(version))
        async with self._turn, self._session(self._engine) as session:
            statement = upsert(session, ProbeRow).values(version=version, sealed=word)
            await session.exec(statement.on_conflict_do_nothing())
            for row in await session.exec(select(ProbeRow)):
                self._sealer.unseal(row.sealed, about=_probe(row.version))
            await session.commit()

    def _session(self, engine: AsyncEngine) -> AsyncSession:
        # What is read is read from the database: no object is a copy kept up to date in memory.
        options = {"populate_existing": True, "synchronize_session": False}
        return AsyncSession(
            engine, autoflush=False, expire_on_commit=False, execution_options=options
        )


def sqlite_url(path: Path) -> str:
    """Return the URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


def make_engine(url: str) -> AsyncEngine:
    """Make an engine that keeps what it says; nothing is opened yet."""
    told = make_url(url)
    told = told.set(drivername=DRIVERS.get(told.drivername, told.drivername))
    if told.get_backend_name() == "sqlite":
        engine = create_async_engine(told, hide_parameters=True, pool_size=CONNECTIONS)
        event.listen(engine.sync_engine, "connect", _set_up_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        event.listen(engine.sync_engine, "invalidate", _let_go_of_sqlite)
        return engine
    return create_async_engine(
        told,
        hide_parameters=True,
        pool_size=CONNECTIONS,
        pool_pre_ping=True,
        pool_timeout=CONNECT_SECONDS,
        connect_args={"timeout": CONNECT_SECONDS},
    )


def is_sqlite(engine: AsyncEngine | Engine) -> bool:
    """Tell whether an engine speaks to SQLite."""
    return engine.dialect.name == "sqlite"


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = FAST",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(_READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _let_go_of_sqlite(connection: DBAPIConnection, *_: object) -> None:
    """Roll back by hand what a cancelled statement leaves behind.

    The driver closes such a connection, but with a statement unfinished SQLite keeps it, and its
    lock on everybody else's writing, until the garbage is collected.
    """
    with suppress(Exception):
        connection.rollback()


async def _begin(session: AsyncSession) -> None:
    """Begin now, not at the first statement: errors of the weather belong here."""
    _ = await session.connection()


def _probe(version: int) -> bytes:
    return f"probe|{version}".encode()

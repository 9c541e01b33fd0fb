"""Opens the store of reports: a database of its own, that overwrites what it deletes.

SQLite keeps a rollback journal here and not a write-ahead log: in the log, deleted pages were
found again. Only sealed bytes are ever given to it, so that a statement that fails and ends in
a server's log tells nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Final, TypeAlias

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.errors import AlreadyKept, Unavailable

MIGRATIONS: Final = Path(__file__).parent / "migrations"
WAIT_MS: Final = 5_000
Transaction: TypeAlias = AsyncSession  # what the drawers of one transaction share


class ReportStore:
    """The store of reports."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:
        """Open one transaction: all of it is kept, on a clean exit only.

        Raises:
            AlreadyKept: something with the same name was kept first.
            Unavailable: the database does not answer.
        """
        try:
            async with (
                AsyncSession(self._engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session
        except IntegrityError:
            raise AlreadyKept from None
        except (DBAPIError, OSError, TimeoutError):
            # Its words would carry what was to be kept; the cause is told by its kind alone.
            raise Unavailable from None

    async def migrate(self) -> None:
        """Bring the tables up to this version of the program."""
        async with self._engine.connect() as connection:
            await connection.run_sync(_upgrade)
            await connection.commit()

    async def scrub(self) -> None:
        """Write the database anew, without what was deleted. Takes long on a large one."""
        async with self._engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            full = "VACUUM" if self._engine.dialect.name == "sqlite" else "VACUUM FULL"
            await alone.exec_driver_sql(full)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


def open_report_store(url: str) -> ReportStore:
    """Open the store at a URL (``sqlite+aiosqlite:///…`` or ``postgresql+asyncpg://…``)."""
    engine = create_async_engine(url, hide_parameters=True)
    if make_url(url).get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _guard_sqlite)
    return ReportStore(engine)


def report_url(data: Path) -> str:
    """Return the URL of the store in a data folder."""
    return f"sqlite+aiosqlite:///{data / 'reports.db'}"


def _guard_sqlite(connection: SQLiteConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        "secure_delete=ON",
        "journal_mode=DELETE",
        "synchronous=FULL",
        "temp_store=MEMORY",
        f"busy_timeout={WAIT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

"""The schema through time: every revision in order, so that no store is ever left behind.

Configured in code, because the installed wheel has no ini file. On PostgreSQL one process at a
time migrates, the others wait.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

HEAD: Final = "0008"
_LOCK: Final = 817_263_540  # any number of our own for pg_advisory_xact_lock
TABLE: Final = "alembic_version"


async def migrate_engine(engine: AsyncEngine, *, to: str = HEAD) -> None:
    """Bring the schema to a revision; at the right one already, this is one quick look."""
    async with engine.begin() as connection:
        await connection.run_sync(_migrate, to)


def current(connection: Connection) -> str | None:
    """Return the revision of a schema, None for an empty database."""
    if not inspect(connection).has_table(TABLE):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _migrate(connection: Connection, to: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if current(connection) != to:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, to)

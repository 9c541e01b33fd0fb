from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from flows.rules.officers import Officer
from storage.database import Database, sqlite_url
from tests.bot.office.front import Front, open_front
from tests.support.builders import NOON
from tests.support.databases import a_sealer
from tests.support.office_queue import AGUS, BUDI, RINA, SITI, seed_queue


@pytest.fixture(scope="session")
def hashed_password() -> str:
    from storage.officers import _HASHER
    from tests.support.office_queue import PASSWORD

    return _HASHER.hash(PASSWORD)


async def keep_officers(database: Database, hashed: str, *officers: Officer) -> None:
    async with database.unit() as unit:
        for officer in officers:
            await unit.officers.add(officer, hashed)


@pytest.fixture
async def front(sqlite: Database, hashed_password: str) -> AsyncIterator[Front]:
    await keep_officers(sqlite, hashed_password, SITI, BUDI, RINA, AGUS)
    async with open_front(sqlite) as opened:
        yield opened


@pytest.fixture(scope="session")
def morning_template(
    sqlite_template: Path, hashed_password: str, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return a store with officers and a morning's queue in it, lived once and copied since."""

    async def live() -> None:
        database = await Database.open(sqlite_url(path), sealer=a_sealer())
        await keep_officers(database, hashed_password, SITI, BUDI, RINA, AGUS)
        await seed_queue(database, NOON)
        await database.close()

    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("morning") / "strp.db"))
    asyncio.run(live())
    return path


@pytest.fixture
async def busy(morning_template: Path, tmp_path: Path) -> AsyncIterator[Front]:
    """Open an office that has twenty applications before it."""
    path = Path(shutil.copy(morning_template, tmp_path / "strp.db"))
    database = await Database.open(sqlite_url(path), sealer=a_sealer())
    async with open_front(database) as opened:
        yield opened
    await database.close()

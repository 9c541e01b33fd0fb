from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from flows.rules.officers import Officer
from storage.database import Database
from tests.bot.office.front import Front, open_front
from tests.support.office_queue import AGUS, BUDI, RINA, SITI


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

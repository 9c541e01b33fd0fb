"""Opens the registration store where the settings say it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from bot.settings import StoreSettings
from storage.database import Database, sqlite_url
from storage.sealing import load_sealer

FILE: Final = "strp.db"


@asynccontextmanager
async def open_store(
    settings: StoreSettings, environment: Mapping[str, str]
) -> AsyncIterator[Database]:
    """Open the store for a while; without a URL it is a SQLite file in the data folder.

    Raises:
        Unavailable: it does not answer.
        Unsealable: the keys are missing or are not those it was sealed with.
    """
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    sealer = load_sealer(settings.data, environment)
    database = await Database.open(settings.url or sqlite_url(settings.data / FILE), sealer=sealer)
    try:
        yield database
    finally:
        await database.close()

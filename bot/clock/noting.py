"""Carries the notebook's notes to the store, and brings what officers taught back from it."""

from __future__ import annotations

import asyncio
from typing import Final

import structlog

from bot.desk.notebook import Notebook
from bot.taught import Taught
from storage.database import Database
from storage.errors import StorageError

log = structlog.get_logger(__name__)
EVERY_SECONDS: Final = 10.0


class Noting:
    """The way between the desk's memory and the store; nobody who asks ever waits for it."""

    def __init__(self, database: Database, notebook: Notebook, taught: Taught) -> None:
        self._database, self._notebook, self._taught = database, notebook, taught

    async def run(self) -> None:
        """Go to and fro until cancelled."""
        while True:
            try:
                await self.carry()
                await self._taught.read(self._database)
            except StorageError as error:
                log.warning("questions wait for the store", kind=type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def carry(self) -> int:
        """Carry every note to the store, and return how many; none is kept twice."""
        taken = self._notebook.take()
        if not taken:
            return 0
        try:
            async with self._database.unit() as unit:
                lost = await unit.unmatched.keep(taken)
        except StorageError:
            self._notebook.put_back(taken)
            raise
        if lost or self._notebook.lost:
            log.info("questions lost", no_room=lost, no_memory=self._notebook.lost)
            self._notebook.lost = 0
        return len(taken)

"""Erases reports whose day has come, once a day, and lets go of what memory no longer needs."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Final

import structlog

from bot.reporting.opening import Reporting
from storage.errors import StorageError

log = structlog.get_logger(__name__)
LOOK_SECONDS: Final = 60.0


class Erasing:
    """Keeps the promise that reports are erased in time."""

    def __init__(self, reporting: Reporting) -> None:
        self._reporting = reporting
        self._done: date | None = None

    async def run(self) -> None:
        """Look every minute until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Erase what is due, if that was not done on this day in Jakarta."""
        self._reporting.memory.tidy()
        self._reporting.counter.write_mishaps()
        today = self._reporting.house.today()
        if today == self._done:
            return
        try:
            erased = await self._reporting.closing.purge()
        except StorageError as error:
            log.warning("reports not erased yet", kind=type(error).__name__)
            return
        self._done = today
        if erased:
            log.info("reports erased", cases=erased)

"""Lets go of what is no longer needed, as the privacy notice promises.

Drafts after a week of rest, documents thirty days after the decision, people ninety days after
the last of their permits ended, questions nobody could answer after thirty, what
was noted for idempotence after Telegram's own memory has ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.desk.drafts import forget_draft
from flows.rules.promise import day_in_jakarta
from storage.database import Database
from storage.errors import StorageError

log = structlog.get_logger(__name__)
DRAFTS_REST: Final = timedelta(days=7)
DOCUMENTS_KEPT: Final = timedelta(days=30)
PEOPLE_KEPT: Final = timedelta(days=90)
UPDATES_KEPT: Final = timedelta(hours=25)  # Telegram brings an update for 24 hours
NOTICES_KEPT: Final = timedelta(days=30)
QUESTIONS_KEPT: Final = timedelta(days=30)
EVERY_SECONDS: Final = 600.0
AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Swept:
    """How much was let go of."""

    drafts: int = 0
    documents: int = 0
    people: int = 0
    updates: int = 0
    notices: int = 0
    questions: int = 0


class Retention:
    """Sweeps the registration store."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database, self._clock = database, clock

    async def run(self) -> None:
        """Sweep now and then until cancelled."""
        while True:
            try:
                await self.sweep()
            except StorageError as error:
                log.warning("retention waits for the store", kind=type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def sweep(self) -> Swept:
        """Let go of everything that is due, and return how much it was."""
        now = self._clock()
        drafts = await self._conversations(now - DRAFTS_REST)
        documents = await self._documents(now - DOCUMENTS_KEPT)
        people = await self._people(now - PEOPLE_KEPT)
        async with self._database.unit() as unit:
            updates = await unit.seen.prune(before=now - UPDATES_KEPT)
            notices = await unit.outbox.prune(before=now - NOTICES_KEPT)
            day = day_in_jakarta(now) - QUESTIONS_KEPT
            questions = await unit.unmatched.erase(before=day)
            await unit.lessons.forget_set_aside(before=now - QUESTIONS_KEPT)
            await unit.logins.prune(at=now)
        return Swept(drafts, documents, people, updates, notices, questions)

    async def _conversations(self, before: datetime) -> int:
        async with self._database.reading() as unit:
            idle = await unit.conversations.idle(before=before, limit=AT_ONCE)
        drafts = 0
        for chat, slot in idle:
            async with self._database.unit() as unit:
                drafts += await forget_draft(unit, chat, slot)
        return drafts

    async def _documents(self, before: datetime) -> int:
        async with self._database.reading() as unit:
            ended = await unit.endings.with_files(before=before, limit=AT_ONCE)
        dropped = 0
        for reference in ended:
            async with self._database.unit() as unit:
                dropped += await unit.files.delete(reference)
        return dropped

    async def _people(self, before: datetime) -> int:
        expired = day_in_jakarta(before)
        async with self._database.reading() as unit:
            ended = await unit.endings.with_people(before=before, expired=expired, limit=AT_ONCE)
        erased = 0
        for reference in ended:
            async with self._database.unit() as unit:
                erased += await unit.endings.erase_people(reference)
        return erased

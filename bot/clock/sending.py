"""Sends the notices that are owed, and says what became of each.

A notice is claimed, sent and closed in three steps with no transaction open while Telegram is
waited for. Who dies in between sends it once more; nobody is left without. One chat that cannot
be reached, or asks for patience, holds nobody else up.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from bot.clock.bell import Bell
from bot.delivery import Blocked, Later, Reply
from bot.notices import Notices
from flows.rules.notices import Notice
from storage.database import Database
from storage.errors import StorageError

log = structlog.get_logger(__name__)
AT_ONCE: Final = 20
A_SECOND: Final = 25.0  # Telegram allows some 30 messages a second; replies need room beside it
LOOK_SECONDS: Final = 1.0
FIRST_PAUSE: Final = timedelta(seconds=5)
LONGEST_PAUSE: Final = timedelta(minutes=10)


class Carrier(Protocol):
    """Whatever brings messages to a chat."""

    async def carry(self, chat: int, reply: Reply) -> object:
        """Bring one message or file.

        Raises:
            Blocked: the person blocked the assistant.
            Later: the channel asks to wait.
        """


class NoticeSender:
    """Sends what is owed."""

    def __init__(
        self,
        database: Database,
        notices: Notices,
        carrier: Carrier,
        *,
        clock: Callable[[], datetime],
        bell: Bell,
    ) -> None:
        self._database, self._notices, self._carrier = database, notices, carrier
        self._clock, self._bell = clock, bell

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            began = time.monotonic()
            try:
                sent = await self.send_due()
            except StorageError as error:
                log.warning("notices wait for the store", kind=type(error).__name__)
                sent = 0
            if sent < AT_ONCE:
                await self._bell.rest(LOOK_SECONDS)
            else:
                await asyncio.sleep(max(0.0, sent / A_SECOND - (time.monotonic() - began)))

    async def send_due(self) -> int:
        """Send a handful of what is due, and return how many were tried."""
        async with self._database.unit() as unit:
            claimed = await unit.outbox.claim(AT_ONCE, self._clock())
        await asyncio.gather(*(self._send(notice) for notice in claimed))
        return len(claimed)

    async def _send(self, notice: Notice) -> None:
        try:
            async for reply in self._worded(notice):
                await self._carrier.carry(notice.chat, reply)
        except Blocked:
            await self._unreachable(notice)
        except Later as wait:
            log.info("notice waits", once=notice.once, seconds=wait.seconds)
            await self._later(notice, timedelta(seconds=wait.seconds))
        except Exception:  # one notice that breaks must not stop the others
            log.exception("notice not sent", once=notice.once)
            await self._postponed(notice)
        else:
            async with self._database.unit() as unit:
                await unit.outbox.sent(notice.once, at=self._clock())

    async def _worded(self, notice: Notice) -> AsyncIterator[Reply]:
        async with self._database.reading() as unit:
            message, language = await self._notices.read(unit, notice)
        async for reply in self._notices.replies(notice, message, language):
            yield reply

    async def _unreachable(self, notice: Notice) -> None:
        now = self._clock()
        async with self._database.unit() as unit:
            await unit.conversations.mark_unreachable(notice.chat, at=now)
            await unit.outbox.unreachable(notice.chat, at=now)

    async def _later(self, notice: Notice, wait: timedelta) -> None:
        async with self._database.unit() as unit:
            await unit.outbox.pause(notice.chat, until=self._clock() + wait)

    async def _postponed(self, notice: Notice) -> None:
        pause = min(FIRST_PAUSE * 2 ** min(notice.attempts, 10), LONGEST_PAUSE)
        async with self._database.unit() as unit:
            await unit.outbox.postpone(notice.once, until=self._clock() + pause)

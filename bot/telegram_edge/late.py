"""Answers that could not be sent at once: kept in memory, one a chat, and sent when they may.

Only screens wait here, and a screen can be derived again: what is lost in a crash is shown again
at the next word. Notices, which are owed, wait in the outbox.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol

from bot.delivery import Answered, Blocked, Delivery, Later

TRIES: Final = 6
LONGEST: Final = 60.0  # seconds; who is told to wait longer than this has left by then
MOST_CHATS: Final = 10_000
LOOK: Final = 1.0


class Answers(Protocol):
    """Whoever sends an answer."""

    async def answer(self, delivery: Delivery, answered: Answered) -> None:
        """Send an answer.

        Raises:
            Blocked, Later: it did not get there.
        """
        ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that waits; ``due`` in the loop's time."""

    delivery: Delivery
    answered: Answered
    due: float
    tries: int


class LateAnswers:
    """The answers that wait."""

    def __init__(self, sender: Answers) -> None:
        self._sender = sender
        self._waiting: dict[int, Waiting] = {}
        self._added = asyncio.Event()

    def keep(self, delivery: Delivery, answered: Answered, seconds: float, tries: int = 1) -> None:
        """Let an answer wait, in place of an earlier one of the same chat."""
        is_known = delivery.chat in self._waiting
        if (
            tries > TRIES
            or seconds > LONGEST
            or (len(self._waiting) >= MOST_CHATS and not is_known)
        ):
            return
        due = asyncio.get_running_loop().time() + seconds
        self._waiting[delivery.chat] = Waiting(delivery, answered, due, tries)
        self._added.set()

    def forget(self, chat: int) -> None:
        """Drop what waits for a chat: something newer has reached it."""
        self._waiting.pop(chat, None)

    async def run(self) -> None:
        """Send what has waited long enough, until cancelled."""
        while True:
            self._added.clear()
            now = asyncio.get_running_loop().time()
            for waiting in [one for one in self._waiting.values() if one.due <= now]:
                await self._send(waiting)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._added.wait(), LOOK if self._waiting else None)

    async def _send(self, waiting: Waiting) -> None:
        chat = waiting.delivery.chat
        if self._waiting.get(chat) is not waiting:
            return
        del self._waiting[chat]
        try:
            await self._sender.answer(waiting.delivery, waiting.answered)
        except Blocked:
            return
        except Later as wait:
            if chat not in self._waiting:
                self.keep(waiting.delivery, waiting.answered, wait.seconds, waiting.tries + 1)

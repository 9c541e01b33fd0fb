"""Deletes messages at Telegram, and tells which of them are still there.

What a frightened person was told is gone must be gone: bad weather is waited for, and whatever
outlasts it is told. Nothing is logged here, for only reporters' messages are ever deleted, and a
line with a time would tell when somebody reported.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import Final

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

AT_ONCE: Final = 100
TRIES: Final = 3
PAUSE: Final = 1.0  # seconds
LONGEST_WAIT: Final = 20.0
NOT_THERE: Final = "not found"


class Fate(Enum):
    """What became of messages that were to be deleted."""

    GONE = auto()
    REFUSED = auto()  # Telegram will not, however often it is asked
    STAYS = auto()  # the weather did not clear up


class Eraser:
    """Deletes messages of one bot's chats."""

    def __init__(self, bot: ExtBot[None]) -> None:
        self._bot = bot

    async def erase(self, chat: int, numbers: Sequence[int]) -> tuple[int, ...]:
        """Delete messages of both sides; return those that are still there."""
        left: list[int] = []
        for start in range(0, len(numbers), AT_ONCE):
            left += await self._together(chat, numbers[start : start + AT_ONCE])
        return tuple(left)

    async def _together(self, chat: int, numbers: Sequence[int]) -> Sequence[int]:
        match await _tried(partial(self._bot.delete_messages, chat, numbers)):
            case Fate.GONE:
                return ()
            case Fate.REFUSED:  # one that is too old holds up all the others
                return await self._one_by_one(chat, numbers)
            case Fate.STAYS:
                return numbers

    async def _one_by_one(self, chat: int, numbers: Sequence[int]) -> Sequence[int]:
        left: list[int] = []
        for place, number in enumerate(numbers):
            match await _tried(partial(self._bot.delete_message, chat, number)):
                case Fate.REFUSED:
                    left.append(number)
                case Fate.STAYS:
                    return (*left, *numbers[place:])
                case Fate.GONE:
                    pass
        return left


async def _tried(call: Callable[[], Awaitable[bool]]) -> Fate:
    for tries_left in reversed(range(TRIES)):
        try:
            await call()
        except BadRequest as refusal:
            return Fate.GONE if NOT_THERE in str(refusal).casefold() else Fate.REFUSED
        except (RetryAfter, NetworkError) as error:
            pause = _pause(error)
            if not tries_left or pause > LONGEST_WAIT:
                return Fate.STAYS
            await asyncio.sleep(pause)
        except TelegramError:
            return Fate.STAYS
        else:
            return Fate.GONE
    return Fate.STAYS


def _pause(error: RetryAfter | NetworkError) -> float:
    if not isinstance(error, RetryAfter):
        return PAUSE
    after = error.retry_after
    return float(after if isinstance(after, int) else after.total_seconds())

"""Conversations of reporters while they last: in memory, sealed, gone after thirty minutes.

They never touch a durable store. The name of a session is a hash of the chat under a key that
is random, lives in memory only and is renewed daily; without the key the hash is noise, and with
a lasting key it would be as good as the chat's number. A key dies a day after it was renewed, for
so long may what was named by it last. A restart ends all of them, and people are told so.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final, Protocol
from weakref import WeakValueDictionary

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

LIFE: Final = timedelta(minutes=30)
DAY: Final = timedelta(days=1)  # nothing is kept for longer
KEY_LIFE: Final = 2 * DAY  # a day in use, and a day for what was named last
KEY_BYTES: Final = 32


class ReportSessions(Protocol):
    """Keeps what belongs to a chat's report for a while; ``part`` names a piece of it.

    Every method raises ``Unavailable`` if the memory cannot be reached.
    """

    def turn(self, chat: str) -> AbstractAsyncContextManager[None]:
        """Hold a chat's session for one turn: two turns of one chat wait for one another."""

    async def load(self, chat: str, part: str) -> bytes | None:
        """Return a piece, or None if it was never there or its time is over."""

    async def save(self, chat: str, part: str, piece: bytes, life: timedelta = LIFE) -> None:
        """Keep a piece for its life, from now on."""

    async def forget(self, chat: str, part: str) -> None:
        """Forget a piece at once."""


class DyingKey:
    """A random key in memory, renewed daily; yesterday's serves what was named by it."""

    def __init__(self, random: Callable[[int], bytes], clock: Callable[[], datetime]) -> None:
        self._random, self._clock = random, clock
        self._keys: tuple[tuple[datetime, bytes], ...] = (self._new(),)

    def all(self) -> tuple[bytes, ...]:
        """Return today's key and, for as long as anything named by it may live, yesterday's."""
        now = self._clock()
        if now - self._keys[0][0] >= DAY:
            self._keys = (self._new(), *self._keys)
        self._keys = tuple((made, key) for made, key in self._keys if now - made < KEY_LIFE)
        return tuple(key for _, key in self._keys)

    def _new(self) -> tuple[datetime, bytes]:
        return self._clock(), self._random(KEY_BYTES)


class InProcessReportSessions:
    """Report sessions in this process's memory."""

    def __init__(self, key: DyingKey, clock: Callable[[], datetime]) -> None:
        self._key, self._clock = key, clock
        self._kept: dict[bytes, tuple[datetime, bytes]] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, chat: str) -> AsyncIterator[None]:
        """Hold a chat's session for one turn."""
        lock = self._turns.setdefault(chat, asyncio.Lock())
        async with lock:
            yield

    async def load(self, chat: str, part: str) -> bytes | None:
        """Return a piece, or None if it was never there or its time is over."""
        for key in self._key.all():
            ends, piece = self._kept.get(name_of(key, chat, part), (self._clock(), b""))
            if ends > self._clock():
                return opened(key, chat, piece)
        return None

    async def save(self, chat: str, part: str, piece: bytes, life: timedelta = LIFE) -> None:
        """Keep a piece for its life, from now on."""
        await self.forget(chat, part)
        key = self._key.all()[0]
        self._kept[name_of(key, chat, part)] = (self._clock() + life, sealed(key, chat, piece))

    async def forget(self, chat: str, part: str) -> None:
        """Forget a piece at once."""
        for key in self._key.all():
            self._kept.pop(name_of(key, chat, part), None)

    def tidy(self) -> None:
        """Let go of what is over; it could not be had any more already."""
        now, keys = self._clock(), self._key.all()
        over = [name for name, (ends, _) in self._kept.items() if ends <= now]
        for name in over if keys else ():
            del self._kept[name]


def name_of(key: bytes, chat: str, part: str) -> bytes:
    """Name a piece so that only a holder of the key can tell whose it is."""
    words = f"{chat}|{part}".encode()
    return blake2b(words, digest_size=20, key=key, person=b"name").digest()


def sealed(key: bytes, chat: str, piece: bytes) -> bytes:
    """Seal a piece to its chat."""
    return bytes(_box(key, chat).encrypt(piece))


def opened(key: bytes, chat: str, piece: bytes) -> bytes | None:
    """Open a piece; None if it is not of this chat."""
    try:
        return _box(key, chat).decrypt(piece)
    except CryptoError:
        return None


def _box(key: bytes, chat: str) -> SecretBox:
    return SecretBox(blake2b(chat.encode(), digest_size=32, key=key, person=b"seal").digest())

"""Conversations of reporters while they last: in memory, sealed, gone after thirty minutes.

They never touch a durable store. The name of a session is a hash of the chat under a key that
is random, lives in this process only and is renewed daily; without the key the hash is noise,
and with a lasting key it would be as good as the chat's number. A restart ends all of them,
and people are told so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, Protocol

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import SecretBox
from redis.asyncio import Redis

LIFE: Final = timedelta(minutes=30)
DAY: Final = timedelta(days=1)
KEY_BYTES: Final = 32


class ReportSessions(Protocol):
    """Keeps what belongs to a chat's report for thirty minutes; ``part`` names a piece of it."""

    async def load(self, chat: str, part: str) -> bytes | None:
        """Return a piece, or None if it was never there or its time is over."""

    async def save(self, chat: str, part: str, piece: bytes) -> None:
        """Keep a piece for thirty minutes from now."""

    async def forget(self, chat: str, part: str) -> None:
        """Forget a piece at once."""


class DyingKey:
    """A random key in memory, renewed daily; yesterday's serves sessions over midnight."""

    def __init__(self, random: Callable[[int], bytes], clock: Callable[[], datetime]) -> None:
        self._random, self._clock = random, clock
        self._made = clock()
        self._keys = (random(KEY_BYTES),)

    def all(self) -> tuple[bytes, ...]:
        """Return today's key and, for as long as a session lives, yesterday's."""
        age = self._clock() - self._made
        if age >= DAY:
            kept = self._keys[:1] if age < DAY + LIFE else ()
            self._keys, self._made = (self._random(KEY_BYTES), *kept), self._clock()
        elif age >= LIFE:
            self._keys = self._keys[:1]
        return self._keys


class InProcessReportSessions:
    """Report sessions in this process's memory."""

    def __init__(self, key: DyingKey, clock: Callable[[], datetime]) -> None:
        self._key, self._clock = key, clock
        self._kept: dict[bytes, tuple[datetime, bytes]] = {}

    async def load(self, chat: str, part: str) -> bytes | None:
        """Return a piece, or None if it was never there or its time is over."""
        self._drop_old()
        for key in self._key.all():
            found = self._kept.get(_name(key, chat, part))
            if found:
                return _opened(key, chat, found[1])
        return None

    async def save(self, chat: str, part: str, piece: bytes) -> None:
        """Keep a piece for thirty minutes from now."""
        await self.forget(chat, part)
        key = self._key.all()[0]
        ends = self._clock() + LIFE
        self._kept[_name(key, chat, part)] = (ends, _sealed(key, chat, piece))

    async def forget(self, chat: str, part: str) -> None:
        """Forget a piece at once."""
        for key in self._key.all():
            self._kept.pop(_name(key, chat, part), None)

    def _drop_old(self) -> None:
        now = self._clock()
        for name in [name for name, (ends, _) in self._kept.items() if ends <= now]:
            del self._kept[name]


class RedisReportSessions:
    """Report sessions in a volatile Redis (no file is ever written: ``save ""``, no AOF).

    The key stays in this process, so one chat's report must stay with one process.
    """

    def __init__(self, redis: Redis, key: DyingKey) -> None:
        self._redis, self._key = redis, key

    async def load(self, chat: str, part: str) -> bytes | None:
        """Return a piece, or None if it was never there or its time is over."""
        for key in self._key.all():
            found = await self._redis.get(_name(key, chat, part))
            if isinstance(found, bytes):
                return _opened(key, chat, found)
        return None

    async def save(self, chat: str, part: str, piece: bytes) -> None:
        """Keep a piece for thirty minutes from now."""
        await self.forget(chat, part)
        key = self._key.all()[0]
        await self._redis.set(_name(key, chat, part), _sealed(key, chat, piece), ex=LIFE)

    async def forget(self, chat: str, part: str) -> None:
        """Forget a piece at once."""
        await self._redis.delete(*(_name(key, chat, part) for key in self._key.all()))


async def is_volatile(redis: Redis) -> bool:
    """Tell whether this Redis writes nothing to disk; the service must not start on another."""
    kept = await redis.config_get("save", "appendonly")
    return str(kept.get("save")) == "" and str(kept.get("appendonly")) == "no"


def _name(key: bytes, chat: str, part: str) -> bytes:
    words = f"{chat}|{part}".encode()
    made: bytes = blake2b(words, digest_size=20, key=key, person=b"name", encoder=RawEncoder)
    return made


def _box(key: bytes, chat: str) -> SecretBox:
    return SecretBox(
        blake2b(chat.encode(), digest_size=32, key=key, person=b"seal", encoder=RawEncoder)
    )


def _sealed(key: bytes, chat: str, piece: bytes) -> bytes:
    return bytes(_box(key, chat).encrypt(piece))


def _opened(key: bytes, chat: str, sealed: bytes) -> bytes | None:
    try:
        return _box(key, chat).decrypt(sealed)
    except CryptoError:
        return None

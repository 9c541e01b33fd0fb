"""Report sessions that several processes share, in a Redis or Valkey that writes nothing to disk.

The key that names and seals them is made of two halves: a secret that every process of the service
has, and a random word of the day that stands in that memory alone and dies there the day after.
Whoever takes the disks has no word of the day; whoever takes the memory has no secret.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import RedisError

from storage.errors import StorageError, Unavailable
from storage.live.report_sessions import DAY, KEY_BYTES, KEY_LIFE, LIFE, name_of, opened, sealed

WORD: Final = b"strp:day:"
TURN: Final = "turn"
HELD: Final = 5.0  # seconds a turn is held after the last sign of life of its process
BEAT: Final = 1.5
PATIENCE: Final = 20.0


class WritesToDisk(StorageError):
    """This Redis keeps what it is given on a disk, so it may hold nothing of a report."""


class SharedKey:
    """The key of the day, the same in every process."""

    def __init__(
        self,
        redis: Redis,
        secret: bytes,
        *,
        random: Callable[[int], bytes],
        clock: Callable[[], datetime],
    ) -> None:
        self._redis, self._random, self._clock = redis, random, clock
        self._secret = secret

    async def all(self) -> tuple[bytes, ...]:
        """Return today's key and, for as long as anything named by it may live, yesterday's."""
        day = self._clock().astimezone(UTC).date()
        today, before = await self._redis.mget(_named(day), _named(day - DAY))
        words = (today or await self._new_word(day), before)
        return tuple(self._made(word) for word in words if isinstance(word, bytes))

    async def _new_word(self, day: date) -> bytes:
        # Of two processes at midnight, one makes the word and both read it.
        await self._redis.set(_named(day), self._random(KEY_BYTES), nx=True, ex=KEY_LIFE)
        word = await self._redis.get(_named(day))
        if not isinstance(word, bytes):
            raise Unavailable
        return word

    def _made(self, word: bytes) -> bytes:
        made: bytes = blake2b(
            word, digest_size=KEY_BYTES, key=self._secret, person=b"sessions", encoder=RawEncoder
        )
        return made


class RedisReportSessions:
    """Report sessions in a volatile Redis (no file is ever written: ``save ""``, no AOF)."""

    def __init__(self, redis: Redis, key: SharedKey) -> None:
        self._redis, self._key = redis, key

    @asynccontextmanager
    async def turn(self, chat: str) -> AsyncIterator[None]:
        """Hold a chat's session for one turn, in whichever process."""
        async with _told_as_ours():
            name = name_of((await self._key.all())[0], chat, TURN)
            lock = self._redis.lock(name, HELD, sleep=0.02, blocking_timeout=PATIENCE)
            if not await lock.acquire():
                raise Unavailable
        alive = asyncio.create_task(_hold(lock))
        try:
            yield
        finally:
            alive.cancel()
            with suppress(RedisError, OSError):  # it ends by itself; the turn is taken
                await lock.release()

    async def load(self, chat: str, part: str) -> bytes | None:
        """Return a piece, or None if it was never there or its time is over."""
        async with _told_as_ours():
            keys = await self._key.all()
            kept = await self._redis.mget(*(name_of(key, chat, part) for key in keys))
        both = zip(keys, kept, strict=True)
        found = ((key, piece) for key, piece in both if isinstance(piece, bytes))
        return next((opened(key, chat, piece) for key, piece in found), None)

    async def save(self, chat: str, part: str, piece: bytes, life: timedelta = LIFE) -> None:
        """Keep a piece for its life, from now on."""
        async with _told_as_ours():
            first, *older = await self._key.all()
            await self._redis.set(name_of(first, chat, part), sealed(first, chat, piece), ex=life)
            if older:
                await self._redis.delete(*(name_of(key, chat, part) for key in older))

    async def forget(self, chat: str, part: str) -> None:
        """Forget a piece at once."""
        async with _told_as_ours():
            await self._redis.delete(*(name_of(key, chat, part) for key in await self._key.all()))


async def _hold(lock: Lock) -> None:
    """Hold on for as long as this process lives: who is killed lets go within seconds."""
    while True:
        await asyncio.sleep(BEAT)
        with suppress(RedisError, OSError):
            await lock.reacquire()


def _named(day: date) -> bytes:
    return WORD + day.isoformat().encode()


@asynccontextmanager
async def open_volatile(url: str) -> AsyncIterator[Redis]:
    """Open a Redis for report sessions.

    Raises:
        WritesToDisk: it writes to a disk, or does not say that it does not.
        Unavailable: it does not answer.
    """
    redis = Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=5)
    try:
        async with _told_as_ours():
            if not await is_volatile(redis):
                raise WritesToDisk
        yield redis
    finally:
        await redis.aclose()


async def is_volatile(redis: Redis) -> bool:
    """Tell whether this Redis writes nothing to disk; the service must not start on another."""
    kept = await redis.config_get("save", "appendonly")
    return str(kept.get("save")) == "" and str(kept.get("appendonly")) == "no"


@asynccontextmanager
async def _told_as_ours() -> AsyncIterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise Unavailable(type(error).__name__) from None

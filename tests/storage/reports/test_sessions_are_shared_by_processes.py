"""Report sessions in a real Valkey: shared by processes, written nowhere, readable by nobody."""

import asyncio
import secrets

import pytest
from redis import Redis

from bot.house import real_time
from storage.errors import Unavailable
from storage.live import shared_report_sessions
from storage.live.shared_report_sessions import (
    RedisReportSessions,
    SharedKey,
    WritesToDisk,
    open_volatile,
)
from tests.support.memories import a_valkey, everything_in

pytestmark = pytest.mark.servers
CHAT = "7123456789"
SECRET = b"secret of a test"


def sessions(redis, secret=SECRET):
    key = SharedKey(redis, secret, random=secrets.token_bytes, clock=real_time)
    return RedisReportSessions(redis, key)


async def test_what_one_process_keeps_another_finds_and_a_stranger_does_not(valkey):
    async with open_volatile(valkey) as one, open_volatile(valkey) as other:
        await sessions(one).save(CHAT, "visit", b"kata rahasia")
        assert await sessions(other).load(CHAT, "visit") == b"kata rahasia"
        assert await sessions(other, b"another secret..").load(CHAT, "visit") is None
        held = b"".join(everything_in(valkey).values())
        for needle in (CHAT.encode(), int(CHAT).to_bytes(5, "big"), b"rahasia", SECRET):
            assert needle not in held
        await sessions(other).forget(CHAT, "visit")
        assert await sessions(one).load(CHAT, "visit") is None


async def test_everything_ends_by_itself(valkey):
    async with open_volatile(valkey) as redis:
        await sessions(redis).save(CHAT, "visit", b"x")
        assert all([await redis.ttl(name) > 0 for name in await redis.keys("*")])


async def test_two_turns_of_one_chat_wait_for_one_another_in_whichever_process(valkey):
    order = []

    async def turn(name):
        async with open_volatile(valkey) as redis, sessions(redis).turn(CHAT):
            order.append(f"{name} begins")
            await asyncio.sleep(0.05)
            order.append(f"{name} ends")

    await asyncio.gather(*map(turn, "ab"))
    assert order[0][0] == order[1][0] != order[2][0] == order[3][0]


async def test_a_turn_is_held_for_as_long_as_its_process_lives_and_no_longer(valkey, monkeypatch):
    monkeypatch.setattr(shared_report_sessions, "HELD", 0.3)
    monkeypatch.setattr(shared_report_sessions, "BEAT", 0.1)
    async with open_volatile(valkey) as redis:
        await redis.flushdb()
        holding = sessions(redis).turn(CHAT)
        await holding.__aenter__()
        await asyncio.sleep(0.5)
        (name,) = [one for one in await redis.keys("*") if not one.startswith(b"strp")]
        assert await redis.ttl(name) >= 0
        (beating,) = [one for one in asyncio.all_tasks() if one.get_coro().__name__ == "_hold"]
        beating.cancel()  # as if it had been killed: nobody beats, nobody lets go
        async with sessions(redis).turn(CHAT):
            await holding.__aexit__(None, None, None)  # too late: it is another's by now
            assert await redis.exists(name)


@pytest.mark.parametrize("settings", [{"appendonly": "yes"}, {"save": "900 1"}])
async def test_a_memory_that_writes_to_a_disk_is_refused(valkey, settings):
    with a_valkey(**settings) as (url, _), pytest.raises(WritesToDisk):
        async with open_volatile(url):
            pass


async def test_a_memory_that_is_away_is_told_so_without_an_address():
    with pytest.raises(Unavailable) as refused:
        async with open_volatile("redis://127.0.0.1:1/0"):
            pass
    assert "127.0.0.1" not in str(refused.value)


async def test_a_memory_that_goes_away_is_told_so(valkey):
    with a_valkey() as (url, _):
        async with open_volatile(url) as redis:
            kept = sessions(redis)
            await kept.save(CHAT, "visit", b"x")
            with Redis.from_url(url) as other:
                other.shutdown(nosave=True)
            for act in (
                kept.load(CHAT, "visit"),
                kept.save(CHAT, "visit", b"y"),
                kept.forget(CHAT, "visit"),
            ):
                with pytest.raises(Unavailable):
                    await act

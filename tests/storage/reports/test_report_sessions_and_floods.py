"""What lives in memory only: sessions that die, counts that know nobody."""

import itertools
import secrets
from datetime import UTC, datetime, timedelta

import pytest

from storage.live.flood import LIMITS, Deed, FloodGate
from storage.live.report_sessions import DyingKey, InProcessReportSessions
from storage.live.shared_report_sessions import RedisReportSessions, SharedKey

CHAT = "7123456789"


class Clock:
    def __init__(self):
        self.now = datetime(2021, 7, 14, 0, 0, tzinfo=UTC)  # keys change at midnight

    def __call__(self):
        return self.now

    def later(self, **passed):
        self.now += timedelta(**passed)


class VolatileRedis:
    """The commands of Redis that sessions use, with its own clock of expiry."""

    def __init__(self, clock):
        self.clock, self.kept = clock, {}

    async def get(self, name):
        ends, value = self.kept.get(name, (self.clock(), None))
        return value if ends > self.clock() else None

    async def mget(self, *names):
        return [await self.get(name) for name in names]

    async def set(self, name, value, ex, *, nx=False):
        if not nx or await self.get(name) is None:
            self.kept[name] = (self.clock() + ex, value)

    async def delete(self, *names):
        for name in names:
            self.kept.pop(name, None)


@pytest.fixture(params=["in process", "redis"])
def kept(request):
    clock = Clock()
    key = DyingKey(secrets.token_bytes, clock)
    if request.param == "redis":
        redis = VolatileRedis(clock)
        shared = SharedKey(redis, bytes(16), random=secrets.token_bytes, clock=clock)
        return RedisReportSessions(redis, shared), clock, redis.kept
    sessions = InProcessReportSessions(key, clock)
    return sessions, clock, sessions._kept


async def test_a_session_lives_thirty_minutes_from_the_last_turn(kept):
    sessions, clock, _ = kept
    await sessions.save(CHAT, "state", b"one")
    clock.later(minutes=29)
    await sessions.save(CHAT, "state", b"two")
    clock.later(minutes=29)
    assert await sessions.load(CHAT, "state") == b"two"
    clock.later(minutes=1)
    assert await sessions.load(CHAT, "state") is None


async def test_neither_the_chat_nor_its_words_can_be_read_in_memory(kept):
    sessions, _, store = kept
    await sessions.save(CHAT, "state", b"kata rahasia")
    held = b"".join(name + value[1] for name, value in store.items())
    assert CHAT.encode() not in held
    assert b"rahasia" not in held
    assert int(CHAT).to_bytes(8, "little") not in held


async def test_a_session_over_midnight_goes_on_and_old_names_are_noise_after(kept):
    sessions, clock, store = kept
    clock.later(hours=23, minutes=50)
    await sessions.save(CHAT, "state", b"before")
    names = set(store)
    clock.later(minutes=20)
    assert await sessions.load(CHAT, "state") == b"before"
    await sessions.save(CHAT, "state", b"after")
    assert await sessions.load(CHAT, "state") == b"after"
    assert not {name for name in names if not name.startswith(b"strp:day")} & set(store)


async def test_parts_and_chats_are_apart_and_forgotten_one_by_one(kept):
    sessions, _, _ = kept
    for chat, part in itertools.product((CHAT, "1"), ("state", "photo")):
        await sessions.save(chat, part, f"{chat}{part}".encode())
    await sessions.forget(CHAT, "state")
    assert await sessions.load(CHAT, "state") is None
    assert await sessions.load(CHAT, "photo") == f"{CHAT}photo".encode()
    assert await sessions.load("1", "state") == b"1state"


async def test_what_is_kept_for_a_day_lasts_a_day_whenever_keys_change(kept):
    sessions, clock, _ = kept
    clock.later(hours=23, minutes=50)
    await sessions.save(CHAT, "front", b"id", timedelta(days=1))
    clock.later(hours=23, minutes=59)
    assert await sessions.load(CHAT, "front") == b"id"
    clock.later(minutes=1)
    assert await sessions.load(CHAT, "front") is None


async def test_a_key_is_gone_a_day_after_it_was_renewed():
    clock = Clock()
    key = DyingKey(secrets.token_bytes, clock)
    first = key.all()
    assert key.all() == first
    clock.later(days=1)
    assert key.all()[1:] == first
    clock.later(days=1)
    assert first[0] not in key.all()
    clock.later(days=3)
    assert len(key.all()) == 1


def a_gate():
    clock = Clock()
    memory = InProcessReportSessions(DyingKey(secrets.token_bytes, clock), clock)
    return FloodGate(memory), clock, memory


async def test_a_limit_tells_how_long_to_wait_and_opens_again():
    gate, clock, _ = a_gate()
    limit = LIMITS[Deed.RECEIPT]
    for _ in range(limit.most):
        assert not await gate.wait(Deed.RECEIPT, CHAT, clock())
    assert await gate.wait(Deed.RECEIPT, CHAT, clock()) == limit.within
    assert not await gate.wait(Deed.RECEIPT, "another", clock())
    clock.later(hours=1)
    assert not await gate.wait(Deed.RECEIPT, CHAT, clock())


async def test_the_same_thing_again_is_free_and_a_failure_of_ours_is_given_back():
    gate, clock, _ = a_gate()
    for _ in range(3):
        assert not await gate.wait(Deed.EMPLOYER, CHAT, clock(), about="contoh", thing="receipt")
    assert await gate.wait(Deed.EMPLOYER, CHAT, clock(), about="contoh", thing="other")
    assert not await gate.wait(Deed.EMPLOYER, CHAT, clock(), about="lain", thing="other")
    await gate.give_back(Deed.EMPLOYER, CHAT, about="contoh")
    assert not await gate.wait(Deed.EMPLOYER, CHAT, clock(), about="contoh", thing="other")


async def test_everybody_together_has_a_limit_for_reports():
    gate, clock, _ = a_gate()
    for number in range(5_000):
        assert not await gate.wait(Deed.REPORT, str(number), clock())
    assert await gate.wait(Deed.REPORT, "one more", clock())
    assert not await gate.wait(Deed.MESSAGE, "one more", clock())
    clock.later(hours=1)
    assert not await gate.wait(Deed.REPORT, "one more", clock())


async def test_no_chat_can_be_read_from_the_counts():
    gate, clock, memory = a_gate()
    await gate.wait(Deed.EMPLOYER, CHAT, clock(), about="contoh", thing="2H4K-9QRT")
    held = b"".join(name + piece for name, (_, piece) in memory._kept.items())
    for needle in (CHAT.encode(), b"contoh", b"2H4K", b"deed"):
        assert needle not in held
    names = set(memory._kept)
    clock.later(days=1)
    memory.tidy()
    assert memory._kept == {}
    clock.later(days=1)
    await gate.wait(Deed.EMPLOYER, CHAT, clock(), about="contoh")
    assert not names & set(memory._kept)


async def test_a_limit_of_a_day_lasts_a_day_whenever_keys_change():
    gate, clock, _ = a_gate()
    clock.later(hours=23, minutes=50)
    for _ in range(3):
        assert not await gate.wait(Deed.REPORT, CHAT, clock())
    clock.later(minutes=45)
    assert await gate.wait(Deed.REPORT, CHAT, clock())
    clock.later(hours=23, minutes=15)
    assert not await gate.wait(Deed.REPORT, CHAT, clock())


async def test_processes_that_share_a_memory_count_together():
    gate, clock, memory = a_gate()
    gates = (gate, FloodGate(memory))
    waits = [await gates[n % 2].wait(Deed.REPORT, CHAT, clock()) for n in range(4)]
    assert [bool(wait) for wait in waits] == [False, False, False, True]

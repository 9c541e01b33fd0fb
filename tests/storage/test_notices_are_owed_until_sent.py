import asyncio
from datetime import timedelta
from itertools import chain

from flows.rules.notices import NoticeStatus, Priority
from storage.database import Database
from storage.outbox import HELD
from tests.support.builders import CHAT, NOON, a_notice

MINUTE = timedelta(minutes=1)


async def test_a_promise_is_made_once(database: Database) -> None:
    async with database.unit() as unit:
        assert await unit.outbox.promise(a_notice())
        assert not await unit.outbox.promise(a_notice(key="other"))
        assert await unit.outbox.owed() == 1


async def test_a_notice_is_claimed_sent_and_no_longer_owed(database: Database) -> None:
    async with database.unit() as unit:
        await unit.outbox.promise(a_notice())
        (claimed,) = await unit.outbox.claim(10, NOON)
        assert claimed == a_notice(attempts=1)
        assert await unit.outbox.claim(10, NOON) == []
        await unit.outbox.sent("n-1", at=NOON)
        assert await unit.outbox.owed() == 0
        assert await unit.outbox.claim(10, NOON + 2 * HELD) == []
        assert [notice.status for notice in await unit.outbox.of_chat(CHAT)] == [NoticeStatus.SENT]


async def test_a_claim_of_a_sender_that_died_runs_out(database: Database) -> None:
    async with database.unit() as unit:
        await unit.outbox.promise(a_notice())
        await unit.outbox.claim(10, NOON)
        (again,) = await unit.outbox.claim(10, NOON + HELD)
        assert again.attempts == 2


async def test_nothing_goes_out_before_it_is_due(database: Database) -> None:
    async with database.unit() as unit:
        await unit.outbox.promise(a_notice(due=NOON + MINUTE))
        assert await unit.outbox.claim(10, NOON) == []
        assert len(await unit.outbox.claim(10, NOON + MINUTE)) == 1


async def test_replies_go_before_news(database: Database) -> None:
    async with database.unit() as unit:
        for chat, priority in ((1, Priority.BROADCAST), (2, Priority.REPLY), (3, Priority.NOTICE)):
            await unit.outbox.promise(a_notice(f"n-{chat}", chat=chat, priority=priority))
        claimed = await unit.outbox.claim(2, NOON)
    assert [notice.chat for notice in claimed] == [2, 3]


async def test_messages_of_one_chat_go_out_one_after_the_other(database: Database) -> None:
    async with database.unit() as unit:
        for number in range(3):
            await unit.outbox.promise(a_notice(f"n-{number}", due=NOON + number * MINUTE / 2))
        later = NOON + MINUTE
        sent = []
        while claimed := await unit.outbox.claim(10, later):
            assert len(claimed) == 1
            sent.append(claimed[0].once)
            await unit.outbox.sent(claimed[0].once, at=later)
    assert sent == ["n-0", "n-1", "n-2"]


async def test_a_paused_chat_holds_nobody_else_up(database: Database) -> None:
    async with database.unit() as unit:
        await unit.outbox.promise(a_notice("n-1", chat=1))
        await unit.outbox.promise(a_notice("n-2", chat=2))
        await unit.outbox.claim(1, NOON)
        await unit.outbox.pause(1, until=NOON + MINUTE)
        assert [notice.chat for notice in await unit.outbox.claim(10, NOON)] == [2]
        assert [notice.chat for notice in await unit.outbox.claim(10, NOON + MINUTE)] == [1]


async def test_a_postponed_notice_waits(database: Database) -> None:
    async with database.unit() as unit:
        await unit.outbox.promise(a_notice())
        await unit.outbox.claim(1, NOON)
        await unit.outbox.postpone("n-1", until=NOON + MINUTE)
        assert await unit.outbox.claim(1, NOON) == []
        assert len(await unit.outbox.claim(1, NOON + MINUTE)) == 1


async def test_a_chat_that_blocked_us_is_owed_nothing_more(database: Database) -> None:
    async with database.unit() as unit:
        await unit.outbox.promise(a_notice("n-1"))
        await unit.outbox.promise(a_notice("n-2"))
        assert await unit.outbox.unreachable(CHAT, at=NOON) == 2
        assert await unit.outbox.claim(10, NOON) == []
        assert await unit.outbox.prune(before=NOON + MINUTE) == 2


async def test_two_senders_never_hold_the_same_notice(database: Database) -> None:
    async with database.unit() as unit:
        for number in range(20):
            await unit.outbox.promise(a_notice(f"n-{number}", chat=number % 10))

    async def claim() -> list[str]:
        async with database.unit() as unit:
            return [notice.once for notice in await unit.outbox.claim(10, NOON)]

    held = list(chain(*await asyncio.gather(*(claim() for _ in range(4)))))
    assert len(held) == len(set(held))
    assert len({int(once[2:]) % 10 for once in held}) == len(held)

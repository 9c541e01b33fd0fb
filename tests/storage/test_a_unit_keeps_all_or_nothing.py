import asyncio
import stat
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from storage.audit import Act
from storage.database import Database, sqlite_url
from storage.errors import Stale, Unavailable, Unsealable
from storage.sealing import Sealer
from tests.support.builders import CHAT, NOON, a_notice, an_employee, keep_company, submitted
from tests.support.databases import KEYS, a_sealer
from tests.support.interrupted import KilledAt


class Interrupted(Exception):
    pass


async def save(database: Database, expected: int | None, revision: int) -> None:
    async with database.unit() as unit:
        await unit.conversations.save(
            CHAT,
            "registration",
            {"revision": revision},
            expected=expected,
            revision=revision,
            at=NOON,
        )


def modes_in(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def write_everywhere_and_stop(database: Database) -> None:
    async with database.unit() as unit:
        await submitted(unit)
        await unit.seen.is_first(1, at=NOON)
        await unit.rosters.keep("draft", [an_employee()])
        await unit.permits.take_serials(5)
        await unit.conversations.speak(CHAT, "en")
        await unit.outbox.promise(a_notice())
        unit.audit.record(Act(NOON, "rep", "submitted", "a-1"))
        raise Interrupted


async def test_a_clean_exit_keeps_everything(database: Database) -> None:
    async with database.unit() as unit:
        await submitted(unit)
        await unit.outbox.promise(a_notice())
        unit.audit.record(Act(NOON, "rep", "submitted", "a-1"))
    async with database.reading() as unit:
        assert (await unit.applications.get("a-1")).reference == "a-1"
        assert await unit.outbox.owed() == 1
        assert (await unit.audit.verify_chain()).lines == 1


async def test_an_interrupted_unit_keeps_nothing(database: Database) -> None:
    with pytest.raises(Interrupted):
        await write_everywhere_and_stop(database)
    async with database.unit() as unit:
        assert await unit.applications.find("a-1") is None
        assert await unit.seen.is_first(1, at=NOON)
        assert await unit.rosters.counts("draft") == {}
        assert await unit.permits.take_serials(1) == range(1, 2)
        assert (await unit.conversations.chat(CHAT)).language is None
        assert await unit.outbox.owed() == 0
        assert (await unit.audit.verify_chain()).lines == 0


async def test_a_cancelled_unit_keeps_nothing_and_lets_the_next_one_in(database: Database) -> None:
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with database.unit() as unit:
            await unit.seen.is_first(1, at=NOON)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with database.unit() as unit:
        assert await unit.seen.is_first(1, at=NOON)


async def test_a_unit_cancelled_at_any_wait_lets_the_next_one_in(database: Database) -> None:
    async def take() -> range:
        async with database.unit() as unit:
            await unit.seen.is_first(1, at=NOON)
            return await unit.permits.take_serials(1)

    waits = 0
    with suppress(StopAsyncIteration):
        for waits in count(1):
            with suppress(asyncio.CancelledError):
                await KilledAt(take(), waits)
                raise StopAsyncIteration
            async with asyncio.timeout(5):
                await take()
    assert waits > 5


async def test_of_twenty_turns_at_once_one_is_kept_and_nineteen_are_told(
    database: Database,
) -> None:
    await save(database, None, 1)
    told = await asyncio.gather(*(save(database, 1, 2) for _ in range(20)), return_exceptions=True)
    assert sum(answer is None for answer in told) == 1
    assert sum(isinstance(answer, Stale) for answer in told) == 19


async def test_of_twenty_first_turns_one_is_kept(database: Database) -> None:
    told = await asyncio.gather(
        *(save(database, None, 1) for _ in range(20)), return_exceptions=True
    )
    assert sum(answer is None for answer in told) == 1
    assert sum(isinstance(answer, Stale) for answer in told) == 19


async def test_twenty_writers_that_repeat_lose_no_turn(database: Database) -> None:
    await save(database, None, 0)

    async def one_turn() -> None:
        while True:
            try:
                async with database.unit() as unit:
                    kept = await unit.conversations.load(CHAT, "registration")
                    assert kept is not None
                    await unit.conversations.save(
                        CHAT,
                        "registration",
                        kept.state,
                        expected=kept.revision,
                        revision=kept.revision + 1,
                        at=NOON,
                    )
            except Stale:
                continue
            return

    await asyncio.gather(*(one_turn() for _ in range(20)))
    async with database.reading() as unit:
        kept = await unit.conversations.load(CHAT, "registration")
    assert kept is not None
    assert kept.revision == 20


async def test_a_look_sees_the_last_commit_while_somebody_writes(database: Database) -> None:
    async with database.unit() as writer:
        await keep_company(writer)
        async with database.reading() as unit:
            assert await unit.companies.workplaces("9120001234567") == []


async def test_two_processes_write_to_one_file_without_a_locked_database(
    sqlite_path: Path,
) -> None:
    both = [await Database.open(sqlite_url(sqlite_path), sealer=a_sealer()) for _ in range(2)]

    async def write(database: Database, update_id: int) -> bool:
        async with database.unit() as unit:
            return await unit.seen.is_first(update_id, at=NOON)

    told = await asyncio.gather(*(write(both[n % 2], n) for n in range(40)))
    assert all(told)
    for database in both:
        await database.close()


async def test_a_database_that_does_not_answer_is_weather() -> None:
    with pytest.raises(Unavailable):
        await Database.open("postgresql://nobody@127.0.0.1:1/none", sealer=a_sealer())


async def test_a_file_that_cannot_be_opened_is_weather(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        await Database.open(sqlite_url(tmp_path / "no" / "folder.db"), sealer=a_sealer())


async def test_the_file_of_the_store_is_ours_alone(tmp_path: Path) -> None:
    database = await Database.open(sqlite_url(tmp_path / "strp.db"), sealer=a_sealer())
    modes = modes_in(tmp_path)
    await database.close()
    assert modes == {0o600}


async def test_another_key_is_refused_at_the_start(database_url: str) -> None:
    with pytest.raises(Unsealable):
        await Database.open(database_url, sealer=Sealer({1: bytes(32)}))


async def test_a_refused_key_leaves_nothing_that_would_refuse_the_right_one(
    database_url: str,
) -> None:
    with pytest.raises(Unsealable):
        await Database.open(database_url, sealer=Sealer({2: bytes(32)}))
    await (await Database.open(database_url, sealer=a_sealer())).close()


async def test_a_missing_old_key_is_refused_at_the_start(database_url: str) -> None:
    newer = Sealer({**KEYS, 2: bytes(32)})
    await (await Database.open(database_url, sealer=newer)).close()
    with pytest.raises(Unsealable):
        await Database.open(database_url, sealer=a_sealer())


async def test_what_was_sealed_with_an_old_key_still_opens(database_url: str) -> None:
    older = await Database.open(database_url, sealer=a_sealer())
    async with older.unit() as unit:
        await unit.rosters.keep("draft", [an_employee()])
    await older.close()
    newer = await Database.open(database_url, sealer=Sealer({**KEYS, 2: bytes(32)}))
    async with newer.unit() as unit:
        await unit.rosters.keep("draft", [an_employee(2)])
        assert [row.employee for row in await unit.rosters.rows("draft")] == [
            an_employee(1),
            an_employee(2),
        ]
        assert an_employee().nik in await unit.rosters.listed("draft", [an_employee().nik])
    await newer.close()


async def test_times_come_back_aware_and_the_same(database: Database) -> None:
    later = NOON + timedelta(microseconds=1)
    async with database.unit() as unit:
        await submitted(unit, due_at=later)
        assert (await unit.applications.get("a-1")).due_at == later

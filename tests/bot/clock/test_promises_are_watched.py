import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.clock.promises import Promises
from flows.rules.promise import due_at
from storage.database import Database
from tests.support.builders import NOON, submitted
from tests.support.office_queue import POLICIES, SetClock

PROCEDURE = POLICIES.procedure


async def acts(database: Database) -> list[tuple[str, str]]:
    async with database.reading() as unit:
        return [(line.act.act, line.act.actor) for line in await unit.audit.of("a-1")]


async def test_each_alarm_of_a_promise_is_written_down_once(database: Database) -> None:
    async with database.unit() as unit:
        await submitted(unit)
    clock = SetClock(NOON)
    promises = Promises(database, PROCEDURE, clock)
    fresh = 0
    for _ in range(12):
        fresh += await promises.watch()
        clock.move(minutes=30)
    assert fresh == 3
    assert await acts(database) == [
        ("promise_60", "clock"),
        ("promise_80", "clock"),
        ("promise_broken", "clock"),
    ]


async def test_the_closed_night_rings_no_alarm(database: Database) -> None:
    evening = NOON + timedelta(hours=7, minutes=59)  # 19.59 in Jakarta
    due = due_at(evening, PROCEDURE)
    async with database.unit() as unit:
        await submitted(unit, complete_at=evening, due_at=due)
    assert await Promises(database, PROCEDURE, SetClock(due - timedelta(minutes=140))).watch() == 0
    assert await Promises(database, PROCEDURE, SetClock(due - timedelta(minutes=120))).watch() == 1
    assert await acts(database) == [("promise_60", "clock")]


async def test_two_watches_and_a_fresh_start_write_nothing_twice(database: Database) -> None:
    async with database.unit() as unit:
        await submitted(unit)
    late = SetClock(NOON + timedelta(hours=6))
    await asyncio.gather(*(Promises(database, PROCEDURE, late).watch() for _ in range(3)))
    assert await Promises(database, PROCEDURE, late).watch() == 3
    assert len(await acts(database)) == 3


async def test_a_promise_made_anew_is_watched_anew(database: Database) -> None:
    async with database.unit() as unit:
        case = await submitted(unit)
    clock = SetClock(NOON + timedelta(hours=6))
    promises = Promises(database, PROCEDURE, clock)
    await promises.watch()
    async with database.unit() as unit:
        anew = replace(case, complete_at=clock.now, due_at=clock.now + timedelta(hours=5))
        await unit.applications.move(case, anew, by="", at=clock.now)
    assert await promises.watch() == 0
    clock.move(hours=5)
    assert await promises.watch() == 3
    assert [name for name, _ in await acts(database)].count("promise_broken") == 2


async def test_a_watch_goes_on_until_it_is_stopped(sqlite: Database) -> None:
    async with sqlite.unit() as unit:
        await submitted(unit)
    watching = asyncio.create_task(
        Promises(sqlite, PROCEDURE, SetClock(NOON + timedelta(hours=6))).run()
    )
    for _ in range(500):
        if len(await acts(sqlite)) == 3:
            break
        await asyncio.sleep(0.01)
    assert len(await acts(sqlite)) == 3
    assert not watching.done()
    watching.cancel()

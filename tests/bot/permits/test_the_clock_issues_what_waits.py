import asyncio

import structlog

from bot import policies
from bot.checking import Checking
from bot.clock.issuing import IssuingWorker
from bot.clock.reopening import Reopening
from flows.rules.applications import ApplicationStatus
from storage.database import Database
from tests.support.builders import NOON, employees
from tests.support.permits import an_issuer, decided


def a_worker(database: Database, **options: float) -> IssuingWorker:
    reopening = Reopening(database, Checking(policies.load()), lambda: NOON)
    return IssuingWorker(an_issuer(database), reopening, **options)


async def status(database: Database, reference: str) -> ApplicationStatus:
    async with database.reading() as unit:
        return (await unit.applications.get(reference)).status


async def until_issued(database: Database, reference: str) -> None:
    for _ in range(1000):
        if await status(database, reference) is ApplicationStatus.ISSUED:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(reference)


async def test_one_that_cannot_be_issued_does_not_stop_the_others(sqlite: Database) -> None:
    await decided(sqlite, "a-1", four_eyes=True)
    await decided(sqlite, "a-2")
    with structlog.testing.capture_logs() as logs:
        assert await a_worker(sqlite).issue_waiting() == 1
    assert await status(sqlite, "a-1") is ApplicationStatus.SUBMITTED
    assert await status(sqlite, "a-2") is ApplicationStatus.ISSUED
    (line,) = logs
    assert (line["reference"], line["kind"]) == ("a-1", "OnePairOfEyes")
    assert not [one for one in employees(5) if one.nik in str(line) or one.name in str(line)]


async def test_a_decision_wakes_it_long_before_its_period(sqlite: Database) -> None:
    worker = a_worker(sqlite, period=3600)
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0.05)
    await decided(sqlite)
    worker.bell.ring()
    await until_issued(sqlite, "a-1")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert running.cancelled()


async def test_it_looks_by_itself_when_nobody_wakes_it(sqlite: Database) -> None:
    running = asyncio.create_task(a_worker(sqlite, period=0.02).run())
    await decided(sqlite)
    await until_issued(sqlite, "a-1")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_database_that_rests_makes_it_rest(sqlite: Database) -> None:
    class Resting:
        async def waiting(self) -> list[str]:
            from storage.errors import Unavailable

            raise Unavailable

    with structlog.testing.capture_logs() as logs:
        assert await IssuingWorker(Resting(), None).issue_waiting() == 0
    assert [line["kind"] for line in logs] == ["Unavailable"]

import asyncio
import sys
from itertools import count

from bot.permits.issuing import Issued
from flows.rules.applications import ApplicationStatus
from storage.database import Database
from tests.support.builders import CHAT, employees
from tests.support.interrupted import KilledAt
from tests.support.permits import an_issuer, decided

PEOPLE = 3  # in pieces of two


async def assert_complete(database: Database, reference: str, people: int) -> list[int]:
    async with database.reading() as unit:
        permits = await unit.permits.of_application(reference)
        application = await unit.applications.get(reference)
    assert sorted(permit.nik for permit in permits) == [one.nik for one in employees(people)]
    assert application.status is ApplicationStatus.ISSUED
    return [permit.serial for permit in permits]


async def killed_at(database: Database, reference: str, wait: int) -> bool:
    """Issue and kill it at a wait; False when it was through before."""
    try:
        await KilledAt(an_issuer(database, piece=2).issue(reference), wait)
    except asyncio.CancelledError:
        return True
    return False


async def test_killed_at_any_wait_nobody_is_left_out_and_nobody_gets_two(
    database: Database,
) -> None:
    serials: list[int] = []
    for wait in count(1):
        reference = f"a-{wait}"
        await decided(database, reference, count=PEOPLE)
        was_killed = await killed_at(database, reference, wait)
        told = await an_issuer(database, piece=2).issue(reference)
        assert told == Issued(reference, permits=PEOPLE, refused=0)
        serials += await assert_complete(database, reference, PEOPLE)
        if not was_killed:
            break
    assert wait > 20  # it does wait, and was killed each time
    assert serials == list(range(1, PEOPLE * wait + 1))
    async with database.reading() as unit:
        assert (await unit.audit.verify_chain()).is_whole
        told = [notice.once for notice in await unit.outbox.of_chat(CHAT, limit=1000)]
    assert len(told) == len(set(told)) == wait


async def test_an_application_stays_decided_until_its_last_piece(database: Database) -> None:
    await decided(database, count=6)
    seen = []
    for wait in count(1):
        if not await killed_at(database, "a-1", wait):
            break
        async with database.reading() as unit:
            application = await unit.applications.get("a-1")
            seen.append((await unit.permits.count("a-1"), application.status))
            owed = await unit.outbox.owed()
        assert owed == (application.status is ApplicationStatus.ISSUED)
    assert (0, ApplicationStatus.DECIDED) in seen
    assert {status for signed, status in seen if 0 < signed < 6} == {ApplicationStatus.DECIDED}


async def test_a_process_killed_in_the_midst_is_taken_over(
    database: Database, database_url: str
) -> None:
    people = 400
    await decided(database, count=people)
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bot.permits.issue_in_pieces", database_url, "a-1"
    )
    signed = 0
    while not signed and child.returncode is None:
        await asyncio.sleep(0.01)
        async with database.reading() as unit:
            signed = await unit.permits.count("a-1")
    child.kill()
    await child.wait()
    async with database.reading() as unit:
        signed = await unit.permits.count("a-1")
    assert 0 < signed < people
    assert (await an_issuer(database).issue("a-1")).permits == people
    assert await assert_complete(database, "a-1", people) == list(range(1, people + 1))

"""How quickly an officer's pages answer, with thousands waiting and thousands of employees.

``python -m benchmarks.office`` prints JSON: milliseconds of the middle request of a few, over
HTTP on this machine, with SQLite in this machine's temporary folder. ``longest_block`` is how
long, at most, anything else in the process had to wait while the longest page was made.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from aiohttp import ClientSession, web

from bot.checking import Checking
from bot.judging import Judging
from bot.office.house import OfficeHouse
from bot.office.routes import office
from bot.questions import load_questions
from bot.taught import Taught
from bot.teaching import Teaching
from bot.wording import load_texts
from flows.rules.companies import Company, Workplace
from storage.database import Database, sqlite_url
from storage.sealing import Sealer
from tests.support.builders import NOON
from tests.support.office_queue import (
    POLICIES,
    QUEUE,
    RINA,
    SetClock,
    a_person,
    an_asking,
    hand_in,
    reference,
)

WAITING = 5_000
EMPLOYEES = 10_000
TIMES = 9
BIG = 9_001


async def fill(database: Database) -> None:
    """Keep many small applications, and one of ten thousand employees."""
    async with database.unit() as unit:
        await unit.officers.add(RINA, "-")
        await unit.logins.open("token", RINA.name, at=NOON)
        for number in range(1, WAITING + 1):
            asking = QUEUE[number % len(QUEUE)]
            one = an_asking(number, asking, now=NOON)
            await unit.companies.keep(Company(one.nib, one.company))
            place = Workplace(one.workplace, one.nib, asking.address, city="Jakarta", district="")
            await unit.companies.keep_workplace(place)
            await unit.applications.submit(one)
    people = [
        replace(a_person(n), nik=f"3171{1 + n % 8:02d}0101{n // 100 % 100:02d}{1 + n % 9999:04d}")
        for n in range(EMPLOYEES)
    ]
    people = list({one.nik: one for one in people}.values())
    async with database.unit() as unit:
        await hand_in(unit, BIG, QUEUE[0], now=NOON, people=people)
        await hand_in(unit, BIG + 1, QUEUE[0], now=NOON)


async def middle(ask: Callable[[], Awaitable[object]]) -> float:
    """Return the milliseconds of the middle one of a few."""
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        await ask()
        took.append(time.perf_counter() - begun)
    return round(1000 * statistics.median(took), 1)


async def longest_block(ask: Callable[[], Awaitable[object]]) -> float:
    """Return the milliseconds that a task which only wants to go on had to wait."""
    longest, task = 0.0, asyncio.ensure_future(ask())
    while not task.done():
        begun = time.perf_counter()
        await asyncio.sleep(0)
        longest = max(longest, time.perf_counter() - begun)
    return round(1000 * longest, 1)


async def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        sealer = Sealer({1: bytes(range(32))})
        database = await Database.open(sqlite_url(Path(folder) / "strp.db"), sealer=sealer)
        await fill(database)
        clock = SetClock(NOON)
        judging = Judging(database, POLICIES, clock, lambda _: None)
        house = OfficeHouse(
            database=database,
            judging=judging,
            checking=Checking(POLICIES),
            teaching=Teaching(database, Taught(load_questions()), clock),
            texts=load_texts(),
            policies=POLICIES,
            clock=clock,
            token=lambda: secrets.token_urlsafe(32),
            public_url="http://127.0.0.1",
        )
        runner = web.AppRunner(office(house), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with ClientSession(base, cookies={house.cookie: "token"}) as client:

            async def get(path: str) -> None:
                async with client.get(path) as answer:
                    await answer.read()
                    if answer.status != 200:
                        raise SystemExit(path)

            big = f"/applications/{reference(BIG)}"
            small = f"/applications/{reference(BIG + 1)}"
            begun = time.perf_counter()
            blocked = await longest_block(lambda: get(big))
            first = time.perf_counter() - begun
            print(
                json.dumps(
                    {
                        "waiting": WAITING,
                        "queue_ms": await middle(lambda: get("/queue")),
                        "queue_mark_ms": await middle(lambda: get("/queue/mark")),
                        "application_of_30_ms": await middle(lambda: get(small)),
                        "application_of_10000_first_ms": round(1000 * first, 1),
                        "application_of_10000_again_ms": await middle(lambda: get(big)),
                        "longest_block_ms": blocked,
                        "figures_ms": await middle(lambda: get("/figures")),
                    }
                )
            )
        await runner.cleanup()
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())

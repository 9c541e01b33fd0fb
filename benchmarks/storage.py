"""How quickly things are kept for good: permits of one large application, and turns.

``python -m benchmarks.storage [--url URL]`` prints JSON. SQLite writes to the folder of this
machine's temporary files; every figure includes the commit.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.audit import Act
from storage.database import Database, sqlite_url
from storage.sealing import Sealer
from tests.support.builders import (
    TODAY,
    a_notice,
    a_permit,
    an_employee,
    submitted,
)

NOW = datetime(2021, 7, 10, 5, 0, tzinfo=UTC)
ROWS = 10_000
TURNS = 1_000
CHATS = 50
STATE = {"id": "s" * 8, "answers": {f"question_{n}": "an answer of words" for n in range(20)}}


async def one_turn(database: Database, chat: int, revision: int) -> None:
    """Take a turn as the desk does: seen, session, saved, now and then a notice and an audit."""
    async with database.unit() as unit:
        await unit.seen.is_first(chat * TURNS + revision, at=NOW)
        await unit.conversations.chat(chat)
        kept = await unit.conversations.load(chat, "registration")
        expected = kept.revision if kept else None
        await unit.conversations.save(
            chat, "registration", STATE, expected=expected, revision=revision, at=NOW
        )
        if revision % 10 == 0:
            await unit.outbox.promise(a_notice(f"{chat}:{revision}", chat=chat))
            unit.audit.record(Act(NOW, "rep", "turn", f"{chat}:{revision}"))


async def turns_a_second(database: Database) -> float:
    async def chat(number: int) -> None:
        for revision in range(1, TURNS // CHATS + 1):
            await one_turn(database, number, revision)

    began = time.perf_counter()
    await asyncio.gather(*(chat(number) for number in range(CHATS)))
    return TURNS / (time.perf_counter() - began)


async def kept_roster(database: Database) -> float:
    people = [replace(an_employee(), nik=f"31710110{n:08d}") for n in range(ROWS)]
    began = time.perf_counter()
    async with database.unit() as unit:
        await unit.rosters.keep("a-1", people)
    return time.perf_counter() - began


async def kept_permits(database: Database) -> float:
    async with database.unit() as unit:
        await submitted(unit)
    began = time.perf_counter()
    async with database.unit() as unit:
        serials = await unit.permits.take_serials(ROWS)
        permits = [
            a_permit(serial, nik=f"31710110{serial:08d}", valid_until=TODAY + timedelta(10))
            for serial in serials
        ]
        await unit.permits.keep(permits)
        unit.audit.record(Act(NOW, "issuer", "issued", "a-1", {"permits": ROWS}))
    return time.perf_counter() - began


async def looked_up(database: Database) -> float:
    niks = [f"31710110{n:08d}" for n in range(ROWS)]
    began = time.perf_counter()
    async with database.reading() as unit:
        await unit.permits.held(niks, on=TODAY)
    return time.perf_counter() - began


async def measured(url: str) -> dict[str, float]:
    database = await Database.open(url, sealer=Sealer({1: bytes(32)}))
    try:
        return {
            "roster_10000_seconds": round(await kept_roster(database), 3),
            "permits_10000_seconds": round(await kept_permits(database), 3),
            "niks_10000_looked_up_seconds": round(await looked_up(database), 3),
            "turns_a_second": round(await turns_a_second(database), 1),
        }
    finally:
        await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="", help="a database to fill; empty: SQLite")
    url = parser.parse_args().url
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(measured(url or sqlite_url(Path(folder) / "strp.db")))
    print(json.dumps({"store": "given" if url else "sqlite", **told}))


if __name__ == "__main__":
    main()

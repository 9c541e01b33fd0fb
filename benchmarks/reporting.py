"""How long a report takes, and whether a known receipt can be told from an unknown by time.

python -m benchmarks.reporting [N]     one JSON object on standard output
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from bot.pictures.drawer import report_drawer
from bot.reporting.desk import ReportDesk, ReportHouse
from bot.reporting.enrolling import Authority, enrol, renew
from bot.reporting.errors import Unknown
from bot.reporting.receipt_queue import ReceiptQueue
from flows.dialogue import Answers
from flows.rules.receipt import draw_receipt, write_receipt
from storage.reports.database import open_report_store, report_url
from storage.reports.envelopes import Direction, Place, open_words, seal_words
from storage.reports.epochs import KeyFolder, epoch_of
from storage.reports.inspectors import InspectorRole
from storage.reports.receipt_keys import PEPPER_BYTES

TRIES = int(sys.argv[1]) if len(sys.argv) > 1 else 200
SPELLS = 1_000


def answers(receipt: str) -> Answers:
    return Answers(
        {
            "receipt": receipt,
            "employer": "PT Contoh",
            "address": "Jalan Contoh 1",
            "regency": "3174",
            "district": "317407",
            "violation": "over_cap",
            "story": "Semua orang diminta masuk setiap hari.",
        }
    )


def auc(known: list[float], unknown: list[float]) -> float:
    """The chance that an unknown receipt took longer than a known one; 0.5 tells nothing."""
    wins = sum((u > k) + (u == k) / 2 for u in unknown for k in known)
    return wins / (len(known) * len(unknown))


async def timed_look(desk: ReportDesk, receipt: str) -> float:
    started = time.perf_counter()
    with contextlib.suppress(Unknown):
        await desk.look(receipt)
    return time.perf_counter() - started


def milliseconds(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "median": round(statistics.median(ordered) * 1000, 2),
        "p95": round(ordered[int(len(ordered) * 0.95)] * 1000, 2),
    }


def sealing() -> dict[str, float]:
    key, writer = PrivateKey.generate(), SigningKey.generate()
    place, words = Place(bytes(16), Direction.NOTE, 1), b"x" * 1_500
    started = time.perf_counter()
    kept = [seal_words(words, place, key.public_key, writer) for _ in range(SPELLS)]
    sealed = time.perf_counter()
    for one in kept:
        open_words(one, place, key)
    opened = time.perf_counter()
    return {
        "seal_us": round((sealed - started) / SPELLS * 1e6, 1),
        "open_us": round((opened - sealed) / SPELLS * 1e6, 1),
    }


async def photo() -> dict[str, float]:
    import io

    from PIL import Image

    sheet = Image.effect_noise((4_000, 3_000), 60).convert("RGB")
    kept = io.BytesIO()
    sheet.save(kept, "JPEG")
    started = time.perf_counter()
    drawn = await report_drawer().redraw(kept.getvalue())
    return {
        "megapixels": 12,
        "bytes_in": len(kept.getvalue()),
        "bytes_out": len(drawn),
        "seconds": round(time.perf_counter() - started, 3),
    }


async def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        store = open_report_store(report_url(folder))
        await store.migrate()
        authority = Authority(SigningKey.generate(), secrets.token_bytes(32))
        now = datetime(2021, 7, 14, tzinfo=UTC)
        for name in ("ani", "budi", "citra"):
            await enrol(store, name, InspectorRole.INSPECTOR)
            await renew(
                store,
                authority,
                KeyFolder(folder / "keys"),
                inspector=name,
                epoch=epoch_of(now.date()),
                passphrase="x",
            )
        house = ReportHouse(store, authority.signing.verify_key, lambda: now, secrets.token_bytes)
        pepper = secrets.token_bytes(PEPPER_BYTES)
        queue = ReceiptQueue(pepper)
        desk = ReportDesk(house, queue, pepper)
        submits, receipts = [], []
        for _ in range(TRIES):
            receipts.append(draw_receipt(secrets.token_bytes))
            started = time.perf_counter()
            await desk.submit(answers(receipts[-1]))
            submits.append(time.perf_counter() - started)
        known, unknown = [], []
        for receipt in receipts:  # interleaved, so that the machine's moods fall on both
            known.append(await timed_look(desk, receipt))
            unknown.append(await timed_look(desk, draw_receipt(secrets.token_bytes)))
        started = time.perf_counter()
        await asyncio.gather(*(desk.submit(answers(write_receipt(n))) for n in range(40)))
        burst = 40 / (time.perf_counter() - started)
        print(
            json.dumps(
                {
                    "submit_ms": milliseconds(submits),
                    "look_known_ms": milliseconds(known),
                    "look_unknown_ms": milliseconds(unknown),
                    "known_or_unknown_auc": round(auc(known, unknown), 3),
                    "reports_a_second": round(burst, 1),
                    "envelope": sealing(),
                    "photo": await photo(),
                    "tries": TRIES,
                }
            )
        )
        queue.close()
        await store.close()


asyncio.run(main())

"""Hands a report in, in processes that are killed at every await, one await further each time.

python -m tests.support.dying FOLDER      one JSON object a killed process on standard output

What is told is what the process wrote down as sent before it died; cases are counted by another
process, which then hands the same report in again, as a memory that outlived it would.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Coroutine, Generator
from itertools import count
from pathlib import Path

from bot.delivery import Delivery, Tapped
from bot.reporting.enrolling import Authority
from flows.events import Said, Verb
from flows.reporting import REPORT
from storage.reports.cases import Cases
from storage.reports.database import open_report_store, report_url
from tests.bot.reporting.town import Town, answers
from tests.support.reporters import a_photo_with_a_past

CHAT = 7_123_456_789
TOLD = "told"
FILLED = (
    "read", "PT Contoh", "Jalan Melawai 12", "3174", "317407", "pakaian", "over_cap", "today",
    "tens", "Semua orang gudang disuruh masuk setiap hari.",
)  # fmt: skip
PHOTO = a_photo_with_a_past("x")


class Dying:
    """Awaits something, and dies at its nth await: while it waits, or when it comes back."""

    def __init__(self, waited: Coroutine[object, object, None], at: int, when: str) -> None:
        self._waited, self._at, self._when = waited, at, when

    def __await__(self) -> Generator[object, object, None]:
        for step in count(1):
            try:
                waiting = self._waited.send(None)
            except StopIteration:
                return
            self._die(step, "waiting")
            yield waiting
            self._die(step, "back")

    def _die(self, step: int, when: str) -> None:
        if (step, when) == (self._at, self._when):
            os.kill(os.getpid(), signal.SIGKILL)


def opened(folder: Path, authority: Authority) -> Town:
    return Town(folder, open_report_store(report_url(folder)), authority=authority)


async def before_sending(town: Town) -> str:
    """Fill a report in up to the button; return its receipt."""
    chat = str(CHAT)
    await town.chat.open(chat, REPORT)
    for said in FILLED:
        await town.chat.take(chat, Said(said))
    await town.visits.keep_photo(chat, "photo-1", PHOTO)
    await town.chat.take_photo(chat, PHOTO)
    visit = await town.visits.load(chat)
    receipt = str(visit.session.answers.values["receipt"])
    await town.chat.take(chat, Said(receipt))
    return receipt


async def hands_in(folder: Path, authority: Authority, at: int, when: str) -> None:
    town = opened(folder, authority)
    receipt = await before_sending(town)
    (folder / "receipt").write_text(receipt)
    visit = await town.visits.load(str(CHAT))
    data = f"l.{visit.session.id}.{visit.session.revision}.!{Verb.SUBMIT}"
    delivery = Delivery(1_000, CHAT, "id", Tapped(data, 1, "query"))

    async def answered() -> None:
        answer = await town.counter.receive(delivery, None)
        (shown,) = answer.replies
        assert "Terkirim" in shown.message.html
        (folder / TOLD).touch()
        await answer.sent(2)

    await Dying(answered(), at, when)
    town.queue.close()
    await town.store.close()


async def counted(folder: Path, authority: Authority) -> dict[str, int]:
    """Count what is there; hand the same in again, and count once more."""
    town = opened(folder, authority)
    receipt = (folder / "receipt").read_text()
    found = {}
    for name in ("cases", "cases_after_again"):
        async with town.store.begin() as session:
            cases = await Cases(session).for_holder("reporter")
            found[name] = len(cases)
        await town.desk.submit(answers(receipt), PHOTO)
    found["messages"] = len((await town.desk.look(receipt)).lines)
    town.queue.close()
    await town.store.close()
    return found


async def prepared(folder: Path, authority: Authority) -> None:
    town = opened(folder, authority)
    await town.store.migrate()
    await town.inspector("ani")
    town.queue.close()
    await town.store.close()


def died(folder: Path, authority: Authority, at: int, when: str) -> bool:
    """Let a process of its own die there; False if it came to its end first."""
    child = os.fork()
    if child == 0:
        asyncio.run(hands_in(folder, authority, at, when))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def main(root: Path) -> None:
    blank = root / "blank"
    blank.mkdir()
    authority = Town(blank, None).authority
    asyncio.run(prepared(blank, authority))
    for when in ("waiting", "back"):
        for at in count(1):
            folder = Path(shutil.copytree(blank, root / f"{when}-{at}"))
            has_died = died(folder, authority, at, when)
            told = {"when": when, "at": at, "told": (folder / TOLD).exists()}
            found = asyncio.run(counted(folder, authority))
            sys.stdout.write(json.dumps({**told, **found, "died": has_died}) + "\n")
            sys.stdout.flush()
            if not has_died:
                break


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""A person at the simulated Telegram: types, taps, sends, and tells what was seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession

from bot.demo import Demo, open_demo
from bot.simulator.files import Upload
from bot.simulator.hands import Tappable, find, tap
from bot.simulator.observing import Seen, observe
from bot.simulator.remote import NotDone, Remote
from tests.support.builders import a_nik

PATIENCE = 60
QUIET = 0.05


@dataclass(frozen=True)
class Town:
    """A running house and the hands to try it with."""

    demo: Demo
    remote: Remote

    def person(self, key: str = "siti") -> Person:
        return Person(self.remote, key)

    @property
    def database(self):
        return self.demo.house.database


@dataclass(frozen=True)
class Person:
    """Somebody with a phone."""

    remote: Remote
    key: str

    async def says(self, text: str) -> Seen:
        return await self._seen(await self.remote.act("say", chat=self.key, text=text))

    async def taps(self, label: str) -> Seen:
        button = await self._offered(label)
        return await self._seen(await tap(self.remote, self.key, button))

    async def sends(self, name: str, data: bytes, kind: str = "document") -> Seen:
        upload = Upload(name, data)
        return await self._seen(await self.remote.send_file(self.key, upload, kind=kind))

    async def shares_contact(self) -> Seen:
        return await self._seen(await self.remote.act("contact", chat=self.key))

    async def does(self, *steps: str) -> Seen:
        """Take steps: what begins with > is tapped, all else typed."""
        seen = Seen()
        for step in steps:
            seen = await (self.taps(step[1:]) if step.startswith(">") else self.says(step))
        return seen

    async def hears(self, words: str) -> Seen:
        """Wait for a message that comes by itself."""
        for _ in range(PATIENCE * 20):
            seen = observe(await self.remote.told(self.key, 0))
            if any(words in text for text in seen.texts):
                return seen
            await asyncio.sleep(0.05)
        raise AssertionError((words, seen.texts[-3:]))

    async def _offered(self, label: str) -> Tappable:
        """Wait for a button: on a busy machine the old screen goes long before the new one comes."""
        for _ in range(PATIENCE * 10):
            with suppress(NotDone):
                return find(await self.remote.state(self.key), label)
            await asyncio.sleep(0.1)
        return find(await self.remote.state(self.key), label)

    async def _seen(self, before: int) -> Seen:
        """Wait until something was seen and then nothing for a moment."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + PATIENCE
        last, changed = -1, loop.time()
        while loop.time() < ends:
            seen = observe(await self.remote.told(self.key, before))
            if seen.last != last:
                last, changed = seen.last, loop.time()
            is_still = loop.time() - changed > QUIET and not seen.is_waiting
            if is_still and (seen.texts or seen.toasts or seen.documents):
                return seen
            await asyncio.sleep(0.01)
        raise AssertionError("silence")


@asynccontextmanager
async def a_town_with_the_house(folder: Path, delivery: str = "polling") -> AsyncIterator[Town]:
    async with open_demo(folder, delivery=delivery) as demo, ClientSession() as client:
        yield Town(demo, Remote(client, demo.address))


SECTOR = (">Daftarkan perusahaan", ">Saya setuju", ">Wakil perusahaan")
COMPANY = (
    "9120001234567",
    "PT Asuransi Contoh",
    ">Jakarta Pusat",
    ">Gambir",
    "Jl. Contoh 12",
    "Siti Rahayu",
    "Manajer SDM",
    "081200005001",
)
STAFF = ("100", "0", "40")


async def fills_in_company(person: Person) -> Seen:
    """Walk from the first message to the list of employees."""
    await person.does("/start", *SECTOR, "asuransi", ">Keuangan")
    return await person.does(*COMPANY, *STAFF)


def lines(count: int, unit: str = "pelayanan", start: int = 1) -> str:
    """Return pasted lines of employees."""
    names = ["Ani", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko"]
    return "\n".join(
        f"{names[n % 10]} Wati; {a_nik(n)}; {unit}; Bekasi; Teller"
        for n in range(start, start + count)
    )


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


async def hands_in(person: Person, employees: int = 3) -> Seen:
    """Walk a whole registration of a few employees."""
    await fills_in_company(person)
    await person.does(lines(employees), ">Daftar sudah lengkap")
    await person.sends("surat.pdf", PDF)
    return await person.does(">Lewati", ">Saya menyatakan benar", ">Kirim")

"""Reporters as they live: whoever sends, stops, erases, floods, guesses, comes back, is cut off.

Each has words of their own that stand nowhere else, so that a single one is found again wherever it
may lie.
"""

from __future__ import annotations

import asyncio
import io
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from PIL import Image

from bot.simulator.hands import find, tap, tappables
from bot.simulator.observing import observe
from bot.simulator.people import Persona
from flows.rules.receipt import draw_receipt
from tests.support.person import PATIENCE, Person
from tests.support.served import Place

ENDS = ("Kode dan pesan yang tadi", "Mau apa dengan laporan itu", "Tidak ada laporan dengan")
SOUNDS = [c + v for c in "bcdfghjklmnprstvwz" for v in "aeiou"]


def a_word() -> str:
    """Return a word that nobody has said."""
    return "".join(secrets.choice(SOUNDS) for _ in range(5))


def words(count: int) -> str:
    return " ".join(a_word() for _ in range(count))


@dataclass
class Told:
    """What one reporter said, holds and left behind; everything that must be found nowhere."""

    persona: Persona
    employer: str = field(default_factory=lambda: f"PT {words(2)}")
    address: str = field(default_factory=lambda: f"Jalan {words(2)}")
    story: str = field(default_factory=lambda: words(8))
    more: list[str] = field(default_factory=list)
    receipt: str = ""
    sent: bool = False

    @property
    def said(self) -> str:
        return " ".join((self.employer, self.address, self.story, *self.more))


@dataclass
class Reporter:
    """Somebody with something to report."""

    place: Place
    told: Told

    @property
    def person(self) -> Person:
        return Person(self.place.remote, self.told.persona.key)

    async def fills_in(self, begin: str = "/lapor") -> None:
        """Answer everything up to the photo."""
        await self.person.says(begin)
        await self.person.does(
            ">Baru", ">Saya mengerti", self.told.employer, self.told.address,
            ">Jakarta Selatan", ">Kebayoran Baru", ">Lewati", ">melebihi batas", ">Setiap hari",
            ">10 sampai 50", self.told.story,
        )  # fmt: skip

    async def goes_on_to_the_end(self, photo: bytes | None = None) -> None:
        """Take the photo, write the code down, and stand before sending."""
        await (self.person.sends("foto.jpg", photo) if photo else self.person.taps("Lewati"))
        await self.types_the_code_back()

    async def types_the_code_back(self) -> None:
        seen = await self.person.hears("kelompok terakhir")
        shown = next(text for text in reversed(seen.texts) if "kelompok terakhir" in text)
        self.told.receipt = next(one for one in shown.split() if one.count("-") == 4)
        await self.person.says(self.told.receipt[-4:])

    async def sends(self) -> None:
        await self.person.taps("Kirim")
        await self.person.hears("Terkirim dan terkunci")
        self.told.sent = True

    async def reports(self, photo: bytes | None = None, begin: str = "/lapor") -> None:
        await self.fills_in(begin)
        await self.goes_on_to_the_end(photo)
        await self.sends()

    async def comes_back(self, receipt: str = "") -> str:
        """Come back with the code, from whichever account; return what is told."""
        await self.person.does("/lapor", ">Punya kode")
        return await self.tries(receipt or self.told.receipt)

    async def tries(self, receipt: str) -> str:
        """Type a code where one is asked for; return what is told."""
        return await self._told_by(self.person.says(receipt))

    async def adds(self, words: str) -> str:
        """Say more where the status was read; return what is told."""
        await self.person.does(">Jawab atau tambah", words)
        return await self._told_by(self.person.taps("Kirim"))

    async def withdraws(self) -> str:
        """Come back with the code and withdraw; return what is told."""
        await self.comes_back()
        await self.person.taps("Cabut laporan")
        return await self._told_by(self.person.taps("Ya, cabut"))

    async def _told_by(self, acting: Awaitable[object]) -> str:
        """Do one thing of a follow-up, wait for what comes of it, and return it."""
        before = (await self.person.hears("")).last
        await acting
        for _ in range(PATIENCE * 10):
            events = await self.place.remote.told(self.told.persona.key, before)
            told = "\n".join(observe(events).texts)
            if any(end in told for end in ENDS):
                return told
            await asyncio.sleep(0.1)
        raise AssertionError(told)


def a_photo_with_a_past(secret: str) -> bytes:
    """Return a photo that carries a place and a telephone."""
    sheet = Image.new("RGB", (320, 240), (40, 90, 140))
    exif = sheet.getexif()
    exif[0x010F] = secret
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "S", (6.0, 12.0, 31.5), "E", (106.0, 48.0, 59.9)
    kept = io.BytesIO()
    sheet.save(kept, "JPEG", exif=exif, comment=secret.encode())
    return kept.getvalue()


async def plainly(one: Reporter) -> None:
    await one.reports()


async def with_a_photo(one: Reporter) -> None:
    one.told.more.append(secret := a_word())
    await one.reports(a_photo_with_a_past(secret))


async def by_a_link_after_looking_around(one: Reporter) -> None:
    await one.person.says("/start")
    await one.reports(begin="/start lapor")


async def cancelled(one: Reporter) -> None:
    await one.fills_in()
    await one.person.does("/batal", "/menu")


async def erased(one: Reporter) -> None:
    await one.fills_in()
    await one.person.taps("Hapus jejak")
    await one.person.taps("Hapus juga")


async def sent_and_erased(one: Reporter) -> None:
    await one.reports()
    await one.person.taps("Hapus jejak")


async def flooding(one: Reporter) -> None:
    await one.fills_in()
    for _ in range(6):
        sendings = [one.place.remote.act("say", chat=one.told.persona.key, text=a_word())
                    for _ in range(10)]  # fmt: skip
        await asyncio.gather(*sendings)
    await one.person.hears("Terlalu cepat")


async def guessing(one: Reporter) -> None:
    """Type a wrong code, and another where the bot still asks for one."""
    guesses = [draw_receipt(secrets.token_bytes) for _ in range(2)]
    one.told.more.extend(guesses)
    assert "Tidak ada laporan" in await one.comes_back(guesses[0])
    assert "Tidak ada laporan" in await one.tries(guesses[1])


async def withdrawing(one: Reporter) -> None:
    await one.reports()
    assert "dicabut" in await one.withdraws()


async def adding(one: Reporter) -> None:
    await one.reports()
    one.told.more.append(more := words(4))
    await one.comes_back()
    assert "dikunci" in await one.adds(more)
    assert more in await one.comes_back()


async def handed_back(one: Reporter) -> None:
    """Say what names a person; it is handed back, and must be found nowhere either."""
    await one.person.does("/lapor", ">Baru", ">Saya mengerti")
    one.told.more.append(name := a_word())
    await one.person.says(f"hubungi @{name}")
    await one.person.hears("Tulisan tadi tidak disimpan")


async def blocking(one: Reporter) -> None:
    await one.reports()
    await one.place.remote.act("persona", chat=one.told.persona.key, blocked=True)


LIVES: tuple[Callable[[Reporter], Awaitable[None]], ...] = (
    plainly,
    with_a_photo,
    by_a_link_after_looking_around,
    cancelled,
    erased,
    sent_and_erased,
    flooding,
    guessing,
    withdrawing,
    adding,
    handed_back,
    blocking,
)


async def lives_of(place: Place, count: int, at_once: int = 6) -> list[Told]:
    """Live so many reports, a few at a time, of every kind in turn."""
    turn = asyncio.Semaphore(at_once)
    reporters = [Reporter(place, Told(persona)) for persona in place.people[:count]]

    async def live(number: int, one: Reporter) -> Told:
        async with turn:
            await LIVES[number % len(LIVES)](one)
        return one.told

    return list(await asyncio.gather(*(live(n, one) for n, one in enumerate(reporters))))


async def cut_off_before_sending(place: Place, told: Told) -> None:
    """The service dies while somebody is still writing.

    Where the memory of sessions outlives it, they go on. Where it does not, they are told so, and
    what they type then is theirs alone: nobody can know that it belonged to a report, so the
    number of that one update is noted as of any other. The words and who wrote them are not.
    """
    one = Reporter(place, told)
    await one.fills_in()
    await place.served.kill()
    await place.served.start()
    seen = await one.person.taps("Lewati")
    if "sudah berakhir" not in "".join(seen.toasts):
        await one.types_the_code_back()
        await one.sends()
        return
    told.more.append(late := a_word())
    await one.person.says(late)
    place.inbox.whose.pop()


async def cut_off_while_sending(place: Place, told: Told) -> str:
    """The service dies with the report in its hands; return what the receipt then says.

    Where the memory of sessions outlives it, the report stands there still, to be sent again.
    """
    one = Reporter(place, told)
    await one.fills_in()
    await one.goes_on_to_the_end()
    state = await place.remote.state(told.persona.key)
    await tap(place.remote, told.persona.key, find(state, "Kirim"))
    await asyncio.sleep(secrets.randbelow(300) / 1000)  # wherever it stands by then
    await place.served.kill()
    await place.served.start()
    await one.person.says("/lapor")
    if "Kirim" in str(labels_of(await place.remote.state(told.persona.key))):
        await one.person.taps("Kirim")
    return await one.comes_back()


def labels_of(state: dict) -> list[str]:
    """Return the buttons under the newest message of a chat."""
    offered = tappables(state)
    return [one.label for one in offered if one.message_id == offered[0].message_id]

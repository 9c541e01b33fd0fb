"""A channel without a network: people speak to the desk, and see what it would show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from secrets import token_bytes

from bot import policies
from bot.checking import Checking
from bot.delivery import (
    Answered,
    Attached,
    Commanded,
    Content,
    Delivery,
    Page,
    Paper,
    SharedPhone,
    Shown,
    Tapped,
    Told,
    Typed,
)
from bot.desk.desk import Desk
from bot.desk.handing_in import HandingIn
from bot.desk.talks import Talks
from bot.house import make_desk
from bot.learning import Learning, make_learning
from bot.render import Message
from bot.wording import without_markup
from storage.database import Database
from tests.support.builders import NOON, a_nik

_updates = count(1)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def passes(self, span: timedelta) -> None:
        self.now += span


@dataclass
class Office:
    """The desk of a store, and a clock to set."""

    database: Database
    clock: Clock
    desk: Desk
    learning: Learning

    def visitor(self, chat: int = 700_000_001, language: str = "id") -> Visitor:
        return Visitor(self, chat, language)


def an_office(database: Database, clock: Clock | None = None, *, is_drawn: bool = False) -> Office:
    clock, rules = clock or Clock(), policies.load()
    talks = Talks(rules, clock=clock, random=token_bytes)
    handing_in = HandingIn(rules, Checking(rules), lambda: is_drawn, clock)
    learning = make_learning(clock)
    desk = make_desk(database, talks, handing_in, lambda: None, learning=learning)
    return Office(database, clock, desk, learning)


@dataclass
class Visitor:
    """Somebody in a chat: what they do, and what lies before their eyes."""

    office: Office
    chat: int
    language: str
    files: dict[str, bytes] = field(default_factory=dict)
    answered: Answered = field(default_factory=Answered)
    screen: Message = field(default_factory=lambda: Message(""))

    async def brings(self, content: Content, update: int | None = None) -> str:
        delivery = Delivery(update or next(_updates), self.chat, self.language, content)
        self.answered = await self.office.desk.receive(delivery, self._fetch)
        for reply in self.answered.replies:
            if isinstance(reply, Shown | Page):
                self.screen = reply.message
        return self.told

    async def says(self, text: str) -> str:
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return await self.brings(Commanded(name, argument))
        return await self.brings(Typed(text))

    async def taps(self, label: str, update: int | None = None) -> str:
        return await self.brings(self.tap(label), update)

    def tap(self, label: str) -> Tapped:
        found = [
            button
            for message in (*self._told_messages(), self.screen)
            for row in message.rows
            for button in row
            if label.casefold() in button.label.casefold()
        ]
        assert found, (label, self.labels)
        return Tapped(found[0].data, 10, "query")

    async def sends(self, name: str, data: bytes, *, photo: bool = False) -> str:
        self.files[name] = data
        return await self.brings(Attached(name, name, "", len(data), photo=photo))

    async def shares(self, phone: str, *, own: bool = True) -> str:
        return await self.brings(SharedPhone(phone, own=own))

    async def does(self, *steps: str) -> str:
        told = ""
        for step in steps:
            told = await (self.taps(step[1:]) if step.startswith(">") else self.says(step))
        return told

    @property
    def told(self) -> str:
        """Return all words of the last answer, as read."""
        messages = [
            reply.message
            for reply in self.answered.replies
            if isinstance(reply, Shown | Told | Page)
        ]
        words = [without_markup(message.html) for message in messages]
        return "\n".join([*words, self.answered.toast])

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.screen.rows for button in row]

    @property
    def papers(self) -> Sequence[Paper]:
        return [reply for reply in self.answered.replies if isinstance(reply, Paper)]

    def _told_messages(self) -> list[Message]:
        return [reply.message for reply in self.answered.replies if isinstance(reply, Told)]

    async def _fetch(self, file: str) -> bytes:
        return self.files[file]


COMPANY = (
    ">Daftarkan perusahaan",
    ">Bahasa Indonesia",
    ">Saya setuju",
    ">Wakil perusahaan",
    "asuransi",
    ">Keuangan",
    "9120001234567",
    "PT Asuransi Contoh",
    ">Jakarta Pusat",
    ">Gambir",
    "Jl. Contoh 12",
    "Siti Rahayu",
    "Manajer SDM",
    "081200005001",
    "100",
    "0",
    "40",
)


def a_list(count: int, unit: str = "pelayanan", start: int = 1) -> str:
    """Return pasted lines of employees."""
    names = ("Ani", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko")
    return "\n".join(
        f"{names[n % 10]} Wati; {a_nik(n)}; {unit}; Bekasi; Teller"
        for n in range(start, start + count)
    )


async def fills_in(visitor: Visitor, *, until: str = "") -> str:
    """Walk from the first message to the list of employees, or to a step."""
    await visitor.says("/start")
    steps = COMPANY[: COMPANY.index(until)] if until else COMPANY
    told = await visitor.does(*steps[:1])
    is_known = "Bahasa Indonesia" not in visitor.labels  # who chose a language is not asked again
    return await visitor.does(*steps[2 if is_known else 1 :]) or told


async def hands_in(visitor: Visitor, employees: int = 3) -> str:
    """Walk a whole registration; return the reference."""
    await fills_in(visitor)
    await visitor.does(a_list(employees), ">Daftar sudah lengkap")
    await visitor.sends("surat.pdf", PDF)
    await visitor.does(">Lewati", ">Saya menyatakan benar", ">Kirim")
    async with visitor.office.database.reading() as unit:
        own = await unit.applications.of_chat(visitor.chat)
    return next(one.reference for one in own if one.status == "submitted")

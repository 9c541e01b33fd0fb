"""A phone in front of the reception: it shows what is sent, and loses what is deleted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

from bot.delivery import (
    Answered,
    Attached,
    Commanded,
    Delivery,
    Page,
    Reached,
    Shown,
    Tapped,
    Told,
    Typed,
)
from bot.reception import Reception
from bot.render import Message
from bot.wording import without_markup

message_numbers = count(7_100_001)


@dataclass
class Phone:
    """Somebody's chat: every message in it, by number."""

    reception: Reception
    chat: int = 7_123_456_789
    language: str = "id"
    messages: dict[int, Message | str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    toast: str = ""
    told: str = ""
    keeps: bool = False  # Telegram deletes nothing in this weather

    async def says(self, text: str, update: int | None = None) -> str:
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return await self.brings(Commanded(name, argument), text, update)
        return await self.brings(Typed(text), text, update)

    async def taps(self, label: str, update: int | None = None) -> str:
        return await self.brings(self.button(label), None, update)

    async def presses(self, tap: Tapped) -> str:
        return await self.brings(tap, None)

    async def sends(self, data: bytes) -> str:
        self.files["file"] = data
        return await self.brings(Attached("file", "f.jpg", "image/jpeg", len(data)), "(photo)")

    async def blocks(self) -> None:
        await self.brings(Reached(reachable=False), None)

    async def does(self, *steps: str) -> str:
        for step in steps:
            await (self.taps(step[1:]) if step.startswith(">") else self.says(step))
        return self.told

    async def brings(self, content, text, update: int | None = None) -> str:
        number = next(message_numbers) if text else None
        if number:
            self.messages[number] = text
        delivery = Delivery(
            update or next(message_numbers), self.chat, self.language, content, number
        )
        answered = await self._emptied(await self.reception.receive(delivery, self._fetch))
        self.toast, heard = answered.toast, []
        for reply in answered.replies:
            assert isinstance(reply, Shown | Told | Page)
            old = None if isinstance(reply, Told) else reply.replaces
            number = old or next(message_numbers)
            self.messages[number] = reply.message
            heard.append(without_markup(reply.message.html))
            if answered.sent:
                await answered.sent(number)
        self.told = "\n".join(heard)
        return self.told

    async def _emptied(self, answered: Answered) -> Answered:
        left = answered.deletes if self.keeps else ()
        for gone in {*answered.deletes} - {*left}:
            self.messages.pop(gone, None)
        if answered.deleted is None:
            return answered
        left = tuple(number for number in left if number in self.messages)
        return replace(await answered.deleted(left), sent=answered.sent)

    def button(self, label: str) -> Tapped:
        for number in sorted(self.messages, reverse=True):
            message = self.messages[number]
            for row in message.rows if isinstance(message, Message) else ():
                for button in row:
                    if label.casefold() in button.label.casefold():
                        return Tapped(button.data, number, "query")
        raise AssertionError((label, self.messages))

    async def _fetch(self, file: str) -> bytes:
        return self.files[file]


REPORT = (
    "/lapor",
    ">Baru",
    ">Saya mengerti",
    "PT Contoh Sejahtera",
    "Jalan Melawai 12",
    ">Jakarta Selatan",
    ">Kebayoran Baru",
    "pakaian",
    ">melebihi batas",
    ">Setiap hari",
    ">10 sampai 50",
    "Semua orang gudang disuruh masuk setiap hari.",
)


async def up_to_review(phone: Phone) -> str:
    """Fill in a report; return its receipt."""
    await phone.does(*REPORT)
    told = await phone.taps("Lewati")
    receipt = next(word for word in told.split() if word.count("-") == 4)
    await phone.says(receipt[-4:])
    return receipt


async def sends_report(phone: Phone) -> str:
    """Send a report; return its receipt."""
    receipt = await up_to_review(phone)
    await phone.taps("Kirim")
    return receipt

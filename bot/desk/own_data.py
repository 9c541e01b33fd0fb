"""Own data: what the desk keeps about somebody, told to them, and erased at their wish.

What was handed in stays while officers and checkpoints need it; the retention lets go of it by
itself. Whoever wants it gone earlier withdraws it first: withdrawn, and without a permit that
somebody may show, it goes with the rest.
"""

from __future__ import annotations

from typing import Final

from bot.delivery import Page
from bot.desk.drafts import REGISTRATION, forget_draft
from bot.desk.slots import read_slot
from bot.desk.speaking import Speaker, answer
from bot.desk.turning import Turned
from bot.desk.visitors import Visitor
from bot.wording import Texts
from flows.dialogue import Lines, Says, Text
from flows.doors import Door, Way, write_way
from flows.rules.applications import ApplicationStatus
from storage.conversations import Chat
from storage.unit import Unit

SURE: Final = "yes"


class OwnData:
    """Shows and erases what is kept about a chat."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    async def show(self, unit: Unit, visitor: Visitor, _: str) -> Turned:
        """Tell what is kept."""
        told = Lines((Text("data.kept"), *await self._kept(unit, visitor), "", Text("data.until")))
        return self._page(visitor, told, ("data.button.erase", Door.ERASURE, ""))

    async def erase(self, unit: Unit, visitor: Visitor, word: str) -> Turned:
        """Ask whether to erase, or do so if somebody is sure."""
        if word != SURE:
            return self._page(visitor, Text("data.sure"), ("data.button.sure", Door.ERASURE, SURE))
        slots = await unit.conversations.slots(visitor.number)
        drafts = sum([await forget_draft(unit, visitor.number, slot) for slot in slots])
        await _let_go_of_withdrawn(unit, visitor.number)
        await unit.conversations.forget_chat(visitor.number)
        await unit.endings.forget_stranger(visitor.number)
        stranger = Visitor(Chat(visitor.number), visitor.language.value)
        return self._page(stranger, Text("data.erased", {"drafts": drafts}))

    async def _kept(self, unit: Unit, visitor: Visitor) -> list[Says]:
        slots = await unit.conversations.slots(visitor.number)
        talks = sum(read_slot(slot).flow == REGISTRATION for slot in slots)
        consents = await unit.consents.of(visitor.number)
        applications = await unit.applications.of_chat(visitor.number)
        return [
            Text("data.talks", {"count": talks}),
            Text("data.consents", {"count": len(consents)}),
            Text("data.applications", {"count": len(applications)}),
            *(
                Text("data.application", {"reference": one.reference, "company": one.company})
                for one in applications
            ),
        ]

    def _page(self, visitor: Visitor, told: Says, *buttons: tuple[str, Door, str]) -> Turned:
        speaker, language = Speaker(self._texts, visitor.language), visitor.language
        rows: list[tuple[Says, str]] = [
            (Text(label), write_way(Way(door, language, word))) for label, door, word in buttons
        ]
        rows.append((Text("control.open.menu"), write_way(Way(Door.MENU, language))))
        return Turned(answer([Page(speaker.told(told, *rows).message)]), visitor)


async def _let_go_of_withdrawn(unit: Unit, chat: int) -> None:
    for one in await unit.applications.of_chat(chat):
        is_withdrawn = one.status is ApplicationStatus.WITHDRAWN
        if is_withdrawn and not await unit.permits.count(one.reference):
            await unit.files.delete(one.reference)
            await unit.endings.erase_people(one.reference)

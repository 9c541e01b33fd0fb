"""Hearing: what a delivery says to the conversation in front of a reporter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.delivery import Attached, Commanded, Content, Delivery, Edited, Fetch, SharedPhone, Typed
from bot.desk.papers import Unusable as NotUsable
from bot.desk.papers import fetched
from bot.desk.readying import VERBS
from bot.reporting.conversation import FLOWS, ReportConversation
from bot.reporting.leading import read_own_press
from bot.reporting.visits import Visits
from flows.dialogue import Expects, Text
from flows.events import Asked, Event, Pressed, Said, Unusable
from flows.position import expected
from flows.session import Session

PERSON: Final = Text("reporting.problem.person")
SLASH: Final = Text("reporting.problem.slash")
UNREADABLE: Final = Text("control.cannot_read")
EDITED: Final = Text("control.edited")
CAPTION_LEFT: Final = Text("reporting.photo.caption_left")
PHOTO_LEFT: Final = Text("reporting.photo.left")
NO_FILE_NOW: Final = Text("control.no_file_now")


@dataclass(frozen=True, slots=True)
class Heard:
    """What happened, and what is to be said beside it."""

    event: Event
    note: Text | None = None


class Hearing:
    """Makes events of deliveries."""

    def __init__(self, visits: Visits, conversation: ReportConversation) -> None:
        self._visits, self._conversation = visits, conversation

    async def heard(self, delivery: Delivery, fetch: Fetch) -> Heard:
        """Read what happened; a photo is fetched and drawn anew while nobody waits for it."""
        if isinstance(delivery.content, Attached):
            return await self._attached(delivery, delivery.content, fetch)
        if press := read_own_press(delivery.content):
            return Heard(Pressed(press.revision, press.value))
        return Heard(_said(delivery.content))

    async def _attached(self, delivery: Delivery, attached: Attached, fetch: Fetch) -> Heard:
        visit = await self._visits.load(str(delivery.chat))
        if visit is None or delivery.update <= visit.update:
            return Heard(Unusable(NO_FILE_NOW))
        due = _expected(visit.session)
        if due is Expects.FILE:
            photo = await self._photo(delivery, attached, fetch)
            return Heard(photo, CAPTION_LEFT if attached.caption else None)
        if due is Expects.TEXT and attached.caption:
            return Heard(Said(attached.caption), PHOTO_LEFT)
        return Heard(Unusable(NO_FILE_NOW))

    async def _photo(self, delivery: Delivery, attached: Attached, fetch: Fetch) -> Event:
        try:
            photo = await fetched(attached, fetch)
            return await self._conversation.redrawn(str(delivery.chat), photo)
        except NotUsable as useless:
            return Unusable(useless.problem)


def _said(content: Content) -> Event:
    match content:
        case Typed(text):
            return Said(text)
        case Commanded(name) if name in VERBS:
            return Asked(VERBS[name])
        case Commanded():
            return Unusable(SLASH)
        case Edited():
            return Unusable(EDITED)
        case SharedPhone():
            return Unusable(PERSON)
        case _:
            return Unusable(UNREADABLE)


def _expected(session: Session | None) -> Expects | None:
    return expected(FLOWS[session.flow], session) if session else None

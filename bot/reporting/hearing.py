"""Hearing: what a delivery says to the conversation in front of a reporter."""

from __future__ import annotations

from typing import Final

from bot.delivery import Attached, Commanded, Content, Delivery, Fetch, SharedPhone, Typed
from bot.desk.acts import VERBS
from bot.desk.papers import Unusable as NotUsable
from bot.desk.papers import fetched
from bot.reporting.conversation import FLOWS, ReportConversation
from bot.reporting.leading import read_own_press
from bot.reporting.visits import Visits
from flows.dialogue import Expects, Question, Text
from flows.events import Asked, Event, Pressed, Said, Unusable
from flows.position import here
from flows.session import Session

PERSON: Final = Text("reporting.problem.person")
SLASH: Final = Text("reporting.problem.slash")
UNREADABLE: Final = Text("control.cannot_read")
NO_FILE_NOW: Final = Text("control.no_file_now")


class Hearing:
    """Makes events of deliveries."""

    def __init__(self, visits: Visits, conversation: ReportConversation) -> None:
        self._visits, self._conversation = visits, conversation

    async def event(self, delivery: Delivery, fetch: Fetch) -> Event:
        """Read what happened; a photo is fetched and drawn anew while nobody waits for it."""
        if isinstance(delivery.content, Attached):
            return await self._photo(delivery, delivery.content, fetch)
        if press := read_own_press(delivery.content):
            return Pressed(press.revision, press.value)
        return _said(delivery.content)

    async def _photo(self, delivery: Delivery, attached: Attached, fetch: Fetch) -> Event:
        chat = str(delivery.chat)
        visit = await self._visits.load(chat)
        if visit is None or delivery.update <= visit.update or not _asks_photo(visit.session):
            return Unusable(NO_FILE_NOW)
        try:
            return await self._conversation.redrawn(chat, await fetched(attached, fetch))
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
        case SharedPhone():
            return Unusable(PERSON)
        case _:
            return Unusable(UNREADABLE)


def _asks_photo(session: Session | None) -> bool:
    place = here(FLOWS[session.flow], session) if session else None
    return isinstance(place, Question) and place.expects is Expects.FILE

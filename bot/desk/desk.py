"""The desk: one delivery in, one answer out, and in between one transaction.

What is answered was kept before. A delivery that comes again is taken once and answered with
where the person stands; of two turns at once one is kept, and the other is taken again on what
the first one left.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

import structlog

from bot.delivery import (
    PRIVATE,
    Answered,
    Delivery,
    Fetch,
    InGroup,
    NotKept,
    Page,
    Reached,
    Tapped,
)
from bot.desk.acting import Acting
from bot.desk.acts import Act, Inquired, WentThrough
from bot.desk.crowd import Crowd
from bot.desk.readying import Readying
from bot.desk.speaking import Speaker, answer, in_place
from bot.desk.visitors import Visitor
from bot.render import Button, Message
from bot.wording import Texts
from flows.dialogue import Text
from flows.doors import Door, Way, write_way
from storage.database import Database
from storage.errors import Stale, Unavailable
from storage.unit import Unit

log = structlog.get_logger(__name__)
# Doors that a notice leads to, with the reference of its application.
NOTICED: Final = frozenset({Door.STATUS, Door.CORRECTION, Door.RESUBMISSION})
TRIES: Final = 8  # turns of one chat at once; no person has more thumbs


class Desk:
    """Answers deliveries; ``wake`` is called after each, for it may owe somebody a notice."""

    def __init__(
        self,
        database: Database,
        crowd: Crowd,
        acting: Acting,
        readying: Readying,
        *,
        texts: Texts,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._database, self._crowd = database, crowd
        self._acting, self._readying = acting, readying
        self._texts, self._clock, self._wake = texts, clock, wake

    async def receive(self, delivery: Delivery, fetch: Fetch) -> Answered:
        """Answer a delivery once it was kept; a mistake of ours is owned up to, by a number.

        Raises:
            NotKept: the store does not answer or others are faster; it must come again.
        """
        try:
            return await self._answered(delivery, fetch)
        except (Unavailable, Stale) as weather:
            raise NotKept from weather
        except Exception:
            # A mistake of ours would come back for ever and hold up everybody behind it.
            number = secrets.token_hex(2).upper()
            log.exception("our fault", number=number, update=delivery.update)
            return self._our_fault(delivery, number)

    def forget(self, chat: int) -> None:
        """Forget what is remembered of a chat in memory; what is kept in the store stays."""
        self._crowd.forget(chat)

    def excuse(self, delivery: Delivery) -> Answered:
        """Say that a delivery is safe with Telegram and will be answered soon."""
        speaker = Speaker(self._texts, self._crowd.language(delivery))
        told = Text("control.saved_later")
        if isinstance(delivery.content, Tapped):
            return Answered(toast=speaker.plain(told))
        return answer([speaker.told(told)])

    def _our_fault(self, delivery: Delivery, number: str) -> Answered:
        speaker = Speaker(self._texts, self._crowd.language(delivery))
        return answer([speaker.told(Text("control.our_fault", {"number": number}))])

    async def _answered(self, delivery: Delivery, fetch: Fetch) -> Answered:
        match delivery.content:
            case InGroup():
                return self._in_group(delivery)
            case Reached(reachable):
                await self._reached(delivery.chat, reachable=reachable)
                return Answered()
            case _:
                return await self._person(delivery, fetch)

    async def _person(self, delivery: Delivery, fetch: Fetch) -> Answered:
        """Answer somebody alone with us: from the button itself if it can be, else at the desk."""
        found = self._crowd.answer(delivery)
        if isinstance(found, Answered):
            return found
        if found is not None:
            act: Act = WentThrough(found.door, found.word, found.language)
        else:
            act = await self._ready(delivery, fetch)
        if isinstance(act, Inquired) and not act.beside:
            return answer([Page(await self._inquired(delivery.chat, act))])
        answered = await self._taken(delivery, act)
        self._crowd.goes_on(delivery.chat)
        # Only now: what comes again because it was not kept was not said twice.
        self._readying.met(act)
        self._wake()
        return answered

    async def _ready(self, delivery: Delivery, fetch: Fetch) -> Act:
        if act := self._readying.at_once(delivery.content):
            return act
        async with self._database.reading() as unit:
            visitor = await self._visitor(unit, delivery)
            talk = await self._acting.talk_in_front(unit, visitor)
        if self._crowd.is_at_a_page(delivery.chat) and (
            act := self._readying.at_a_page(delivery.content, talk, visitor.language)
        ):
            return act
        speaker = Speaker(self._texts, visitor.language)
        return await self._readying.ready(delivery.content, talk, fetch, speaker)

    async def _inquired(self, chat: int, inquired: Inquired) -> Message:
        """Answer words on a page; of those of somebody amid a talk nothing is noted."""
        text, language, left = inquired.text, inquired.language, inquired.left
        page = await self._crowd.inquire(chat, text, language, is_noted=not left)
        if not left:
            return page
        label = self._texts.plain(Text("control.open.talk"), language)
        back = Button(label, write_way(Way(Door.TALK, language)))
        return replace(page, rows=(*page.rows, (back,)))

    async def _taken(self, delivery: Delivery, act: Act) -> Answered:
        tries_left = TRIES
        while True:
            tries_left -= 1
            try:
                return await self._once(delivery, act)
            except Stale:
                log.info("turn taken again", update=delivery.update)
                if not tries_left:
                    raise

    async def _once(self, delivery: Delivery, act: Act) -> Answered:
        async with self._database.unit() as unit:
            visitor = await self._visitor(unit, delivery)
            if await unit.seen.is_first(delivery.update, at=self._clock()):
                turned = await self._acting.carry_out(unit, visitor, act)
            else:
                turned = await self._acting.show_again(unit, visitor)
        self._crowd.speak(delivery.chat, turned.visitor.chat.language)
        pressed = delivery.content
        if isinstance(pressed, Tapped) and not _is_of_a_notice(act):
            return in_place(turned.answered, pressed.message)
        return turned.answered

    async def _visitor(self, unit: Unit, delivery: Delivery) -> Visitor:
        return Visitor(await unit.conversations.chat(delivery.chat), delivery.language)

    async def _reached(self, chat: int, *, reachable: bool) -> None:
        now = self._clock()
        async with self._database.unit() as unit:
            if reachable:
                await unit.conversations.mark_reachable(chat)
                return
            await unit.conversations.mark_unreachable(chat, at=now)
            await unit.outbox.unreachable(chat, at=now)

    def _in_group(self, delivery: Delivery) -> Answered:
        """Say in a group only where to go on in private."""
        speaker = Speaker(self._texts, self._crowd.language(delivery))
        button = (Text("control.group_button"), PRIVATE)
        return answer([speaker.told(Text("control.group"), button)])


def _is_of_a_notice(act: Act) -> bool:
    """Tell whether the pressed message is a notice: it is read again later, and stays."""
    return isinstance(act, WentThrough) and act.door in NOTICED and bool(act.word)

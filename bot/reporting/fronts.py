"""Whose words are these: the report's, the assistant's, or does nobody know?

A command or a button leads away from an open report, and the report stays open. The next words may
be its story all the same, so they are held, and their person is asked. Whoever answers meanwhile,
the messages since the report was begun belong to its traces.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

from bot.delivery import Answered, Commanded, Delivery, Edited, InGroup, Sent, Told
from bot.desk.readying import VERBS
from bot.reporting.leading import leads_elsewhere, read_led, read_own_press, read_pasted, words_of
from bot.reporting.showing import Showing
from bot.reporting.visits import Front, Standing, Visit, Visits
from flows.language import Language
from flows.reporting import START
from flows.session import Session
from storage.errors import Unavailable


class Fronts:
    """Knows where each chat stands."""

    def __init__(self, visits: Visits, showing: Showing) -> None:
        self._visits, self._showing = visits, showing

    async def standing(self, delivery: Delivery) -> Standing:
        """Tell whose a delivery is; one that leads elsewhere leaves the counter."""
        content, chat = delivery.content, str(delivery.chat)
        if isinstance(content, InGroup):
            return Standing.AWAY
        if read_led(content) or read_own_press(content) or read_pasted(content):
            return Standing.HERE
        front = await self._visits.front(chat)
        if front is None or front.standing is Standing.AWAY:
            return Standing.AWAY
        if front.standing is Standing.HERE and not leads_elsewhere(content):
            return Standing.HERE
        return await self._aside(chat, front, delivery)

    async def _aside(self, chat: str, front: Front, delivery: Delivery) -> Standing:
        if not await self._has_open(chat):
            await self._visits.leave(chat)
            return Standing.AWAY
        if front.standing is Standing.HERE:
            await self._visits.stand(chat, replace(front, standing=Standing.ASKED))
            return Standing.LEFT
        is_asked = front.standing is Standing.ASKED and _may_be_a_story(delivery)
        return Standing.ASKED if is_asked else Standing.BESIDE

    async def _has_open(self, chat: str) -> bool:
        with suppress(Unavailable):
            visit = await self._visits.load(chat)
            return visit is not None and is_open(visit.session)
        return False

    async def ask_whose(self, delivery: Delivery, visit: Visit) -> Answered:
        """Hold what was said, and ask whether it belongs to the report."""
        content = delivery.content
        words = words_of(content)
        held = replace(visit.remembering(delivery.message), held=words)
        await self._visits.save(str(delivery.chat), held)
        return self._showing.asked_whose(visit.language)

    async def followed(
        self, delivery: Delivery, answered: Answered, standing: Standing
    ) -> Answered:
        """Note which messages a turn consists of, whoever took it: they may be to be erased."""
        chat, told = str(delivery.chat), answered.sent
        if isinstance(delivery.content, InGroup):
            return answered
        is_beside = standing in {Standing.LEFT, Standing.BESIDE}
        await self._visits.step(chat, delivery.message)
        if is_beside:
            await self.remember(chat, delivery.message)

        async def noted(message: int) -> None:
            await self._visits.step(chat, message)
            if is_beside:
                await self.remember(chat, message)
            if told is not None:
                await told(message)

        replies = answered.replies
        if standing is Standing.LEFT:
            replies = (*replies, Told(self._showing.still_open(await self._language(chat))))
        return replace(answered, replies=replies, sent=noted)

    async def remember(self, chat: str, message: int | None) -> None:
        """Note a message as one of the visit's, if there is a visit and memory answers."""
        with suppress(Unavailable):
            async with self._visits.turn(chat):
                visit = await self._visits.load(chat)
                if visit is not None:
                    await self._visits.save(chat, visit.remembering(message))

    def remembering(self, chat: str) -> Sent:
        """Return what notes each message that is brought to a visit."""
        return partial(self.remember, chat)

    async def _language(self, chat: str) -> Language:
        front = await self._visits.front(chat)
        return front.language if front else Language.ID


def is_open(session: Session | None) -> bool:
    """Tell whether something is being entered."""
    return session is not None and session.closed is None and session.flow != START.name


def _may_be_a_story(delivery: Delivery) -> bool:
    content = delivery.content
    if isinstance(content, Edited):
        return False
    is_verb = isinstance(content, Commanded) and content.name in VERBS
    return not is_verb and not leads_elsewhere(content)

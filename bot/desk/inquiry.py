"""Inquiries: questions in people's own words, answered with pages and never with a claim.

How often in a row somebody was not understood is remembered in memory alone: the second time
they are shown the topics, the third how to reach a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

import structlog

from bot.desk.notebook import Notebook
from bot.lately import Lately
from bot.questions import Questions
from bot.render import Button, Message, clip_label
from bot.wording import Texts
from flows.courtesy import Courtesy
from flows.dialogue import Text
from flows.doors import Door, Way, write_way
from flows.language import Language
from flows.questions.asking import Abstain, Answer, Asked, Suggest
from flows.questions.intents import BY_SECTOR
from flows.questions.manner import A_SENTENCE, Manner, manner_of
from flows.questions.offers import Offer, Offers
from flows.questions.ranker import Candidate
from flows.questions.trades import A_FEW, OF_A_SECTOR, STRONG
from flows.questions.unmatched import NOT_IT
from flows.rules.promise import day_in_jakarta

log = structlog.get_logger(__name__)
MOST_REMEMBERED: Final = 50_000
# A business code has five digits; of fewer it is one only where its name is said, for a year or a
# price has as many.
_CODE: Final = re.compile(r"\s*(?:kbli\W*(?P<named>\d{2,5})|(?P<bare>\d{5}))\s*", re.IGNORECASE)


class Asker(Protocol):
    """Decides what becomes of a question; one that takes long does so aside."""

    async def ask(self, text: str, *, language: Language, misses: int = 0) -> Asked:
        """Say what becomes of a text."""
        ...


class AtOnce:
    """Asks here and now: the core needs a millisecond. ``now``: the questions in force."""

    def __init__(self, now: Callable[[], Questions]) -> None:
        self._now = now

    async def ask(self, text: str, *, language: Language, misses: int = 0) -> Asked:
        """Say what becomes of a text."""
        return self._now().ask(text, language=language, misses=misses)


class Inquiry:
    """Makes something of questions. ``now``: the questions in force."""

    def __init__(
        self,
        now: Callable[[], Questions],
        asker: Asker,
        notebook: Notebook,
        texts: Texts,
        clock: Callable[[], datetime],
    ) -> None:
        self._now, self._asker, self._notebook = now, asker, notebook
        self._texts, self._clock = texts, clock
        self._misses: Lately[int, int] = Lately(MOST_REMEMBERED)

    def greet(self, chat: int, way: Way | None = None) -> None:
        """Remember for minutes that somebody pressed a button or used a command of ours.

        Whoever found a button to press was understood, unless it says that nothing fits.
        """
        self._notebook.greet(chat)
        if way is not None and (sector := self._offers(way.language).sector_behind(way)):
            self._notebook.tap(chat, Candidate(OF_A_SECTOR, 1.0, sector).word)
        if way is None or (way.door, way.word) != (Door.TOPICS, NOT_IT):
            self.forget(chat)

    async def ask(
        self, chat: int, text: str, language: Language, *, is_noted: bool = False
    ) -> Message:
        """Return what is shown for a question, and note it if it was not answered at once."""
        misses = self._misses.get(chat, 0)
        made = await self._asker.ask(text, language=language, misses=misses)
        if _is_lost(made):
            self._miss(chat)
        if is_noted:
            self._note(chat, text, language, made)
        return self._worded(self._offers(language).show(made), language)

    def courteous(
        self, courtesy: Courtesy, language: Language, *, is_beside: bool = False
    ) -> Message:
        """Return what is said to thanks and nods; ``is_beside``: above where somebody stands."""
        said = "thanks" if courtesy is Courtesy.THANKS else "fine"
        if is_beside:
            return Message(self._texts.say(Text(f"desk.{said}_beside"), language))
        return self._worded(Offer(Text(f"desk.{said}"), ()), language)

    async def is_understood(self, text: str, language: Language) -> bool:
        """Tell whether there is anything to show for a text but topics."""
        return not _is_lost(await self._asker.ask(text, language=language))

    async def is_asked(self, text: str, language: Language) -> bool:
        """Tell whether words ask something we know, rather than answer what we ask.

        Words that only might be a question are one where hardly another could be meant: a name
        of a company that begins like one is still a name.
        """
        manner = manner_of(text)
        if manner is Manner.TOLD:
            return False
        made = await self._asker.ask(text, language=language)
        return _is_surely_meant(made, text) if manner is Manner.PERHAPS else not _is_lost(made)

    def forget(self, chat: int) -> None:
        """Forget how often somebody was not understood."""
        self._misses.pop(chat, None)

    def page(self, chat: int, way: Way) -> Message | None:
        """Return the page behind a door of questions; None if the door is another."""
        offers = self._offers(way.language)
        match way.door:
            case Door.ANSWER:
                candidate = self._now().answers.read(way.word)
                if candidate:
                    self._notebook.tap(chat, candidate.word)
                offer = offers.tell(candidate) if candidate else offers.topics()
            case Door.TOPICS:
                if way.word == NOT_IT:
                    self._miss(chat)
                    self._notebook.tap(chat, NOT_IT)
                offer = offers.topic(way.word)
            case Door.PERSON:
                offer = offers.person(way.word)
            case _:
                return None
        return self._worded(offer, way.language)

    def _note(self, chat: int, text: str, language: Language, made: Asked) -> None:
        """Note a question; whatever goes wrong with it, the answer is given."""
        try:
            self._notebook.note(chat, text, language, made)
        except Exception:
            log.exception("a question was not noted")

    def _offers(self, language: Language) -> Offers:
        return self._now().offers(language, day_in_jakarta(self._clock()))

    def _miss(self, chat: int) -> None:
        self._misses[chat] = self._misses.get(chat, 0) + 1

    def _worded(self, offer: Offer, language: Language) -> Message:
        buttons = [
            Button(clip_label(self._texts.plain(label, language)), write_way(way))
            for label, way in offer.doors
        ]
        if not any(way.door is Door.MENU for _, way in offer.doors):
            home = write_way(Way(Door.MENU, language))
            buttons.append(Button(self._texts.plain(Text("menu.home"), language), home))
        rows = tuple((button,) for button in buttons)
        return Message(self._texts.say(offer.text, language), rows)


def _is_lost(made: Asked) -> bool:
    return isinstance(made, Abstain) and made.is_lost


def _is_surely_meant(made: Asked, text: str) -> bool:
    match made:
        case Answer():
            return True
        case Suggest((likeliest, *_)):
            may_be_a_name = likeliest.intent in BY_SECTOR and len(text.split()) <= A_FEW
            return likeliest.score >= STRONG and not may_be_a_name
        case _:
            return False


def is_sentence(text: str) -> bool:
    """Tell whether there are words enough to ask something."""
    return len(text.split()) >= A_SENTENCE


def business_code(text: str) -> str:
    """Return the digits of a text that may be meant as a business code (KBLI), or nothing."""
    found = _CODE.fullmatch(text)
    return (found["named"] or found["bare"]) if found else ""

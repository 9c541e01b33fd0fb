"""The crowd: whoever can be answered from the button or the word alone, without a store.

Most who ever come ask one thing and leave. They are answered before anything is read or written;
only what belongs to a session goes on to the desk. The language somebody chose, and the page they
last turned to, are remembered in memory, as a courtesy: after a restart their Telegram's own is
spoken until they choose again.
"""

from __future__ import annotations

from typing import Final

from bot.delivery import Answered, Commanded, Delivery, Page, Tapped
from bot.desk.inquiry import Inquiry, business_code
from bot.desk.whereabouts import Whereabouts
from bot.eligibility import Eligibility
from bot.lately import Lately
from bot.render import Message
from flows.courtesy import read_courtesy
from flows.doors import Way, read_way
from flows.eligibility.path import Path, Spot, read_data
from flows.language import Language, read_language
from flows.links import read_start
from flows.questions.tongue import spoken_in

PAGES: Final = {"menu": "", "perlu": "perlu", "check": "check"}  # commands, as links say them
MOST_REMEMBERED: Final = 100_000


class Crowd:
    """Answers with pages."""

    def __init__(self, eligibility: Eligibility, inquiry: Inquiry) -> None:
        self._eligibility, self._inquiry = eligibility, inquiry
        self._languages: Lately[int, Language] = Lately(MOST_REMEMBERED)
        self._whereabouts = Whereabouts()

    def answer(self, delivery: Delivery) -> Answered | Way | None:
        """Return a page, the way to a session, or None for what belongs to one already."""
        match delivery.content:
            case Tapped(data, message):
                page = self._pressed(delivery.chat, data)
                return None if page is None else _answered(page, message)
            case Commanded():
                self._inquiry.greet(delivery.chat)
                return self._commanded(delivery.chat, delivery.content, self.language(delivery))
            case _:
                return None

    def _pressed(self, chat: int, data: str) -> Message | None:
        way, spot = read_way(data), read_data(data)
        self._inquiry.greet(chat, way)
        self._remember_choice(chat, way or spot)
        page = self._eligibility.answer(data, self._whereabouts.begun(chat))
        self._whereabouts.follows(chat, way or spot)
        return page or (None if way is None else self._inquiry.page(chat, way))

    def _commanded(
        self, chat: int, command: Commanded, language: Language
    ) -> Answered | Way | None:
        match command:
            case Commanded("start", payload):
                return self._started(chat, payload, language)
            case Commanded(name) if name in PAGES:
                return self._started(chat, PAGES[name], language)
            case _:
                return None

    def menu(self, language: Language) -> Message:
        """Return the first page."""
        return self._eligibility.first(language)

    def page(self, chat: int, way: Way) -> Message:
        """Return the page behind a door; the first page where there is none."""
        found = self._eligibility.page(way, self._whereabouts.begun(chat))
        return found or self._inquiry.page(chat, way) or self.menu(way.language)

    def is_at_a_page(self, chat: int) -> bool:
        """Tell whether a page is what somebody last turned to: what they type belongs to it."""
        return self._whereabouts.is_at_a_page(chat)

    def goes_on(self, chat: int) -> None:
        """Take note that somebody is in a conversation again: what they type belongs to that."""
        self._whereabouts.leaves(chat)

    async def inquire(
        self, chat: int, text: str, language: Language, *, is_noted: bool = True
    ) -> Message:
        """Return a page for words that belong to no session: a business code, or a question.

        ``language`` is spoken unless another was chosen lately or is plainly written.
        """
        language = spoken_in(text, self._languages.get(chat, language))
        if courtesy := read_courtesy(text):
            return self._inquiry.courteous(courtesy, language)
        if code := business_code(text):
            return self._eligibility.ask_about(code, language, self._whereabouts.begun(chat))
        return await self._inquiry.ask(chat, text, language, is_noted=is_noted)

    async def inquire_beside(self, chat: int, text: str, language: Language) -> Message:
        """Return a page for words typed in the middle of a session; of them nothing is noted."""
        language = spoken_in(text, language)
        if courtesy := read_courtesy(text):
            return self._inquiry.courteous(courtesy, language, is_beside=True)
        if code := business_code(text):
            return self._eligibility.ask_about(code, language)
        return await self._inquiry.ask(chat, text, language)

    async def is_understood(self, text: str, language: Language) -> bool:
        """Tell whether there is anything to show for a question."""
        return await self._inquiry.is_understood(text, language)

    async def is_asked(self, text: str, language: Language) -> bool:
        """Tell whether words ask something rather than answer what is asked."""
        return await self._inquiry.is_asked(text, language)

    def language(self, delivery: Delivery) -> Language:
        """Return the language somebody chose lately, else that of their Telegram."""
        chosen = self._languages.get(delivery.chat)
        return chosen or read_language(delivery.language)

    def chosen(self, chat: int) -> str | None:
        """Return the language somebody chose lately, as far as this process remembers."""
        found = self._languages.get(chat)
        return None if found is None else found.value

    def remember(self, chat: int, language: Language) -> None:
        """Remember a language for as long as this process lives."""
        self._languages[chat] = language

    def speak(self, chat: int, chosen: str | None) -> None:
        """Remember the language a chat has chosen; forget it where none is kept any more."""
        if chosen is None:
            self._languages.pop(chat, None)
        else:
            self.remember(chat, read_language(chosen))

    def forget(self, chat: int) -> None:
        """Forget what is remembered of somebody in memory."""
        self._languages.pop(chat, None)
        self._whereabouts.leaves(chat)
        self._inquiry.forget(chat)

    def _started(self, chat: int, payload: str, language: Language) -> Answered | Way:
        found = read_start(payload, language)
        if isinstance(found, Way):
            return found
        self._whereabouts.comes(chat, found or Path())
        page = self.menu(language) if found is None else self._eligibility.ask(found, language)
        return _answered(page, None)

    def _remember_choice(self, chat: int, chosen: Way | Spot | None) -> None:
        if chosen is not None:
            self.remember(chat, chosen.language)


def _answered(message: Message, replaces: int | None) -> Answered:
    return Answered((Page(message, replaces),))

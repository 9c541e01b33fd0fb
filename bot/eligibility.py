"""Answers the crowd: the menu and the tree of eligibility, without a session or a store.

Whatever an answer needs stands in the button that was pressed, so any process answers it, also
right after a restart, and nobody waits for a database. A day has some hundreds of pages; each is
put together once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from urllib.parse import quote, urlencode

from bot.render import Button, Message, clip, packed
from bot.wording import Texts
from flows.dialogue import Choice, Text
from flows.doors import Door, Way, read_way
from flows.eligibility.leaves import papers_page
from flows.eligibility.naming import carried_on, code_page
from flows.eligibility.page import Settled, open_page, settle, start_at
from flows.eligibility.path import Path, path_for, read_answers, read_data, write_data
from flows.eligibility.rules import Rules, rules_on
from flows.language import Language
from flows.menu import menu_page
from flows.pages import Page
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta

LABEL_CHARS: Final = 60
AFRESH: Final = Path()
SHARE: Final = "https://t.me/share/url?"


class Eligibility:
    """The menu and the tree, as messages. ``link`` is the address of the assistant's own chat."""

    def __init__(
        self, policies: Policies, texts: Texts, clock: Callable[[], datetime], link: str = ""
    ) -> None:
        self._policies = policies
        self._texts = texts
        self._clock = clock
        self._link = link
        self._rules = rules_on(policies, date.min)
        self._kept: dict[Settled, Message] = {}
        self._pressed: dict[str, Message] = {}  # what the buttons of pages that are kept show
        self._menus = {one: self._rendered(menu_page(one), one) for one in Language}

    def first(self, language: Language) -> Message:
        """Return the first message: three doors."""
        return self._menus[language]

    def answer(self, data: str, begun: Path = AFRESH) -> Message | None:
        """Return what a pressed button shows; None if it is not of the menu or the tree.

        ``begun``: the answers somebody gave lately, to which a business that is named is added.
        """
        rules = self._today()
        if known := self._pressed.get(data):
            return known
        spot = read_data(data)
        if spot is not None:
            return self._opened(rules, settle(rules, spot), data)
        way = read_way(data)
        return self.page(way, begun) if way is not None else None

    def ask(self, path: Path, language: Language, begun: Path = AFRESH) -> Message:
        """Return the page on which a path goes on."""
        rules = self._today()
        return self._shown(rules, start_at(rules, language, carried_on(rules, begun, path)))

    def ask_about(self, code: str, language: Language, begun: Path = AFRESH) -> Message:
        """Return the page that asks whether digits are meant as a business code."""
        return self._rendered(code_page(self._today(), language, begun, code), language)

    def _today(self) -> Rules:
        day = day_in_jakarta(self._clock())
        if day != self._rules.on:
            self._rules = rules_on(self._policies, day)
            self._kept.clear()
            self._pressed.clear()
        return self._rules

    def page(self, way: Way, begun: Path = AFRESH) -> Message | None:
        """Return the page behind a door; None where a session begins behind it."""
        match way.door:
            case Door.MENU:
                return self.first(way.language)
            case Door.ELIGIBILITY:
                return self._behind(way, begun)
            case Door.DOCUMENTS:
                return self._rendered(papers_page(self._today(), way.language), way.language)
            case _:
                return None

    def _behind(self, way: Way, begun: Path) -> Message:
        """Open the tree behind a door, whose word is a business or the answers so far."""
        if code := Path(sector=way.word).code:
            return self.ask_about(code, way.language, begun)
        is_named = way.word in self._policies.versions[-1].sectors
        path = path_for(sector=way.word) if is_named else read_answers(way.word)
        return self.ask(path, way.language, begun)

    def _opened(self, rules: Rules, settled: Settled, data: str) -> Message:
        """Show a page, and know it again by its button; forged and aged ones are not kept."""
        message = self._shown(rules, settled)
        if settled in self._kept and data == write_data(settled.spot):
            self._pressed[data] = message
        return message

    def _shown(self, rules: Rules, settled: Settled) -> Message:
        """Render a page once a day; of business codes there are too many to keep."""
        message = self._kept.get(settled)
        if message is None:
            language = settled.spot.language
            message = self._rendered(open_page(rules, settled), language)
            if not settled.spot.path.code:
                self._kept[settled] = message
        return message

    def _rendered(self, page: Page, language: Language) -> Message:
        choices = packed(tuple(self._button(one, language) for one in page.choices))
        controls = tuple(self._button(one, language) for one in page.controls)
        return Message(
            html=self._texts.say(page.text, language),
            rows=(*self._shared(page, language), *choices, controls),
        )

    def _button(self, choice: Choice, language: Language) -> Button:
        return Button(clip(self._texts.plain(choice.label, language), LABEL_CHARS), choice.value)

    def _shared(self, page: Page, language: Language) -> tuple[tuple[Button, ...], ...]:
        """Offer to hand words on, with a link that brings their reader to the registration."""
        if page.forward is None or not self._link:
            return ()
        words = self._texts.plain(page.forward, language)
        said = urlencode({"url": f"{self._link}?start=daftar", "text": words}, quote_via=quote)
        label = self._texts.plain(Text("eligibility.hr.share"), language)
        return ((Button(label, SHARE + said),),)

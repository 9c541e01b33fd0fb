"""Speaking: what a turn shows, in the words and language of the person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.delivery import Answered, Page, Reply, Shown, Told
from bot.render import Button, Message, render
from bot.wording import Texts
from flows.catalogue import CODES
from flows.dialogue import Says, Text
from flows.effects import Screen
from flows.language import Language

CODE_OF: Final = {flow: code for code, flow in CODES.items()}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words things for one person."""

    texts: Texts
    language: Language

    def screen(self, screen: Screen) -> Shown:
        """Word a screen."""
        return Shown(render(screen, CODE_OF[screen.flow], self.texts, self.language))

    def told(self, says: Says, *buttons: tuple[Says, str]) -> Told:
        """Word something told in a message of its own, with buttons below one another."""
        rows = tuple((Button(self.plain(label), data),) for label, data in buttons)
        return Told(Message(self.texts.say(says, self.language), rows))

    def plain(self, says: Says) -> str:
        """Word something without markup."""
        return self.texts.plain(says, self.language)

    def say(self, key: str, **places: str | int) -> str:
        """Return the words under a key, without markup."""
        return self.plain(Text(key, places))


def in_place(answered: Answered, message: int) -> Answered:
    """Let an answer take the place of the message whose button was pressed.

    Only where it is one screen and nothing else: what comes with news of its own belongs below
    the news, where the thumb is.
    """
    match answered.replies:
        case (Shown(shown, None),):
            return Answered((Shown(shown, message),), answered.toast)
        case (Page(shown, None),):
            return Answered((Page(shown, message),), answered.toast)
        case _:
            return answered


def answer(replies: Iterable[Reply], toast: str = "") -> Answered:
    """Put an answer together."""
    return Answered(tuple(replies), toast)

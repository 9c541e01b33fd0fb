"""Whereabouts: where chats stand among the pages, remembered in memory and for nobody's verdict.

A page keeps nothing, so the store does not know that somebody left a draft for one. This does,
for as long as the process lives: words typed then belong to the page, and a business that is
named follows the answers given just before. Where nothing is remembered, words belong to the
draft in front, and every answer is asked for: a hint that is lost costs a tap, never an answer.
"""

from __future__ import annotations

from typing import Final

from bot.lately import Lately
from flows.doors import Door, Way
from flows.eligibility.path import Path, Spot, read_answers

MOST_REMEMBERED: Final = 100_000


class Whereabouts:
    """Remembers of each chat the answers before a business, while a page is what they read."""

    def __init__(self) -> None:
        self._paths: Lately[int, Path] = Lately(MOST_REMEMBERED)

    def begun(self, chat: int) -> Path:
        """Return the answers somebody gave lately on pages; none if nothing is remembered."""
        return self._paths.get(chat, Path())

    def is_at_a_page(self, chat: int) -> bool:
        """Tell whether a page is what somebody last turned to, as far as is remembered."""
        return chat in self._paths

    def comes(self, chat: int, path: Path) -> None:
        """Remember that somebody turned to a page, and for whom they work; not what they read."""
        self._paths[chat] = Path(path.purpose, path.kind)

    def follows(self, chat: int, led: Way | Spot | None) -> None:
        """Remember where a button led; an answer to a question leads nobody away."""
        match led:
            case Spot():
                self.comes(chat, led.path)
            case Way(Door.MENU):
                self.comes(chat, Path())
            case Way(Door.ELIGIBILITY):
                answers = read_answers(led.word)
                is_a_business = led.word and not answers.purpose
                self.comes(chat, self.begun(chat) if is_a_business else answers)
            case _:
                pass

    def leaves(self, chat: int) -> None:
        """Forget it: somebody is back in a conversation, or wants nothing kept."""
        self._paths.pop(chat, None)

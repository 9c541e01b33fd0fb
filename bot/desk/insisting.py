"""Insisting: words met as a question where an answer was due are the answer, sent once more.

A name may read like a question, and nobody is to be stopped by that. What was met is remembered in
memory alone, as a mark; where it is lost, the words are met as a question once more.
"""

from __future__ import annotations

from typing import Final

from bot.lately import Lately

MOST_REMEMBERED: Final = 10_000


class Insisting:
    """Knows which words were last met as a question at a place of a talk."""

    def __init__(self) -> None:
        self._met: Lately[str, int] = Lately(MOST_REMEMBERED)

    def meet(self, spot: str, text: str) -> None:
        """Remember words that were met as a question; ``spot`` names the talk and its place."""
        self._met[spot] = _mark(text)

    def is_said_again(self, spot: str, text: str) -> bool:
        """Tell whether the same words were met there before."""
        return self._met.get(spot) == _mark(text)


def _mark(text: str) -> int:
    return hash(tuple(text.casefold().split()))

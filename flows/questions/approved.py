"""Approved phrasings: texts that may be answered at once, because they mean one thing only.

A text counts as a phrasing if it is the same once small words that carry no meaning are left
out of both. Nothing is matched by likeness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.questions.intents import ASSERTED
from flows.questions.normal import Reader

SMALL_WORDS: Final = "small_words"  # the entry of the file that lists what carries no meaning
TAG: Final = "tidak"  # at the end it only asks: "gratis, tidak?"


class NotToAssert(Exception):
    """A phrasing is approved for a question that may not be answered at once, or for two."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The approved phrasings by their meaning words."""

    phrasings: Mapping[tuple[str, ...], str]
    small_words: frozenset[str]

    def find(self, words: Sequence[str]) -> str | None:
        """Return the question these words are an approved phrasing of."""
        return self.phrasings.get(core_words(words, self.small_words))


def core_words(words: Sequence[str], small: Iterable[str]) -> tuple[str, ...]:
    """Return the words that carry meaning, in their order; a text of small words stays whole."""
    left_out = frozenset(small)
    meant = tuple(word for word in words if word not in left_out) or tuple(words)
    return meant[:-1] if len(meant) > 1 and meant[-1] == TAG else meant


def approved_phrasings(lines: Mapping[str, str], reader: Reader) -> Approved:
    """Read the file of phrasings: a text of lines for each question.

    Raises:
        NotToAssert: an entry is no fact that may be asserted, or a phrasing means two things.
    """
    small = frozenset(reader.words(lines[SMALL_WORDS]))
    phrasings: dict[tuple[str, ...], str] = {}
    for intent, text in lines.items():
        if intent == SMALL_WORDS:
            continue
        for phrasing in text.splitlines():
            key = core_words(reader.words(phrasing), small)
            if intent not in ASSERTED or phrasings.setdefault(key, intent) != intent:
                raise NotToAssert(intent, phrasing)
    return Approved(phrasings, small)

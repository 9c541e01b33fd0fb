"""Ranks the known questions by how likely a text is one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from flows.language import Language
from flows.questions.intents import BY_SECTOR
from flows.questions.normal import Reader
from flows.questions.weighing import Model

SURE_ENOUGH: Final = 0.45  # share from which a sector is worth naming
NO_SECTOR: Final = "none"
BETWEEN: Final = "."  # between a question and its sector in the word of a door
GUESSES: Final = 2  # sectors offered for one question


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question this may be, or a kind of talk outside our questions. ``score``: 0 to 1."""

    intent: str
    score: float
    sector: str = ""

    @property
    def word(self) -> str:
        """Return what the word of its door says: the question, and the sector if there is one."""
        return f"{self.intent}{BETWEEN}{self.sector}" if self.sector else self.intent


class Ranker(Protocol):
    """Anything that can say which of the known questions a text may be."""

    def rank(self, text: str, language: Language, k: int) -> tuple[Candidate, ...]:
        """Return at most ``k`` candidates of the closed list, the likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class CoreRanker:
    """Ranks by words and pieces of words; needs nothing but the learnt tables."""

    reader: Reader
    intents: Model
    sectors: Model

    def rank(self, text: str, language: Language, k: int) -> tuple[Candidate, ...]:
        """Return at most ``k`` candidates, the likeliest first."""
        del language  # both are read by the same tables: people mix them
        words = self.reader.words(text)
        return ranked(self.intents.weigh(words), self.sectors.weigh(words), k)


def ranked(
    intents: Mapping[str, float], sectors: Mapping[str, float], k: int
) -> tuple[Candidate, ...]:
    """Join the shares of questions and of sectors into candidates, the likeliest first.

    A question about a sector may stand twice, with the two likeliest sectors: the second is
    worth a button where it is likelier than the next question.
    """
    guesses = _guesses(sectors)
    found = [
        candidate
        for intent, score in intents.items()
        for candidate in _with_sectors(intent, score, guesses)
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.intent))[:k])


def _guesses(sectors: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """Return the likeliest sectors with their shares among sectors; none if it names none."""
    named = {name: share for name, share in sectors.items() if name != NO_SECTOR}
    best = sorted(named.items(), key=lambda one: (-one[1], one[0]))[:GUESSES]
    return tuple(best) if best and best[0][1] >= SURE_ENOUGH else ()


def _with_sectors(
    intent: str, score: float, guesses: tuple[tuple[str, float], ...]
) -> tuple[Candidate, ...]:
    if intent not in BY_SECTOR or not guesses:
        return (Candidate(intent, score),)
    (first, _), *others = guesses
    return (
        Candidate(intent, score, first),
        *(Candidate(intent, score * share, sector) for sector, share in others),
    )

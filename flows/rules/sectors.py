"""Sectors: what the rules call a kind of business, and how people name it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import Final

from flows.dialogue import Names

SMALL_WORD: Final = 4  # letters up to which a word must be spelt right
DENIAL: Final = re.compile(  # "non penanganan karantina", "not used for quarantine"
    r"(?:bukan|non|tidak|tanpa|not|no) (?:(?:untuk|buat|tempat|penanganan|used|for|a) )*$"
)


class Category(StrEnum):
    """How the rules weigh a sector."""

    CRITICAL = "critical"
    ESSENTIAL = "essential"
    NON_ESSENTIAL = "non_essential"


class Fit(StrEnum):
    """How a business code stands to a sector's list."""

    LISTED = "listed"
    CONDITIONAL = "conditional"
    REVIEW = "review"
    NOT_LISTED = "not_listed"


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the rules, ``short`` in a permit's code.

    ``wording`` is the regulation's own text, in Indonesian. ``leaves_out``: words for what the
    rules take out of the sector.
    """

    id: str
    category: Category
    names: Names
    keywords: tuple[str, ...]
    sources: tuple[str, ...]
    wording: str = ""
    note: str = ""
    short: str = ""
    leaves_out: tuple[str, ...] = ()


def search(
    sectors: Mapping[str, Sector],
    words: str,
    limit: int = 4,
    *,
    is_a_word: Callable[[str], bool] = lambda _: False,
) -> tuple[Sector, ...]:
    """Find sectors by words people use for them, the best match first.

    What ``is_a_word`` by itself is no slip of another: who lets rooms, "kosan", prints no "koran".
    """
    heard = _heard(sectors, frozenset(_words(words)), is_a_word)
    scored = [
        (score, one)
        for one in sectors.values()
        if (score := _score(one, heard)) and not is_left_out(one, words)
    ]
    best = sorted(scored, key=itemgetter(0), reverse=True)  # among equals, in the rules' order
    return tuple(sector for _, sector in best[:limit])


def is_left_out(sector: Sector, words: str) -> bool:
    """Tell whether words say what the rules take out of a sector, and do not deny it."""
    said = _words(words)
    return any(
        (
            word in sector.leaves_out
            or any(_slipped(one, frozenset({word})) for one in sector.leaves_out)
        )
        and not DENIAL.search(f"{' '.join(said[:at])} ")
        for at, word in enumerate(said)
    )


def _heard(
    sectors: Mapping[str, Sector], asked: frozenset[str], is_a_word: Callable[[str], bool]
) -> frozenset[str]:
    """Return the words of all the sectors' phrases that were said, give or take one letter."""
    known = {word for one in sectors.values() for phrase in _phrases(one) for word in phrase}
    slips = frozenset(word for word in asked - known if not is_a_word(word))
    meant = (word for word in known - asked if _slipped(word, slips)) if slips else ()
    return frozenset((*(known & asked), *meant))


def _score(sector: Sector, heard: frozenset[str]) -> int:
    """Count the words of the phrases of which every word was said."""
    return sum(len(phrase) for phrase in _phrases(sector) if heard.issuperset(phrase))


@cache
def _phrases(sector: Sector) -> tuple[tuple[str, ...], ...]:
    return tuple(map(_words, (*sector.keywords, sector.names.id, sector.names.en)))


def _slipped(word: str, asked: frozenset[str]) -> bool:
    """Tell whether a word was said with a slip; a small one must be spelt right."""
    return len(word) > SMALL_WORD and any(
        len(said) > SMALL_WORD and abs(len(word) - len(said)) <= 1 and _one_slip(word, said)
        for said in asked
    )


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(re.findall(r"[a-z0-9]+", plain))


def _one_slip(word: str, said: str) -> bool:
    """Tell whether one letter was changed, left out, doubled or swapped with its neighbour."""
    start = next(
        (at for at, pair in enumerate(zip(word, said, strict=False)) if pair[0] != pair[1]), None
    )
    if start is None:
        return True
    rest, given = word[start:], said[start:]
    if len(rest) == len(given):
        swapped = rest[:2] == given[1::-1] and rest[2:] == given[2:]
        return swapped or rest[1:] == given[1:]
    return rest[1:] == given or rest == given[1:]

"""Reads what people write: slang, short forms, slips and two languages become plain words.

The words themselves come from ``words.yaml``; here is only how a text falls into words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 600  # signs read of a message; a question is in its first lines
MOST_WORDS: Final = 80
WORD: Final = re.compile(r"[^\W\d_]+|\d+")
STRETCHED: Final = re.compile(r"(.)\1{2,}")  # "gaaaak"
DOUBLED: Final = re.compile(r"([^\W\d_]{3,})2(?!\d)")  # "surat2"
LONG_NUMBER: Final = 5  # digits from which a number is only a number
NUMBER: Final = "angka"
SIGNS: Final = {"%": " persen ", "&": " dan ", "\u2019": "", "'": "", "`": ""}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads texts as plain words. ``meanings``: how a word as written is read."""

    meanings: Mapping[str, str]

    def words(self, text: str) -> tuple[str, ...]:
        """Return the plain words of a text, in its order; digits of long numbers are dropped."""
        written = WORD.findall(plain(text))[:MOST_WORDS]
        read = " ".join(self._read(word) for word in written)
        return tuple(read.split()[: 2 * MOST_WORDS])

    def _read(self, word: str) -> str:
        if word.isdigit():
            return NUMBER if len(word) >= LONG_NUMBER else word
        known = self.meanings.get(word)
        if known is None and word.endswith("nya"):
            stem = word.removesuffix("nya")
            known = self.meanings.get(stem, stem)
        return known or word


def plain(text: str) -> str:
    """Write a text in small letters without accents, stretches and doublings."""
    shown = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    bare = "".join(sign for sign in shown if not unicodedata.combining(sign))
    for sign, instead in SIGNS.items():
        bare = bare.replace(sign, instead)
    return DOUBLED.sub(r"\1 \1", STRETCHED.sub(r"\1", bare))


def meanings(lines: Mapping[str, str]) -> dict[str, str]:
    """Turn the lines of ``words.yaml`` around: from how it is written to what it means."""
    return {written: read for read, all_ways in lines.items() for written in all_ways.split()}

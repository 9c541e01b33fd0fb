"""What of a text is weighed: its words, pairs of neighbours, and pieces of words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

SHORTEST_PIECE: Final = 2
LONGEST_PIECE: Final = 5
WORD: Final = "="  # a word or pair begins with it, a piece never does


def pieces(words: Iterable[str]) -> set[str]:
    """Return the pieces of the words, two to five signs, their edges marked by a space."""
    return {
        marked[start : start + size]
        for marked in {f" {word} " for word in words}
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(marked) - 1)
    }


def wholes(words: Sequence[str]) -> set[str]:
    """Return the words and the pairs of neighbours."""
    return {WORD + word for word in words} | {f"{WORD}{a} {b}" for a, b in pairwise(words)}

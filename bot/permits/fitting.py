"""Fits words into their place: smaller first, then on more lines, cut only at the very last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

CUT: Final = "…"

Measure = Callable[[str, float], float]  # how wide a text is at a size


@dataclass(frozen=True, slots=True)
class Fitted:
    """Words as they go into their place."""

    size: float
    lines: tuple[str, ...]


def fit(text: str, steps: Sequence[tuple[float, int]], width: float, measure: Measure) -> Fitted:
    """Take the first step, a size and how many lines it may take, at which a text fits a width.

    If it fits at none, it is cut at the last.
    """
    for size, most in steps:
        fits = _within(width, size, measure)
        lines = tuple(_wrapped(text, fits))
        if len(lines) <= most and all(map(fits, lines)):
            return Fitted(size, lines)
    size, most = steps[-1]
    return Fitted(size, _cut(text, most, _within(width, size, measure)))


def _within(width: float, size: float, measure: Measure) -> Callable[[str], bool]:
    return lambda words: measure(words, size) <= width


def _wrapped(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and not fits(longer):
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _cut(text: str, most: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
    lines: list[str] = []
    left = text
    for _ in range(most - 1):
        line = _longest(left, fits)
        lines.append(line)
        left = left[len(line) :].lstrip()
    whole = left if fits(left) else _longest(left, lambda words: fits(words + CUT)) + CUT
    return (*lines, whole)


def _longest(text: str, fits: Callable[[str], bool]) -> str:
    """Return as much of a text's beginning as fits, up to a space if there is one."""
    length = next((end for end in range(len(text), 1, -1) if fits(text[:end])), 1)
    beginning = text[:length]
    if length == len(text) or text[length] == " " or " " not in beginning:
        return beginning.rstrip()
    return beginning.rpartition(" ")[0].rstrip()

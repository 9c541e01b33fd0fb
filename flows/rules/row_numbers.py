"""Numbers of rows as people type and read them: 12, 15-20."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_PART: Final = re.compile(r"([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?")
_BETWEEN: Final = re.compile(r"\s*[,;]\s*|\s+(?![-–])(?<![-–]\s)")
MOST: Final = 10_000


class NotRowNumbers(Exception):
    """This is not how numbers of rows are written."""


def read_row_numbers(text: str) -> frozenset[int]:
    """Read numbers and spans of numbers.

    Raises:
        NotRowNumbers: something else stands between, a span runs backwards, or it is too long.
    """
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(text.strip())):
        match = _PART.fullmatch(part)
        if match is None:
            raise NotRowNumbers
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + MOST:
            raise NotRowNumbers
        found.update(range(first, last + 1))
    return frozenset(found)


def write_row_numbers(numbers: Iterable[int], *, most: int) -> str:
    """Write numbers as spans, in order, and at most so many of them."""
    spans: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    written = [_span(*span) for span in spans]
    return ", ".join(written if len(written) <= most else [*written[:most], "…"])


def _span(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else str(first)

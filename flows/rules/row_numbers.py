"""Numbers of rows as people type them: 12, 15-20."""

from __future__ import annotations

import re
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

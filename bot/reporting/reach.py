"""Which numbers to try when everything before a report is to be deleted.

Telegram numbers the messages of all our chats in one row, and passes over numbers that are not of
the chat that is named: a number too many deletes nothing of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

BACK: Final = 300  # three calls; in a quiet hour this is the whole conversation
ANSWERS: Final = 3  # numbers tried behind a known one: not every answer of ours is told back


def within_reach(steps: Iterable[int], newest: int) -> tuple[int, ...]:
    """Return the numbers to try, from the oldest to the newest that may go."""
    known = (step + after for step in steps for after in range(ANSWERS + 1))
    near = range(newest - BACK + 1, newest + 1)
    return tuple(sorted({number for number in (*known, *near) if 0 < number <= newest}))

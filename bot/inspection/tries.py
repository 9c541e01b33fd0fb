"""Tries to log in: five at once, then each waits longer, up to three quarters of a minute.

Counted by name. By address would count everybody behind one proxy as one; and who keeps an
inspector waiting by guessing keeps them waiting for 42 seconds at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FREE: Final = 5
FORGOTTEN: Final = timedelta(minutes=15)
LONGEST: Final = 42  # seconds
MOST_NAMES: Final = 1_000


class TooMany(Exception):
    """Too many tries; the next one is taken after ``seconds``."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


@dataclass(slots=True)
class _Failed:
    times: int
    last: datetime


class Tries:
    """Counts the tries that failed."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._failed: dict[str, _Failed] = {}

    def begin(self, name: str) -> None:
        """Count a try as failed until it succeeds.

        Raises:
            TooMany: it comes too early.
        """
        now = self._clock()
        failed = self._failed.get(name)
        if failed is None or now - failed.last > FORGOTTEN:
            failed = _Failed(0, now)
        wait = min(LONGEST, 2 ** (failed.times - FREE)) if failed.times >= FREE else 0
        left = wait - (now - failed.last).total_seconds()
        if left > 0:
            raise TooMany(int(left) + 1)
        self._forget_old(now)
        self._failed[name] = _Failed(failed.times + 1, now)

    def succeed(self, name: str) -> None:
        """Forget the tries of a name."""
        self._failed.pop(name, None)

    def _forget_old(self, now: datetime) -> None:
        if len(self._failed) >= MOST_NAMES:
            self._failed = {
                name: one for name, one in self._failed.items() if now - one.last <= FORGOTTEN
            }

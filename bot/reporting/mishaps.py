"""What went wrong with reporters, told by the day: a line with a time would tell when one came.

Counted in memory and written to the log once the day in Jakarta is over, and at the end of the
service. A crash loses the day's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, TypeAlias

import structlog

from bot.logs import came_through

log = structlog.get_logger(__name__)
MOST_NUMBERS: Final = 100  # of one fault on one day; the rest are counted
Fault: TypeAlias = tuple[
    date, str, tuple[str, ...]
]  # the kind of the error, where it came through


class Mishaps:
    """The mishaps of a day; ``today`` is the day in Jakarta."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        self._faults: dict[Fault, list[str]] = {}
        self._left: dict[date, int] = {}

    def fault(self, error: BaseException, number: str) -> None:
        """Note a fault of ours, and the number that its person was told."""
        about = (self._today(), type(error).__name__, tuple(came_through(error)))
        self._faults.setdefault(about, []).append(number)

    def stays(self, messages: int) -> None:
        """Note messages that Telegram did not delete."""
        today = self._today()
        self._left[today] = self._left.get(today, 0) + messages

    def write(self, *, all_days: bool = False) -> None:
        """Write down the days that are over, or all there are."""
        today = self._today()
        for about in [one for one in self._faults if all_days or one[0] < today]:
            day, error, places = about
            numbers = self._faults.pop(about)
            told = {"times": len(numbers), "numbers": sorted(numbers[:MOST_NUMBERS])}
            log.error(
                "our faults at the counter",
                day=day.isoformat(),
                error=error,
                came_through=list(places),
                **told,
            )
        for day in [one for one in self._left if all_days or one < today]:
            times = self._left.pop(day)
            log.warning("messages not deleted", day=day.isoformat(), messages=times)

"""New cases appear together, at moments nobody can foresee, so that none tells its minute.

Who watches the queue all day would else see when a report came, and could ask who was at the
telephone then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from storage.reports.cases import Cases
from storage.reports.database import ReportStore

DICE: Final = 2  # bytes of chance


class Batch:
    """The cases that may be seen by now."""

    def __init__(
        self,
        store: ReportStore,
        minutes: int,
        *,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
    ) -> None:
        self._store, self._least = store, timedelta(minutes=minutes)
        self._clock, self._random = clock, random
        self._seen: frozenset[bytes] = frozenset()
        self._next: datetime | None = None

    async def seen(self) -> frozenset[bytes]:
        """Return the cases of the last batch, or make a new one if it is time."""
        now = self._clock()
        if self._next is None or now >= self._next:
            async with self._store.begin() as session:
                self._seen = await Cases(session).ids()
            self._next = now + self._least + self._jitter()
        return self._seen

    def _jitter(self) -> timedelta:
        chance = int.from_bytes(self._random(DICE), "big") / (1 << 8 * DICE)
        return self._least * chance

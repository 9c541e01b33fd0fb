"""What reporters do appears together, at moments nobody can foresee, so none tells its minute.

Who watches the queue all day would else see when a report, an answer or a withdrawal came, and
could ask who was at the telephone then. What officers do themselves shows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.reporting.errors import Unknown
from bot.reporting.opened import OpenedCase
from flows.rules.cases import CaseStatus
from storage.reports.case_values import Case
from storage.reports.database import ReportStore
from storage.reports.outlines import Glimpse, Outlines, is_heard

DICE: Final = 2  # bytes of chance


class Batch:
    """How cases may be shown by now."""

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
        self._glimpses: dict[bytes, Glimpse] = {}
        self._next: datetime | None = None

    async def come(self) -> None:
        """Let a new batch come, if it is time; called before anything is shown."""
        now = self._clock()
        if self._next is None or now >= self._next:
            async with self._store.begin() as session:
                self._glimpses = await Outlines(session).glimpses()
            self._next = now + self._least + self._jitter()

    def knows(self, case: bytes) -> bool:
        """Tell whether a case may be seen."""
        return case in self._glimpses

    def heard(self, cases: Iterable[Case]) -> Mapping[bytes, int]:
        """Return, for each case, the number of the last message of its reporter to be shown."""
        return {case.id: self._glimpses[case.id].heard for case in cases}

    async def still_shown(self) -> frozenset[bytes]:
        """Return the cases that were withdrawn since, and stand as they stood."""
        async with self._store.begin() as session:
            withdrawn = await Outlines(session).withdrawn()
        return frozenset(case for case in withdrawn if self._stands(case))

    def case(self, live: Case) -> Case:
        """Return a case of the batch as it may be shown."""
        glimpse = self._glimpses[live.id]
        if live.status is CaseStatus.WITHDRAWN and self._stands(live.id):
            return replace(
                live,
                status=glimpse.status,
                version=glimpse.version,
                day_purge=glimpse.day_purge,
            )
        self._glimpses[live.id] = Glimpse(live.status, live.version, live.day_purge, glimpse.heard)
        return live

    def opened(self, live: OpenedCase) -> OpenedCase:
        """Return an opened case as it may be shown.

        Raises:
            Unknown: it may not be seen yet.
        """
        if not self.knows(live.case.id):
            raise Unknown
        heard = self._glimpses[live.case.id].heard
        lines = [one for one in live.lines if is_heard(one.direction, one.number, heard)]
        return replace(live, case=self.case(live.case), lines=lines)

    def _stands(self, case: bytes) -> bool:
        glimpse = self._glimpses.get(case)
        return glimpse is not None and glimpse.status is not CaseStatus.WITHDRAWN

    def _jitter(self) -> timedelta:
        chance = int.from_bytes(self._random(DICE), "big") / (1 << 8 * DICE)
        return self._least * chance

"""Holds back floods without knowing anybody: counts in the memory of sessions.

A hash of a chat's number under a key that lasts would be the number itself, for all numbers can
be tried in hours. So the counts lie where sessions lie: named and sealed under a random key that
stands in memory alone, and gone a day after the last of them. Whoever is held back is told,
and for how long. Processes that share the memory count together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from nacl.encoding import HexEncoder
from nacl.hash import blake2b

from storage.live.report_sessions import ReportSessions

DAY: Final = timedelta(days=1)
Counted: TypeAlias = tuple[float, str]  # when (seconds since 1970), and about which thing


class Deed(StrEnum):
    """What is counted."""

    REPORT = "report"
    EMPLOYER = "employer"  # one chat about one employer: three of them are not three reporters
    RECEIPT = "receipt"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in so long."""

    most: int
    within: timedelta


LIMITS: Final = {
    Deed.REPORT: Limit(3, DAY),
    Deed.EMPLOYER: Limit(1, DAY),
    Deed.RECEIPT: Limit(10, timedelta(hours=1)),
    Deed.MESSAGE: Limit(60, timedelta(minutes=10)),
}
EVERYBODY: Final = Limit(5_000, timedelta(hours=1))


class FloodGate:
    """Counts deeds in the memory of sessions, and all reports together in this process's own."""

    def __init__(self, memory: ReportSessions) -> None:
        self._memory = memory
        self._reports: list[float] = []

    async def wait(
        self, deed: Deed, chat: str, now: datetime, *, about: str = "", thing: str = ""
    ) -> timedelta:
        """Count a deed; return how long to wait before it is allowed, zero if it is.

        A deed about the same ``thing`` as before is the same deed tried again, and is free.
        """
        at, limit, part = now.timestamp(), LIMITS[deed], _part(deed, about)
        mine = _recent(await self._load(chat, part), limit, at)
        what = _digest(thing) if thing else ""
        if what and any(one == what for _, one in mine):
            return timedelta()
        waiting = _wait([begun for begun, _ in mine], limit, at)
        if deed is Deed.REPORT and not waiting:
            waiting = self._wait_for_all(at)
        if not waiting:
            await self._save(chat, part, [*mine, (at, what)], limit)
        return waiting

    async def give_back(self, deed: Deed, chat: str, *, about: str = "") -> None:
        """Take back the last deed: it failed for a reason of ours."""
        part = _part(deed, about)
        mine = await self._load(chat, part)
        await self._save(chat, part, mine[:-1], LIMITS[deed])

    def _wait_for_all(self, at: float) -> timedelta:
        hour = EVERYBODY.within.total_seconds()
        self._reports = [begun for begun in self._reports if at - begun < hour]
        waiting = _wait(self._reports, EVERYBODY, at)
        if not waiting:
            self._reports.append(at)
        return waiting

    async def _load(self, chat: str, part: str) -> list[Counted]:
        kept = await self._memory.load(chat, part)
        return [(begun, what) for begun, what in json.loads(kept)] if kept else []

    async def _save(self, chat: str, part: str, deeds: list[Counted], limit: Limit) -> None:
        await self._memory.save(chat, part, json.dumps(deeds).encode(), limit.within)


def _part(deed: Deed, about: str) -> str:
    return f"deed {deed}|{about}"


def _digest(thing: str) -> str:
    made: bytes = blake2b(thing.encode(), digest_size=8, encoder=HexEncoder)
    return made.decode()


def _recent(deeds: list[Counted], limit: Limit, at: float) -> list[Counted]:
    return [(begun, what) for begun, what in deeds if at - begun < limit.within.total_seconds()]


def _wait(begun: Sequence[float], limit: Limit, at: float) -> timedelta:
    if len(begun) < limit.most:
        return timedelta()
    return limit.within - timedelta(seconds=at - begun[-limit.most])

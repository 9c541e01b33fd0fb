"""Holds back floods without knowing anybody: counts under a key that dies with the day.

A hash of a chat's number under a key that lasts would be the number itself, for all numbers can
be tried in hours. So the key is random, stays in memory, and is forgotten daily; so are the
counts. Whoever is held back is told, and for how long.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

DAY: Final = timedelta(days=1)


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


@dataclass(frozen=True, slots=True)
class Counted:
    """One deed: when, and about what, under the day's key."""

    at: datetime
    what: bytes


LIMITS: Final = {
    Deed.REPORT: Limit(3, DAY),
    Deed.EMPLOYER: Limit(1, DAY),
    Deed.RECEIPT: Limit(10, timedelta(hours=1)),
    Deed.MESSAGE: Limit(60, timedelta(minutes=10)),
}
EVERYBODY: Final = Limit(5_000, timedelta(hours=1))


class FloodGate:
    """Counts deeds of a day, in memory only."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self._random = random
        self._key = random(32)
        self._day: datetime | None = None
        self._deeds: dict[bytes, list[Counted]] = {}
        self._reports: list[Counted] = []

    def wait(self, deed: Deed, person: str, now: datetime, *, thing: str = "") -> timedelta:
        """Count a deed; return how long to wait before it is allowed, zero if it is.

        A deed about the same ``thing`` as before is the same deed tried again, and is free.
        """
        self._turn_day(now)
        mine = self._deeds.setdefault(self._name(deed, person), [])
        what = self._name(deed, thing) if thing else b""
        if what and any(one.what == what for one in mine):
            return timedelta()
        waiting = _wait(mine, LIMITS[deed], now)
        if deed is Deed.REPORT and not waiting:
            waiting = _wait(self._reports, EVERYBODY, now)
        if waiting:
            return waiting
        counted = Counted(now, what)
        mine.append(counted)
        if deed is Deed.REPORT:
            self._reports.append(counted)
        return timedelta()

    def give_back(self, deed: Deed, person: str) -> None:
        """Take back the last deed: it failed for a reason of ours."""
        mine = self._deeds.get(self._name(deed, person))
        if mine:
            mine.pop()

    def _turn_day(self, now: datetime) -> None:
        if self._day is None:
            self._day = now
        if now - self._day >= DAY:
            self._key, self._day = self._random(32), now
            self._deeds.clear()

    def _name(self, deed: Deed, person: str) -> bytes:
        words = f"{deed}|{person}".encode()
        made: bytes = blake2b(words, digest_size=16, key=self._key, encoder=RawEncoder)
        return made


def _wait(deeds: list[Counted], limit: Limit, now: datetime) -> timedelta:
    while deeds and now - deeds[0].at >= limit.within:
        deeds.pop(0)
    return limit.within - (now - deeds[0].at) if len(deeds) >= limit.most else timedelta()

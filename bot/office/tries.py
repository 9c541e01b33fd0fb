"""Tries to log in: after a few that failed, the next must wait, and each wait is longer.

Counted by the name that was typed and by the address it came from, whether or not anybody has
that name, so that the answer tells nothing. A try is counted before the password is looked at:
a hundred sent at once are a hundred. What is counted lives in this process only.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

PER_NAME: Final = 5
PER_ADDRESS: Final = 30  # a whole office may come from one address
MINUTE: Final = timedelta(minutes=1)
FIRST_WAIT: Final = timedelta(seconds=15)
LONGEST_WAIT: Final = timedelta(minutes=15)
_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Failed:
    """How often in a row, and when last."""

    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries that failed of late."""

    _failed: OrderedDict[str, Failed] = field(default_factory=OrderedDict)

    def wait(self, name: str, address: str, now: datetime) -> timedelta:
        """Count a try, or return how long to wait before one is counted."""
        keys = {_by_name(name): PER_NAME, _by_address(address): PER_ADDRESS}
        left = max(self._left(key, free, now) for key, free in keys.items())
        if left <= timedelta():
            for key, free in keys.items():
                self._count(key, free, now)
        return left

    def entered(self, name: str, address: str) -> None:
        """Forget what this name failed, and take this try off its address."""
        self._failed.pop(_by_name(name), None)
        if (failed := self._failed.get(_by_address(address))) is not None:
            self._failed[_by_address(address)] = Failed(failed.times - 1, failed.last)

    def _left(self, key: str, free: int, now: datetime) -> timedelta:
        failed = self._failed.get(key)
        if failed is None or failed.times < free:
            return timedelta()
        return failed.last + _wait(failed.times - free) - now

    def _count(self, key: str, free: int, now: datetime) -> None:
        failed = self._failed.pop(key, Failed(0, now))
        is_quiet = now - failed.last > (MINUTE if failed.times < free else 2 * LONGEST_WAIT)
        self._failed[key] = Failed(1 if is_quiet else failed.times + 1, now)
        while len(self._failed) > _REMEMBERED:
            self._failed.popitem(last=False)


def _wait(beyond: int) -> timedelta:
    return min(FIRST_WAIT * (1 << min(beyond, 10)), LONGEST_WAIT)


def _by_name(name: str) -> str:
    return f"name {name.casefold()}"


def _by_address(address: str) -> str:
    return f"address {address}"

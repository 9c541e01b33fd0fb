"""Watches the promises that run: what is used up to 60, 80 and 100 percent is written down.

A broken promise stands in the audit, once for each promise, and nobody can take it out again;
sending an application back or deciding it late does not hide that it was late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import structlog

from flows.rules.policy import Procedure
from flows.rules.promise import ALARMS, alarm_lines
from storage.audit import Act
from storage.database import Database
from storage.errors import StorageError
from storage.queue import Running

ACTS: Final = {60: "promise_60", 80: "promise_80", 100: "promise_broken"}
EVERY: Final = timedelta(minutes=1)
CLOCK: Final = "clock"  # who acts when time passes
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Promises:
    """The watch over promises."""

    database: Database
    procedure: Procedure
    clock: Callable[[], datetime]
    _told: frozenset[tuple[str, str, datetime]] = field(default=frozenset())

    async def run(self) -> None:
        """Watch until cancelled; when the database does not answer, look again later."""
        while True:
            try:
                await self.watch()
            except StorageError as error:
                log.warning("promises not watched", kind=type(error).__name__)
            await asyncio.sleep(EVERY.total_seconds())

    async def watch(self) -> int:
        """Write down every alarm passed; return how many this watch had not told yet."""
        now = self.clock()
        first = alarm_lines(now, self.procedure)[0]
        async with self.database.reading() as unit:
            running = await unit.queue.running(first)
        passed = {
            (one.reference, act.act, one.due_at): act
            for one in running
            for act in alarms(one, now, self.procedure)
        }
        fresh = passed.keys() - self._told
        if fresh:
            async with self.database.unit() as unit:
                for key in sorted(fresh):
                    unit.audit.record_once(passed[key])
        self._told = frozenset(passed)
        return len(fresh)


def alarms(promise: Running, now: datetime, procedure: Procedure) -> Iterator[Act]:
    """Yield an act for each alarm that a promise has passed."""
    facts = {"due": promise.due_at.isoformat()}
    for alarm, line in zip(ALARMS, alarm_lines(now, procedure), strict=True):
        if promise.due_at <= line:
            yield Act(now, CLOCK, ACTS[alarm], promise.reference, facts)

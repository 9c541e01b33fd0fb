"""Issues what was approved: woken by a decision, and by itself in case nobody woke it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import structlog

from bot.clock.bell import Bell
from bot.clock.reopening import Reopening
from bot.permits.issuing import Issuer
from flows.rules.issuing import NotIssuable
from storage.errors import StorageError

log = structlog.get_logger(__name__)
PERIOD: Final = 15.0  # seconds: short against the promise of five hours


@dataclass(frozen=True, slots=True)
class IssuingWorker:
    """Signs the permits of every approved application, and lays back what nobody may sign.

    Ring ``bell`` to be quick; ``told`` is called after each: its representative is owed the news.
    """

    issuer: Issuer
    reopening: Reopening
    bell: Bell = field(default_factory=Bell)
    told: Callable[[], None] = lambda: None
    period: float = PERIOD  # seconds

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await self.issue_waiting()
            await self.bell.rest(self.period)

    async def issue_waiting(self) -> int:
        """Issue every application that waits; return for how many it was done."""
        try:
            waiting = await self.issuer.waiting()
        except StorageError as error:
            log.warning("issuing rests", kind=type(error).__name__)
            return 0
        return sum([await self._issue(reference) for reference in waiting])

    async def _issue(self, reference: str) -> bool:
        try:
            await self.issuer.issue(reference)
        except NotIssuable as error:
            return await self._reopen(reference, type(error).__name__)
        except Exception as error:  # noqa: BLE001 - one application never holds up the others
            log.warning("not issued", reference=reference, kind=type(error).__name__)
            return False
        self.told()
        return True

    async def _reopen(self, reference: str, why: str) -> bool:
        """Lay back what nobody may sign, and say so aloud; it counts as none issued."""
        log.error("cannot be signed", reference=reference, kind=why)
        try:
            if await self.reopening.reopen(reference, why):
                self.told()
        except StorageError as error:
            log.warning("not reopened yet", reference=reference, kind=type(error).__name__)
        return False

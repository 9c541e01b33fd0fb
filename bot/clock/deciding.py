"""Approves clean applications by rule, where the operator lets it.

Clean means: eligible by today's rules, no risk found, few enough employees, not drawn for a
person. It works at any hour: the promise counts service hours because people keep them, and a
rule that answers at night spares the officers the morning. Everything is checked again in the
transaction that approves, and what is no longer clean is left to a person with its reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.checking import Checking
from bot.clock.bell import Bell
from bot.outcomes import Move
from bot.settings import DecisionSettings
from flows.rules.applications import Application, ApplicationStatus, Verdict, decide_by_rule
from flows.rules.checks import Code
from storage.database import Database
from storage.errors import Stale, StorageError
from storage.unit import Unit

EVERY: Final = timedelta(seconds=30)
RULES: Final = "rules"  # who acts when a rule decides
_AT_ONCE: Final = 100
log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Deciding:
    """Decides by rule; ``on_decided`` is told a reference when its permits can be signed."""

    database: Database
    checking: Checking
    decisions: DecisionSettings
    clock: Callable[[], datetime]
    on_decided: Callable[[str], None]
    bell: Bell = field(default_factory=Bell)

    async def run(self) -> None:
        """Decide until cancelled, whenever the bell rings and once in a while."""
        while self.decisions.automatic:
            try:
                await self.decide()
            except StorageError as error:
                log.warning("not decided by rule", kind=type(error).__name__)
            await self.bell.rest(EVERY.total_seconds())

    async def decide(self) -> int:
        """Approve what is clean, and return how many that were."""
        if not self.decisions.automatic:
            return 0
        approved = 0
        while True:
            async with self.database.reading() as unit:
                waiting = await unit.queue.clean(limit=_AT_ONCE)
            judged = [await self._judge(reference) for reference in waiting]
            approved += sum(judged)
            if len(waiting) < _AT_ONCE:
                return approved

    async def _judge(self, reference: str) -> bool:
        try:
            async with self.database.unit() as unit:
                is_approved = await self._approve(unit, reference)
        except Stale:  # an officer was faster
            return False
        if is_approved:
            self.on_decided(reference)
        return is_approved

    async def _approve(self, unit: Unit, reference: str) -> bool:
        now = self.clock()
        waiting = await unit.applications.get(reference)
        if waiting.status is not ApplicationStatus.SUBMITTED or waiting.risks:
            return False
        checked = await self.checking.check(unit, waiting, at=now)
        risks = checked.risks + self._too_large(waiting)
        move = Move(unit, waiting, RULES, now, self.checking.policies)
        if risks or checked.four_eyes:
            for_a_person = replace(waiting, risks=risks, four_eyes=checked.four_eyes)
            await move.keep(for_a_person, "leave_to_officer", {"risks": " ".join(risks)})
            return False
        await move.keep(decide_by_rule(waiting, Verdict.APPROVE, now=now), "approve")
        return True

    def _too_large(self, waiting: Application) -> tuple[str, ...]:
        is_large = waiting.employees > self.decisions.most_rows
        return (Code.LARGE.value,) if is_large else ()

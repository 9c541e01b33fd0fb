"""Reopens approvals that nobody may sign: they go back to the officers, and the company is told.

The rules may have changed at midnight between the approval and the signing. What was signed
before stands; everybody else is open again, and no rule approves the application a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.checking import Checking
from bot.outcomes import SILENT, Move
from bot.permits.issuing import ISSUER
from flows.rules.applications import Application, ApplicationStatus, RowDecision
from flows.rules.checks import Code
from flows.rules.promise import day_in_jakarta
from flows.rules.rejudging import reopen
from storage.database import Database
from storage.errors import Stale
from storage.unit import Unit

_TELLS: Final = MappingProxyType({ApplicationStatus.SUBMITTED: "reopened"})


@dataclass(frozen=True, slots=True)
class Reopening:
    """Reopens what was decided."""

    database: Database
    checking: Checking
    clock: Callable[[], datetime]

    async def reopen(self, reference: str, why: str) -> bool:
        """Lay an approval back; ``why`` is a code. False when somebody moved it meanwhile."""
        try:
            async with self.database.unit() as unit:
                decided = await unit.applications.get(reference)
                if decided.status is not ApplicationStatus.DECIDED:
                    return False
                await self._reopen(unit, decided, why)
        except Stale:
            return False
        return True

    async def _reopen(self, unit: Unit, decided: Application, why: str) -> None:
        now, policies, reference = self.clock(), self.checking.policies, decided.reference
        approved = await unit.rosters.positions(reference, RowDecision.APPROVED)
        await unit.rosters.decide(reference, RowDecision.PENDING, positions=approved)
        marked = replace(reopen(decided), risks=(*decided.risks, Code.REOPENED.value))
        checked = await self.checking.check(unit, marked, at=now)
        four_eyes = decided.four_eyes or checked.four_eyes
        anew = replace(marked, risks=checked.risks, four_eyes=four_eyes)
        # Without any rules the application is closed soon, and that is told.
        tells = _TELLS if policies.on(day_in_jakarta(now)) else SILENT
        await Move(unit, decided, ISSUER, now, policies, tells).keep(anew, "reopen", {"why": why})

"""Judges anew at a change of the rules: what is open by the rules of the day, and who is told.

An application that the new rules see otherwise goes to an officer and its company hears of it;
so do those whose permits ended because the new rules do not name their sector any more. On the
day the permit itself is abolished whatever is open is closed. What there is to do is found by
looking, so a run may be cut off anywhere and taken up again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

import structlog

from bot.checking import Checked, Checking
from bot.clock.deciding import RULES
from bot.outcomes import SILENT, Move
from flows.rules.applications import Application, ApplicationStatus, Verdict, decide_by_rule
from flows.rules.decision import Decision, Outcome
from flows.rules.notices import Notice, Priority
from flows.rules.policy import Policies, Policy
from flows.rules.promise import day_in_jakarta, renewed_ends
from flows.rules.rejudging import JUDGED, NOT_NEEDED, is_judged_anew
from storage.audit import Act
from storage.database import Database
from storage.errors import Stale, StorageError
from storage.unit import Unit

log = structlog.get_logger(__name__)
LOOK_SECONDS: Final = 60.0
_AT_ONCE: Final = 100
_LAPSED: Final = MappingProxyType({ApplicationStatus.REFUSED: "lapsed"})
_ENDED: Final = "permits_ended"


@dataclass(slots=True)
class Rejudging:
    """Applies new rules to what is there; ``told`` is called when somebody is owed the news."""

    database: Database
    checking: Checking
    clock: Callable[[], datetime]
    told: Callable[[], None] = lambda: None
    _gone_over: date | None = field(default=None)  # permits that ended on this day are told of

    @property
    def policies(self) -> Policies:
        """Return every version of the rules."""
        return self.checking.policies

    async def run(self) -> None:
        """Look every minute until cancelled."""
        while True:
            try:
                await self.look()
            except StorageError as error:
                log.warning("not judged by the new rules yet", kind=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> int:
        """Judge by the rules of today, and return for how many applications."""
        today = day_in_jakarta(self.clock())
        policy = self.policies.on(today)
        if policy is None and today < self.policies.procedure.permits_end:
            return 0
        done = await self._open_ones(policy) + await self._ended_ones(policy, today)
        if done:
            self.told()
        return done

    async def _open_ones(self, policy: Policy | None) -> int:
        done = 0
        while True:
            async with self.database.reading() as unit:
                version = policy.id if policy else ""
                found = await unit.queue.not_judged_under(version, JUDGED, limit=_AT_ONCE)
            moved = sum([await self._open_one(policy, reference) for reference in found])
            done += moved
            if len(found) < _AT_ONCE or not moved:
                return done

    async def _open_one(self, policy: Policy | None, reference: str) -> bool:
        try:
            async with self.database.unit() as unit:
                before = await unit.applications.get(reference)
                if before.status not in JUDGED:
                    return False
                if policy is None:
                    await self._close(unit, before)
                else:
                    await self._judge(unit, before, policy)
        except Stale:  # somebody moved it; the next look finds it again
            return False
        return True

    async def _close(self, unit: Unit, before: Application) -> None:
        now = self.clock()
        closed = decide_by_rule(before, Verdict.REFUSE, now=now, reason=NOT_NEEDED)
        await Move(unit, before, RULES, now, self.policies, _LAPSED).keep(closed, "lapse")

    async def _judge(self, unit: Unit, before: Application, policy: Policy) -> None:
        now = self.clock()
        checked = await self.checking.check(unit, before, at=now)
        after = _judged(before, checked, policy)
        facts = {"policy": policy.id, "before": before.policy_version, "outcome": after.outcome}
        move = Move(unit, before, RULES, now, self.policies, SILENT)
        await move.keep(after, "rejudge", facts)
        if is_judged_anew(self._then(before), checked.now, before.asked):
            await unit.outbox.promise(_news(after, checked.now, policy, now))

    def _then(self, before: Application) -> Decision | None:
        """Return what the rules said under which it was judged last."""
        policy = self.policies.get(before.policy_version)
        return self.checking.ruling_on(before, policy.effective_to) if policy else None

    async def _ended_ones(self, policy: Policy | None, today: date) -> int:
        """Tell of permits that ended with the rules before these."""
        over = [one.effective_to for one in self.policies.versions if one.effective_to < today]
        if not over or self._gone_over == over[-1]:
            return 0
        told = 0
        for sector in self.policies.versions[-1].sectors:
            is_renewed = policy and over[-1] in renewed_ends(self.policies, policy, sector)
            if not is_renewed:
                told += await self._ended_of(policy, sector, over[-1])
        self._gone_over = over[-1]
        return told

    async def _ended_of(self, policy: Policy | None, sector: str, day: date) -> int:
        told, after = 0, ""
        while True:
            async with self.database.reading() as unit:
                found = await unit.permits.ended(sector, day, after=after, limit=_AT_ONCE)
            told += sum([await self._ended_one(policy, reference, day) for reference in found])
            if len(found) < _AT_ONCE:
                return told
            after = found[-1]

    async def _ended_one(self, policy: Policy | None, reference: str, day: date) -> bool:
        now = self.clock()
        since = policy.effective_from if policy else self.policies.procedure.permits_end
        async with self.database.unit() as unit:
            lines = await unit.audit.of(reference)
            if any(line.act.act == _ENDED for line in lines):
                return False
            application = await unit.applications.get(reference)
            unit.audit.record(Act(now, RULES, _ENDED, reference, {"until": day.isoformat()}))
            notice = Notice(
                once=f"{reference}.ended.{day.isoformat()}",
                chat=application.chat,
                key="notice.ended" if policy else "notice.over",
                kind="ended",
                due=now,
                args={
                    "reference": reference,
                    "until": day.isoformat(),
                    "since": since.isoformat(),
                },
                priority=Priority.BROADCAST,
            )
            return await unit.outbox.promise(notice)


def _judged(before: Application, checked: Checked, policy: Policy) -> Application:
    decision = checked.now
    sector = decision.sector if decision and not before.settled_by else before.sector
    return replace(
        before,
        sector=sector,
        policy_version=policy.id,
        outcome=decision.outcome.value if decision else "",
        risks=checked.risks,
        four_eyes=before.four_eyes or checked.four_eyes,
    )


def _news(after: Application, decision: Decision | None, policy: Policy, now: datetime) -> Notice:
    outcome = decision.outcome if decision else Outcome.OFFICER_REVIEW
    return Notice(
        once=f"{after.reference}.rejudged.{policy.id}",
        chat=after.chat,
        key=f"notice.rejudged.{outcome}",
        kind="rejudged",
        due=now,
        args={
            "reference": after.reference,
            "since": policy.effective_from.isoformat(),
            "evidence": " ".join(decision.evidence) if decision else "",
        },
    )

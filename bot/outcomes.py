"""Keeps a move of an application with all that belongs to it, in one transaction.

The employees' decisions, the notice owed, the alarms its promise has passed and the line of the
audit are kept together with the move or not at all. An approval owes no notice here: the issuer
tells once permits are signed. What the officer wrote to the company stays sealed in the
application; a notice carries codes only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bot.clock.promises import alarms
from flows.rules.applications import Application, ApplicationStatus, RowDecision
from flows.rules.notices import Notice
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from storage.audit import Act
from storage.queue import Running
from storage.unit import Unit

_DECISIONS: Final = frozenset({ApplicationStatus.DECIDED, ApplicationStatus.REFUSED})
_TOLD: Final[Mapping[ApplicationStatus, str]] = MappingProxyType(
    {ApplicationStatus.REFUSED: "refused", ApplicationStatus.RETURNED: "returned"}
)
SILENT: Final[Mapping[ApplicationStatus, str]] = MappingProxyType({})  # told otherwise, if at all
_Facts = Mapping[str, str | int]
_NONE: Final[_Facts] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Move:
    """A move about to be made: in which transaction, from where, by whom, when, by what rules.

    ``tells`` names the notice that is owed for arriving somewhere.
    """

    unit: Unit
    before: Application
    by: str
    at: datetime
    policies: Policies
    tells: Mapping[ApplicationStatus, str] = field(default_factory=lambda: _TOLD)

    async def keep(self, after: Application, act: str, facts: _Facts = _NONE) -> Application:
        """Keep where the application went, and return it with its new version.

        Raises:
            NoRoad: no road leads there.
            Stale: somebody moved it first.
        """
        dated = self._dated(after)
        kept = await self.unit.applications.move(self.before, dated, by=self.by, at=self.at)
        await self._decide_rows(kept)
        if event := self.tells.get(kept.status):
            await self.unit.outbox.promise(_notice(kept, event, due=self.at))
        self._write_down(kept, act, facts)
        return kept

    def _dated(self, after: Application) -> Application:
        """Let a decision name the rules it was taken under."""
        if after.status not in _DECISIONS:
            return after
        policy = self.policies.on(day_in_jakarta(self.at))
        return replace(after, decided_under=policy.id if policy else None)

    async def _decide_rows(self, kept: Application) -> None:
        rosters = self.unit.rosters
        if kept.status in _DECISIONS:
            await rosters.forget_earlier(kept.reference)
        elif kept.status is ApplicationStatus.RETURNED is not self.before.status:
            await rosters.remember(kept.reference)
        if kept.status is ApplicationStatus.DECIDED:
            await rosters.decide(kept.reference, RowDecision.APPROVED)
        elif kept.status is ApplicationStatus.REFUSED:
            await rosters.decide(kept.reference, RowDecision.REFUSED, reason=kept.reason)

    def _write_down(self, kept: Application, act: str, facts: _Facts) -> None:
        was = self.before
        if was.due_at:  # what was late stays so, whatever came of it
            promise = Running(was.reference, was.due_at)
            for alarm in alarms(promise, self.at, self.policies.procedure):
                self.unit.audit.record_once(alarm)
        told = {"version": kept.version, "status": kept.status.value, **facts}
        self.unit.audit.record(Act(self.at, self.by, act, kept.reference, told))


def _notice(kept: Application, event: str, *, due: datetime) -> Notice:
    return Notice(
        once=f"{kept.reference}.{event}.{kept.version}",
        chat=kept.chat,
        key=f"notice.{event}",
        due=due,
        args={"reference": kept.reference, "reason": kept.reason or ""},
        kind=event,
    )

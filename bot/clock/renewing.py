"""Renews permits when later rules go on listing their sector, as on 21 July 2021.

Nobody applies again: the permits hold on, their old codes stay good, and each representative is
told once a version. What is found to be renewed is found by looking, so a run may be cut off
anywhere and taken up again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import structlog

from bot.clock.deciding import RULES
from flows.rules.notices import Notice, Priority
from flows.rules.policy import Policies, Policy
from flows.rules.promise import day_in_jakarta, renewed_ends
from storage.audit import Act
from storage.database import Database
from storage.errors import StorageError

log = structlog.get_logger(__name__)
LOOK_SECONDS: Final = 60.0
_AT_ONCE: Final = 100


@dataclass(slots=True)
class Renewing:
    """Lets permits hold on; ``told`` is called when representatives are owed the news."""

    database: Database
    policies: Policies
    clock: Callable[[], datetime]
    told: Callable[[], None] = lambda: None

    async def run(self) -> None:
        """Look every minute until cancelled."""
        while True:
            try:
                await self.renew()
            except StorageError as error:
                log.warning("permits not renewed yet", kind=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def renew(self) -> int:
        """Renew what the rules of today renew; return for how many applications."""
        policy = self.policies.on(day_in_jakarta(self.clock()))
        if policy is None:
            return 0
        renewed = 0
        for sector in policy.caps:
            if ends := renewed_ends(self.policies, policy, sector):
                renewed += await self._sector(policy, sector, ends)
        if renewed:
            self.told()
        return renewed

    async def _sector(self, policy: Policy, sector: str, ends: Collection[date]) -> int:
        renewed = 0
        while True:
            async with self.database.reading() as unit:
                found = await unit.permits.to_renew(sector, ends, limit=_AT_ONCE)
            for reference in found:
                await self._application(policy, reference, ends)
            renewed += len(found)
            if len(found) < _AT_ONCE:
                return renewed

    async def _application(self, policy: Policy, reference: str, ends: Collection[date]) -> None:
        now, until = self.clock(), policy.effective_to
        async with self.database.unit() as unit:
            permits = await unit.permits.renew(reference, ends, until=until)
            if not permits:  # another process was faster, or they were withdrawn meanwhile
                return
            application = await unit.applications.get(reference)
            facts: dict[str, str | int] = {
                "permits": permits,
                "until": until.isoformat(),
                "policy": policy.id,
            }
            unit.audit.record(Act(now, RULES, "renewed", reference, facts))
            await unit.outbox.promise(
                Notice(
                    once=f"{reference}.renewed.{policy.id}",
                    chat=application.chat,
                    key="notice.renewed",
                    kind="renewed",
                    due=now,
                    args={"reference": reference, "permits": permits, "until": until.isoformat()},
                    priority=Priority.BROADCAST,
                )
            )

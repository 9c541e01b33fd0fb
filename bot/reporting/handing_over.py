"""Cases handed on: an inspector seals the keys they hold to a colleague, before or after leaving.

Nothing is shown to anybody. What a case is about is opened only to compare it with the ties of
who is to get it. Keys are sealed for the month of their case, so that they die with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.reporting.inspecting import InspectorDesk
from bot.reporting.opened import AtWork, employer_of
from bot.reporting.ties import tied_to
from storage.reports.case_holders import CaseHolders
from storage.reports.case_keys import open_case_keys, seal_case_keys
from storage.reports.case_values import Case
from storage.reports.cases import Cases
from storage.reports.database import Transaction
from storage.reports.envelopes import Unopenable
from storage.reports.epochs import Certificate
from storage.reports.inspectors import Inspectors


class Fate(StrEnum):
    """What became of one case."""

    GIVEN = "given"
    HELD = "held"  # the colleague holds its key already
    TIED = "tied"  # the colleague has a tie to its employer
    KEYLESS = "keyless"  # the colleague has no keys for its month
    LOCKED = "locked"  # these keys do not open it
    CHANGED = "changed"  # somebody changed it in the store


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of all cases an inspector holds."""

    fates: Sequence[tuple[Fate, str]]  # with the month of the case

    def count(self, fate: Fate) -> int:
        """Count the cases of a fate."""
        return sum(one is fate for one, _ in self.fates)

    def months(self, fate: Fate) -> tuple[str, ...]:
        """Return the months of the cases of a fate, oldest first."""
        return tuple(sorted({month for one, month in self.fates if one is fate}))


async def hand_over(desk: InspectorDesk, at_work: AtWork, to: str, pepper: bytes) -> HandedOver:
    """Seal every case that an inspector can open to a colleague as well.

    The inspector may be out of service already: their keys still open what was sealed to them.

    Raises:
        NotKept: nobody in service has the colleague's name.
        Uncertified: the colleague's key was not put there by the authority.
    """
    async with desk.house.store.begin() as session:
        await Inspectors(session).role(to)
        held = await Cases(session).for_holder(at_work.inspector, limit=None)
        hand = _Hand(desk, session, at_work, to, pepper)
        fates = [(await hand.give(case), case) for case in held]
        for fate, case in fates:  # the log comes last: other acts wait for it
            if fate is Fate.GIVEN:
                await desk.note_act(session, at_work, "handed-over", case.id)
    return HandedOver([(fate, case.epoch) for fate, case in fates])


@dataclass(frozen=True, slots=True)
class _Hand:
    desk: InspectorDesk
    session: Transaction
    at_work: AtWork
    to: str
    pepper: bytes

    async def give(self, case: Case) -> Fate:
        if self.to in await CaseHolders(self.session).of(case.id):
            return Fate.HELD
        if case.epoch not in self.at_work.keys:
            return Fate.LOCKED
        if (certificate := await self._certificate(case.epoch)) is None:
            return Fate.KEYLESS
        try:
            if await self._is_tied(case):
                return Fate.TIED
            await self._seal(case, certificate)
        except Unopenable:
            return Fate.CHANGED
        return Fate.GIVEN

    async def _certificate(self, epoch: str) -> Certificate | None:
        for one in await Inspectors(self.session).in_service(epoch):
            if one.inspector == self.to:
                return one.checked(self.desk.house.authority)
        return None

    async def _is_tied(self, case: Case) -> bool:
        inspectors = Inspectors(self.session)
        employer = await employer_of(Cases(self.session), case, self.at_work)
        shared = await self.desk.cluster_key(self.session, self.at_work, case)
        return any(
            [self.to in await tied_to(inspectors, employer, key) for key in (self.pepper, shared)]
        )

    async def _seal(self, case: Case, certificate: Certificate) -> None:
        own, name = self.at_work.epoch(case.epoch), self.at_work.inspector
        sealed = await Cases(self.session).sealed_key(case.id, name)
        keys = open_case_keys(sealed, case.id, name.encode(), own.opening)
        again = seal_case_keys(keys, case.id, self.to.encode(), certificate.opening_key())
        await CaseHolders(self.session).add(case.id, self.to, again)

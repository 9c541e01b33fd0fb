"""The register as inspectors of reports look at it: read only, and never told what is looked for.

A report is a claim. Before anybody acts on one, the claim is held against the dated rules and
against the permits an employer holds. So that no word of a report becomes a parameter of the
registration's database, names are read page by page and compared here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from flows.rules.applications import Application
from flows.rules.cases import Register, folded_employer
from flows.rules.companies import Company
from flows.rules.decision import Case, Decision, Outcome, UnknownCase, decide
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from flows.rules.sectors import Sector
from storage.database import Database

MAY: Final = {Outcome.ELIGIBLE: True, Outcome.NOT_ELIGIBLE: False}


@dataclass(frozen=True, slots=True)
class Known:
    """A company of the register that bears the reported name."""

    nib: str
    name: str
    sector: str | None  # of its latest application
    permits: int  # live today
    open_applications: int


class RegisterLookup(Protocol):
    """What inspectors may ask of the register and of the rules."""

    def today(self) -> date:
        """Return the day in Jakarta."""

    async def companies(self, employer: str) -> Sequence[Known]:
        """Return the companies that bear a name, however it was spelled.

        Raises:
            Unavailable: the register does not answer.
        """

    def sectors(self, on: date) -> Sequence[Sector]:
        """Return every sector of the rules of a day."""

    def since(self, on: date) -> date | None:
        """Return since when the rules of a day hold; None for a day without rules."""

    def verdict(self, sector: str, on: date) -> Decision | None:
        """Return what the rules of a day say of a sector; None for one they do not have."""


class Registry:
    """The register of the registration, and the dated rules."""

    def __init__(
        self, database: Database, policies: Policies, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._policies, self._clock = database, policies, clock

    def today(self) -> date:
        """Return the day in Jakarta."""
        return day_in_jakarta(self._clock())

    async def companies(self, employer: str) -> Sequence[Known]:
        """Return the companies that bear a name, however it was spelled."""
        wanted = folded_employer(employer)
        found: list[Company] = []
        async with self._database.reading() as unit:
            after = ""
            while page := await unit.companies.page(after=after):
                found += await asyncio.to_thread(_bearing, page, wanted)
                after = page[-1].nib
            return [
                _known(
                    company,
                    await unit.applications.of_company(company.nib),
                    await unit.permits.standing_of(company.nib, on=self.today()),
                )
                for company in found
            ]

    def sectors(self, on: date) -> Sequence[Sector]:
        """Return every sector of the rules of a day; of the last rules, where it has none."""
        policy = self._policies.on(on) or self._policies.versions[-1]
        return tuple(policy.sectors.values())

    def since(self, on: date) -> date | None:
        """Return since when the rules of a day hold; None for a day without rules."""
        policy = self._policies.on(on)
        return policy.effective_from if policy else None

    def verdict(self, sector: str, on: date) -> Decision | None:
        """Return what the rules of a day say of a sector; None for one they do not have."""
        try:
            return decide(self._policies, Case(on=on, sector=sector))
        except UnknownCase:
            return None


def weighed_register(known: Sequence[Known], verdict: Decision | None) -> Register:
    """Put together what speaks for an employer: permits given, else what the rules say."""
    holds = any(one.permits for one in known)
    may = True if holds else MAY.get(verdict.outcome) if verdict else None
    return Register(may_work_on_site=may, holds_permits=holds)


def _bearing(page: Sequence[Company], wanted: str) -> list[Company]:
    return [one for one in page if wanted and folded_employer(one.name) == wanted]


def _known(company: Company, own: Sequence[Application], permits: int) -> Known:
    return Known(
        nib=company.nib,
        name=company.name,
        sector=own[0].sector if own else None,
        permits=permits,
        open_applications=sum(one.is_open for one in own),
    )

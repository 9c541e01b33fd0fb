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
from typing import Final, Protocol, TypeAlias

from flows.rules.applications import Application
from flows.rules.cases import Register, folded_employer
from flows.rules.companies import Company
from flows.rules.decision import Case, Decision, Outcome, UnknownCase, decide
from flows.rules.employers import Words, begin, employer_words, may_be_one
from flows.rules.identity import is_number, only_digits
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from flows.rules.sectors import Sector
from storage.database import Database
from storage.unit import Unit

MAY: Final = {Outcome.ELIGIBLE: True, Outcome.NOT_ELIGIBLE: False}
MOST_SHOWN: Final = 8  # of companies an officer chooses from; more are found by more words
DIGITS_OF_A_NIB: Final = 6  # from so many on, what is looked for is a number and not a name
Fits: TypeAlias = Callable[[str, Words], bool]  # a NIB, and the words of a name


@dataclass(frozen=True, slots=True)
class Known:
    """A company of the register."""

    nib: str
    name: str
    sector: str | None  # of its latest application
    permits: int  # live today
    open_applications: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the register has for a reported name."""

    bearing: Sequence[Known] = ()  # exactly this name, however it was spelled
    alike: Sequence[Known] = ()  # may be it: all words of one name are in the other
    picked: Sequence[Known] = ()  # the one an officer took it for


class RegisterLookup(Protocol):
    """What inspectors may ask of the register and of the rules."""

    def today(self) -> date:
        """Return the day in Jakarta."""

    async def companies(self, employer: str, *, picked: str = "") -> Found:
        """Return the companies that bear a name or one like it, and the one of a NIB.

        Raises:
            Unavailable: the register does not answer.
        """

    async def search(self, sought: str) -> Sequence[Known]:
        """Return companies by beginnings of their words, or of their NIB.

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

    async def companies(self, employer: str, *, picked: str = "") -> Found:
        """Return the companies that bear a name or one like it, and the one of a NIB."""
        told = employer_words(employer)
        async with self._database.reading() as unit:
            near = await _fitting(
                unit, told, lambda nib, words: nib == picked or may_be_one(words, told)
            )
            wanted = folded_employer(employer)
            bearing = [one for one in near if wanted and folded_employer(one.name) == wanted]
            alike = [one for one in near if one not in bearing and one.nib != picked]
            return Found(
                bearing=await self._known(unit, bearing),
                alike=await self._known(unit, alike[:MOST_SHOWN]),
                picked=await self._known(unit, [one for one in near if one.nib == picked]),
            )

    async def search(self, sought: str) -> Sequence[Known]:
        """Return companies by beginnings of their words, or of their NIB."""
        digits, told = only_digits(sought), employer_words(sought)
        is_nib = is_number(digits) and len(digits) >= DIGITS_OF_A_NIB
        async with self._database.reading() as unit:
            near = await _fitting(
                unit,
                told,
                lambda nib, words: (is_nib and nib.startswith(digits)) or begin(told, words),
            )
            return await self._known(unit, near[:MOST_SHOWN])

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

    async def _known(self, unit: Unit, companies: Sequence[Company]) -> list[Known]:
        return [
            _known(
                company,
                await unit.applications.of_company(company.nib),
                await unit.permits.standing_of(company.nib, on=self.today()),
            )
            for company in companies
        ]


def weighed_register(
    known: Sequence[Known], verdict: Decision | None, *, is_settled: bool
) -> Register:
    """Put together what speaks for an employer: permits given, else what the rules say.

    Until it is settled which company it is, or that it is none, nothing is said of its permits.
    """
    if any(one.permits for one in known):
        return Register(may_work_on_site=True, holds_permits=True)
    may = MAY.get(verdict.outcome) if verdict else None
    return Register(may_work_on_site=may, holds_permits=False if is_settled else None)


async def _fitting(unit: Unit, told: Words, fits: Fits) -> list[Company]:
    """Go through all companies here, so that the store is not told what is looked for.

    Those come first whose names have the fewest words of their own.
    """
    found: list[tuple[int, Company]] = []

    def go_through(page: Sequence[Company]) -> None:
        for company in page:
            words = employer_words(company.name)
            if fits(company.nib, words):
                found.append((len(words ^ told), company))

    after = ""
    while page := await unit.companies.page(after=after):
        await asyncio.to_thread(go_through, page)
        after = page[-1].nib
    return [company for _, company in sorted(found, key=lambda one: one[0])]


def _known(company: Company, own: Sequence[Application], permits: int) -> Known:
    return Known(
        nib=company.nib,
        name=company.name,
        sector=own[0].sector if own else None,
        permits=permits,
        open_applications=sum(one.is_open for one in own),
    )

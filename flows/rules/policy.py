"""A policy: one dated version of the rules, as values. Nothing here is a number of the law.

Five versions applied within nine weeks of 2021. A decision names the version it was taken
under; which one holds is asked of :class:`Policies` with a day in Jakarta.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType
from typing import Final, TypeAlias

from flows.dialogue import Names
from flows.rules.caps import WorkUnit
from flows.rules.people import People
from flows.rules.sectors import Fit, Sector, search

REMEMBERED: Final = 1024  # the words of searches whose results are kept at hand
Caps: TypeAlias = Mapping[WorkUnit, int | None]  # percent of staff; None: the rule does not say


@dataclass(frozen=True, slots=True)
class KbliRule:
    """What a prefix of a business code says."""

    prefix: str
    sector: str
    fit: Fit
    note: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """People who need no permit, and what they show instead."""

    id: str
    names: Names
    proof: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an application or a row is refused; ``fixable`` if mending it helps.

    One ``of_a_person`` can hold for some employees of a list and not for others.
    """

    code: str
    names: Names
    fixable: bool
    of_a_person: bool
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """What holds in every version. Times of day are Jakarta's."""

    exemptions: Mapping[str, Exemption]
    reasons: Mapping[str, Reason]
    evidence: Mapping[str, Names]
    opens: time
    closes: time
    promise_hours: int
    photo_kb: int
    pdf_kb: int
    permits_end: date
    permits_end_source: str
    caveat: Names
    sources: Mapping[str, str]  # where each was read, for whoever checks
    cited: Mapping[str, Names]  # how each is called, for people
    people: People
    divisions: Mapping[str, Names] = field(default_factory=dict)  # of KBLI, by two digits


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One version of the rules; days are days in Jakarta, both ends included.

    Versions are told apart by identity: they are read once.
    """

    id: str
    title: Names
    effective_from: date
    effective_to: date
    permits_from: date
    legal: tuple[str, ...]
    note: str
    renewals: tuple[tuple[date, date], ...]
    sectors: Mapping[str, Sector]
    caps: Mapping[str, Caps]
    evidence: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, KbliRule]
    wordings: Mapping[str, str]  # this version's own words, by sector or category
    procedure: Procedure

    def kbli(self, code: str) -> KbliRule | None:
        """Return what the longest matching prefix of a business code says."""
        prefixes = (code[:length] for length in range(len(code), 1, -1))
        return next((self.codes[prefix] for prefix in prefixes if prefix in self.codes), None)

    def settles(self, code: str) -> bool:
        """Tell whether every longer code that begins so is judged as this one is.

        Of wholesale trade (46) as such nothing is known: food is listed and clothes are not.
        """
        own = self.kbli(code)
        longer = (rule for prefix, rule in self.codes.items() if prefix.startswith(code))
        return all(own and (rule.sector, rule.fit) == (own.sector, own.fit) for rule in longer)

    @lru_cache(maxsize=REMEMBERED)  # noqa: B019 - versions live as long as the process
    def search(self, words: str, limit: int = 4) -> tuple[Sector, ...]:
        """Find sectors by the words people use for them."""
        return search(self.sectors, words, limit)

    def caps_of(self, sector: str) -> Caps:
        """Return the caps of a sector; empty where this version does not list it."""
        return self.caps.get(sector, MappingProxyType({}))

    def words_of(self, sector: Sector) -> str:
        """Return the words of this version about a sector, in Indonesian."""
        own = self.wordings.get(sector.id) or self.wordings.get(sector.category)
        return own or sector.wording or sector.names.id

    def cited_for(self, sector: Sector) -> tuple[str, ...]:
        """Return the sources of this version that speak of a sector."""
        named = tuple(source for source in sector.sources if source in self.legal)
        return named or self.legal[:1]

    def is_listed(self, sector: str) -> bool:
        """Tell whether this version names the sector at all."""
        return sector in self.caps


@dataclass(frozen=True, slots=True, eq=False)
class Policies:
    """Every version, in order of time. Told apart by identity: they are read once."""

    versions: tuple[Policy, ...]

    def on(self, day: date) -> Policy | None:
        """Return the version under which permits are given on a day in Jakarta, if any."""
        return next(
            (one for one in self.versions if one.permits_from <= day <= one.effective_to), None
        )

    def get(self, version: str) -> Policy | None:
        """Return a version by its id."""
        return next((one for one in self.versions if one.id == version), None)

    def after(self, policy: Policy) -> Policy | None:
        """Return the version that follows."""
        later = [one for one in self.versions if one.effective_from > policy.effective_to]
        return later[0] if later else None

    @property
    def procedure(self) -> Procedure:
        """Return what holds in every version."""
        return self.versions[-1].procedure

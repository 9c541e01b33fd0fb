"""The form of the policy files: what may stand in them, and nothing else."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from flows.dialogue import Names
from flows.rules.people import Verdict
from flows.rules.sectors import Category, Fit

Percent = Annotated[int, Field(ge=0, le=100)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Sources = Annotated[tuple[Words, ...], Field(min_length=1)]


class Sheet(BaseModel):
    """A part of a policy file: unknown names are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BothNames(Sheet):
    """Words in both languages."""

    id: Words
    en: Words

    def names(self) -> Names:
        """Return them as the conversation's words."""
        return Names(self.id, self.en)


class Keywords(Sheet):
    """Words people use for a sector."""

    id: tuple[Words, ...]
    en: tuple[Words, ...]


class SectorSheet(Sheet):
    """A sector."""

    id: Words
    category: Category
    names: BothNames
    keywords: Keywords
    short: Annotated[str, StringConstraints(min_length=2, max_length=12)]
    sources: tuple[Words, ...]
    wording: str = ""
    note: str = ""
    leaves_out: Keywords = Keywords(id=(), en=())


class SectorsFile(Sheet):
    """sectors.yaml."""

    sectors: tuple[SectorSheet, ...]


class CodeSheet(Sheet):
    """A prefix of KBLI."""

    prefix: Annotated[str, StringConstraints(pattern=r"^\d{2,5}$")]
    sector: Words
    fit: Fit
    note: str = ""


class CodesFile(Sheet):
    """kbli.yaml."""

    source: tuple[Words, ...]
    codes: tuple[CodeSheet, ...]
    divisions: dict[str, BothNames]


class SourcesFile(Sheet):
    """sources.yaml."""

    caveat: BothNames
    sources: dict[str, Words]
    cited: dict[str, BothNames]


class ExemptionSheet(Sheet):
    """People who need no permit."""

    id: Words
    names: BothNames
    proof: tuple[Words, ...]
    sources: tuple[Words, ...]


class ReasonSheet(Sheet):
    """A reason for refusal."""

    code: Annotated[str, StringConstraints(pattern=r"^R\d\d$")]
    id: Words
    en: Words
    fixable: bool
    of_a_person: bool
    sources: tuple[Words, ...]


class HoursSheet(Sheet):
    """Service hours in Jakarta."""

    opens: time
    closes: time


class LimitsSheet(Sheet):
    """Largest files the old site took, in kilobytes; ours shrinks photos to it."""

    photo_kb: int
    pdf_kb: int


class EndSheet(Sheet):
    """The day from which no permit is needed any more."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    first_day: date = Field(alias="from")
    source: Words


class ProcedureFile(Sheet):
    """procedure.yaml."""

    exemptions: tuple[ExemptionSheet, ...]
    reasons: tuple[ReasonSheet, ...]
    evidence: dict[str, BothNames]
    service_hours: HoursSheet
    promise_hours: int
    promise_sources: tuple[Words, ...]
    limits: LimitsSheet
    permits_end: EndSheet


class VersionFile(Sheet):
    """One dated version."""

    id: Words
    title: BothNames
    effective_from: date
    effective_to: date
    permits_from: date
    legal: tuple[Words, ...]
    note: str
    renewals: tuple[tuple[date, date], ...]
    evidence: dict[str, tuple[Words, ...]]
    kbli_fits: dict[str, Fit]
    wordings: dict[str, Words] = {}
    names: dict[str, BothNames] = {}
    caps: dict[str, tuple[Percent | None, Percent | None, Percent | None]]


class RulingSheet(Sheet):
    """What was said about a kind of person or journey, from a day on."""

    since: date
    said: BothNames
    sources: Sources
    verdict: Verdict | None = None
    read: date | None = None
    sector: str = ""
    exemption: str = ""
    officer_at_best: bool = False
    never_exempt: bool = False


class PapersSheet(Sheet):
    """What is asked for."""

    asked: tuple[BothNames, ...]
    sources: Sources


class PeopleFile(Sheet):
    """people.yaml."""

    rulings: dict[str, tuple[RulingSheet, ...]]
    groups: dict[str, tuple[Words, ...]]
    papers: dict[str, PapersSheet]

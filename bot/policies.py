"""Reads the dated rules of the package; files that contradict themselves are refused."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from flows.dialogue import Names
from flows.rules.caps import WorkUnit
from flows.rules.policy import Exemption, KbliRule, Policies, Policy, Procedure, Reason
from flows.rules.sectors import Category, Fit, Sector

Percent = Annotated[int, Field(ge=0, le=100)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
UNITS = (WorkUnit.SERVICE, WorkUnit.PRODUCTION, WorkUnit.OFFICE)


class BrokenPolicy(Exception):
    """The policy files contradict each other; the argument says where."""


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
    short: Annotated[str, StringConstraints(min_length=2, max_length=12)]
    names: BothNames
    keywords: Keywords
    sources: tuple[Words, ...]
    wording: str = ""
    note: str = ""


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


class SourcesFile(Sheet):
    """sources.yaml."""

    caveat: BothNames
    sources: dict[str, Words]


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
    caps: dict[str, tuple[Percent | None, Percent | None, Percent | None]]


AnySheet = TypeVar("AnySheet", bound=Sheet)
FOLDER = files("flows") / "rules" / "policies"


@cache
def load() -> Policies:
    """Return every version of the rules.

    Raises:
        BrokenPolicy: dates do not join, or a file names what no other file declares.
        pydantic.ValidationError: a file does not have the form of its kind.
    """
    names = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.startswith("ppkm"))
    versions = tuple(_file(name, VersionFile) for name in names)
    sectors, codes = _file("sectors.yaml", SectorsFile), _file("kbli.yaml", CodesFile)
    sources, procedure = _file("sources.yaml", SourcesFile), _file("procedure.yaml", ProcedureFile)
    _prove(versions, sectors, codes, sources, procedure)
    common = _procedure(procedure, sources)
    known = {sheet.id: _sector(sheet) for sheet in sectors.sectors}
    return Policies(tuple(_policy(version, known, codes, common) for version in versions))


def _file(name: str, kind: type[AnySheet]) -> AnySheet:
    data: Any = yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return kind.model_validate(data)


def _prove(
    versions: tuple[VersionFile, ...],
    sectors: SectorsFile,
    codes: CodesFile,
    sources: SourcesFile,
    procedure: ProcedureFile,
) -> None:
    """Check what holds between the files."""
    for before, after in pairwise(versions):
        if after.effective_from != before.effective_to + timedelta(days=1):
            raise BrokenPolicy(f"{after.id} does not begin when {before.id} ends")
    declared = {sheet.id for sheet in sectors.sectors}
    named = {code.sector for code in codes.codes}
    for version in versions:
        named |= version.caps.keys() | version.evidence.keys()
    _declared("sectors", named, declared)
    cited = {source for sheet in sectors.sectors for source in sheet.sources}
    cited |= {source for version in versions for source in version.legal}
    cited |= {source for reason in procedure.reasons for source in reason.sources}
    cited |= {source for exemption in procedure.exemptions for source in exemption.sources}
    cited |= {*codes.source, *procedure.promise_sources, procedure.permits_end.source}
    _declared("sources", cited, set(sources.sources))
    asked = {one for version in versions for papers in version.evidence.values() for one in papers}
    _declared("evidence", asked, set(procedure.evidence))
    prefixes = [code.prefix for code in codes.codes]
    if len(prefixes) != len(set(prefixes)):
        raise BrokenPolicy("a prefix stands twice in kbli.yaml")
    _declared("codes", {code for one in versions for code in one.kbli_fits}, set(prefixes))


def _declared(what: str, named: set[str], declared: set[str]) -> None:
    if unknown := sorted(named - declared):
        raise BrokenPolicy(f"{what} named but not declared: {', '.join(unknown)}")


def _sector(sheet: SectorSheet) -> Sector:
    return Sector(
        id=sheet.id,
        category=sheet.category,
        names=sheet.names.names(),
        keywords=(*sheet.keywords.id, *sheet.keywords.en),
        sources=sheet.sources,
        wording=sheet.wording,
        note=sheet.note,
        short=sheet.short,
    )


def _policy(
    version: VersionFile, sectors: dict[str, Sector], codes: CodesFile, common: Procedure
) -> Policy:
    return Policy(
        id=version.id,
        title=version.title.names(),
        effective_from=version.effective_from,
        effective_to=version.effective_to,
        permits_from=version.permits_from,
        legal=version.legal,
        note=version.note,
        renewals=version.renewals,
        sectors=sectors,
        caps={name: dict(zip(UNITS, caps, strict=True)) for name, caps in version.caps.items()},
        evidence=version.evidence,
        codes={code.prefix: _code(code, version) for code in codes.codes},
        procedure=common,
    )


def _code(code: CodeSheet, version: VersionFile) -> KbliRule:
    fit = version.kbli_fits.get(code.prefix, code.fit)
    return KbliRule(code.prefix, code.sector, fit, code.note)


def _procedure(sheet: ProcedureFile, sources: SourcesFile) -> Procedure:
    return Procedure(
        exemptions={
            one.id: Exemption(one.id, one.names.names(), one.proof, one.sources)
            for one in sheet.exemptions
        },
        reasons={
            one.code: Reason(one.code, Names(one.id, one.en), one.fixable, one.sources)
            for one in sheet.reasons
        },
        evidence={name: both.names() for name, both in sheet.evidence.items()},
        opens=sheet.service_hours.opens,
        closes=sheet.service_hours.closes,
        promise_hours=sheet.promise_hours,
        photo_kb=sheet.limits.photo_kb,
        pdf_kb=sheet.limits.pdf_kb,
        permits_end=sheet.permits_end.first_day,
        permits_end_source=sheet.permits_end.source,
        caveat=sources.caveat.names(),
        sources=sources.sources,
    )

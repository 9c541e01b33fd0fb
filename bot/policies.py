"""Reads the dated rules of the package; files that contradict themselves are refused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from bot.policy_proof import BrokenPolicy, Written, prove
from bot.policy_sheets import (
    CodesFile,
    CodeSheet,
    PeopleFile,
    ProcedureFile,
    SectorsFile,
    SectorSheet,
    Sheet,
    SourcesFile,
    VersionFile,
)
from flows.dialogue import Names
from flows.rules.caps import WorkUnit
from flows.rules.people import Papers, People, Ruling
from flows.rules.policy import Exemption, KbliRule, Policies, Policy, Procedure, Reason
from flows.rules.sectors import Sector

__all__ = ["UNITS", "BrokenPolicy", "load", "read_files"]

UNITS = (WorkUnit.SERVICE, WorkUnit.PRODUCTION, WorkUnit.OFFICE)
AnySheet = TypeVar("AnySheet", bound=Sheet)
FOLDER = files("flows") / "rules" / "policies"


@cache
def load() -> Policies:
    """Return every version of the rules.

    Raises:
        BrokenPolicy: dates do not join, or a file names what no other file declares.
        pydantic.ValidationError: a file does not have the form of its kind.
    """
    written = read_files()
    prove(written)
    common = _procedure(written)
    known = {sheet.id: _sector(sheet) for sheet in written.sectors.sectors}
    return Policies(
        tuple(_policy(version, known, written.codes, common) for version in written.versions)
    )


def read_files() -> Written:
    """Read the files of the package, each in the form of its kind."""
    names = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.startswith("ppkm"))
    return Written(
        tuple(_file(name, VersionFile) for name in names),
        _file("sectors.yaml", SectorsFile),
        _file("kbli.yaml", CodesFile),
        _file("sources.yaml", SourcesFile),
        _file("procedure.yaml", ProcedureFile),
        _file("people.yaml", PeopleFile),
    )


def _file(name: str, kind: type[AnySheet]) -> AnySheet:
    data: Any = yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return kind.model_validate(data)


def _sector(sheet: SectorSheet) -> Sector:
    return Sector(
        id=sheet.id,
        category=sheet.category,
        names=sheet.names.names(),
        keywords=(*sheet.keywords.id, *sheet.keywords.en),
        short=sheet.short,
        sources=sheet.sources,
        wording=sheet.wording,
        note=sheet.note,
        leaves_out=(*sheet.leaves_out.id, *sheet.leaves_out.en),
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
        sectors={name: _named(one, version) for name, one in sectors.items()},
        caps={name: dict(zip(UNITS, caps, strict=True)) for name, caps in version.caps.items()},
        evidence=version.evidence,
        codes={code.prefix: _code(code, version) for code in codes.codes},
        wordings=version.wordings,
        procedure=common,
    )


def _named(sector: Sector, version: VersionFile) -> Sector:
    """Name a sector as a version does that lists less or more under it."""
    own = version.names.get(sector.id)
    return replace(sector, names=own.names()) if own else sector


def _code(code: CodeSheet, version: VersionFile) -> KbliRule:
    fit = version.kbli_fits.get(code.prefix, code.fit)
    return KbliRule(code.prefix, code.sector, fit, code.note)


def _procedure(written: Written) -> Procedure:
    sheet, sources = written.procedure, written.sources
    return Procedure(
        exemptions={
            one.id: Exemption(one.id, one.names.names(), one.proof, one.sources)
            for one in sheet.exemptions
        },
        reasons={
            one.code: Reason(
                one.code, Names(one.id, one.en), one.fixable, one.of_a_person, one.sources
            )
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
        cited={name: both.names() for name, both in sources.cited.items()},
        people=_people(written.people),
        divisions={code: both.names() for code, both in written.codes.divisions.items()},
    )


def _people(sheet: PeopleFile) -> People:
    return People(
        rulings={
            kind: tuple(Ruling(**{**one.model_dump(), "said": one.said.names()}) for one in ones)
            for kind, ones in sheet.rulings.items()
        },
        groups=sheet.groups,
        papers={
            name: Papers(tuple(one.names() for one in papers.asked), papers.sources)
            for name, papers in sheet.papers.items()
        },
    )

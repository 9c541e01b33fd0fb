"""Proves that the policy files agree with one another, before anybody is judged by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, pairwise

from bot.policy_sheets import (
    CodesFile,
    PeopleFile,
    ProcedureFile,
    RulingSheet,
    SectorsFile,
    SourcesFile,
    VersionFile,
)
from flows.rules.decision import GOVERNMENT
from flows.rules.kbli import has_division
from flows.rules.sectors import Category


class BrokenPolicy(Exception):
    """The policy files contradict each other; the argument says where."""


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that is written in the policy files."""

    versions: tuple[VersionFile, ...]
    sectors: SectorsFile
    codes: CodesFile
    sources: SourcesFile
    procedure: ProcedureFile
    people: PeopleFile


def prove(written: Written) -> None:
    """Check what holds between the files.

    Raises:
        BrokenPolicy: dates do not join, or a file names what no other file declares.
    """
    _prove_dates(written)
    sectors = {sheet.id for sheet in written.sectors.sectors}
    _declared("sectors", _named_sectors(written), sectors)
    _declared("sources", _cited_sources(written), set(written.sources.sources))
    _declared("sources without a name", set(written.sources.sources), set(written.sources.cited))
    _declared("wordings", _reworded(written), sectors | set(Category))
    _declared("names", {name for one in written.versions for name in one.names}, sectors)
    _declared("evidence", _asked_evidence(written), set(written.procedure.evidence))
    _prove_codes(written)
    _prove_people(written, sectors)


def _prove_dates(written: Written) -> None:
    for before, after in pairwise(written.versions):
        if after.effective_from != before.effective_to + timedelta(days=1):
            raise BrokenPolicy(
                f"{after.id} does not begin when {before.id} ends: effective_to of {before.id} is"
                f" {before.effective_to}, so effective_from of {after.id} cannot be"
                f" {after.effective_from}; one of the two must be set"
            )
    for kind, rulings in written.people.rulings.items():
        if any(one.since >= other.since for one, other in pairwise(rulings)) or not rulings:
            raise BrokenPolicy(f"the rulings about {kind} do not follow one another")


def _prove_codes(written: Written) -> None:
    prefixes = [code.prefix for code in written.codes.codes]
    if len(prefixes) != len(set(prefixes)):
        raise BrokenPolicy("a prefix stands twice in kbli.yaml")
    divisions = {f"{number:02}" for number in range(100) if has_division(f"{number:02}")}
    if written.codes.divisions.keys() != divisions:
        raise BrokenPolicy("every division of KBLI 2020 stands once in kbli.yaml")
    refitted = {code for one in written.versions for code in one.kbli_fits}
    _declared("codes", refitted, set(prefixes))


def _prove_people(written: Written, sectors: set[str]) -> None:
    exemptions = {one.id for one in written.procedure.exemptions}
    shown = {one.exemption for one in _rulings(written) if one.exemption}
    _declared("exemptions", shown, exemptions)
    _declared("exemptions without papers", exemptions, set(written.people.papers))
    grouped = list(chain.from_iterable(written.people.groups.values()))
    codes = {one for one in grouped if one.isdigit()}
    _declared("codes", codes, {code.prefix for code in written.codes.codes})
    if len(grouped) != len(set(grouped)) or set(grouped) - codes != sectors - {GOVERNMENT}:
        raise BrokenPolicy("every sector but the government's stands in one group")


def _rulings(written: Written) -> tuple[RulingSheet, ...]:
    return tuple(chain.from_iterable(written.people.rulings.values()))


def _named_sectors(written: Written) -> set[str]:
    named = {code.sector for code in written.codes.codes}
    named |= {one.sector for one in _rulings(written) if one.sector}
    for version in written.versions:
        named |= version.caps.keys() | version.evidence.keys()
    return named


def _cited_sources(written: Written) -> set[str]:
    procedure, people = written.procedure, written.people
    cited = {source for sheet in written.sectors.sectors for source in sheet.sources}
    cited |= {source for version in written.versions for source in version.legal}
    cited |= {source for reason in procedure.reasons for source in reason.sources}
    cited |= {source for exemption in procedure.exemptions for source in exemption.sources}
    cited |= {source for ruling in _rulings(written) for source in ruling.sources}
    cited |= {source for papers in people.papers.values() for source in papers.sources}
    cited |= {*written.codes.source, *procedure.promise_sources, procedure.permits_end.source}
    return cited


def _reworded(written: Written) -> set[str]:
    return {name for version in written.versions for name in version.wordings}


def _asked_evidence(written: Written) -> set[str]:
    return {
        one for version in written.versions for each in version.evidence.values() for one in each
    }


def _declared(what: str, named: set[str], declared: set[str]) -> None:
    if unknown := sorted(named - declared):
        raise BrokenPolicy(f"{what} named but not declared: {', '.join(unknown)}")

"""``strp decide``: what the rules of a day say of a case."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from bot import policies
from flows.rules.caps import WorkUnit
from flows.rules.decision import Case, Decision, Outcome, UnknownCase
from flows.rules.decision import decide as judge
from flows.rules.kbli import has_division
from flows.rules.sectors import Sector

SILENT = "none: this version has no words for it, an officer judges"


def decide(
    at: Annotated[datetime, typer.Option("--at", formats=["%Y-%m-%d"], help="Day in Jakarta.")],
    kbli: Annotated[str, typer.Option(help="KBLI 2020 code, two to five digits.")] = "",
    sector: Annotated[str, typer.Option(help="Sector of the policy.")] = "",
    exempt: Annotated[str, typer.Option(help="Exemption, such as government.")] = "",
    staff: Annotated[str, typer.Option(help="service=100,production=0,office=40")] = "",
    evidence: Annotated[list[str] | None, typer.Option(help="Papers that are there.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what the rules of a day make of a company (exit 1: no rules speak on that day)."""
    if sum(map(bool, (kbli, sector, exempt))) != 1:
        raise typer.BadParameter("give one of --kbli, --sector, --exempt")
    if kbli and not (kbli.isascii() and kbli.isdigit() and 2 <= len(kbli) <= 5):  # noqa: PLR2004
        raise typer.BadParameter("two to five digits", param_hint="--kbli")
    if kbli and not has_division(kbli):
        raise typer.BadParameter(f"KBLI 2020 has no division {kbli[:2]}", param_hint="--kbli")
    case = Case(at.date(), kbli, sector, exempt, _staff(staff), tuple(evidence or ()))
    try:
        decision = judge(policies.load(), case)
    except UnknownCase as unknown:
        raise typer.BadParameter(f"the rules have no {unknown}") from None
    typer.echo(_json(decision, case) if as_json else _words(decision, case))
    if decision.outcome is Outcome.NO_POLICY:
        raise typer.Exit(1)


def _staff(text: str) -> dict[WorkUnit, int]:
    staff: dict[WorkUnit, int] = {}
    for part in filter(None, text.split(",")):
        unit, _, count = part.partition("=")
        if unit not in {known.value for known in WorkUnit} or not count.isdecimal():
            raise typer.BadParameter("like service=100,office=40", param_hint="--staff")
        staff[WorkUnit(unit)] = int(count)
    return staff


def _json(decision: Decision, case: Case) -> str:
    filed = _filed_under(case) if decision.outcome is Outcome.OFFICER_REVIEW else None
    shown = {
        "policy_version": decision.version or None,
        "sector": decision.sector or (filed.id if filed else None),
        "category": decision.category or (filed.category if filed else None),
        "fit": decision.fit,
        "outcome": decision.outcome,
        "caps": {unit: decision.caps.get(unit) for unit in WorkUnit},
        "permits": dict(decision.permits),
        "evidence": list(decision.evidence),
        "rule": decision.rule,
        "source": list(decision.sources),
        "note": _note(decision.version),
        "caveat": policies.load().procedure.caveat.en,
    }
    return json.dumps(shown, ensure_ascii=False)


def _words(decision: Decision, case: Case) -> str:
    permits = ", ".join(f"{unit} {count}" for unit, count in decision.permits.items())
    lines = (
        f"{case.on}: {decision.outcome} ({decision.version or 'no rules'})",
        f"code     no rule names KBLI {case.kbli}, so it counts as not listed"
        if _is_unnamed(case)
        else "",
        f"code     longer codes than {case.kbli} are judged otherwise: give all five digits"
        if _is_unsettled(case)
        else "",
        f"sector   {decision.sector} ({decision.category})" if decision.sector else "",
        f"permits  {permits}" if permits else "",
        f"evidence {'; '.join(map(_paper, decision.evidence))}" if decision.evidence else "",
        f"rule     {decision.rule or SILENT}",
        f"source   {'; '.join(map(_source, decision.sources))}",
        f"note     {_note(decision.version)}" if _note(decision.version) else "",
        f"caveat   {policies.load().procedure.caveat.en}",
    )
    return "\n".join(filter(None, lines))


def _is_unnamed(case: Case) -> bool:
    policy = policies.load().on(case.on)
    return bool(case.kbli and policy and policy.kbli(case.kbli) is None)


def _filed_under(case: Case) -> Sector | None:
    """Return the sector under which the table of codes files one that an officer has to place."""
    policy = policies.load().on(case.on)
    rule = policy.kbli(case.kbli) if policy and case.kbli else None
    return policy.sectors[rule.sector] if policy and rule else None


def _is_unsettled(case: Case) -> bool:
    policy = policies.load().on(case.on)
    return bool(case.kbli and policy and not policy.settles(case.kbli))


def _note(version: str) -> str:
    """Say what is to be known of a version of the rules, such as what was not verified."""
    policy = policies.load().get(version)
    return policy.note if policy else ""


def _paper(name: str) -> str:
    named = policies.load().procedure.evidence.get(name)
    return named.en if named else name


def _source(name: str) -> str:
    named = policies.load().procedure.cited.get(name)
    return named.en if named else name

"""What the rules say of one case: eligible or not, how many permits, by which words.

The order is fixed: no rules on that day, then exemptions, then the sector. A decision is a
value that names its version, so that it can be told and judged again later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from flows.rules.caps import WorkUnit
from flows.rules.policy import Caps, KbliRule, Policies, Policy
from flows.rules.sectors import Category, Fit


class Outcome(StrEnum):
    """What a case comes to."""

    ELIGIBLE = "eligible"
    ELIGIBLE_WITH_EVIDENCE = "eligible_with_evidence"
    OFFICER_REVIEW = "officer_review"
    NOT_ELIGIBLE = "not_eligible"
    EXEMPT = "exempt"
    NO_POLICY = "no_policy"


OUTCOME_OF: Mapping[Fit, Outcome] = {
    Fit.LISTED: Outcome.ELIGIBLE,
    Fit.CONDITIONAL: Outcome.ELIGIBLE_WITH_EVIDENCE,
    Fit.REVIEW: Outcome.OFFICER_REVIEW,
    Fit.NOT_LISTED: Outcome.NOT_ELIGIBLE,
}
GOVERNMENT = "ess_government"


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked: a day in Jakarta, and a code, a sector or an exemption."""

    on: date
    kbli: str = ""
    sector: str = ""
    exemption: str = ""
    staff: Mapping[WorkUnit, int] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules say. ``rule`` is the regulation's text; caps are percents."""

    version: str
    outcome: Outcome
    sector: str = ""
    category: Category | None = None
    fit: Fit | None = None
    caps: Caps = field(default_factory=dict)
    permits: Mapping[WorkUnit, int | None] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()  # asked for, and not yet there
    rule: str = ""
    sources: tuple[str, ...] = ()


class UnknownCase(Exception):
    """The code, sector or exemption is none of the rules; its argument names it."""


def decide(policies: Policies, case: Case) -> Decision:
    """Say what the rules of that day make of a case.

    Raises:
        UnknownCase: it names a sector or exemption that the rules do not have.
    """
    policy = policies.on(case.on)
    if policy is None:
        return _without_policy(policies, case.on)
    if case.exemption:
        return _exempt(policy, case.exemption)
    rule = _rule(policy, case)
    if rule.sector == GOVERNMENT:
        return _exempt(policy, "government")
    return _judged(policy, rule, case)


def share(percent: int, staff: int) -> int:
    """Count the permits of a unit: the floor of its share, one at least where any may come."""
    return max(percent * staff // 100, 1) if percent and staff else 0


def _without_policy(policies: Policies, day: date) -> Decision:
    procedure = policies.procedure
    ended = day >= procedure.permits_end
    source = procedure.permits_end_source if ended else policies.versions[0].legal[0]
    return Decision("", Outcome.NO_POLICY, rule=procedure.sources[source], sources=(source,))


def _exempt(policy: Policy, name: str) -> Decision:
    exemption = policy.procedure.exemptions.get(name)
    if exemption is None:
        raise UnknownCase(name)
    return Decision(
        policy.id,
        Outcome.EXEMPT,
        evidence=exemption.proof,
        rule=exemption.names.id,
        sources=exemption.sources,
    )


def _rule(policy: Policy, case: Case) -> KbliRule:
    """Find what speaks about the case: the rule of its code, or its sector as such."""
    if case.kbli:
        unlisted = KbliRule(case.kbli, "non_essential", Fit.NOT_LISTED)
        return policy.kbli(case.kbli) or unlisted
    sector = policy.sectors.get(case.sector)
    if sector is None:
        raise UnknownCase(case.sector)
    return KbliRule("", sector.id, _fit(policy, sector.id))


def _fit(policy: Policy, sector: str) -> Fit:
    if policy.sectors[sector].category is Category.NON_ESSENTIAL:
        return Fit.NOT_LISTED
    if not policy.is_listed(sector):
        return Fit.REVIEW
    return Fit.CONDITIONAL if policy.evidence.get(sector) else Fit.LISTED


def _judged(policy: Policy, rule: KbliRule, case: Case) -> Decision:
    sector = policy.sectors[rule.sector]
    fit = rule.fit
    if fit is not Fit.NOT_LISTED and not policy.is_listed(sector.id):
        fit = Fit.REVIEW
    asked = policy.evidence.get(sector.id, ()) if fit is Fit.CONDITIONAL else ()
    caps = {} if fit is Fit.NOT_LISTED else policy.caps_of(sector.id)
    return Decision(
        version=policy.id,
        outcome=OUTCOME_OF[fit],
        sector=sector.id,
        category=sector.category,
        fit=fit,
        caps=caps,
        permits={
            unit: 0 if fit is Fit.NOT_LISTED else _permits(caps, unit, staff)
            for unit, staff in case.staff.items()
        },
        evidence=tuple(one for one in asked if one not in case.evidence),
        rule=policy.words_of(sector),
        sources=policy.cited_for(sector),
    )


def _permits(caps: Caps, unit: WorkUnit, staff: int) -> int | None:
    """Count a unit's permits; None where the rule does not say and an officer decides."""
    percent = caps.get(unit)
    return None if percent is None else share(percent, staff)

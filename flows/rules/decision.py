"""What the rules say of one case: eligible or not, how many permits, by which words.

The order is fixed: no rules on that day, then exemptions, then the sector. A decision is a
value that names its version, so that it can be told and judged again later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from flows.rules.caps import WorkUnit
from flows.rules.policy import Caps, KbliRule, Policies, Policy
from flows.rules.sectors import Category, Fit, Sector


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
UNSURE: Final = "unsure"  # the sector of somebody who cannot tell: an officer does
REMEMBERED: Final = 4096  # cases of a day: sectors and codes that people name


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked: a day in Jakarta, and a code, a sector (or ``UNSURE``) or an exemption."""

    on: date
    kbli: str = ""
    sector: str = ""
    exemption: str = ""
    staff: Mapping[WorkUnit, int] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules say; caps are percents.

    ``rule`` is the regulation's text, empty where this version has no words for the sector.
    ``sector`` is empty where an officer has to name it.
    """

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
    ruled = _ruled(policies, case.on, case.exemption, case.kbli, case.sector, case.evidence)
    return replace(ruled, permits=_permits(ruled, case.staff)) if case.staff else ruled


@lru_cache(maxsize=REMEMBERED)
def _ruled(
    policies: Policies, on: date, exemption: str, kbli: str, sector: str, evidence: tuple[str, ...]
) -> Decision:
    """Say what the rules make of a case but for its head-counts: there are few such cases."""
    policy = policies.on(on)
    if policy is None:
        return _without_policy(policies, on)
    if exemption:
        return _exempt(policy, exemption)
    rule = _rule(policy, kbli, sector)
    if rule.sector == GOVERNMENT:
        return _exempt(policy, "government")
    return _judged(policy, rule, evidence)


def share(percent: int, staff: int) -> int:
    """Count the permits of a unit: the floor of its share, one at least where any may come."""
    return max(percent * staff // 100, 1) if percent and staff else 0


def rounding(percent: int, staff: int) -> str:
    """Name what was done to a share that is no whole number: "least", "down", or nothing."""
    if percent * staff % 100 == 0:
        return ""
    return "down" if percent * staff >= 100 else "least"  # noqa: PLR2004 - percent of one


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


def _rule(policy: Policy, kbli: str, sector: str) -> KbliRule:
    """Find what speaks about a case: the rule of its code, or its sector as such."""
    if kbli:
        return policy.kbli(kbli) or KbliRule(kbli, "non_essential", Fit.NOT_LISTED)
    if sector == UNSURE:
        return KbliRule("", "non_essential", Fit.REVIEW)
    if sector not in policy.sectors:
        raise UnknownCase(sector)
    return KbliRule("", sector, _fit(policy, sector))


def _fit(policy: Policy, sector: str) -> Fit:
    if policy.sectors[sector].category is Category.NON_ESSENTIAL:
        return Fit.NOT_LISTED
    return Fit.CONDITIONAL if policy.evidence.get(sector) else Fit.LISTED


def _judged(policy: Policy, rule: KbliRule, evidence: tuple[str, ...]) -> Decision:
    sector = policy.sectors[rule.sector]
    fit, is_listed = rule.fit, policy.is_listed(sector.id)
    if fit is not Fit.NOT_LISTED and not is_listed:
        fit = Fit.REVIEW
    if fit is Fit.REVIEW and sector.category is Category.NON_ESSENTIAL:
        return _open(policy)
    asked = policy.evidence.get(sector.id, ()) if fit is Fit.CONDITIONAL else ()
    # What a version does not list by name is meant by its words on all other trades.
    is_worded = is_listed or sector.category is Category.NON_ESSENTIAL
    return Decision(
        version=policy.id,
        outcome=OUTCOME_OF[fit],
        sector=sector.id,
        category=sector.category,
        fit=fit,
        caps=_caps(policy, sector, fit),
        evidence=tuple(one for one in asked if one not in evidence),
        rule=policy.words_of(sector) if is_worded else "",
        sources=policy.cited_for(sector),
    )


def _open(policy: Policy) -> Decision:
    """Leave the sector open: what nobody could name is not non-essential by that."""
    return Decision(policy.id, Outcome.OFFICER_REVIEW, fit=Fit.REVIEW, sources=policy.legal[:1])


def _caps(policy: Policy, sector: Sector, fit: Fit) -> Caps:
    """Return the caps that bind; none where nobody may come but by an officer's leave."""
    if fit is Fit.NOT_LISTED or sector.category is Category.NON_ESSENTIAL:
        return {}
    return policy.caps_of(sector.id)


def _permits(ruled: Decision, staff: Mapping[WorkUnit, int]) -> Mapping[WorkUnit, int | None]:
    """Count the permits of each unit; None where the rule does not say and an officer decides."""
    if ruled.fit is None:  # exempt, or no rules that day: there is nothing to count
        return ruled.permits
    if ruled.fit is Fit.NOT_LISTED:
        return dict.fromkeys(staff, 0)
    percents = {unit: ruled.caps.get(unit) for unit in staff}
    return {
        unit: None if percent is None else share(percent, staff[unit])
        for unit, percent in percents.items()
    }

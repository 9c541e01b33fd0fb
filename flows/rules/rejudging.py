"""Rejudging: what was thought of an application, thought again.

The sector is named by an officer where the company could not, the rules change while an
application is open, and an approval turns out to be one that nobody may sign any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flows.rules.applications import Application, ApplicationStatus, NoRoad
from flows.rules.caps import WorkUnit
from flows.rules.decision import GOVERNMENT, Decision, Outcome
from flows.rules.policy import Policy
from flows.rules.sectors import Category, Sector

# What a change of the rules concerns; what is decided is for the issuer.
JUDGED: Final = frozenset(
    {
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.IN_REVIEW,
        ApplicationStatus.SECOND_LOOK,
        ApplicationStatus.RETURNED,
    }
)
NOT_NEEDED: Final = "R10"  # the reason when the permit itself is abolished
LISTED: Final = frozenset({Outcome.ELIGIBLE, Outcome.ELIGIBLE_WITH_EVIDENCE})


class NoSuchSector(Exception):
    """The rules of the day do not list this sector, or give no permits for it."""


def pickable(policy: Policy) -> tuple[Sector, ...]:
    """Return the sectors an officer may name: those whose employees may hold a permit."""
    return tuple(
        sector
        for sector in policy.sectors.values()
        if policy.is_listed(sector.id)
        and sector.category is not Category.NON_ESSENTIAL
        and sector.id != GOVERNMENT
    )


def may_settle(application: Application, rule: Decision | None) -> bool:
    """Tell whether the sector is an officer's to name: the rules do not list it by themselves."""
    return bool(application.settled_by) or rule is None or rule.outcome not in LISTED


def settle(application: Application, sector: str, *, officer: str) -> Application:
    """Name the sector in the company's place; a second officer decides with the first.

    Raises:
        NoRoad: it is not being judged.
    """
    if application.status is not ApplicationStatus.IN_REVIEW:
        raise NoRoad(application.status)
    return replace(application, sector=sector, settled_by=officer, four_eyes=True)


def reopen(application: Application) -> Application:
    """Lay an approval that cannot be signed back before the officers, as if not decided yet."""
    undecided = replace(application, proposed=None, maker=None, checker=None, automatic=False)
    undated = replace(undecided, decided_at=None, decided_under=None, reason=None, note="")
    return replace(undated, status=ApplicationStatus.SUBMITTED)


def is_judged_anew(
    before: Decision | None, after: Decision | None, asked: Mapping[str, int]
) -> bool:
    """Tell whether other rules come to something else for those who are asked for."""
    if before is None or after is None:
        return before is not after
    units = [WorkUnit(unit) for unit, number in asked.items() if number]
    was, now = ([one.caps.get(unit) for unit in units] for one in (before, after))
    return (before.outcome, before.evidence, was) != (after.outcome, after.evidence, now)

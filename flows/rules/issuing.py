"""Issuing: may these permits be signed at all, and what do they say?

Everything is derived anew from what was decided: the application must be approved, by two
officers where two are asked for, every row judged, and the rules of the day of issue must still
hold it. Whoever signs brings nothing of its own into a permit but the serial.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flows.rules.applications import (
    Application,
    ApplicationStatus,
    RowDecision,
    Verdict,
    needs_second_officer,
)
from flows.rules.areas import ALL_OF_DKI
from flows.rules.policy import Policies, Policy
from flows.rules.promise import renewed_until, validity
from flows.rules.roster import Employee
from flows.rules.sectors import Category
from flows.rules.token import (
    MARK,
    SIGNATURE_BYTES,
    PermitFacts,
    encode,
    shorten,
)

MOST_SIGNS: Final = 248  # in a code of 61 by 61 modules at level Q, in its three segments
LEAST_COMPANY: Final = 12  # letters of the company's name that stay, be the code finer or not
SIGNS_FOR_TWO_BYTES: Final = 3


class NotIssuable(Exception):
    """No permit may be signed for this application."""


class NotDecided(NotIssuable):
    """It is not approved, or an employee of it is not yet judged."""


class OnePairOfEyes(NotIssuable):
    """It takes two officers, and one decided alone."""


class Lapsed(NotIssuable):
    """The rules of the day no longer hold what it was decided under."""


class Unsettled(NotIssuable):
    """Nobody has named a sector whose employees may hold a permit."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What the permits of one application have in common. Days are days in Jakarta."""

    application: Application
    policy: Policy
    valid_from: date
    valid_until: date


def signable_under(application: Application, policies: Policies, day: date) -> Policy:
    """Return the rules by which an approval of this day could be signed; officers ask before it.

    Raises:
        Lapsed: no permits are given on this day.
        Unsettled: its sector is still open, or is one that stays at home.
    """
    policy = policies.on(day)
    if policy is None:
        raise Lapsed(application.reference)
    sector = policy.sectors.get(application.sector)
    if sector is None or sector.category is Category.NON_ESSENTIAL:
        raise Unsettled(application.reference)
    return policy


def grant(
    application: Application, policies: Policies, *, rows: Mapping[RowDecision, int], on: date
) -> Grant:
    """Derive what an approved application grants when its permits are issued on a day.

    ``rows`` counts the employees by what was decided about them.

    Raises:
        NotDecided: it is not approved, or a row is still pending.
        OnePairOfEyes: it takes two officers and had one.
        Lapsed: the rules of this day do not hold what it was decided under.
        Unsettled: its sector is none that may hold a permit.
    """
    approved = application.proposed is Verdict.APPROVE
    if application.status is not ApplicationStatus.DECIDED or not approved:
        raise NotDecided(application.reference)
    if rows.get(RowDecision.PENDING):
        raise NotDecided(application.reference)
    policy = _policy_on(application, policies, on)
    is_listed = policy.is_listed(application.sector)
    if not _had_its_eyes(application, employees=sum(rows.values()), is_listed=is_listed):
        raise OnePairOfEyes(application.reference)
    start, until = validity(policy, on)
    return Grant(application, policy, start, until)


def facts_of(
    granted: Grant, employee: Employee, *, serial: int, nik_check: int, host: str
) -> PermitFacts:
    """Write what one employee's permit says, so that its code stays easy to scan.

    The company's name gives way where the words are too many for the code.
    """
    application = granted.application
    facts = PermitFacts(
        serial=serial,
        holder=employee.name,
        nik_check=nik_check,
        company=shorten(application.company),
        sector=granted.policy.sectors[application.sector].short,
        valid_from=granted.valid_from,
        valid_until=granted.valid_until,
        area=ALL_OF_DKI,
    )
    return replace(facts, company=_cut(facts.company, by=_bytes_too_many(facts, host)))


def _had_its_eyes(application: Application, *, employees: int, is_listed: bool) -> bool:
    needs_two = needs_second_officer(employees=employees, is_listed=is_listed)
    if application.four_eyes or needs_two:
        return bool(application.maker and application.checker) and (
            application.maker != application.checker
        )
    return application.automatic or application.maker is not None


def _policy_on(application: Application, policies: Policies, day: date) -> Policy:
    """Return the rules of the day, if what was decided holds under them.

    Officers judge what the rules do not list, and their judgement holds under the rules they
    judged by; a rule's own approval, and any that is signed later, needs a chain of renewals.
    """
    current = signable_under(application, policies, day)
    decided = policies.get(application.decided_under or application.policy_version)
    if decided is current and not application.automatic:
        return current
    if decided is None or not decided.is_listed(application.sector):
        raise Lapsed(application.reference)
    if not decided.effective_from <= day <= renewed_until(policies, decided, application.sector):
        raise Lapsed(application.reference)
    return current


def _bytes_too_many(facts: PermitFacts, host: str) -> int:
    signs = MOST_SIGNS - len(f"HTTPS://{host}{MARK}")
    room = signs * 2 // SIGNS_FOR_TWO_BYTES
    return max(len(encode(facts, kid=0)) + SIGNATURE_BYTES - room, 0)


def _cut(company: str, *, by: int) -> str:
    raw = company.encode()
    return raw[: max(len(raw) - by, LEAST_COMPANY)].decode(errors="ignore").rstrip()

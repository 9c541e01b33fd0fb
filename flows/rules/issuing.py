"""Issuing: may these permits be signed at all, and what do they say?

Everything is derived anew from what was decided: the application must be approved, by two
officers where two are asked for, every row judged, and the rules of the day of issue must still
list the sector. Whoever signs brings nothing of its own into a permit but the serial.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flows.rules.applications import (
    MANY,
    Application,
    ApplicationStatus,
    RowDecision,
    Verdict,
)
from flows.rules.areas import ALL_OF_DKI
from flows.rules.policy import Policies, Policy
from flows.rules.promise import renewed_until, validity
from flows.rules.roster import Employee
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


@dataclass(frozen=True, slots=True)
class Grant:
    """What the permits of one application have in common. Days are days in Jakarta."""

    application: Application
    policy: Policy
    valid_from: date
    valid_until: date


def grant(
    application: Application, policies: Policies, *, rows: Mapping[RowDecision, int], on: date
) -> Grant:
    """Derive what an approved application grants when its permits are issued on a day.

    ``rows`` counts the employees by what was decided about them.

    Raises:
        NotDecided: it is not approved, or a row is still pending.
        OnePairOfEyes: it takes two officers and had one.
        Lapsed: no rules of this day list its sector.
    """
    approved = application.proposed is Verdict.APPROVE
    if application.status is not ApplicationStatus.DECIDED or not approved:
        raise NotDecided(application.reference)
    if rows.get(RowDecision.PENDING):
        raise NotDecided(application.reference)
    if not _had_its_eyes(application, employees=sum(rows.values())):
        raise OnePairOfEyes(application.reference)
    policy = _policy_on(application, policies, on)
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


def _had_its_eyes(application: Application, *, employees: int) -> bool:
    if application.four_eyes or employees > MANY:
        return bool(application.maker and application.checker) and (
            application.maker != application.checker
        )
    return application.automatic or application.maker is not None


def _policy_on(application: Application, policies: Policies, day: date) -> Policy:
    """Return the rules of the day, if a chain of renewals leads there from the decision."""
    decided, current = policies.get(application.policy_version), policies.on(day)
    if decided is None or current is None or not decided.is_listed(application.sector):
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

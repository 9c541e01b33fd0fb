"""An application: one company's request for permits, from handed in to decided.

Every status and every road between them stands in one table, so that no page or button can
invent another. Whoever proposes a decision never confirms it alone where two pairs of eyes are
asked for. The promise (``due_at``) runs only while the officers hold the application, never
while the company owes an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LEASE: Final = timedelta(minutes=15)  # long enough to read a case, short enough to be forgotten
MANY: Final = 500  # employees; from here on a second officer looks


class ApplicationStatus(StrEnum):
    """Where an application stands; both sides read the same word."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    SECOND_LOOK = "second_look"  # proposed by one officer, waits for another
    RETURNED = "returned"  # the company owes a correction
    DECIDED = "decided"  # approved, permits about to be signed
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_S: Final = ApplicationStatus
ROADS: Final[Mapping[ApplicationStatus, frozenset[ApplicationStatus]]] = MappingProxyType(
    {
        _S.SUBMITTED: frozenset({_S.IN_REVIEW, _S.DECIDED, _S.REFUSED, _S.WITHDRAWN}),
        _S.IN_REVIEW: frozenset(
            {_S.SUBMITTED, _S.SECOND_LOOK, _S.DECIDED, _S.REFUSED, _S.RETURNED, _S.WITHDRAWN}
        ),
        _S.SECOND_LOOK: frozenset({_S.IN_REVIEW, _S.DECIDED, _S.REFUSED, _S.WITHDRAWN}),
        _S.RETURNED: frozenset({_S.SUBMITTED, _S.REFUSED, _S.WITHDRAWN}),
        _S.DECIDED: frozenset({_S.ISSUED, _S.SUBMITTED, _S.WITHDRAWN}),
        _S.ISSUED: frozenset(),
        _S.REFUSED: frozenset(),
        _S.WITHDRAWN: frozenset(),
    }
)
ENDS: Final = frozenset(status for status, roads in ROADS.items() if not roads)
OPEN: Final = frozenset(ApplicationStatus) - ENDS
CLAIMABLE: Final = frozenset({_S.SUBMITTED, _S.IN_REVIEW, _S.SECOND_LOOK})


class Verdict(StrEnum):
    """What an officer thinks of an application as a whole."""

    APPROVE = "approve"
    REFUSE = "refuse"


class RowDecision(StrEnum):
    """What was decided about one employee of the roster."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Application:
    """A company's request for permits for the employees of one workplace. Times are UTC."""

    reference: str
    chat: int = field(repr=False)  # where the representative is told
    nib: str
    company: str
    workplace: str
    sector: str  # empty until an officer names it
    policy_version: str  # under which it was judged last
    submitted_at: datetime
    answers: Mapping[str, str | int] = field(default_factory=dict, repr=False)
    asked: Mapping[str, int] = field(default_factory=dict)  # employees by unit of work
    outcome: str = ""  # what those rules say of it
    risks: tuple[str, ...] = ()
    four_eyes: bool = False
    complete_at: datetime | None = None
    due_at: datetime | None = None  # None while the company owes an answer
    status: ApplicationStatus = ApplicationStatus.SUBMITTED
    version: int = 1
    officer: str | None = None
    leased_until: datetime | None = None
    proposed: Verdict | None = None
    maker: str | None = None
    checker: str | None = None
    automatic: bool = False  # decided by rule, without an officer
    reason: str | None = None  # a code of the policy's list, never free text about persons
    note: str = field(default="", repr=False)
    decided_at: datetime | None = None
    decided_under: str | None = None  # the version of the rules on that day
    settled_by: str | None = None  # the officer who named the sector in the company's place

    @property
    def employees(self) -> int:
        """Count the employees asked for."""
        return sum(self.asked.values())

    @property
    def is_open(self) -> bool:
        """Tell whether something may still become of it."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Step:
    """One move of an application along its roads."""

    at: datetime
    by: str
    before: ApplicationStatus | None
    after: ApplicationStatus
    reason: str | None = None


class NoRoad(Exception):
    """An application cannot go from where it stands to where it was sent."""


class Taken(Exception):
    """Another officer has this application on the desk."""


class SameOfficer(Exception):
    """Whoever proposed a decision cannot confirm it."""


def may_move(status: ApplicationStatus, to: ApplicationStatus) -> bool:
    """Tell whether a road leads from one status to another."""
    return to in ROADS[status]


def needs_second_officer(*, employees: int, is_listed: bool) -> bool:
    """Tell whether a decision takes two officers: many employees, or a sector not listed."""
    return employees > MANY or not is_listed


def is_leased(application: Application, *, now: datetime) -> bool:
    """Tell whether an officer has it on the desk at this moment."""
    return application.leased_until is not None and application.leased_until > now


def claim(application: Application, officer: str, *, now: datetime) -> Application:
    """Put an application on an officer's desk; claiming again renews the lease.

    Raises:
        NoRoad: it is not with the officers.
        Taken: another officer has it.
        SameOfficer: it waits for the second look of somebody else.
    """
    if application.status not in CLAIMABLE:
        raise NoRoad(application.status)
    if application.officer != officer and is_leased(application, now=now):
        raise Taken(application.reference)
    if application.status is ApplicationStatus.SECOND_LOOK and application.maker == officer:
        raise SameOfficer(application.reference)
    status = application.status
    if status is ApplicationStatus.SUBMITTED:
        status = ApplicationStatus.IN_REVIEW
    return replace(application, status=status, officer=officer, leased_until=now + LEASE)


def release(application: Application) -> Application:
    """Lay an application back into the queue."""
    status = application.status
    if status is ApplicationStatus.IN_REVIEW:
        status = ApplicationStatus.SUBMITTED
    return _laid_down(application, status)


def propose(
    application: Application,
    verdict: Verdict,
    *,
    officer: str,
    now: datetime,
    reason: str | None = None,
    note: str = "",
) -> Application:
    """Decide, or propose to a second officer where four eyes are asked for.

    Raises:
        NoRoad: it is not on an officer's desk.
        Taken: it is on another officer's desk.
    """
    _held_by(application, officer, now)
    if application.status is not ApplicationStatus.IN_REVIEW:
        raise NoRoad(application.status)
    made = replace(application, proposed=verdict, maker=officer, reason=reason, note=note)
    if application.four_eyes:
        return _laid_down(made, ApplicationStatus.SECOND_LOOK)
    return _decided(made, now)


def confirm(application: Application, *, officer: str, now: datetime) -> Application:
    """Confirm what the first officer proposed.

    Raises:
        NoRoad: nothing waits for a second look.
        SameOfficer: it was this officer's own proposal.
    """
    _second_look(application, officer)
    return _decided(replace(application, checker=officer), now)


def contest(application: Application, *, officer: str) -> Application:
    """Lay a proposal aside: the second officer takes the case over and judges it anew.

    Raises:
        NoRoad: nothing waits for a second look.
        SameOfficer: it was this officer's own proposal.
    """
    _second_look(application, officer)
    fresh = replace(application, proposed=None, maker=None, reason=None, note="", officer=officer)
    return replace(fresh, status=ApplicationStatus.IN_REVIEW)


def decide_by_rule(
    application: Application, verdict: Verdict, *, now: datetime, reason: str | None = None
) -> Application:
    """Decide a clean case without an officer."""
    made = replace(application, proposed=verdict, automatic=True, reason=reason)
    return _decided(made, now)


def send_back(
    application: Application, reason: str, *, officer: str, now: datetime, note: str = ""
) -> Application:
    """Ask the company for a correction; the promise rests until it answers.

    Raises:
        Taken: it is on another officer's desk.
    """
    _held_by(application, officer, now)
    asked = replace(application, reason=reason, note=note, complete_at=None, due_at=None)
    return _laid_down(asked, ApplicationStatus.RETURNED)


def hand_in_again(
    application: Application,
    *,
    answers: Mapping[str, str | int],
    asked: Mapping[str, int],
    complete_at: datetime,
    due_at: datetime,
) -> Application:
    """Take the corrected application; the promise starts anew."""
    fresh = replace(application, answers=answers, asked=asked, reason=None, note="")
    due = replace(fresh, complete_at=complete_at, due_at=due_at, proposed=None, maker=None)
    return replace(due, status=ApplicationStatus.SUBMITTED)


def withdraw(application: Application) -> Application:
    """Take the company's request back at its own wish."""
    return _laid_down(application, ApplicationStatus.WITHDRAWN)


def issue(application: Application) -> Application:
    """Close a decided application: its permits are signed."""
    return replace(application, status=ApplicationStatus.ISSUED)


def _held_by(application: Application, officer: str, now: datetime) -> None:
    if application.officer != officer or not is_leased(application, now=now):
        raise Taken(application.reference)


def _second_look(application: Application, officer: str) -> None:
    if application.status is not ApplicationStatus.SECOND_LOOK:
        raise NoRoad(application.status)
    if application.maker == officer:
        raise SameOfficer(application.reference)


def _laid_down(application: Application, status: ApplicationStatus) -> Application:
    return replace(application, status=status, officer=None, leased_until=None)


def _decided(application: Application, now: datetime) -> Application:
    approved = application.proposed is Verdict.APPROVE
    status = ApplicationStatus.DECIDED if approved else ApplicationStatus.REFUSED
    return replace(_laid_down(application, status), decided_at=now)

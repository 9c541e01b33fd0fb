"""A case: one report and what was done about it, from waiting to closed.

A report is a claim, never a verdict. So a case moves along roads that are written down, a lone
report without a photo leads to a letter and not to a visit, and no officer alone ends a case
without a measure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

ENOUGH_FOR_INSPECTION: Final = 3  # independent reports; fewer could point at who wrote them
COUNTED_TOGETHER: Final = timedelta(days=30)  # between reports; older ones tell of other days
WORKING_DAYS_TO_ANSWER: Final = 5
SATURDAY: Final = 5
SMALLEST_FIGURE: Final = 5  # smaller counts in a small district name a person
DAYS_KEPT_AFTER_CLOSING: Final = 90
DAYS_KEPT_UNREAD: Final = 180
YESTERDAY: Final = "yesterday"  # as it is told in a report; other answers name no day
LEGAL_FORMS: Final = frozenset({"pt", "cv", "ud", "pd", "tbk", "persero", "yayasan", "koperasi"})


class Violation(StrEnum):
    """What a report says happened; the six kinds of the province's own list."""

    NON_ESSENTIAL_OPEN = "non_essential_open"
    OVER_CAP = "over_cap"
    VULNERABLE_ON_SITE = "vulnerable_on_site"
    NO_PROTOCOL = "no_protocol"
    FORCED_OR_THREATENED = "forced_or_threatened"
    PERMIT_MISUSE = "permit_misuse"


IN_DANGER: Final = frozenset({Violation.VULNERABLE_ON_SITE, Violation.FORCED_OR_THREATENED})


class CaseStatus(StrEnum):
    """Where a case stands; the reporter reads the same word as the officer."""

    WAITING = "waiting"
    REVIEWED = "reviewed"
    ASKED = "asked"  # the inspector needs something only the reporter can tell
    DISPOSED = "disposed"  # handed to the unit that acts
    ACTING = "acting"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ROADS: Final[Mapping[CaseStatus, frozenset[CaseStatus]]] = MappingProxyType(
    {
        CaseStatus.WAITING: frozenset({CaseStatus.REVIEWED, CaseStatus.WITHDRAWN}),
        CaseStatus.REVIEWED: frozenset(
            {CaseStatus.ASKED, CaseStatus.DISPOSED, CaseStatus.REFUSED, CaseStatus.WITHDRAWN}
        ),
        CaseStatus.ASKED: frozenset(
            {CaseStatus.REVIEWED, CaseStatus.DISPOSED, CaseStatus.REFUSED, CaseStatus.WITHDRAWN}
        ),
        CaseStatus.DISPOSED: frozenset({CaseStatus.ACTING, CaseStatus.REVIEWED}),
        CaseStatus.ACTING: frozenset({CaseStatus.CLOSED, CaseStatus.REVIEWED}),
        CaseStatus.CLOSED: frozenset(),
        CaseStatus.REFUSED: frozenset(),
        CaseStatus.WITHDRAWN: frozenset(),
    }
)
ENDS: Final = frozenset(status for status, roads in ROADS.items() if not roads)


class RefusedReason(StrEnum):
    """Why a case ends without a measure."""

    UNFOUNDED = "unfounded"
    PERMITTED = "permitted"  # the register and the policy allow what was reported
    OUTSIDE = "outside"  # outside DKI Jakarta, or no matter of this rule
    TOO_LITTLE = "too_little"
    DOUBLE = "double"


class Track(StrEnum):
    """How the employer is approached."""

    LETTER = "letter"  # a clarification with five working days to answer
    INSPECTION = "inspection"


class Measure(StrEnum):
    """What was done about it: the ladder, one rung at a time."""

    NONE = "none"
    CLOSURE = "closure"
    FINE = "fine"
    LICENCE = "licence"
    PROSECUTION = "prosecution"


LADDER: Final = (Measure.NONE, Measure.CLOSURE, Measure.FINE, Measure.LICENCE)


@dataclass(frozen=True, slots=True)
class Register:
    """What the register and the dated policy say about the reported company."""

    may_work_on_site: bool | None  # None: the register does not know the company
    holds_permits: bool | None  # None: nobody has found out yet which company it is


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one employer when it is decided how to approach it."""

    independent_reports: int
    has_photo: bool
    register: Register


class NoRoad(Exception):
    """A case cannot go from where it stands to where it was sent."""


def may_move(status: CaseStatus, to: CaseStatus) -> bool:
    """Tell whether a road leads from one status to another."""
    return to in ROADS[status]


def track_for(evidence: Evidence) -> Track:
    """Choose how to approach an employer.

    Three reports lead to a visit; a lone one does only if it brings a photo and the employer is
    known to have no permit, which is told at the question for the photo. A company that was not
    found under the name a worker wrote is not one without permits.
    """
    photo_and_no_permit = evidence.has_photo and evidence.register.holds_permits is False
    if evidence.independent_reports >= ENOUGH_FOR_INSPECTION or photo_and_no_permit:
        return Track.INSPECTION
    return Track.LETTER


def are_counted_together(one: date, other: date) -> bool:
    """Tell whether reports of these days may speak for each other."""
    return abs(one - other) <= COUNTED_TOGETHER


def may_be_named(violation: Violation, reports: int) -> bool:
    """Tell whether a letter may name what was reported.

    A threat was heard by few, and a pregnancy is known of few: of one report, or of two, such a
    kind would point at who wrote it.
    """
    return violation not in IN_DANGER or reports >= ENOUGH_FOR_INSPECTION


def reported_day(day: date, when: str) -> date:
    """Return the day whose rules a report is held against, as near as it was told."""
    return day - timedelta(days=1) if when == YESTERDAY else day


def priority_of(violation: Violation, evidence: Evidence) -> int:
    """Weigh a case for the queue: people in danger first, then what many saw."""
    weight = sum(
        (
            4 if violation in IN_DANGER else 0,
            min(evidence.independent_reports, ENOUGH_FOR_INSPECTION),
            1 if evidence.has_photo else 0,
            1 if evidence.register.may_work_on_site is False else 0,
        )
    )
    return weight - 3 if contradicts(violation, evidence.register) else weight


def contradicts(violation: Violation, register: Register) -> bool:
    """Tell whether the register speaks against a report, so that it is looked at once more."""
    return violation is Violation.NON_ESSENTIAL_OPEN and register.may_work_on_site is True


def may_follow(measure: Measure, before: Iterable[Measure]) -> bool:
    """Tell whether a measure may be taken after those before it.

    The ladder is climbed one rung at a time; a crime may be handed to the police from any rung.
    """
    if measure is Measure.PROSECUTION:
        return True
    climbed = max((LADDER.index(step) for step in before if step in LADDER), default=0)
    return LADDER.index(measure) <= climbed + 1


def needs_second_officer(status: CaseStatus, measure: Measure | None = None) -> bool:
    """Tell whether ending a case like this takes a second pair of eyes: nothing comes of it."""
    return status is CaseStatus.REFUSED or measure is Measure.NONE


def purge_day(status: CaseStatus, day: date) -> date:
    """Return the day a case is erased, if nothing happens to it after this day."""
    kept = DAYS_KEPT_AFTER_CLOSING if status in ENDS else DAYS_KEPT_UNREAD
    return day + timedelta(days=kept)


def answer_day(day: date) -> date:
    """Return the day by which an employer has to answer a letter: five working days on."""
    left, answer = WORKING_DAYS_TO_ANSWER, day
    while left:
        answer += timedelta(days=1)
        left -= answer.weekday() < SATURDAY
    return answer


def told_count(count: int) -> str:
    """Say a count without pointing at anybody: small ones only as "fewer than five"."""
    return str(count) if count == 0 or count >= SMALLEST_FIGURE else f"<{SMALLEST_FIGURE}"


def folded_employer(name: str) -> str:
    """Fold the spellings of one employer's name into one: case, accents, legal form, signs."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    words = "".join(sign if sign.isalnum() else " " for sign in bare if _is_kept(sign)).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS)


def _is_kept(sign: str) -> bool:
    # "P.T." and "PT" are one word; other signs stand between words.
    return not unicodedata.combining(sign) and sign != "."

"""A case as it is kept, and how it is written into its row and read back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from flows.rules.cases import CaseStatus, Measure, RefusedReason, Violation
from storage.reports.envelopes import Direction, Place
from storage.reports.tables import CaseRow, EnvelopeRow


@dataclass(frozen=True, slots=True)
class Triage:
    """What an inspector noted after opening a case; the bot never fills this in."""

    priority: int | None = None
    cluster_tag: bytes | None = field(default=None, repr=False)
    district: str | None = None
    violation: Violation | None = None
    assigned_to: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case was, or is to be, ended."""

    reason: RefusedReason | None = None
    measure: Measure | None = None
    asked_by: str | None = None  # waits for a second officer


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it is kept."""

    id: bytes
    lookup: bytes = field(repr=False)
    reporter_public: bytes = field(repr=False)
    case_public: bytes = field(repr=False)
    office_public: bytes = field(repr=False)  # of the words the reporter must not read
    epoch: str
    day_created: date
    day_purge: date
    status: CaseStatus = CaseStatus.WAITING
    version: int = 1
    envelopes: int = 0
    triage: Triage = field(default_factory=Triage)
    ending: Ending = field(default_factory=Ending)


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed message as it is kept."""

    place: Place
    sealed: bytes = field(repr=False)
    day: date


def next_place(case: Case, direction: Direction) -> Place:
    """Return where the next message of a case belongs."""
    return Place(case.id, direction, case.envelopes + 1)


def new_row(case: Case) -> CaseRow:
    """Write a new case into a row."""
    row = CaseRow(
        id=case.id,
        lookup=case.lookup,
        reporter_public=case.reporter_public,
        case_public=case.case_public,
        office_public=case.office_public,
        epoch=case.epoch,
        day_created=case.day_created,
        day_purge=case.day_purge,
        status=case.status.value,
        version=case.version,
        envelopes=case.envelopes,
    )
    write_changes(row, case)
    return row


def write_changes(row: CaseRow, case: Case) -> None:
    """Write what officers change into the row of a case; keys and counts stay."""
    row.status = case.status.value
    row.priority = case.triage.priority
    row.cluster_tag = case.triage.cluster_tag
    row.district = case.triage.district
    row.violation = case.triage.violation.value if case.triage.violation else None
    row.assigned_to = case.triage.assigned_to
    row.reason = case.ending.reason.value if case.ending.reason else None
    row.measure = case.ending.measure.value if case.ending.measure else None
    row.closing_asked_by = case.ending.asked_by


def read_case(row: CaseRow) -> Case:
    """Read a case from its row."""
    return Case(
        id=row.id,
        lookup=row.lookup,
        reporter_public=row.reporter_public,
        case_public=row.case_public,
        office_public=row.office_public,
        epoch=row.epoch,
        day_created=row.day_created,
        day_purge=row.day_purge,
        status=CaseStatus(row.status),
        version=row.version,
        envelopes=row.envelopes,
        triage=_triage(row),
        ending=_ending(row),
    )


def read_message(row: EnvelopeRow) -> Kept:
    """Read a sealed message from its row."""
    place = Place(row.case_id, Direction(row.direction), row.number)
    return Kept(place, row.sealed, row.day)


def _triage(row: CaseRow) -> Triage:
    return Triage(
        priority=row.priority,
        cluster_tag=row.cluster_tag,
        district=row.district,
        violation=Violation(row.violation) if row.violation else None,
        assigned_to=row.assigned_to,
    )


def _ending(row: CaseRow) -> Ending:
    return Ending(
        reason=RefusedReason(row.reason) if row.reason else None,
        measure=Measure(row.measure) if row.measure else None,
        asked_by=row.closing_asked_by,
    )

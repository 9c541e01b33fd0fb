"""The weight of a case: how many reports speak for each other, and which road that suggests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.reporting.opened import OpenedCase
from flows.rules.cases import (
    Evidence,
    Register,
    Track,
    are_counted_together,
    contradicts,
    track_for,
)
from storage.reports.case_values import Case
from storage.reports.cases import Cases
from storage.reports.database import Transaction


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a case weighs after triage, and which road it suggests."""

    case: Case
    track: Track
    reports: int
    contradicted: bool  # the register says the employer may: look once more before any step


async def reports_beside(
    session: Transaction, opened: OpenedCase, tag: bytes, still_shown: Collection[bytes]
) -> int:
    """Count the reports that speak for this one, itself included.

    ``still_shown`` are withdrawn cases that inspectors may not yet know to be withdrawn.
    """
    about = await Cases(session).going_on_about(tag, still_shown)
    day = opened.case.day_created
    together = (one.id for one in about if are_counted_together(one.day_created, day))
    return len({*together, opened.case.id})


def evidence_of(opened: OpenedCase, reports: int, register: Register) -> Evidence:
    """Return what there is to weigh."""
    return Evidence(reports, has_photo=opened.photo_key is not None, register=register)


def weighed_by(opened: OpenedCase, evidence: Evidence) -> Weighed:
    """Return what a case weighs by its evidence."""
    against = contradicts(opened.statement.violation, evidence.register)
    reports = evidence.independent_reports
    return Weighed(opened.case, track_for(evidence), reports, contradicted=against)

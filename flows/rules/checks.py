"""Checks: what speaks for an application and against it, found before anybody reads it.

Rules first: every check looks at plain figures and says one thing, with its weight. What is fine
is told too, so that an officer sees what need not be looked at again. Whatever is a risk bars the
approval by rule; it never refuses anybody, a person does. Papers are there or not: what stands in
them only a person can read, so evidence that a rule asks for always goes to one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from flows.rules.applications import MANY, needs_second_officer
from flows.rules.decision import Outcome

DOUBTFUL_PERCENT: Final = 10  # one odd NIK is a district that was split, a tenth is a bad list
ALIKE_PERCENT: Final = 20  # people share place and day of birth by chance, a fifth of a list not
ALIKE_ROWS: Final = 3  # twins are two
_LISTED: Final = frozenset({Outcome.ELIGIBLE, Outcome.ELIGIBLE_WITH_EVIDENCE})


class Weight(StrEnum):
    """What a finding means for the decision."""

    FINE = "fine"
    NOTE = "note"  # told to the officer, decides nothing
    RISK = "risk"  # a person looks; never approved by rule


class Code(StrEnum):
    """What a check can find; each has its words under ``checks.``."""

    SECTOR_LISTED = "sector_listed"
    SECTOR_REVIEW = "sector_review"
    SECTOR_NOT_LISTED = "sector_not_listed"
    RULES_SAME = "rules_same"
    RULES_CHANGED = "rules_changed"
    EVIDENCE_NOT_ASKED = "evidence_not_asked"
    EVIDENCE_UNREAD = "evidence_unread"
    EVIDENCE_MISSING = "evidence_missing"
    LETTER_THERE = "letter_there"
    LETTER_MISSING = "letter_missing"
    NIB_THERE = "nib_there"
    NIB_MISSING = "nib_missing"
    CAP_KEPT = "cap_kept"
    CAP_REACHED = "cap_reached"
    CAP_UNKNOWN = "cap_unknown"
    CAP_EXCEEDED = "cap_exceeded"
    CAP_TAKEN = "cap_taken"  # beyond it together with permits that stand
    NEARBY = "nearby"
    STAFF_SAME = "staff_same"
    STAFF_GREW = "staff_grew"
    FEW = "few"
    MANY = "many"
    NIKS_RIGHT = "niks_right"
    NIKS_DOUBTED = "niks_doubted"
    NIKS_OFTEN_DOUBTED = "niks_often_doubted"
    NIKS_VARIED = "niks_varied"
    NIKS_ALIKE = "niks_alike"
    NONE_PERMITTED = "none_permitted"
    PERMITTED = "permitted"
    NEVER_REFUSED = "never_refused"
    REFUSED_BEFORE = "refused_before"
    FIRST_TIME = "first_time"
    CORRECTED = "corrected"
    SAMPLE = "sample"
    LARGE = "large"
    SECTOR_SETTLED = "sector_settled"
    REOPENED = "reopened"
    LIST_CHANGED = "list_changed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an application when it is checked: no names, no numbers of persons.

    ``outcome`` is what the rules said of it on the day it was handed in, ``outcome_now`` what
    they say today. ``asked`` and ``permits`` count employees by unit of work; None where the rule
    sets no number. ``standing`` counts the workplace's people who hold a permit of an earlier
    application: they come in too. ``staff`` is what the company declared, by unit, and
    ``staff_before`` what it declared for the permits this workplace got last. ``doubtful``,
    ``alike`` and ``permitted`` count rows of the roster: a strange NIK, one that shares place and
    day of birth with another row, one with a live permit.
    """

    outcome: str
    outcome_now: str
    asked: Mapping[str, int]
    permits: Mapping[str, int | None]
    has_letter: bool
    has_nib_document: bool
    has_evidence: bool
    standing: Mapping[str, int] = field(default_factory=dict)
    staff: Mapping[str, int] = field(default_factory=dict)
    staff_before: Mapping[str, int] = field(default_factory=dict)
    nearby: int = 0  # applications of the company at other addresses of the kecamatan
    doubtful: int = 0
    alike: int = 0
    permitted: int = 0
    refused_before: int = 0  # applications of this company
    corrections: int = 0  # times this one came back corrected
    is_sample: bool = False  # drawn for a person to look at
    is_large: bool = False  # more employees than the operator lets the rules approve
    is_settled: bool = False  # an officer named its sector
    list_changes: Mapping[str, int] = field(default_factory=dict)  # since it was returned
    is_reopened: bool = False  # approved once, and the permits could not be signed

    @property
    def employees(self) -> int:
        """Count the employees asked for."""
        return sum(self.asked.values())

    @property
    def coming(self) -> Mapping[str, int]:
        """Count who would come in, by the units that more are asked for."""
        return {
            unit: asked + self.standing.get(unit, 0) for unit, asked in self.asked.items() if asked
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found, and the figures its words need."""

    code: Code
    weight: Weight
    figures: Mapping[str, int] = field(default_factory=dict)


def check(facts: Facts) -> tuple[Finding, ...]:
    """Say what every check finds, in the order an officer thinks of them."""
    return tuple(found for look in CHECKS if (found := look(facts)) is not None)


def risks(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return the codes that bar an approval by rule."""
    return tuple(found.code.value for found in findings if found.weight is Weight.RISK)


def asks_two_officers(facts: Facts) -> bool:
    """Tell whether a decision takes two pairs of eyes."""
    is_listed = {facts.outcome, facts.outcome_now} <= _LISTED and not facts.is_settled
    return needs_second_officer(employees=facts.employees, is_listed=is_listed)


def _sector(facts: Facts) -> Finding:
    if facts.is_settled:
        return _risk(Code.SECTOR_SETTLED)
    if facts.outcome in _LISTED:
        return _fine(Code.SECTOR_LISTED)
    if facts.outcome == Outcome.OFFICER_REVIEW:
        return _risk(Code.SECTOR_REVIEW)
    return _risk(Code.SECTOR_NOT_LISTED)


def _rules(facts: Facts) -> Finding:
    same = facts.outcome == facts.outcome_now
    return _fine(Code.RULES_SAME) if same else _risk(Code.RULES_CHANGED)


def _evidence(facts: Facts) -> Finding:
    if Outcome.ELIGIBLE_WITH_EVIDENCE not in {facts.outcome, facts.outcome_now}:
        return _fine(Code.EVIDENCE_NOT_ASKED)
    return _risk(Code.EVIDENCE_UNREAD if facts.has_evidence else Code.EVIDENCE_MISSING)


def _letter(facts: Facts) -> Finding:
    return _fine(Code.LETTER_THERE) if facts.has_letter else _risk(Code.LETTER_MISSING)


def _nib_document(facts: Facts) -> Finding:
    return _fine(Code.NIB_THERE) if facts.has_nib_document else _risk(Code.NIB_MISSING)


def _caps(facts: Facts) -> Finding:
    coming = facts.coming
    allowed = {unit: facts.permits.get(unit) for unit in coming}
    over = {
        unit: coming[unit] - most
        for unit, most in allowed.items()
        if most is not None and coming[unit] > most
    }
    if over:
        return _beyond(over, sum(facts.standing.get(unit, 0) for unit in over))
    if None in allowed.values():
        return _risk(Code.CAP_UNKNOWN)
    if coming.items() & allowed.items():
        return Finding(Code.CAP_REACHED, Weight.NOTE)
    return _fine(Code.CAP_KEPT)


def _beyond(over: Mapping[str, int], standing: int) -> Finding:
    if standing:
        return _risk(Code.CAP_TAKEN, over=sum(over.values()), standing=standing)
    return _risk(Code.CAP_EXCEEDED, over=sum(over.values()))


def _staff(facts: Facts) -> Finding | None:
    """Notice more staff than permits were given for before: the cap is counted of them."""
    if not facts.staff_before:
        return None
    before = facts.staff_before
    grown = sum(max(staff - before.get(unit, 0), 0) for unit, staff in facts.staff.items())
    return _risk(Code.STAFF_GREW, more=grown) if grown else _fine(Code.STAFF_SAME)


def _nearby(facts: Facts) -> Finding | None:
    """Notice an address that may be another one written differently, and so its cap twice."""
    return _risk(Code.NEARBY, others=facts.nearby) if facts.nearby else None


def _size(facts: Facts) -> Finding:
    if facts.employees > MANY:
        return _risk(Code.MANY, employees=facts.employees, many=MANY)
    return _fine(Code.FEW, employees=facts.employees)


def _doubts(facts: Facts) -> Finding:
    counted = {"rows": facts.doubtful, "employees": facts.employees}
    if not facts.doubtful:
        return _fine(Code.NIKS_RIGHT)
    if 100 * facts.doubtful < DOUBTFUL_PERCENT * facts.employees:
        return Finding(Code.NIKS_DOUBTED, Weight.NOTE, counted)
    return Finding(Code.NIKS_OFTEN_DOUBTED, Weight.RISK, counted)


def _alike(facts: Facts) -> Finding:
    if facts.alike < ALIKE_ROWS or 100 * facts.alike < ALIKE_PERCENT * facts.employees:
        return _fine(Code.NIKS_VARIED)
    return _risk(Code.NIKS_ALIKE, rows=facts.alike, employees=facts.employees)


def _permitted(facts: Facts) -> Finding:
    if not facts.permitted:
        return _fine(Code.NONE_PERMITTED)
    return _risk(Code.PERMITTED, rows=facts.permitted)


def _refused(facts: Facts) -> Finding:
    if not facts.refused_before:
        return _fine(Code.NEVER_REFUSED)
    return _risk(Code.REFUSED_BEFORE, times=facts.refused_before)


def _corrected(facts: Facts) -> Finding:
    if not facts.corrections:
        return _fine(Code.FIRST_TIME)
    return _risk(Code.CORRECTED, times=facts.corrections)


def _list_changed(facts: Facts) -> Finding | None:
    changed = facts.list_changes
    return _risk(Code.LIST_CHANGED, **changed) if any(changed.values()) else None


def _sample(facts: Facts) -> Finding | None:
    return _risk(Code.SAMPLE) if facts.is_sample else None


def _large(facts: Facts) -> Finding | None:
    return _risk(Code.LARGE) if facts.is_large else None


def _reopened(facts: Facts) -> Finding | None:
    return _risk(Code.REOPENED) if facts.is_reopened else None


def _fine(code: Code, **figures: int) -> Finding:
    return Finding(code, Weight.FINE, figures)


def _risk(code: Code, **figures: int) -> Finding:
    return Finding(code, Weight.RISK, figures)


CHECKS: Final[tuple[Callable[[Facts], Finding | None], ...]] = (
    _sector,
    _rules,
    _evidence,
    _caps,
    _staff,
    _nearby,
    _letter,
    _nib_document,
    _size,
    _doubts,
    _alike,
    _permitted,
    _refused,
    _corrected,
    _list_changed,
    _sample,
    _large,
    _reopened,
)

"""Gathers what is known of an application, and lets the rules check it.

The desk asks when an application is handed in, the office whenever an officer looks, the clock
before it approves by rule: the same facts, the same findings. Of a long roster only positions and
codes are remembered for a while, never a row.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from bot.list_changes import CHANGED, NEW, ListChanges, list_changes
from flows.dialogue import Answers
from flows.registration.keys import EVIDENCE_FILE, LETTER, NIB_DOCUMENT, STAFF
from flows.registration.sector import ruling
from flows.rules.applications import Application, ApplicationStatus
from flows.rules.caps import WorkUnit
from flows.rules.checks import Code, Facts, Finding, asks_two_officers, check, risks
from flows.rules.decision import Case, Decision, Outcome, decide
from flows.rules.identity import Nik, read_nik
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from flows.situation import Situation
from storage.rosters import Listed
from storage.unit import Unit

ALIKE: Final = "nik_alike"
PERMITTED: Final = "nik_permitted"
_NO_DOUBT: Final = frozenset({ALIKE, PERMITTED, NEW, CHANGED})  # about the number itself
_PIECE: Final = 200  # rows opened at a time, so that others get their turn in between
_BORN: Final = 12  # digits of a NIK that tell place and day of birth
_BEFORE: Final = 20  # applications looked through for the last that led to permits
_FRESH: Final = timedelta(minutes=5)
_REMEMBERED: Final = 64
_Doubts = Mapping[int, tuple[str, ...]]
_Seen = tuple[_Doubts, ListChanges]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. ``doubts`` are codes by position in the roster."""

    findings: tuple[Finding, ...]
    four_eyes: bool
    then: Decision | None  # what the rules said on the day it was handed in
    now: Decision | None  # what they say today
    doubts: _Doubts = field(default_factory=dict)
    standing: Mapping[str, int] = field(default_factory=dict)  # permits of earlier applications
    changes: ListChanges = field(default_factory=ListChanges)  # of the list since it was returned

    @property
    def risks(self) -> tuple[str, ...]:
        """Return the codes that bar an approval by rule."""
        return risks(self.findings)


class Checking:
    """Checks applications by the rules."""

    def __init__(self, policies: Policies) -> None:
        self.policies = policies
        self._remembered: OrderedDict[tuple[str, datetime | None], tuple[datetime, _Seen]] = (
            OrderedDict()
        )

    async def check(
        self,
        unit: Unit,
        application: Application,
        *,
        at: datetime,
        owner: str = "",
        is_again: bool = False,
    ) -> Checked:
        """Check an application by its facts of this moment.

        ``owner`` names the roster while it still belongs to the draft; ``is_again`` tells that
        the application is being handed in corrected just now.
        """
        seen = await self._gone_over(unit, owner or application.reference, at)
        return await self._judged(unit, application, seen, at, coming=is_again)

    async def look(self, unit: Unit, application: Application, *, at: datetime) -> Checked:
        """Check an application for an officer; its roster was perhaps gone over just before."""
        seen = await self._recalled(unit, application, at)
        return await self._judged(unit, application, seen, at)

    async def _judged(
        self,
        unit: Unit,
        application: Application,
        seen: _Seen,
        at: datetime,
        *,
        coming: bool = False,
    ) -> Checked:
        doubts, changes = seen
        handed_in = application.complete_at or application.submitted_at
        then = self.ruling_on(application, day_in_jakarta(handed_in))
        now = self.ruling_on(application, day_in_jakarta(at))
        standing = await _standing(unit, application, day_in_jakarta(at))
        found = Counter(code for codes in doubts.values() for code in codes)
        facts = Facts(
            outcome=_outcome(then) or application.outcome,
            outcome_now=_outcome(now) or application.outcome,
            asked=application.asked,
            permits={unit.value: most for unit, most in now.permits.items()} if now else {},
            standing=standing,
            staff=_declared(application),
            staff_before=await _declared_before(unit, application),
            nearby=await unit.queue.nearby(application),
            has_letter=bool(application.answers.get(LETTER.name)),
            has_nib_document=bool(application.answers.get(NIB_DOCUMENT.name)),
            has_evidence=bool(application.answers.get(EVIDENCE_FILE.name)),
            doubtful=sum(1 for codes in doubts.values() if set(codes) - _NO_DOUBT),
            alike=found[ALIKE],
            permitted=found[PERMITTED],
            refused_before=await _refusals(unit, application),
            corrections=coming + await _corrections(unit, application),
            is_sample=Code.SAMPLE in application.risks,
            is_large=Code.LARGE in application.risks,
            list_changes=changes.counts,
            is_settled=bool(application.settled_by),
            is_reopened=Code.REOPENED in application.risks,
        )
        return Checked(
            check(facts), asks_two_officers(facts), then, now, doubts, standing, changes
        )

    def ruling_on(self, application: Application, day: date) -> Decision | None:
        """Say what the rules of a day in Jakarta make of it; None if its answers do not do."""
        if application.settled_by:
            case = Case(day, sector=application.sector, staff=_by_unit(application))
            return decide(self.policies, case)
        return ruling(Situation(day, self.policies), Answers(application.answers))

    async def _recalled(self, unit: Unit, application: Application, at: datetime) -> _Seen:
        key = (application.reference, application.complete_at)
        known = self._remembered.get(key)
        if known is None or not timedelta() <= at - known[0] <= _FRESH:
            known = (at, await self._gone_over(unit, application.reference, at))
            self._remembered[key] = known
            while len(self._remembered) > _REMEMBERED:
                self._remembered.popitem(last=False)
        return known[1]

    async def _gone_over(self, unit: Unit, owner: str, at: datetime) -> _Seen:
        doubts, changes = await self._doubts(unit, owner, at), await list_changes(unit, owner)
        marked = {place: (mark, *doubts.get(place, ())) for place, mark in changes.marks.items()}
        return {**doubts, **marked}, changes

    async def _doubts(self, unit: Unit, owner: str, at: datetime) -> _Doubts:
        today = day_in_jakarta(at)
        found: dict[int, tuple[str, ...]] = {}
        born: dict[int, str] = {}
        after = 0
        while rows := await unit.rosters.rows(owner, after=after, limit=_PIECE):
            held = await unit.permits.held([row.employee.nik for row in rows], on=today)
            for row in rows:
                born[row.position] = row.employee.nik[:_BORN]
                if codes := _strange(row, today, held):
                    found[row.position] = codes
            after = rows[-1].position
        shared = Counter(born.values())
        for position, place_and_day in born.items():
            if shared[place_and_day] > 1:
                found[position] = (*found.get(position, ()), ALIKE)
        return found


def _strange(row: Listed, today: date, held: frozenset[str]) -> tuple[str, ...]:
    nik = read_nik(row.employee.nik, today)
    doubts = nik.doubts if isinstance(nik, Nik) else nik
    codes = tuple(doubt.value for doubt in doubts)
    return (*codes, PERMITTED) if row.employee.nik in held else codes


def _outcome(decision: Decision | None) -> Outcome | None:
    return decision.outcome if decision else None


async def _refusals(unit: Unit, application: Application) -> int:
    others = await unit.queue.of_company(application.nib)
    return sum(
        other.status is ApplicationStatus.REFUSED and other.reference != application.reference
        for other in others
    )


async def _standing(unit: Unit, application: Application, on: date) -> dict[str, int]:
    held = await unit.permits.in_force(application.workplace, on=on, apart_from=application)
    return {work.value: people for work, people in held.items()}


def _declared(application: Application) -> dict[str, int]:
    staff = {work.value: application.answers.get(key.name) for work, key in STAFF.items()}
    return {work: people for work, people in staff.items() if isinstance(people, int)}


def _by_unit(application: Application) -> dict[WorkUnit, int]:
    declared = _declared(application)
    return {unit: declared.get(unit.value, 0) for unit in WorkUnit}


async def _declared_before(unit: Unit, application: Application) -> dict[str, int]:
    for outline in await unit.queue.before(application, limit=_BEFORE):
        if outline.status is ApplicationStatus.ISSUED:
            return _declared(await unit.applications.get(outline.reference))
    return {}


async def _corrections(unit: Unit, application: Application) -> int:
    steps = await unit.applications.timeline(application.reference)
    again = (ApplicationStatus.RETURNED, ApplicationStatus.SUBMITTED)
    return sum((step.before, step.after) == again for step in steps)

"""An application opened: everything one officer may see of it, gathered for one page.

Names, numbers and papers of people are for those who have the application on their desk, who
decided it, or who supervise; everybody else sees what it is about, and takes it to see more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.checking import Checked
from bot.office.dues import Due, due_of
from bot.office.earlier import Earlier, earlier_than
from bot.office.visit import Visit
from flows.dialogue import Names, Says, Text
from flows.registration.keys import (
    ACTIVITY,
    CATEGORY,
    EVIDENCE_FILE,
    LETTER,
    LIST,
    NIB_DOCUMENT,
    SECTOR,
    STAFF,
)
from flows.rules.applications import (
    ENDS,
    Application,
    ApplicationStatus,
    RowDecision,
    Step,
    is_leased,
)
from flows.rules.caps import WorkUnit
from flows.rules.checks import Finding, Weight
from flows.rules.companies import Workplace
from flows.rules.decision import UNSURE, Decision, rounding
from flows.rules.identity import mask_nik
from flows.rules.officers import Role
from flows.rules.policy import Policy
from flows.rules.promise import day_in_jakarta
from storage.audit import AuditLine
from storage.files import KeptFile
from storage.rosters import Listed
from storage.unit import Unit

PAGE: Final = 200  # rows
_PAPERS: Final = (LETTER, NIB_DOCUMENT, EVIDENCE_FILE)
_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
_OVER: Final = ENDS | {ApplicationStatus.DECIDED}


class Filter(StrEnum):
    """Which employees are shown."""

    ALL = "all"
    DOUBTED = "doubted"
    PENDING = "pending"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Person:
    """One employee as shown; the NIK is masked unless it was asked for."""

    position: int
    name: str = field(repr=False)
    nik: str = field(repr=False)
    unit: WorkUnit
    home: str
    job: str
    doubts: tuple[str, ...]
    decision: RowDecision
    reason: str | None
    is_bare: bool


@dataclass(frozen=True, slots=True)
class People:
    """A page of the employees."""

    shown: tuple[Person, ...]
    filter: Filter
    page: int
    pages: int
    counts: Mapping[Filter, int]
    approved: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: what it is, and whether it still stands or was replaced by another."""

    label: Text
    kept: KeptFile
    stands: bool = True

    @property
    def is_picture(self) -> bool:
        """Tell whether a browser shows it as a picture."""
        return self.kept.media_type in _PICTURES


@dataclass(frozen=True, slots=True)
class Sum:
    """The arithmetic of one unit of work; None where the rule sets no number."""

    unit: WorkUnit
    percent: int | None
    staff: int
    allowed: int | None
    standing: int  # hold a permit of an earlier application
    asked: int

    @property
    def over(self) -> int:
        """Count who would come in beyond the cap, with those who may already."""
        return 0 if self.allowed is None else max(self.standing + self.asked - self.allowed, 0)

    @property
    def rounded(self) -> str:
        """Name what was done to a share that is no whole number."""
        return "" if self.percent is None else rounding(self.percent, self.staff)


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands on the page of an application."""

    application: Application
    workplace: Workplace
    before: list[Earlier]
    policy: Policy | None
    checked: Checked
    steps: list[Step]
    alarms: list[AuditLine]
    changed: tuple[str, ...]  # answers and papers that the last correction changed
    papers: list[Paper]
    people: People
    due: Due | None
    is_mine: bool
    others_until: datetime | None  # another officer has it until then
    sees_people: bool

    @property
    def rule(self) -> Decision | None:
        """Return what today's rules say."""
        return self.checked.now

    @property
    def sector(self) -> Says:
        """Name the sector; say so where it is still open."""
        name = self.rule.sector if self.rule else self.application.sector
        if not name:
            return Text("office.sector.open")
        known = self.policy.sectors.get(name) if self.policy else None
        return known.names if known else Names(name, name)

    @property
    def activity(self) -> Says:
        """Say what the company said of its business, in its words or from the list."""
        told = self.answer(ACTIVITY.name)
        if told.isdigit() or self.answer(SECTOR.name) != UNSURE:
            return self.sector if told == LIST else told
        group = Text(f"registration.category.{self.answer(CATEGORY.name)}")
        return Text("office.company.unsure", {"activity": group if told == LIST else told})

    @property
    def sums(self) -> list[Sum]:
        """Return the arithmetic of the caps, unit by unit."""
        rule, application = self.rule, self.application
        return [
            Sum(
                unit,
                rule.caps.get(unit) if rule else None,
                int(application.answers.get(STAFF[unit].name) or 0),
                rule.permits.get(unit) if rule else None,
                self.checked.standing.get(unit, 0),
                application.asked.get(unit.value, 0),
            )
            for unit in WorkUnit
            if application.asked.get(unit.value) or application.answers.get(STAFF[unit].name)
        ]

    def findings(self, weight: Weight) -> list[Finding]:
        """Return the findings of one weight."""
        return [found for found in self.checked.findings if found.weight is weight]

    def answer(self, name: str) -> str:
        """Return an answer of the representative as text."""
        return str(self.application.answers.get(name, ""))


async def open_application(visit: Visit, unit: Unit, *, bare: int | None = None) -> Opened:
    """Gather the page; ``bare`` is the row whose NIK was asked for.

    Raises:
        NotKept: there is no such application.
    """
    application = await unit.applications.get(visit.request.match_info["reference"])
    checked = await visit.house.checking.look(unit, application, at=visit.now)
    sees = sees_people(visit, application)
    leased = is_leased(application, now=visit.now)
    is_mine = leased and application.officer == visit.officer.name
    is_over = application.status in _OVER
    told = await unit.audit.of(application.reference)
    due = due_of(application.due_at, visit.now, visit.house.policies.procedure)
    return Opened(
        application=application,
        workplace=await unit.companies.workplace(application.workplace),
        before=await earlier_than(unit, application),
        policy=visit.house.policies.on(day_in_jakarta(visit.now)),
        checked=checked,
        steps=await unit.applications.timeline(application.reference),
        alarms=[line for line in told if line.act.act.startswith("promise_")],
        changed=_changed(told),
        papers=await _papers(unit, application) if sees else [],
        people=await _people(visit, unit, application, checked, bare=bare),
        due=None if is_over else due,
        is_mine=is_mine,
        others_until=application.leased_until if leased and not is_mine else None,
        sees_people=sees,
    )


def sees_people(visit: Visit, application: Application) -> bool:
    """Tell whether this officer may see the people of an application."""
    name = visit.officer.name
    is_on_desk = application.officer == name and is_leased(application, now=visit.now)
    is_known = name in {application.maker, application.checker}
    return is_on_desk or is_known or visit.officer.may(Role.SUPERVISOR)


def _changed(told: list[AuditLine]) -> tuple[str, ...]:
    names = [str(line.act.facts["changed"]) for line in told if "changed" in line.act.facts]
    return tuple(names[-1].split()) if names else ()


async def _papers(unit: Unit, application: Application) -> list[Paper]:
    """Name the papers by what they were handed in as: one scan may be handed in as two.

    What no answer names any more was replaced by the company, and comes last.
    """
    kept = {one.sha256: one for one in await unit.files.of(application.reference)}
    named = [(key.name, str(application.answers.get(key.name) or "")) for key in _PAPERS]
    stands = [
        Paper(Text(f"registration.{name}.label"), kept[sha256])
        for name, sha256 in named
        if sha256 in kept
    ]
    replaced = kept.keys() - {sha256 for _, sha256 in named}
    label = Text("office.paper.replaced")
    return [*stands, *(Paper(label, kept[one], stands=False) for one in kept if one in replaced)]


async def _people(
    visit: Visit, unit: Unit, application: Application, checked: Checked, *, bare: int | None
) -> People:
    """Choose the rows to show by position, and open only those."""
    reference = application.reference
    asked = visit.field("show") or visit.request.query.get("show", "")
    chosen = Filter(asked) if asked in set(Filter) else Filter.ALL
    found = {
        Filter.ALL: await unit.rosters.positions(reference),
        Filter.DOUBTED: sorted(checked.doubts),
        Filter.PENDING: await unit.rosters.positions(reference, RowDecision.PENDING),
        Filter.REFUSED: await unit.rosters.positions(reference, RowDecision.REFUSED),
    }
    counts = {kind: len(positions) for kind, positions in found.items()}
    pages = max(-(-counts[chosen] // PAGE), 1)
    page = min(max(visit.number("page", default=1), 1), pages)
    cut = found[chosen][(page - 1) * PAGE : page * PAGE]
    rows = await unit.rosters.at(reference, cut) if sees_people(visit, application) else []
    shown = tuple(_person(row, checked, is_bare=row.position == bare) for row in rows)
    approved = counts[Filter.ALL] - counts[Filter.PENDING] - counts[Filter.REFUSED]
    return People(shown, chosen, page, pages, counts, approved)


def _person(row: Listed, checked: Checked, *, is_bare: bool) -> Person:
    employee = row.employee
    return Person(
        row.position,
        employee.name,
        employee.nik if is_bare else mask_nik(employee.nik),
        employee.unit,
        employee.home,
        employee.job,
        checked.doubts.get(row.position, ()),
        row.decision,
        row.reason,
        is_bare,
    )

"""What an inspector sees of one case, gathered for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from bot.inspection.batching import Batch
from bot.inspection.checked import Checked
from bot.registry import RegisterLookup, weighed_register
from bot.reporting.closing import ClosingDesk
from bot.reporting.dialogue import Line
from bot.reporting.inspecting import InspectorDesk
from bot.reporting.opened import NOT_LISTED, AtWork, OpenedCase
from bot.reporting.ordering import OrderDesk, WrittenOrder, taken
from bot.reporting.weight import Weighed
from bot.reporting.worded_case import answer_of, label_of
from flows.dialogue import Says
from flows.rules.cases import (
    ENDS,
    ENOUGH_FOR_INSPECTION,
    CaseStatus,
    Measure,
    RefusedReason,
    Register,
    Track,
    Violation,
    answer_day,
    may_move,
    reported_day,
)
from flows.rules.codenames import codename
from flows.rules.field_order import Window
from flows.rules.letters import nameable
from storage.errors import Unavailable
from storage.reports.envelopes import Direction

CARRIED_OUT: Final = frozenset({CaseStatus.DISPOSED, CaseStatus.ACTING, CaseStatus.CLOSED})
SMALL: Final = "few"  # fewer than ten people work there, as it was told
FACTS: Final = ("employer", "address", "sector", "district", "violation", "when", "how_many")


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as its page shows it."""

    opened: OpenedCase = field(repr=False)
    facts: Sequence[tuple[Says, Says]] = field(repr=False)
    checked: Checked
    weighed: Weighed | None
    orders: Sequence[WrittenOrder] = field(repr=False)
    measures: Sequence[Measure]
    inspector: str

    @property
    def id(self) -> str:
        """Return the id of the case as it stands in addresses."""
        return self.opened.case.id.hex()

    @property
    def name(self) -> str:
        """Return the name officers call it by."""
        return codename(self.opened.case.id)

    @property
    def story(self) -> str:
        """Return what happened, in the reporter's words."""
        return self.opened.statement.story

    @property
    def dialogue(self) -> Sequence[Line]:
        """Return what was said after the report."""
        return [line for line in self.opened.lines if line.number > 1]

    @property
    def notes(self) -> Sequence[Line]:
        """Return what inspectors noted among themselves."""
        return [line for line in self.opened.notes if line.direction is Direction.NOTE]

    @property
    def calls_for_inspection(self) -> bool:
        """Tell whether what is known carries a visit."""
        return self.weighed is not None and self.weighed.track is Track.INSPECTION

    @property
    def may_point(self) -> bool:
        """Tell whether so few work there and wrote that any step may point at who did."""
        is_small = self.opened.statement.how_many == SMALL
        return is_small and self.reports < ENOUGH_FOR_INSPECTION

    @property
    def reports(self) -> int:
        """Return how many reports speak for each other; 0 if it was not triaged."""
        return self.weighed.reports if self.weighed else 0

    @property
    def awaits_approval(self) -> bool:
        """Tell whether an order is written that another officer may still approve."""
        return any(written.is_waiting(self.checked.day) for written in self.orders)

    @property
    def answer_by(self) -> date:
        """Return the day by which a letter of today is to be answered."""
        return answer_day(self.checked.day)

    @property
    def tomorrow(self) -> date:
        """Return the day after today."""
        return self.checked.day + timedelta(days=1)

    @property
    def reasons(self) -> Sequence[RefusedReason]:
        """Return why a case may end without a measure."""
        return tuple(RefusedReason)

    @property
    def named(self) -> str:
        """Return the employer's name: as registered where it is, else as it was told."""
        registered = next((one.name for one in self.checked.known), "")
        return registered or self.opened.statement.employer

    @property
    def violations(self) -> Sequence[Violation]:
        """Return the kinds of violation there are."""
        return tuple(Violation)

    @property
    def nameable(self) -> Sequence[Violation]:
        """Return the kinds of violation a letter may name."""
        return nameable(self.reports)

    @property
    def windows(self) -> Sequence[Window]:
        """Return the parts of a day a unit may go in."""
        return tuple(Window)

    @property
    def waits_for_second(self) -> RefusedReason | None:
        """Return the reason another officer asked to refuse for, if one did."""
        return self.opened.case.ending.reason if self._is_second else None

    @property
    def measure_for_second(self) -> Measure | None:
        """Return the measure another officer asked to close with, if one did."""
        return self.opened.case.ending.measure if self._is_second else None

    @property
    def _is_second(self) -> bool:
        asked_by = self.opened.case.ending.asked_by
        return asked_by is not None and asked_by != self.inspector

    def may(self, to: str) -> bool:
        """Tell whether the case may go to a status from here."""
        return may_move(self.opened.case.status, CaseStatus(to))

    def is_in_force(self, written: WrittenOrder) -> bool:
        """Tell whether a unit may carry an order: it was not taken back, and its case goes on."""
        is_approved = written.state.approved_by is not None and not written.state.is_revoked
        return is_approved and self.opened.case.status in CARRIED_OUT

    def is_void(self, written: WrittenOrder) -> bool:
        """Tell whether an order will never be carried, or no longer."""
        if written.state.approved_by or written.state.is_revoked:
            return not self.is_in_force(written)
        return self.opened.case.status in ENDS

    def is_past(self, written: WrittenOrder) -> bool:
        """Tell whether the day of an order came before anybody approved it."""
        return not written.state.approved_by and not written.is_waiting(self.checked.day)

    def may_approve(self, written: WrittenOrder) -> bool:
        """Tell whether this inspector may approve an order."""
        is_other = written.state.written_by != self.inspector
        return is_other and written.is_waiting(self.checked.day) and self.may("disposed")

    def taken(self, written: WrittenOrder) -> str:
        """Return the words by which an order's address shows that the reporter wrote it."""
        return ", ".join(taken(written.order, self.opened))


class CaseViews:
    """Gathers what the page of a case shows."""

    def __init__(
        self,
        desk: InspectorDesk,
        orders: OrderDesk,
        closing: ClosingDesk,
        register: RegisterLookup,
        batch: Batch,
    ) -> None:
        self._desk, self._orders, self._closing = desk, orders, closing
        self._register, self._batch = register, batch

    def today(self) -> date:
        """Return the day in Jakarta."""
        return self._register.today()

    async def of(self, at_work: AtWork, case: bytes, sector: str) -> CaseView:
        """Open a case and gather its page; ``sector`` is the one the inspector takes it for.

        What its reporter did since the last batch is not on it.

        Raises:
            Unknown, Locked, Unopenable: as when opening it.
            Unavailable: a store does not answer.
        """
        await self._batch.come()
        opened = self._batch.opened(await self._desk.open(at_work, case))
        checked = await self.check(opened, sector)
        return CaseView(
            opened=opened,
            facts=_facts(opened),
            checked=checked,
            weighed=await self._desk.weighed(
                opened, checked.register, await self._batch.still_shown()
            ),
            orders=await self._orders.written(opened),
            measures=await self._closing.possible(opened.case),
            inspector=at_work.inspector,
        )

    async def version(self, at_work: AtWork, case: bytes) -> int:
        """Return how often a case was changed, to tell an old page from the present one.

        Raises:
            Unknown: as when opening it; nothing is opened for this.
        """
        async with self._desk.house.store.begin() as session:
            return (await self._desk.held(session, at_work, case)).version

    async def check(self, opened: OpenedCase, sector: str) -> Checked:
        """Hold the claim of an opened case against the register and the rules of its day."""
        day = reported_day(opened.case.day_created, opened.statement.when)
        taken_for = opened.taken_for
        try:
            found = await self._register.companies(
                opened.statement.employer, picked=taken_for or ""
            )
        except Unavailable:
            return self._unchecked(day)
        known = found.bearing if taken_for is None else found.picked
        own = next((one.sector for one in known if one.sector), "")
        chosen = sector or own
        verdict = self._register.verdict(chosen, day) if chosen else None
        return Checked(
            day=self._register.today(),
            reported=day,
            since=self._register.since(day),
            known=known,
            sector=chosen if verdict else "",
            verdict=verdict,
            register=weighed_register(
                known, verdict, is_settled=bool(known) or taken_for == NOT_LISTED
            ),
            sectors=self._register.sectors(day),
            alike=found.alike if taken_for is None else (),
            taken_for=taken_for,
        )

    def _unchecked(self, reported: date) -> Checked:
        return Checked(
            day=self._register.today(),
            reported=reported,
            since=self._register.since(reported),
            known=(),
            sector="",
            verdict=None,
            register=Register(may_work_on_site=None, holds_permits=None),
            sectors=self._register.sectors(reported),
            is_down=True,
        )

    async def register_of(self, at_work: AtWork, case: bytes, sector: str) -> Register:
        """Return what speaks for or against an employer, for an act upon the case."""
        opened = await self._desk.peek(at_work, case)
        return (await self.check(opened, sector)).register


def _facts(opened: OpenedCase) -> Sequence[tuple[Says, Says]]:
    told = ((name, getattr(opened.statement, name)) for name in FACTS)
    return [(label_of(name), answer_of(name, value)) for name, value in told if value]

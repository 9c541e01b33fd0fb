"""How an employer is approached: a letter where little is known, an order for a field unit else.

Neither carries a word of a reporter. An order takes a second officer; a letter does not, for it
says what the rule says and asks for an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.reporting.errors import NeedsAnother, NotYet, Quotes, TooLate, Unknown, WrongDay
from bot.reporting.inspecting import InspectorDesk
from bot.reporting.opened import AtWork, OpenedCase, pack_order, unpack_order
from flows.rules.cases import ENDS, CaseStatus, Register, Track
from flows.rules.field_order import FieldOrder, quotations, telling_words
from storage.errors import NotKept, Stale
from storage.reports.case_values import next_place
from storage.reports.cases import Cases
from storage.reports.database import Transaction
from storage.reports.envelopes import Direction
from storage.reports.orders import FieldOrders, OrderState

FARTHEST: Final = timedelta(days=30)  # until an order's day; what was reported is old by then


@dataclass(frozen=True, slots=True)
class WrittenOrder:
    """An order of a case, and how far it is."""

    order: FieldOrder
    state: OrderState


class OrderDesk:
    """What inspectors send out."""

    def __init__(self, desk: InspectorDesk) -> None:
        self._desk, self._house = desk, desk.house

    async def letter(self, at_work: AtWork, case: bytes, note: str) -> None:
        """Note that the employer was written to; the case waits for the answer.

        Raises:
            NotYet: it was not weighed.
            NoRoad: nothing can be sent where the case stands.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            if opened.case.triage.cluster_tag is None:
                raise NotYet
            await self._dispose(session, opened)
            await self._desk.write(session, at_work, opened, Direction.NOTE, note.encode())
            await self._desk.note_act(session, at_work, "letter", case)

    async def order(
        self, at_work: AtWork, case: bytes, order: FieldOrder, register: Register
    ) -> int:
        """Write an order for a field unit and return its number, for a second officer.

        Raises:
            NotYet: what is known carries a letter, not an inspection, or it was not weighed.
            Quotes: the order carries words of the reporter.
            WrongDay: its day is past, or more than thirty days off.
            TooLate: the case has ended.
            Stale: another officer's order waits to be approved.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            await self._must_carry(session, opened, register)
            if not timedelta() <= order.day - self._house.today() <= FARTHEST:
                raise WrongDay
            if found := quoted(order, opened):
                raise Quotes(found)
            orders = FieldOrders(session)
            if any(one.approved_by is None for one in await orders.of_case(case)):
                raise Stale
            number = next_place(opened.case, Direction.ORDER).number
            await self._desk.write(session, at_work, opened, Direction.ORDER, pack_order(order))
            await orders.add(case, number, at_work.inspector)
            await self._desk.note_act(session, at_work, "ordered", case)
        return number

    async def quoted(self, at_work: AtWork, case: bytes, order: FieldOrder) -> tuple[str, ...]:
        """Tell which words of a draft a reporter wrote, while it is being written."""
        return quoted(order, await self._desk.peek(at_work, case))

    async def approve(self, at_work: AtWork, case: bytes, number: int) -> FieldOrder:
        """Approve another officer's order and hand it out.

        Raises:
            NeedsAnother: it is the officer's own order.
            Unknown: there is no such order.
            NoRoad: the case has moved on.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            orders = FieldOrders(session)
            if await _writer(orders, case, number) == at_work.inspector:
                raise NeedsAnother
            await orders.approve(case, number, at_work.inspector)
            await self._dispose(session, opened)
            await self._desk.note_act(session, at_work, "approved", case)
        return _order_of(opened, number)

    async def written(self, opened: OpenedCase) -> Sequence[WrittenOrder]:
        """Return the orders of an opened case, oldest first."""
        async with self._house.store.begin() as session:
            states = await FieldOrders(session).of_case(opened.case.id)
        return [WrittenOrder(_order_of(opened, one.number), one) for one in states]

    async def _dispose(self, session: Transaction, opened: OpenedCase) -> None:
        disposed = replace(opened.case, status=CaseStatus.DISPOSED)
        await Cases(session).save(opened.case, disposed, self._house.today())

    async def _must_carry(
        self, session: Transaction, opened: OpenedCase, register: Register
    ) -> None:
        if opened.case.status in ENDS:
            raise TooLate
        weighed = await self._desk.weigh(session, opened, register)
        if weighed is None or weighed.track is not Track.INSPECTION:
            raise NotYet


def quoted(order: FieldOrder, opened: OpenedCase) -> tuple[str, ...]:
    """Tell which words of an order a reporter wrote."""
    said = opened.said_by_reporter()
    runs = tuple(" ".join(one.words) for one in quotations(order, said))
    return (*runs, *telling_words(order, said))


async def _writer(orders: FieldOrders, case: bytes, number: int) -> str:
    try:
        return await orders.writer(case, number)
    except NotKept:
        raise Unknown from None


def _order_of(opened: OpenedCase, number: int) -> FieldOrder:
    for line in opened.notes:
        if line.direction is Direction.ORDER and line.number == number:
            return unpack_order(line.words)
    raise Unknown

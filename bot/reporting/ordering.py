"""How an employer is approached: a letter where little is known, an order for a field unit else.

Neither carries a word of a reporter or sends anybody after one. An order takes a second officer,
and is weighed again by what is known when it goes out; a letter does not, for it says what the
rule says and asks for an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.reporting.errors import (
    AsksWho,
    Hunts,
    NeedsAnother,
    NotYet,
    Quotes,
    TooLate,
    Unknown,
    WrongDay,
)
from bot.reporting.inspecting import InspectorDesk
from bot.reporting.opened import AtWork, OpenedCase, pack_order, unpack_order
from flows.rules.cases import ENDS, CaseStatus, NoRoad, Register, Track, may_move
from flows.rules.field_order import FieldOrder, quotations, taken_from, telling_words
from flows.rules.hunting_words import hunting_words, somebodys_place
from flows.rules.identity_questions import asks_who
from flows.rules.letters import Letter
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

    def is_waiting(self, today: date) -> bool:
        """Tell whether a second officer may still approve it."""
        is_open = self.state.approved_by is None and not self.state.is_revoked
        return is_open and self.order.day >= today


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be looked at in an order while it is being written."""

    quoted: tuple[str, ...]  # words of the reporter, to be replaced
    hunting: tuple[str, ...]  # words that speak of who reported, to be replaced
    taken: tuple[str, ...]  # words of the address that the reporter wrote too, to be looked up


class OrderDesk:
    """What inspectors send out."""

    def __init__(self, desk: InspectorDesk) -> None:
        self._desk, self._house = desk, desk.house

    async def letter(self, at_work: AtWork, case: bytes, letter: Letter, note: str) -> None:
        """Note that the employer was written to; the case waits for the answer.

        Orders that were written before are taken back: a letter was sent instead.

        Raises:
            NotYet: it was not weighed, or so few reports do not carry what the letter names.
            Hunts, AsksWho: it speaks of a reporter.
            NoRoad: nothing can be sent where the case stands.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            await self._may_go(session, opened, letter)
            await FieldOrders(session).revoke(case)
            await self._dispose(session, opened)
            await self._desk.write(session, at_work, opened, Direction.NOTE, note.encode())
            await self._desk.note_act(session, at_work, "letter", case)

    async def may_go(self, at_work: AtWork, case: bytes, letter: Letter) -> None:
        """Look whether a letter may be printed.

        Raises:
            NotYet, Hunts, AsksWho: as when noting that it was sent.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            await self._may_go(session, opened, letter)

    async def order(
        self, at_work: AtWork, case: bytes, order: FieldOrder, register: Register
    ) -> int:
        """Write an order for a field unit and return its number, for a second officer.

        Raises:
            NotYet: what is known carries a letter, not an inspection, or it was not weighed.
            Quotes: the order carries words of the reporter.
            Hunts, AsksWho: it speaks of a reporter.
            WrongDay: its day is past, or more than thirty days off.
            TooLate, NoRoad: the case has ended, or was handed on already.
            Stale: another officer's order waits to be approved.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            await self._must_carry(session, opened, order, register)
            orders, today = FieldOrders(session), self._house.today()
            if any(one.is_waiting(today) for one in await _written(orders, opened)):
                raise Stale
            number = next_place(opened.case, Direction.ORDER).number
            await self._desk.write(session, at_work, opened, Direction.ORDER, pack_order(order))
            await orders.add(case, number, at_work.inspector)
            await self._desk.note_act(session, at_work, "ordered", case)
        return number

    async def draft(self, at_work: AtWork, case: bytes, order: FieldOrder) -> Draft:
        """Tell what to change in an order while it is being written."""
        opened = await self._desk.peek(at_work, case)
        hunting = _hunting(_text(order), order.address)
        return Draft(_quoted(order, opened), hunting, taken(order, opened))

    async def approve(
        self, at_work: AtWork, case: bytes, number: int, register: Register
    ) -> FieldOrder:
        """Approve another officer's order and hand it out, if what is known still carries it.

        Raises:
            NeedsAnother: it is the officer's own order.
            Unknown: there is no such order.
            Stale: it was approved already, or taken back.
            NotYet, Quotes, WrongDay, TooLate: it could not be written any more.
            NoRoad: the case has moved on.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            orders = FieldOrders(session)
            if await _writer(orders, case, number) == at_work.inspector:
                raise NeedsAnother
            order = _order_of(opened, number)
            await self._must_carry(session, opened, order, register)
            await orders.approve(case, number, at_work.inspector)
            await self._dispose(session, opened)
            await self._desk.note_act(session, at_work, "approved", case)
        return order

    async def written(self, opened: OpenedCase) -> Sequence[WrittenOrder]:
        """Return the orders of an opened case, oldest first."""
        async with self._house.store.begin() as session:
            return await _written(FieldOrders(session), opened)

    async def _dispose(self, session: Transaction, opened: OpenedCase) -> None:
        _must_lead_on(opened)
        disposed = replace(opened.case, status=CaseStatus.DISPOSED)
        await Cases(session).save(opened.case, disposed, self._house.today())

    async def _may_go(self, session: Transaction, opened: OpenedCase, letter: Letter) -> None:
        reports = await self._desk.counted(session, opened)
        if not reports or not letter.may_go(reports):
            raise NotYet
        _must_not_hunt(f"{letter.employer} {letter.address}", letter.address)

    async def _must_carry(
        self, session: Transaction, opened: OpenedCase, order: FieldOrder, register: Register
    ) -> None:
        if opened.case.status in ENDS:
            raise TooLate
        weighed = await self._desk.weigh(session, opened, register)
        if weighed is None or weighed.track is not Track.INSPECTION:
            raise NotYet
        _must_lead_on(opened)
        if not timedelta() <= order.day - self._house.today() <= FARTHEST:
            raise WrongDay
        _must_not_hunt(_text(order), order.address)
        if found := _quoted(order, opened):
            raise Quotes(found)


def _must_lead_on(opened: OpenedCase) -> None:
    if not may_move(opened.case.status, CaseStatus.DISPOSED):
        raise NoRoad


def taken(order: FieldOrder, opened: OpenedCase) -> tuple[str, ...]:
    """Tell by which words of its address an order shows that the reporter wrote it."""
    return taken_from(order, opened.statement.address, opened.said_by_reporter())


def _quoted(order: FieldOrder, opened: OpenedCase) -> tuple[str, ...]:
    said = opened.said_by_reporter()
    runs = tuple(" ".join(one.words) for one in quotations(order, said))
    return (*runs, *telling_words(order, said))


def _hunting(text: str, address: str) -> tuple[str, ...]:
    return (*hunting_words(text), *somebodys_place(address))


def _must_not_hunt(text: str, address: str) -> None:
    if found := _hunting(text, address):
        raise Hunts(found)
    if asks_who(text):
        raise AsksWho


def _text(order: FieldOrder) -> str:
    return f"{order.employer} {order.address} {order.instruction}"


async def _writer(orders: FieldOrders, case: bytes, number: int) -> str:
    try:
        return (await orders.get(case, number)).written_by
    except NotKept:
        raise Unknown from None


async def _written(orders: FieldOrders, opened: OpenedCase) -> Sequence[WrittenOrder]:
    states = await orders.of_case(opened.case.id)
    return [WrittenOrder(_order_of(opened, one.number), one) for one in states]


def _order_of(opened: OpenedCase, number: int) -> FieldOrder:
    for line in opened.notes:
        if line.direction is Direction.ORDER and line.number == number:
            return unpack_order(line.words)
    raise Unknown

"""The drawer of field orders: who wrote one, who approved it, and which envelope holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.errors import NotKept, Stale
from storage.reports.tables import FieldOrderRow


@dataclass(frozen=True, slots=True)
class OrderState:
    """How far an order is: who wrote it, who approved it, and whether it was taken back."""

    number: int  # of its envelope
    written_by: str
    approved_by: str | None
    is_revoked: bool = False


class FieldOrders:
    """All field orders, within one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, case: bytes, envelope: int, written_by: str) -> None:
        """Keep that an inspector wrote an order."""
        self._session.add(FieldOrderRow(case_id=case, envelope=envelope, written_by=written_by))
        await self._session.flush()

    async def of_case(self, case: bytes) -> Sequence[OrderState]:
        """Return the orders of a case, oldest first."""
        found = await self._session.exec(
            select(FieldOrderRow)
            .where(col(FieldOrderRow.case_id) == case)
            .order_by(col(FieldOrderRow.envelope))
        )
        return [_state(row) for row in found.all()]

    async def get(self, case: bytes, envelope: int) -> OrderState:
        """Return how far an order is.

        Raises:
            NotKept: there is no such order.
        """
        row = await self._session.get(FieldOrderRow, (case, envelope))
        if row is None:
            raise NotKept
        return _state(row)

    async def revoke(self, case: bytes) -> None:
        """Take back every order of a case, for good."""
        await self._session.exec(
            update(FieldOrderRow).where(col(FieldOrderRow.case_id) == case).values(revoked=True)
        )

    async def approve(self, case: bytes, envelope: int, by: str) -> None:
        """Keep that a second officer approved an order.

        Raises:
            Stale: it was approved already, or taken back.
        """
        approved = await self._session.exec(
            update(FieldOrderRow)
            .where(
                col(FieldOrderRow.case_id) == case,
                col(FieldOrderRow.envelope) == envelope,
                col(FieldOrderRow.approved_by).is_(None),
                col(FieldOrderRow.revoked).is_(False),
            )
            .values(approved_by=by)
        )
        if approved.rowcount != 1:
            raise Stale


def _state(row: FieldOrderRow) -> OrderState:
    return OrderState(row.envelope, row.written_by, row.approved_by, row.revoked)

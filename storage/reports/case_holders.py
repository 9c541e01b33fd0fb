"""The drawer of who holds the key of a case, sealed to each of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.rules.cases import ENDS
from storage.reports.tables import CaseKeyRow, CaseRow, InspectorRow


class CaseHolders:
    """All who hold keys of cases, within one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, case: bytes) -> Sequence[str]:
        """Return who holds the key of a case, the reporter among them."""
        found = await self._session.exec(
            select(CaseKeyRow.holder).where(col(CaseKeyRow.case_id) == case)
        )
        return list(found.all())

    async def in_service(self, case: bytes) -> set[str]:
        """Return the inspectors who hold the key of a case and can still log in."""
        found = await self._session.exec(
            select(CaseKeyRow.holder)
            .join(InspectorRow, col(InspectorRow.id) == col(CaseKeyRow.holder))
            .where(col(CaseKeyRow.case_id) == case, col(InspectorRow.disabled).is_(False))
        )
        return set(found.all())

    async def add(self, case: bytes, holder: str, sealed: bytes) -> None:
        """Keep the key of a case as sealed to one more holder.

        Raises:
            AlreadyKept: this holder has one (told when the transaction ends).
        """
        self._session.add(CaseKeyRow(case_id=case, holder=holder, sealed=sealed))
        await self._session.flush()

    async def drop(self, case: bytes, holder: str) -> None:
        """Drop the key of a case that was sealed to one holder."""
        await self._session.exec(
            delete(CaseKeyRow).where(
                col(CaseKeyRow.case_id) == case, col(CaseKeyRow.holder) == holder
            )
        )

    async def left_to(self, inspector: str) -> int:
        """Count the cases in progress that no other inspector in service could open."""
        others = (
            select(CaseKeyRow.case_id)
            .join(InspectorRow, col(InspectorRow.id) == col(CaseKeyRow.holder))
            .where(col(InspectorRow.disabled).is_(False), col(InspectorRow.id) != inspector)
        )
        found = await self._session.exec(
            select(func.count())
            .select_from(CaseKeyRow)
            .join(CaseRow, col(CaseRow.id) == col(CaseKeyRow.case_id))
            .where(
                col(CaseKeyRow.holder) == inspector,
                col(CaseRow.status).not_in([status.value for status in ENDS]),
                col(CaseKeyRow.case_id).not_in(others),
            )
        )
        return found.one()

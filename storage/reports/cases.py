"""The drawer of cases: sealed bytes in and out, moved along their roads one officer at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import CursorResult, delete, func, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.rules.cases import ENDS, CaseStatus, NoRoad, may_move, purge_day
from storage.errors import NotKept, Stale
from storage.reports.case_values import (
    Case,
    Kept,
    new_row,
    next_place,
    read_case,
    read_message,
    write_changes,
)
from storage.reports.envelopes import Direction
from storage.reports.tables import CaseKeyRow, CaseRow, EnvelopeRow, FieldOrderRow, PhotoRow

PAGE: Final = 50


class Cases:
    """All cases, within one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, case: Case, keys: Iterable[tuple[str, bytes]]) -> None:
        """Keep a new case and its key, sealed to each holder.

        Raises:
            AlreadyKept: a case with this receipt is there (told when the transaction ends).
        """
        self._session.add(new_row(case))
        await self._session.flush()
        self._session.add_all(
            CaseKeyRow(case_id=case.id, holder=holder, sealed=sealed) for holder, sealed in keys
        )
        await self._session.flush()

    async def get(self, case: bytes) -> Case:
        """Return a case by its id.

        Raises:
            NotKept: there is none.
        """
        row = await self._session.get(CaseRow, case)
        if row is None:
            raise NotKept
        return read_case(row)

    async def by_lookup(self, lookup: bytes) -> Case | None:
        """Return the case of a receipt, if there is one."""
        found = await self._session.exec(select(CaseRow).where(col(CaseRow.lookup) == lookup))
        row = found.one_or_none()
        return None if row is None else read_case(row)

    async def for_holder(
        self,
        holder: str,
        *,
        limit: int | None = PAGE,
        standing: Collection[CaseStatus] = frozenset(CaseStatus),
    ) -> Sequence[Case]:
        """Return the cases a holder has a key to, most urgent first, then by day.

        Within a day the order is that of random ids: the order of arrival is not known.
        ``standing`` asks for those of some statuses; no ``limit`` for all there are.
        """
        wanted = col(CaseRow.status).in_([status.value for status in standing])
        found = await self._session.exec(
            select(CaseRow)
            .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
            .where(col(CaseKeyRow.holder) == holder, wanted)
            .order_by(
                func.coalesce(col(CaseRow.priority), 0).desc(),
                col(CaseRow.day_created),
                col(CaseRow.id),
            )
            .limit(limit)
        )
        return [read_case(row) for row in found.all()]

    async def sealed_key(self, case: bytes, holder: str) -> bytes:
        """Return the key of a case as sealed to one holder.

        Raises:
            NotKept: this holder has none.
        """
        sealed = await self.keys_of(case, holder)
        if sealed is None:
            raise NotKept
        return sealed

    async def keys_of(self, case: bytes, holder: str) -> bytes | None:
        """Return the key of a case as sealed to one holder, if there is one."""
        row = await self._session.get(CaseKeyRow, (case, holder))
        return None if row is None else row.sealed

    async def ids(self) -> frozenset[bytes]:
        """Return the ids of all cases."""
        return frozenset((await self._session.exec(select(CaseRow.id))).all())

    async def append(self, case: Case, direction: Direction, sealed: bytes, day: date) -> None:
        """Keep the next message of a case; it must have been sealed for ``next_place``.

        Raises:
            Stale: somebody else wrote first; seal it again for the new number.
        """
        counted = await self._session.exec(
            update(CaseRow)
            .where(col(CaseRow.id) == case.id, col(CaseRow.envelopes) == case.envelopes)
            .values(envelopes=case.envelopes + 1)
        )
        _must_change(counted)
        place = next_place(case, direction)
        self._session.add(
            EnvelopeRow(
                case_id=case.id,
                number=place.number,
                direction=direction.value,
                sealed=sealed,
                day=day,
            )
        )
        await self._session.flush()

    async def messages(self, case: bytes) -> Sequence[Kept]:
        """Return all messages of a case in order."""
        found = await self._session.exec(
            select(EnvelopeRow)
            .where(col(EnvelopeRow.case_id) == case)
            .order_by(col(EnvelopeRow.number))
        )
        return [read_message(row) for row in found.all()]

    async def keep_photo(self, case: bytes, sealed: bytes) -> None:
        """Keep the sealed photo of a case."""
        self._session.add(PhotoRow(case_id=case, sealed=sealed))
        await self._session.flush()

    async def photo(self, case: bytes) -> bytes | None:
        """Return the sealed photo of a case, if it has one."""
        row = await self._session.get(PhotoRow, case)
        return None if row is None else row.sealed

    async def save(self, before: Case, after: Case, day: date) -> Case:
        """Keep what an officer changed, and put off the day of erasure.

        Raises:
            NoRoad: no road leads from the old status to the new one.
            Stale: somebody changed the case first.
        """
        if before.status is not after.status and not may_move(before.status, after.status):
            raise NoRoad
        changed = await self._session.exec(
            update(CaseRow)
            .where(col(CaseRow.id) == before.id, col(CaseRow.version) == before.version)
            .values(version=before.version + 1, day_purge=purge_day(after.status, day))
        )
        _must_change(changed)
        row = await self._session.get_one(CaseRow, before.id, populate_existing=True)
        write_changes(row, after)
        await self._session.flush()
        return read_case(row)

    async def going_on_about(
        self, cluster_tag: bytes, still_shown: Collection[bytes] = ()
    ) -> Sequence[Case]:
        """Return the cases about one employer that have not ended.

        ``still_shown`` are withdrawn ones that count until inspectors may see that they are.
        """
        goes_on = col(CaseRow.status).not_in([status.value for status in ENDS])
        found = await self._session.exec(
            select(CaseRow).where(
                col(CaseRow.cluster_tag) == cluster_tag,
                or_(goes_on, col(CaseRow.id).in_(still_shown)),
            )
        )
        return [read_case(row) for row in found.all()]

    async def about(self, cluster_tag: bytes) -> Sequence[Case]:
        """Return the cases about one employer that were not withdrawn or refused, old ones too."""
        found = await self._session.exec(
            select(CaseRow).where(
                col(CaseRow.cluster_tag) == cluster_tag,
                col(CaseRow.status).not_in((CaseStatus.WITHDRAWN, CaseStatus.REFUSED)),
            )
        )
        return [read_case(row) for row in found.all()]

    async def tallied(self) -> Sequence[tuple[date, str, str]]:
        """Return day, district and violation of every case that was looked into."""
        found = await self._session.exec(
            select(col(CaseRow.day_created), col(CaseRow.district), col(CaseRow.violation)).where(
                col(CaseRow.district).is_not(None), col(CaseRow.violation).is_not(None)
            )
        )
        return [(day, str(district), str(violation)) for day, district, violation in found.all()]

    async def purge(self, day: date) -> int:
        """Erase every case whose day has come; return how many there were."""
        due = select(CaseRow.id).where(col(CaseRow.day_purge) <= day)
        for rows, case in (
            (EnvelopeRow, EnvelopeRow.case_id),
            (PhotoRow, PhotoRow.case_id),
            (CaseKeyRow, CaseKeyRow.case_id),
            (FieldOrderRow, FieldOrderRow.case_id),
        ):
            await self._session.exec(delete(rows).where(col(case).in_(due)))
        erased = await self._session.exec(delete(CaseRow).where(col(CaseRow.day_purge) <= day))
        return _touched(erased)

    async def epochs(self) -> set[str]:
        """Return the epochs that still have cases."""
        found = await self._session.exec(select(CaseRow.epoch).distinct())
        return set(found.all())


def _touched(result: CursorResult[*tuple[object, ...]]) -> int:
    return result.rowcount


def _must_change(result: CursorResult[*tuple[object, ...]]) -> None:
    if _touched(result) != 1:
        raise Stale

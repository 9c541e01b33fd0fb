"""What cases show from outside, without being opened: to list them, and to tell old from new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.rules.cases import CaseStatus
from storage.reports.case_values import Case
from storage.reports.envelopes import Direction
from storage.reports.tables import CaseRow, EnvelopeRow, PhotoRow

SPOKEN = (Direction.FROM_REPORTER, Direction.TO_REPORTER)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a line of a list shows of a case."""

    has_photo: bool
    is_answered: bool  # the last word is the reporter's, after the report itself
    unheard: int  # messages of the reporter that came later than those to be shown


@dataclass(frozen=True, slots=True)
class Glimpse:
    """How a case stood at one moment, as far as its reporter can change it."""

    status: CaseStatus
    version: int
    day_purge: date
    heard: int  # the number of the reporter's last message


class Outlines:
    """The outsides of cases, within one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def glimpses(self) -> dict[bytes, Glimpse]:
        """Return how every case stands."""
        said = await self._session.exec(
            select(col(EnvelopeRow.case_id), func.max(col(EnvelopeRow.number)))
            .where(col(EnvelopeRow.direction) == Direction.FROM_REPORTER)
            .group_by(col(EnvelopeRow.case_id))
        )
        heard = {case: int(number) for case, number in said.all()}
        found = await self._session.exec(
            select(
                col(CaseRow.id), col(CaseRow.status), col(CaseRow.version), col(CaseRow.day_purge)
            )
        )
        return {
            case: Glimpse(CaseStatus(status), version, purge, heard.get(case, 0))
            for case, status, version, purge in found.all()
        }

    async def withdrawn(self) -> frozenset[bytes]:
        """Return the cases whose reporters took them back."""
        is_withdrawn = col(CaseRow.status) == CaseStatus.WITHDRAWN.value
        return frozenset((await self._session.exec(select(CaseRow.id).where(is_withdrawn))).all())

    async def of(self, cases: Sequence[Case], heard: Mapping[bytes, int]) -> dict[bytes, Outline]:
        """Return what can be told of cases; of a reporter's messages, only those ``heard``."""
        ids = [case.id for case in cases]
        photos = await self._session.exec(
            select(PhotoRow.case_id).where(col(PhotoRow.case_id).in_(ids))
        )
        with_photo = set(photos.all())
        said = await self._session.exec(
            select(EnvelopeRow.case_id, EnvelopeRow.number, EnvelopeRow.direction)
            .where(col(EnvelopeRow.case_id).in_(ids), col(EnvelopeRow.direction).in_(SPOKEN))
            .order_by(col(EnvelopeRow.number))
        )
        last: dict[bytes, tuple[int, Direction]] = {}
        unheard = dict.fromkeys(ids, 0)
        for case, number, way in said.all():
            if is_heard(Direction(way), number, heard.get(case, 0)):
                last[case] = (number, Direction(way))
            else:
                unheard[case] += 1
        return {
            case: Outline(
                has_photo=case in with_photo,
                is_answered=_is_answer(*last[case]) if case in last else False,
                unheard=unheard[case],
            )
            for case in ids
        }


def is_heard(direction: Direction, number: int, heard: int) -> bool:
    """Tell whether a message may be shown, where the reporter was heard up to a number."""
    return direction is not Direction.FROM_REPORTER or number <= heard


def _is_answer(number: int, direction: Direction) -> bool:
    return number > 1 and direction is Direction.FROM_REPORTER

"""What officers did with cases, each line chained to the one before.

Only officers stand here. A reporter's visit is never written down: that a report was looked at
with its receipt, on a day, is already something to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from sqlalchemy import true
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.reports.tables import CaseAuditRow

BEGINNING: Final = bytes(32)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing an officer did; ``act`` is a word of the program, never of a case."""

    at: datetime
    inspector: str
    act: str
    case: bytes | None = field(default=None)


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An act as it stands in the chain."""

    number: int
    act: Act
    chained: bytes


class CaseAudit:
    """The log of officers' acts, within one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def append(self, act: Act) -> None:
        """Write an act down; two at once cannot take the same number."""
        number, before = await self.head()
        self._session.add(
            CaseAuditRow(
                number=number + 1,
                at=act.at.astimezone(UTC),
                inspector=act.inspector,
                act=act.act,
                case_id=act.case,
                before=before,
                chained=_chained(number + 1, before, act),
            )
        )
        await self._session.flush()

    async def head(self) -> tuple[int, bytes]:
        """Return number and hash of the last line: kept elsewhere, it shows a cut-off tail."""
        found = await self._session.exec(
            select(CaseAuditRow).order_by(col(CaseAuditRow.number).desc()).limit(1)
        )
        row = found.first()
        return (0, BEGINNING) if row is None else (row.number, row.chained)

    async def lines(self, *, before: int | None = None, limit: int = 100) -> Sequence[AuditLine]:
        """Return lines, newest first, from before a number on."""
        wanted = true() if before is None else col(CaseAuditRow.number) < before
        found = await self._session.exec(
            select(CaseAuditRow)
            .where(wanted)
            .order_by(col(CaseAuditRow.number).desc())
            .limit(limit)
        )
        return [
            AuditLine(
                row.number,
                Act(row.at.replace(tzinfo=UTC), row.inspector, row.act, row.case_id),
                row.chained,
            )
            for row in found.all()
        ]

    async def first_broken(self) -> int | None:
        """Return the number of the first line that does not follow, or None."""
        before = BEGINNING
        found = await self._session.exec(select(CaseAuditRow).order_by(col(CaseAuditRow.number)))
        for number, row in enumerate(found.all(), start=1):
            act = Act(row.at.replace(tzinfo=UTC), row.inspector, row.act, row.case_id)
            if (row.number, row.before) != (number, before):
                return number
            if row.chained != _chained(number, before, act):
                return number
            before = row.chained
        return None


def _chained(number: int, before: bytes, act: Act) -> bytes:
    case = act.case.hex() if act.case else ""
    line = f"{number}|{act.at.astimezone(UTC).isoformat()}|{act.inspector}|{act.act}|{case}"
    made: bytes = blake2b(before + line.encode(), digest_size=32, encoder=RawEncoder)
    return made

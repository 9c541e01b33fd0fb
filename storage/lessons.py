"""What officers taught the assistant, and where each lesson stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import and_, col, delete, insert, not_, select, update

from flows.dialogue import Names
from flows.questions.lessons import Lesson, LessonStatus
from storage.counters import advance
from storage.drawer import Drawer
from storage.errors import AlreadyKept, NotKept, Stale
from storage.question_tables import LessonRow

_COUNTER: Final = "lessons"
# What teaches nothing was only set aside, whether or not it was taken up again.
_SET_ASIDE: Final = and_(col(LessonRow.intent) == "", col(LessonRow.written_id).is_(None))


class Lessons:
    """The drawer of lessons inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def propose(self, lesson: Lesson) -> Lesson:
        """Keep a new lesson, and return it with its number."""
        numbered = replace(lesson, number=await advance(self._drawer, _COUNTER))
        await self._drawer.add(insert(LessonRow), [_values(numbered)])
        return numbered

    async def get(self, number: int) -> Lesson:
        """Return a lesson.

        Raises:
            NotKept: there is none of this number.
        """
        row = await self._drawer.one(select(LessonRow).where(LessonRow.number == number))
        if row is None:
            raise NotKept(str(number))
        return _lesson(row)

    async def move(self, before: Lesson, after: Lesson) -> None:
        """Keep where a lesson went.

        Raises:
            Stale: somebody moved it first.
            AlreadyKept: another lesson of the same phrasing is in force.
        """
        try:
            async with self._drawer.session.begin_nested():
                moved = await self._move(before, after)
        except IntegrityError:  # its phrasing is in force already
            raise AlreadyKept(str(after.number)) from None
        if not moved:
            raise Stale(str(after.number))

    async def all(self, status: LessonStatus, *, limit: int = 1_000) -> list[Lesson]:
        """Return the lessons that stand there, the newest first."""
        query = (
            select(LessonRow)
            .where(LessonRow.status == status.value)
            .order_by(col(LessonRow.number).desc())
            .limit(limit)
        )
        return [_lesson(row) for row in await self._drawer.all(query)]

    async def ended(self, *, since: datetime, limit: int = 100) -> list[Lesson]:
        """Return the lessons refused or withdrawn since a time, the newest first."""
        over = (LessonStatus.REFUSED.value, LessonStatus.WITHDRAWN.value)
        query = (
            select(LessonRow)
            .where(col(LessonRow.status).in_(over), col(LessonRow.decided_at) >= since)
            .where(not_(_SET_ASIDE))
            .order_by(col(LessonRow.number).desc())
            .limit(limit)
        )
        return [_lesson(row) for row in await self._drawer.all(query)]

    async def forget_set_aside(self, *, before: datetime) -> int:
        """Forget the phrasings set aside before a time: their questions are erased as well."""
        return await self._drawer.change(
            delete(LessonRow).where(_SET_ASIDE, col(LessonRow.proposed_at) < before)
        )

    async def mark(self) -> tuple[int, int]:
        """Return what changes whenever a lesson does."""
        found = await self._drawer.all(select(LessonRow.version))
        return len(found), sum(found)

    async def _move(self, before: Lesson, after: Lesson) -> int:
        return await self._drawer.change(
            update(LessonRow)
            .where(
                col(LessonRow.number) == before.number,
                col(LessonRow.version) == before.version,
            )
            .values(_values(after))
        )


def _values(lesson: Lesson) -> dict[str, object]:
    return {
        "number": lesson.number,
        "phrase": lesson.phrase,
        "key": lesson.key,
        "intent": lesson.intent,
        "written_id": lesson.written.id if lesson.written else None,
        "written_en": lesson.written.en if lesson.written else None,
        "status": lesson.status.value,
        "maker": lesson.maker,
        "checker": lesson.checker,
        "proposed_at": lesson.proposed_at,
        "decided_at": lesson.decided_at,
        "version": lesson.version,
    }


def _lesson(row: LessonRow) -> Lesson:
    is_written = row.written_id is not None and row.written_en is not None
    return Lesson(
        number=row.number,
        phrase=row.phrase,
        key=row.key,
        intent=row.intent,
        written=Names(row.written_id or "", row.written_en or "") if is_written else None,
        status=LessonStatus(row.status),
        maker=row.maker,
        checker=row.checker,
        proposed_at=row.proposed_at,
        decided_at=row.decided_at,
        version=row.version,
    )

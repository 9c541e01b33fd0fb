"""Questions that were not answered at once: texts without people, by the day and no finer.

Texts that read the same on a day are one row with a count. Rows have no number and are written in
the order of their letters, so that nothing of them tells who asked first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import col, delete, func, select

from flows.language import Language
from flows.questions.unmatched import Unmatched
from storage.columns import upsert
from storage.drawer import Drawer, pieces
from storage.packing import read_words, write_json
from storage.question_tables import TapRow, UnmatchedRow

MOST_A_DAY = 20_000  # different texts; what is asked often is among them
_KEY = ("text", "language", "day")


class UnmatchedQuestions:
    """The drawer of unmatched questions inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def keep(self, some: Iterable[Unmatched]) -> int:
        """Add texts and taps to what is kept; return how many texts a full day had no room for."""
        ordered = sorted(some, key=lambda one: (one.text, one.language, one.day))
        room = {day: MOST_A_DAY - await self._count(day) for day in {one.day for one in ordered}}
        lost = 0
        for one in ordered:
            if one.times and not await self._add(one, is_room=room[one.day] > 0):
                lost += 1
                continue
            room[one.day] -= 1
            await self._tapped(one)
        return lost

    async def heaviest(self, limit: int) -> list[Unmatched]:
        """Return the texts asked most often, all days together; each with its newest day."""
        times = func.sum(col(UnmatchedRow.times))
        query = (
            select(UnmatchedRow.text, UnmatchedRow.language, times)
            .group_by(col(UnmatchedRow.text), col(UnmatchedRow.language))
            .order_by(times.desc(), col(UnmatchedRow.text), col(UnmatchedRow.language))
            .limit(limit)
        )
        sums = {
            (text, language): int(summed)
            for text, language, summed in (await self._drawer.session.exec(query)).all()
        }
        texts = {text for text, _ in sums}
        newest, taps = await self._newest(texts), await self._taps(texts)
        return [_unmatched(newest[key], summed, taps.get(key, {})) for key, summed in sums.items()]

    async def erase(self, *, before: date) -> int:
        """Erase what was asked before a day; return how many texts that were."""
        await self._drawer.change(delete(TapRow).where(col(TapRow.day) < before))
        return await self._drawer.change(
            delete(UnmatchedRow).where(col(UnmatchedRow.day) < before)
        )

    async def _count(self, day: date) -> int:
        query = select(func.count()).select_from(UnmatchedRow).where(UnmatchedRow.day == day)
        return await self._drawer.one(query) or 0

    async def _add(self, one: Unmatched, *, is_room: bool) -> bool:
        values = {
            "text": one.text,
            "language": one.language.value,
            "day": one.day,
            "reason": one.reason,
            "offered": write_json(list(one.offered)),
            "times": one.times,
        }
        if not is_room and not await self._is_kept(one):
            return False
        statement = upsert(self._drawer.session, UnmatchedRow).values(values)
        more = {
            "times": col(UnmatchedRow.times) + one.times,
            "reason": statement.excluded.reason,
            "offered": statement.excluded.offered,
        }
        await self._drawer.change(
            statement.on_conflict_do_update(index_elements=list(_KEY), set_=more)
        )
        return True

    async def _is_kept(self, one: Unmatched) -> bool:
        query = select(UnmatchedRow.times).where(
            UnmatchedRow.text == one.text,
            UnmatchedRow.language == one.language.value,
            UnmatchedRow.day == one.day,
        )
        return await self._drawer.one(query) is not None

    async def _tapped(self, one: Unmatched) -> None:
        for word, times in sorted(one.taps.items()):
            statement = upsert(self._drawer.session, TapRow).values(
                text=one.text, language=one.language.value, day=one.day, word=word, times=times
            )
            await self._drawer.change(
                statement.on_conflict_do_update(
                    index_elements=[*_KEY, "word"], set_={"times": col(TapRow.times) + times}
                )
            )

    async def _newest(self, texts: Iterable[str]) -> dict[tuple[str, str], UnmatchedRow]:
        newest: dict[tuple[str, str], UnmatchedRow] = {}
        for piece in pieces(texts):
            query = (
                select(UnmatchedRow)
                .where(col(UnmatchedRow.text).in_(piece))
                .order_by(col(UnmatchedRow.day))
            )
            newest |= {(row.text, row.language): row for row in await self._drawer.all(query)}
        return newest

    async def _taps(self, texts: Iterable[str]) -> dict[tuple[str, str], dict[str, int]]:
        taps: dict[tuple[str, str], dict[str, int]] = {}
        for piece in pieces(texts):
            query = (
                select(TapRow.text, TapRow.language, TapRow.word, func.sum(col(TapRow.times)))
                .where(col(TapRow.text).in_(piece))
                .group_by(col(TapRow.text), col(TapRow.language), col(TapRow.word))
            )
            for text, language, word, times in (await self._drawer.session.exec(query)).all():
                taps.setdefault((text, language), {})[word] = int(times)
        return taps


def _unmatched(row: UnmatchedRow, times: int, taps: dict[str, int]) -> Unmatched:
    return Unmatched(
        row.text,
        Language(row.language),
        row.day,
        reason=row.reason,
        offered=read_words(row.offered),
        times=times,
        taps=taps,
    )

"""Questions that were not answered at once: texts without people, by the day and no finer.

Texts that read the same on a day are one row with a count. Rows have no number and are written in
the order of their letters, so that nothing of them tells who asked first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        fit = await self._fitting([one for one in ordered if one.times])
        await self._add([_values(one) for one in fit])
        late = (one for one in ordered if not one.times)
        await self._tap([tap for one in (*fit, *late) for tap in _taps(one)])
        return sum(1 for one in ordered if one.times) - len(fit)

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

    async def _fitting(self, some: Sequence[Unmatched]) -> list[Unmatched]:
        """Return the texts that are kept already, and as many new ones as a day has room for."""
        fit: list[Unmatched] = []
        for day in sorted({one.day for one in some}):
            of_day = [one for one in some if one.day == day]
            room = MOST_A_DAY - await self._count(day)
            known = await self._known(day, of_day) if room < len(of_day) else frozenset()
            for one in of_day:
                if (one.text, one.language.value) in known:
                    fit.append(one)
                elif room > 0:
                    fit.append(one)
                    room -= 1
        return fit

    async def _count(self, day: date) -> int:
        query = select(func.count()).select_from(UnmatchedRow).where(UnmatchedRow.day == day)
        return await self._drawer.one(query) or 0

    async def _known(self, day: date, some: Iterable[Unmatched]) -> frozenset[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for piece in pieces(one.text for one in some):
            query = select(UnmatchedRow).where(
                UnmatchedRow.day == day, col(UnmatchedRow.text).in_(piece)
            )
            found |= {(row.text, row.language) for row in await self._drawer.all(query)}
        return frozenset(found)

    async def _add(self, rows: Sequence[dict[str, object]]) -> None:
        statement = upsert(self._drawer.session, UnmatchedRow)
        more = {
            "times": col(UnmatchedRow.times) + statement.excluded.times,
            "reason": statement.excluded.reason,
            "offered": statement.excluded.offered,
        }
        if rows:
            counted = statement.on_conflict_do_update(index_elements=list(_KEY), set_=more)
            await self._drawer.add(counted, rows)

    async def _tap(self, rows: Sequence[dict[str, object]]) -> None:
        statement = upsert(self._drawer.session, TapRow)
        more = {"times": col(TapRow.times) + statement.excluded.times}
        if rows:
            counted = statement.on_conflict_do_update(index_elements=[*_KEY, "word"], set_=more)
            await self._drawer.add(counted, rows)

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


def _values(one: Unmatched) -> dict[str, object]:
    return {
        **_key(one),
        "reason": one.reason,
        "offered": write_json(list(one.offered)),
        "times": one.times,
    }


def _taps(one: Unmatched) -> list[dict[str, object]]:
    return [
        {**_key(one), "word": word, "times": times} for word, times in sorted(one.taps.items())
    ]


def _key(one: Unmatched) -> dict[str, object]:
    return {"text": one.text, "language": one.language.value, "day": one.day}


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

"""Of a question the store knows its words, its day and what was tapped; of people nothing."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import inspect

from flows.dialogue import Names
from flows.language import Language
from flows.questions.lessons import Lesson, LessonStatus
from flows.questions.unmatched import Unmatched
from storage import unmatched
from storage.database import Database
from storage.errors import AlreadyKept, NotKept, Stale
from storage.question_tables import TapRow, UnmatchedRow
from tests.support.builders import NOON

DAY = date(2021, 7, 10)
FEES = Unmatched("ongkosnya", Language.ID, DAY, offered=("price", "sla"), taps={"price": 1})
ROOMS = Unmatched("parkir dimana", Language.ID, DAY, reason="out_of_scope", times=2)


async def test_texts_that_read_the_same_are_one_with_a_count(database: Database) -> None:
    async with database.unit() as unit:
        await unit.unmatched.keep([FEES, ROOMS])
        await unit.unmatched.keep([replace(FEES, times=3, taps={"price": 1, "none": 2})])
    async with database.reading() as unit:
        fees, rooms = await unit.unmatched.heaviest(10)
    assert fees == replace(FEES, times=4, taps={"price": 2, "none": 2})
    assert rooms == ROOMS


async def test_the_same_text_of_two_days_is_told_together_as_it_was_last(
    database: Database,
) -> None:
    later = replace(FEES, day=DAY + timedelta(days=1), offered=("sla",), taps={})
    async with database.unit() as unit:
        await unit.unmatched.keep([later, FEES, replace(FEES, language=Language.EN)])
    async with database.reading() as unit:
        both, english = await unit.unmatched.heaviest(10)
    assert both == replace(later, times=2, taps={"price": 1})
    assert english.language is Language.EN


async def test_a_tap_that_comes_after_its_text_was_carried_away_is_added(
    database: Database,
) -> None:
    async with database.unit() as unit:
        await unit.unmatched.keep([replace(FEES, taps={})])
        await unit.unmatched.keep([replace(FEES, times=0)])
        assert await unit.unmatched.heaviest(10) == [FEES]


async def test_what_is_older_is_erased_with_its_taps(database: Database) -> None:
    async with database.unit() as unit:
        await unit.unmatched.keep([FEES, replace(FEES, day=DAY + timedelta(days=1))])
        assert await unit.unmatched.erase(before=DAY + timedelta(days=1)) == 1
        (left,) = await unit.unmatched.heaviest(10)
        assert left == replace(FEES, day=DAY + timedelta(days=1))


async def test_a_full_day_takes_no_new_texts_but_counts_the_known_ones(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unmatched, "MOST_A_DAY", 2)
    third = replace(FEES, text="zzz")
    async with database.unit() as unit:
        assert await unit.unmatched.keep([FEES, ROOMS, third]) == 1
        assert await unit.unmatched.keep([FEES, third]) == 1
        assert [one.times for one in await unit.unmatched.heaviest(10)] == [2, 2]


def test_no_column_could_hold_who_asked_or_when() -> None:
    columns = {name.name for row in (UnmatchedRow, TapRow) for name in inspect(row).columns}
    assert columns == {"text", "language", "day", "reason", "offered", "times", "word"}
    assert all(
        row.__table__.dialect_options["sqlite"]["with_rowid"] is False
        for row in (UnmatchedRow, TapRow)
    )


def a_lesson(phrase: str = "ongkos strp", **changes: object) -> Lesson:
    lesson = Lesson(0, phrase, phrase, "price", None, LessonStatus.PROPOSED, "siti", NOON)
    return replace(lesson, **changes)


async def test_a_lesson_is_kept_with_a_number_and_moved_once(database: Database) -> None:
    own = Names("Tutup.", "Closed.")
    async with database.unit() as unit:
        first = await unit.lessons.propose(a_lesson())
        second = await unit.lessons.propose(a_lesson("parkir", intent="", written=own))
        before = await unit.lessons.mark()
        assert (first.number, second.number) == (1, 2)
        assert await unit.lessons.get(2) == second
        confirmed = first.confirmed("rina", at=NOON)
        await unit.lessons.move(first, confirmed)
        assert await unit.lessons.all(LessonStatus.IN_FORCE) == [confirmed]
        assert await unit.lessons.mark() != before
        with pytest.raises(Stale):
            await unit.lessons.move(first, first.refused("rina", at=NOON))
        with pytest.raises(NotKept):
            await unit.lessons.get(3)


async def test_one_phrasing_is_taught_once_however_many_confirm_at_once(
    database: Database,
) -> None:
    async with database.unit() as unit:
        lessons = [await unit.lessons.propose(a_lesson(intent=one)) for one in ("price", "sla")]

    async def confirm(lesson: Lesson) -> None:
        async with database.unit() as unit:
            await unit.lessons.move(lesson, lesson.confirmed("rina", at=NOON))

    made = await asyncio.gather(*map(confirm, lessons), return_exceptions=True)
    assert sorted(type(one) for one in made if one) == [AlreadyKept]
    async with database.reading() as unit:
        assert len(await unit.lessons.all(LessonStatus.IN_FORCE)) == 1


async def test_what_was_set_aside_is_forgotten_with_the_questions(database: Database) -> None:
    aside = a_lesson("parkir dimana", intent="", status=LessonStatus.SET_ASIDE)
    async with database.unit() as unit:
        taught, first, second = [
            await unit.lessons.propose(one) for one in (a_lesson(), aside, aside)
        ]
        taken = first.withdrawn(at=NOON)
        await unit.lessons.move(first, taken)
        assert await unit.lessons.all(LessonStatus.SET_ASIDE) == [second]
        assert await unit.lessons.ended(since=NOON) == []  # it never taught anything
        assert await unit.lessons.forget_set_aside(before=NOON) == 0
        assert await unit.lessons.forget_set_aside(before=NOON + timedelta(days=1)) == 2
        assert await unit.lessons.all(LessonStatus.SET_ASIDE) == []
        assert await unit.lessons.get(taught.number) == taught


async def test_what_ended_is_found_for_a_while(database: Database) -> None:
    async with database.unit() as unit:
        lesson = await unit.lessons.propose(a_lesson())
        refused = lesson.refused("siti", at=NOON)
        await unit.lessons.move(lesson, refused)
        assert await unit.lessons.ended(since=NOON) == [refused]
        assert await unit.lessons.ended(since=NOON + timedelta(days=1)) == []
        assert refused.checker is None

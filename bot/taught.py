"""What is known of questions now: what comes with us, and what officers taught since."""

from __future__ import annotations

import asyncio

from bot.questions import Questions
from flows.questions.lessons import LessonStatus
from storage.database import Database


class Taught:
    """The questions in force, read anew whenever officers taught something."""

    def __init__(self, questions: Questions) -> None:
        self._own = questions
        self._mark: tuple[int, int] | None = None
        self._now = questions
        self._turn = asyncio.Lock()  # what was read first is never known last

    def now(self) -> Questions:
        """Return the questions as they are understood now."""
        return self._now

    async def read(self, database: Database) -> None:
        """Read the lessons in force, if any lesson has changed.

        Raises:
            Unavailable: the store does not answer; what was known stays known.
        """
        async with self._turn, database.reading() as unit:
            mark = await unit.lessons.mark()
            if mark != self._mark:
                lessons = await unit.lessons.all(LessonStatus.IN_FORCE)
                self._now, self._mark = self._own.with_lessons(lessons), mark

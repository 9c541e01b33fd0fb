"""Teaching: what officers may do with lessons. Every act stands in the audit.

Nothing an officer types is in force because they typed it: a second officer confirms it, and the
gate is asked at that moment, with everything that is in force by then.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.gate import Trial, try_lesson
from bot.taught import Taught
from flows.dialogue import Names
from flows.questions.lessons import Lesson, LessonStatus, NoLessonRoad, key_of
from flows.rules.officers import Officer
from storage.audit import Act
from storage.database import Database
from storage.errors import Stale
from storage.packing import write_json

LONGEST_ANSWER: Final = 900  # signs; it must fit into one message with its frame


@dataclass(frozen=True, slots=True)
class Draft:
    """What an officer wants to teach: a phrasing, and a known question or an own answer."""

    phrase: str
    intent: str = ""
    written: Names | None = None


class NoAnswer(Exception):
    """An answer of the officers' own is missing in a language, or too long."""


class NotPassed(Exception):
    """The gate refused a lesson."""

    def __init__(self, trial: Trial) -> None:
        super().__init__(" ".join(trial.doubts))
        self.trial = trial


@dataclass(frozen=True, slots=True)
class Teaching:
    """The acts of officers on lessons."""

    database: Database
    taught: Taught
    clock: Callable[[], datetime]

    async def propose(self, officer: Officer, draft: Draft) -> Lesson:
        """Propose a lesson that passes the gate.

        Raises:
            NoAnswer: an own answer is not there in both languages, or too long.
            NotPassed: the gate refuses it; that is written down too.
        """
        lesson = self._drafted(officer, draft)
        trial = await self._try(lesson)
        async with self.database.unit() as unit:
            if trial.is_passed:
                lesson = await unit.lessons.propose(lesson)
            act = "lesson_proposed" if trial.is_passed else "lesson_stopped"
            unit.audit.record(self._act(officer, act, lesson, trial))
        if not trial.is_passed:
            raise NotPassed(trial)
        return lesson

    async def confirm(self, officer: Officer, number: int, version: int) -> Lesson:
        """Put a lesson in force that passes the gate; this house knows it at once.

        Raises:
            OwnLesson: the same officer proposed it.
            NotPassed: the gate refuses it by now; that is written down too.
            NoLessonRoad, Stale, AlreadyKept: somebody was faster.
        """
        lesson = await self._seen(number, version)
        await self.taught.read(self.database)
        confirmed = lesson.confirmed(officer.name, at=self.clock())
        trial = await self._try(lesson)
        async with self.database.unit() as unit:
            act = "lesson_confirmed" if trial.is_passed else "lesson_stopped"
            unit.audit.record(self._act(officer, act, lesson, trial))
            if trial.is_passed:
                await unit.lessons.move(lesson, confirmed)
        if not trial.is_passed:
            raise NotPassed(trial)
        await self.taught.read(self.database)
        return confirmed

    async def refuse(self, officer: Officer, number: int, version: int) -> None:
        """Refuse a proposed lesson; its own maker may take it back.

        Raises:
            NoLessonRoad, Stale: somebody was faster.
        """
        lesson = await self._seen(number, version)
        refused = lesson.refused(officer.name, at=self.clock())
        await self._move(officer, "lesson_refused", lesson, refused)

    async def withdraw(self, officer: Officer, number: int, version: int) -> None:
        """Take a lesson out of force; this house forgets it at once.

        Raises:
            NoLessonRoad, Stale: somebody was faster.
        """
        lesson = await self._seen(number, version)
        withdrawn = lesson.withdrawn(at=self.clock())
        await self._move(officer, "lesson_withdrawn", lesson, withdrawn)
        await self.taught.read(self.database)

    async def set_aside(self, officer: Officer, text: str) -> None:
        """Set a phrasing aside as none of ours or done; once is enough."""
        lesson = self._set_aside(officer, text)
        async with self.database.unit() as unit:
            known = await unit.lessons.all(LessonStatus.SET_ASIDE)
            if lesson.key and lesson.key not in {one.key for one in known}:
                lesson = await unit.lessons.propose(lesson)
                unit.audit.record(self._act(officer, "question_set_aside", lesson))

    async def take_up(self, officer: Officer, number: int, version: int) -> None:
        """Take up again what was set aside.

        Raises:
            NoLessonRoad, Stale: somebody was faster.
        """
        lesson = await self._seen(number, version)
        if lesson.status is not LessonStatus.SET_ASIDE:
            raise NoLessonRoad
        taken = lesson.withdrawn(at=self.clock())
        await self._move(officer, "question_taken_up", lesson, taken)

    async def _seen(self, number: int, version: int) -> Lesson:
        """Return a lesson as the officer saw it."""
        async with self.database.reading() as unit:
            lesson = await unit.lessons.get(number)
        if lesson.version != version:
            raise Stale(str(number))
        return lesson

    async def _move(self, officer: Officer, act: str, before: Lesson, after: Lesson) -> None:
        async with self.database.unit() as unit:
            await unit.lessons.move(before, after)
            unit.audit.record(self._act(officer, act, after))

    async def _try(self, lesson: Lesson) -> Trial:
        now = self.taught.now()
        with_it = now.with_lesson(lesson)
        return await asyncio.to_thread(try_lesson, with_it, now.approved, lesson)

    def _drafted(self, officer: Officer, draft: Draft) -> Lesson:
        words = draft.written
        if not draft.intent and (words is None or not _is_whole(words)):
            raise NoAnswer
        questions = self.taught.now()
        return Lesson(
            number=0,
            phrase=" ".join(draft.phrase.split()),
            key=" ".join(key_of(draft.phrase, questions.approved, questions.reader)),
            intent=draft.intent,
            written=None if draft.intent else words,
            status=LessonStatus.PROPOSED,
            maker=officer.name,
            proposed_at=self.clock(),
        )

    def _set_aside(self, officer: Officer, text: str) -> Lesson:
        questions = self.taught.now()
        return Lesson(
            number=0,
            phrase=text,
            key=" ".join(key_of(text, questions.approved, questions.reader)),
            intent="",
            written=None,
            status=LessonStatus.SET_ASIDE,
            maker=officer.name,
            proposed_at=self.clock(),
        )

    def _act(self, officer: Officer, act: str, lesson: Lesson, trial: Trial | None = None) -> Act:
        facts: dict[str, str | int] = {
            "teaches": lesson.intent or ("own_answer" if lesson.written else "nothing"),
            "version": lesson.version,
            "content": _content(lesson),
        }
        if trial is not None:
            facts["gate"] = " ".join(trial.doubts) or "passed"
        subject = f"lesson-{lesson.number}" if lesson.number else "lesson"
        return Act(self.clock(), officer.name, act, subject, facts)


def _is_whole(words: Names) -> bool:
    return all(0 < len(one) <= LONGEST_ANSWER for one in (words.id, words.en))


def _content(lesson: Lesson) -> str:
    """Return a mark of what a lesson says, so that the chain holds that as well."""
    written = [lesson.written.id, lesson.written.en] if lesson.written else []
    said = write_json([lesson.phrase, lesson.intent, *written])
    return hashlib.sha256(said.encode()).hexdigest()[:16]

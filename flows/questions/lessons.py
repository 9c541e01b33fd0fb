"""Lessons: what officers teach the assistant, and the road a lesson goes.

A lesson is a phrasing of a question that may be answered at once, or a phrasing with an answer of
the officers' own. One officer proposes it, another confirms it, and in between it is tried against
every labelled question. It may be withdrawn at any time. A phrasing may be set aside as well: it
is none of ours, or done, and teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from flows.dialogue import Names
from flows.questions.approved import Approved, core_words
from flows.questions.intents import ASSERTED
from flows.questions.normal import Reader

WRITTEN: Final = "lesson-"  # with its number, the name of a question only officers answer


class LessonStatus(StrEnum):
    """Where a lesson stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


ROADS: Final[Mapping[LessonStatus, frozenset[LessonStatus]]] = {
    LessonStatus.PROPOSED: frozenset({LessonStatus.IN_FORCE, LessonStatus.REFUSED}),
    LessonStatus.IN_FORCE: frozenset({LessonStatus.WITHDRAWN}),
    LessonStatus.REFUSED: frozenset(),
    LessonStatus.WITHDRAWN: frozenset(),
    LessonStatus.SET_ASIDE: frozenset({LessonStatus.WITHDRAWN}),
}


class NoLessonRoad(Exception):
    """A lesson cannot go from where it stands to where it was sent."""


class OwnLesson(Exception):
    """Whoever proposed a lesson cannot confirm it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A phrasing, and what it asks: a known question, or one that officers answer themselves."""

    number: int
    phrase: str
    key: str  # its words that carry meaning
    intent: str  # empty if officers wrote the answer
    written: Names | None
    status: LessonStatus
    maker: str
    proposed_at: datetime
    checker: str | None = None
    decided_at: datetime | None = None
    version: int = 1

    @property
    def teaches(self) -> str:
        """Return the name of the question this is a phrasing of."""
        return self.intent or f"{WRITTEN}{self.number}"

    def confirmed(self, by: str, *, at: datetime) -> Lesson:
        """Return the lesson in force.

        Raises:
            OwnLesson: the same officer proposed it.
            NoLessonRoad: it is not proposed any more.
        """
        if by == self.maker:
            raise OwnLesson
        return self._moved(LessonStatus.IN_FORCE, by=by, at=at)

    def refused(self, by: str, *, at: datetime) -> Lesson:
        """Return the lesson refused; its own maker may take it back so.

        Raises:
            NoLessonRoad: it is not proposed any more.
        """
        checker = None if by == self.maker else by
        return self._moved(LessonStatus.REFUSED, by=checker, at=at)

    def withdrawn(self, *, at: datetime) -> Lesson:
        """Return the lesson no longer in force, or taken up again.

        Raises:
            NoLessonRoad: it is neither in force nor set aside.
        """
        return self._moved(LessonStatus.WITHDRAWN, by=self.checker, at=at)

    def _moved(self, to: LessonStatus, *, by: str | None, at: datetime) -> Lesson:
        if to not in ROADS[self.status]:
            raise NoLessonRoad
        return replace(self, status=to, checker=by, decided_at=at, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class Written:
    """An answer that officers wrote, and the day from which it is given."""

    words: Names
    since: date


def key_of(phrase: str, approved: Approved, reader: Reader) -> tuple[str, ...]:
    """Return the words of a phrasing that carry meaning."""
    return core_words(reader.words(phrase), approved.small_words)


def taught(approved: Approved, lessons: Iterable[Lesson], reader: Reader) -> Approved:
    """Return the approved phrasings with those of lessons.

    What comes with the package stands before any lesson, and an earlier lesson before a later
    one. A lesson for a question that may not be answered at once teaches nothing, whoever
    approved it.
    """
    phrasings = dict(approved.phrasings)
    for lesson in sorted(lessons, key=lambda one: one.number):
        key = key_of(lesson.phrase, approved, reader)
        if key and (lesson.written is not None or lesson.intent in ASSERTED):
            phrasings.setdefault(key, lesson.teaches)
    return replace(approved, phrasings=phrasings)

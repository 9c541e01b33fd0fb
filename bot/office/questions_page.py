"""The questions nobody could answer at once, gathered; and what officers taught from them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, TypeAlias
from urllib.parse import urlencode

from aiohttp import web

from bot.gate import Doubt
from bot.office.visit import Visit
from bot.questions import Questions
from flows.dialogue import Says, Text
from flows.questions.clusters import Cluster, gathered
from flows.questions.intents import ASSERTED, TOPICS
from flows.questions.lessons import Lesson, LessonStatus, key_of
from flows.questions.ranker import Candidate
from flows.questions.unmatched import NOT_IT, SOMETHING, Unmatched
from flows.rules.officers import Role
from storage.unit import Unit

HERE: Final = "/questions"
MOST_TEXTS: Final = 3_000  # gathered at once
SHOWN: Final = 40  # clusters on a page
EXAMPLES: Final = 3  # texts of a cluster on the page, beside the first
ALL_EXAMPLES: Final = 25
ENDED_SHOWN: Final = timedelta(days=30)
Named: TypeAlias = tuple[tuple[Says, int], ...]


class View(StrEnum):
    """The parts of the page."""

    UNMATCHED = "unmatched"
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    SET_ASIDE = "set_aside"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A cluster as an officer sees it."""

    cluster: Cluster
    offered: Named
    taps: Named

    @property
    def text(self) -> str:
        """Return the text that stands for all, with no word left out if there is one."""
        return self.phrase or self.cluster.leader.text

    @property
    def examples(self) -> Sequence[Unmatched]:
        """Return the next texts."""
        return [one for one in self.cluster.members if one.text != self.text][:EXAMPLES]

    @property
    def more(self) -> int:
        """Return how many texts are not among them."""
        return len({one.text for one in self.cluster.members}) - 1 - len(self.examples)

    @property
    def link(self) -> str:
        """Return where it is taught."""
        return f"{HERE}/teach?{urlencode({'text': self.text})}"

    @property
    def phrase(self) -> str:
        """Return the most frequent text in which no word was left out, if there is one."""
        texts = (one.text for one in self.cluster.members)
        return next((text for text in texts if SOMETHING not in text and "<" not in text), "")


@dataclass(frozen=True, slots=True)
class Filled:
    """What an officer typed into a form that must be shown again."""

    phrase: str
    intent: str = ""
    words_id: str = ""
    words_en: str = ""
    is_written: bool = False


async def show_questions(visit: Visit) -> web.Response:
    """Show what is asked and not answered, what is proposed, or what is in force."""
    asked = visit.request.query.get("view", "")
    view = View(asked) if asked in set(View) else View.UNMATCHED
    if view is View.UNMATCHED:
        return await _unmatched(visit)
    return await lessons_page(visit, view)


async def show_teaching(visit: Visit) -> web.Response:
    """Show one cluster, and the two things it can be taught as."""
    text = visit.request.query.get("text", "")[:200]
    return await teaching_page(visit, text)


async def _unmatched(visit: Visit) -> web.Response:
    async with visit.house.database.reading() as unit:
        texts = await unit.unmatched.heaviest(MOST_TEXTS)
        aside = {one.key for one in await unit.lessons.all(LessonStatus.SET_ASIDE)}
        counts = await _counts(visit, unit)
    questions = visit.house.teaching.taught.now()
    clusters = [
        one
        for one in await _gathered(questions, texts)
        if " ".join(key_of(one.leader.text, questions.approved, questions.reader)) not in aside
    ]
    pages = max(1, -(-len(clusters) // SHOWN))
    page = min(max(1, visit.number("page", default=1)), pages)
    return visit.page(
        "questions",
        view=View.UNMATCHED,
        views=tuple(View),
        counts={**counts, View.UNMATCHED: len(clusters)},
        clusters=[_seen(questions, one) for one in clusters[(page - 1) * SHOWN : page * SHOWN]],
        page=page,
        pages=pages,
        not_it=NOT_IT,
    )


async def lessons_page(visit: Visit, view: View, doubts: Iterable[Doubt] = ()) -> web.Response:
    """Show lessons, and why the gate stopped one if it just did."""
    async with visit.house.database.reading() as unit:
        counts = await _counts(visit, unit)
        lessons = await _lessons(visit, unit, view)
    questions = visit.house.teaching.taught.now()
    stopped = tuple(doubts)
    return visit.page(
        "lessons",
        status=422 if stopped else 200,
        view=view,
        views=tuple(View),
        counts=counts,
        lessons=[(one, _taught(questions, one)) for one in lessons],
        doubts=stopped,
        may_confirm=visit.officer.may(Role.SUPERVISOR),
    )


async def teaching_page(
    visit: Visit, text: str, filled: Filled | None = None, doubts: Iterable[str] = ()
) -> web.Response:
    """Show what a text can be taught as; with what was typed and why it was refused."""
    async with visit.house.database.reading() as unit:
        texts = await unit.unmatched.heaviest(MOST_TEXTS)
    questions = visit.house.teaching.taught.now()
    found = _holding(await _gathered(questions, texts), text)
    seen = _seen(questions, found) if found else None
    meant = _meant(found)
    stopped = tuple(doubts)
    return visit.page(
        "teach",
        status=422 if stopped else 200,
        text=text,
        seen=seen,
        members=found.members[:ALL_EXAMPLES] if found else (),
        topics=_choices(questions),
        filled=filled or Filled(seen.phrase if seen else text, meant),
        is_eligibility=bool(meant) and meant not in ASSERTED,
        doubts=stopped,
        not_it=NOT_IT,
    )


async def _gathered(questions: Questions, texts: Sequence[Unmatched]) -> tuple[Cluster, ...]:
    """Gather what is not answered by now; it takes a moment of a processor, so it goes aside."""

    def words_of(text: str) -> tuple[str, ...]:
        return key_of(text, questions.approved, questions.reader)

    def gather() -> tuple[Cluster, ...]:
        left = [
            one
            for one in texts
            if questions.approved.find(questions.reader.words(one.text)) is None
        ]
        return gathered(left, words_of)

    return await asyncio.to_thread(gather)


async def _counts(visit: Visit, unit: Unit) -> Mapping[View, int]:
    return {
        view: len(await _lessons(visit, unit, view)) for view in View if view is not View.UNMATCHED
    }


async def _lessons(visit: Visit, unit: Unit, view: View) -> list[Lesson]:
    if view is View.ENDED:
        return await unit.lessons.ended(since=visit.now - ENDED_SHOWN)
    return await unit.lessons.all(LessonStatus(view.value))


def _holding(clusters: Iterable[Cluster], text: str) -> Cluster | None:
    return next(
        (one for one in clusters if any(member.text == text for member in one.members)), None
    )


def _seen(questions: Questions, cluster: Cluster) -> Gathered:
    return Gathered(
        cluster, _named(questions, cluster.offered[:3]), _named(questions, cluster.taps[:3])
    )


def _named(questions: Questions, counted: Iterable[tuple[str, int]]) -> Named:
    return tuple((_label(questions, word), times) for word, times in counted)


def _label(questions: Questions, word: str) -> Says:
    if word == NOT_IT:
        return Text("unsure.none_of_these")
    candidate = questions.answers.read(word)
    return questions.answers.label(candidate) if candidate else word


def _taught(questions: Questions, lesson: Lesson) -> Says | None:
    return _label(questions, lesson.intent) if lesson.intent else None


def _meant(cluster: Cluster | None) -> str:
    """Return the question tapped most after these texts; empty if none was."""
    words = [word for word, _ in cluster.taps if word != NOT_IT] if cluster else []
    return words[0].partition(".")[0] if words else ""


def _choices(questions: Questions) -> dict[str, tuple[tuple[str, Says], ...]]:
    """Return the questions that may be answered at once, by topic."""
    choices = {
        topic: tuple(
            (intent, questions.answers.label(Candidate(intent, 1.0)))
            for intent in intents
            if intent in ASSERTED
        )
        for topic, intents in TOPICS.items()
    }
    return {topic: some for topic, some in choices.items() if some}

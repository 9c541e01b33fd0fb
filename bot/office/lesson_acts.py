"""What the buttons of the questions do: propose a lesson, confirm it, refuse it, withdraw it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

from bot.office.questions_page import HERE, Filled, View, lessons_page, teaching_page
from bot.office.visit import Page, Visit
from bot.teaching import Draft, NoAnswer, NotPassed
from flows.dialogue import Names
from flows.questions.lessons import NoLessonRoad, OwnLesson
from flows.questions.unmatched import LONGEST_KEPT
from storage.errors import AlreadyKept, Stale

_PROBLEMS: Final[Mapping[type[Exception], str]] = {
    Stale: "lesson_stale",
    NoLessonRoad: "lesson_stale",
    AlreadyKept: "lesson_known",
    OwnLesson: "own_lesson",
}
_IN_THE_WAY: Final = tuple(_PROBLEMS)
_PROPOSED: Final = f"{HERE}?view={View.PROPOSED}"
_IN_FORCE: Final = f"{HERE}?view={View.IN_FORCE}"


def told(act: Callable[[Visit], Awaitable[web.Response]]) -> Page:
    """Turn what stands in the way of an act into words on the page of proposals."""

    async def telling(visit: Visit) -> web.StreamResponse:
        try:
            return await act(visit)
        except NotPassed as stopped:
            return await lessons_page(visit, View.PROPOSED, stopped.trial.doubts)
        except _IN_THE_WAY as problem:
            return visit.go(_PROPOSED, _PROBLEMS[type(problem)])

    return telling


async def propose(visit: Visit) -> web.StreamResponse:
    """Propose what was typed; what the gate refuses is shown again with the reason."""
    filled = Filled(
        visit.field("phrase"),
        visit.field("intent"),
        visit.field("words_id").replace("\r\n", "\n"),
        visit.field("words_en").replace("\r\n", "\n"),
        is_written=visit.field("kind") == "written",
    )
    words = Names(filled.words_id, filled.words_en)
    draft = Draft(filled.phrase, written=words)
    if not filled.is_written:
        draft = Draft(filled.phrase, filled.intent or "?")
    try:
        await visit.house.teaching.propose(visit.officer, draft)
    except NoAnswer:
        return await teaching_page(visit, visit.field("text"), filled, ("no_answer",))
    except NotPassed as stopped:
        return await teaching_page(visit, visit.field("text"), filled, stopped.trial.doubts)
    return visit.go(_PROPOSED, "lesson_proposed")


@told
async def confirm(visit: Visit) -> web.Response:
    """Put a lesson in force."""
    await visit.house.teaching.confirm(visit.officer, *_lesson(visit))
    return visit.go(_IN_FORCE, "lesson_confirmed")


@told
async def refuse(visit: Visit) -> web.Response:
    """Refuse a lesson, or take the own one back."""
    await visit.house.teaching.refuse(visit.officer, *_lesson(visit))
    return visit.go(_PROPOSED, "lesson_refused")


@told
async def withdraw(visit: Visit) -> web.Response:
    """Take a lesson out of force."""
    await visit.house.teaching.withdraw(visit.officer, *_lesson(visit))
    return visit.go(_IN_FORCE, "lesson_withdrawn")


async def set_aside(visit: Visit) -> web.StreamResponse:
    """Set a group of questions aside, as none of ours or done."""
    await visit.house.teaching.set_aside(visit.officer, visit.field("text")[:LONGEST_KEPT])
    return visit.go(HERE, "question_set_aside")


@told
async def take_up(visit: Visit) -> web.Response:
    """Take up again what was set aside."""
    await visit.house.teaching.take_up(visit.officer, *_lesson(visit))
    return visit.go(HERE, "question_taken_up")


def _lesson(visit: Visit) -> tuple[int, int]:
    """Return the number of a lesson, and its version as the officer saw it."""
    return int(visit.request.match_info["number"]), visit.number("version")

"""Where a person stands: derived from the answers, never stored.

The first relevant question without an answer; else an exit; else the review. Only while one
earlier answer is being changed does the session say so itself, with its cursor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from flows.dialogue import Answers, Exit, Expects, Flow, Question
from flows.session import Closed, Session

CHOOSING: Final = "?"  # the cursor while the person picks which answer to change
EMPTYING: Final = "!"  # begins the cursor while they are asked whether to forget rows


class Landing(StrEnum):
    """Places that are no question and no exit."""

    REVIEW = "review"
    CHOOSING = "choosing"
    EMPTYING = "emptying"


@dataclass(frozen=True, slots=True)
class Ended:
    """The conversation is over."""

    how: Closed


Place: TypeAlias = Question | Exit | Landing | Ended


def here(flow: Flow, session: Session) -> Place:
    """Return where the conversation stands."""
    if session.closed is not None:
        return Ended(session.closed)
    if session.cursor == CHOOSING:
        return Landing.CHOOSING
    if emptied(session):
        return Landing.EMPTYING
    path = tuple(flow.path(session.answers))
    for item in path:
        if isinstance(item, Question) and item.name == session.cursor:
            return item
    last = path[-1] if path else None
    if isinstance(last, Exit) or (last is not None and not session.answers.has(last.name)):
        return last
    return Landing.REVIEW


def expected(flow: Flow, session: Session) -> Expects | None:
    """Return what kind of reply is due here; None where nothing is asked."""
    place = here(flow, session)
    return place.expects if isinstance(place, Question) else None


def emptied(session: Session) -> str:
    """Return the question whose rows the person is asked whether to forget, if any."""
    cursor = session.cursor or ""
    return cursor.removeprefix(EMPTYING) if cursor.startswith(EMPTYING) else ""


def place_name(place: Place) -> str:
    """Name a place, for texts, diagrams and counters."""
    match place:
        case Ended(how):
            return how.value
        case Landing():
            return place.value
        case _:
            return place.name


def answered(flow: Flow, answers: Answers) -> tuple[Question, ...]:
    """Return the questions on the path that have an answer, in order."""
    return tuple(
        item
        for item in flow.path(answers)
        if isinstance(item, Question) and answers.has(item.name)
    )


def progress(flow: Flow, session: Session) -> tuple[int, int]:
    """Return how many questions come before this place, and of how many that can be foreseen.

    What is foreseen are the questions that are relevant given the answers so far, and those that
    are counted on from the beginning. What only looks something up has no progress; nor has what
    is over: its answers are history, and today's conditions may not even read them.
    """
    if session.closed is not None or flow.looks_up:
        return 0, 0
    done = [question.name for question in answered(flow, session.answers)]
    if session.cursor in done:  # gone back: where they stand, not how far they were
        done = done[: done.index(session.cursor)]
    foreseen = [
        question
        for question in flow.questions()
        if question.relevant(session.answers) or question.foreseen(session.answers)
    ]
    return len(done), max(len(done), len(foreseen))


def pruned(flow: Flow, session: Session) -> Session:
    """Drop the answers and rows of branches that no longer apply."""
    answers = flow.fitting(session.answers)
    asked = {item.name for item in flow.items if item.relevant(answers)}
    counts = {name: units for name, units in session.counts.items() if name in asked}
    left = {name: rows for name, rows in session.left.items() if name in counts}
    return replace(session, answers=answers, counts=counts, left=left)

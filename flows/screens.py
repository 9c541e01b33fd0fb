"""What is shown where: a screen is derived from the session and can be shown again at any time.

Text keys follow from names: ``<flow>.<question>.ask``, ``.help``, ``.label``; ``<flow>.<exit>``;
``<flow>.review``; so a question brings its words with it and the checker finds what is missing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, assert_never

from flows.dialogue import (
    Answers,
    Choice,
    Exit,
    Expects,
    Flow,
    Lines,
    Question,
    Says,
    Text,
    Unreadable,
    Value,
)
from flows.doors import Door
from flows.effects import Line, Screen
from flows.events import Verb, verb_value
from flows.position import (
    Ended,
    Landing,
    Place,
    answered,
    emptied,
    here,
    place_name,
    progress,
)
from flows.session import Closed, Session

EVERYWHERE: Final = (Verb.HELP, Verb.LANGUAGE, Verb.CANCEL)


def screen(
    flow: Flow, session: Session, *, problem: Text | None = None, note: Text | None = None
) -> Screen:
    """Derive the present screen of a conversation."""
    place = here(flow, session)
    done, total = progress(flow, session)
    blank = Screen(
        flow=flow.name,
        place=place_name(place),
        session=session.id,
        revision=session.revision,
        text=Text(""),
        problem=problem,
        note=note,
        answered=done,
        total=total,
    )
    return _fill(flow, session, place, blank)


def _fill(flow: Flow, session: Session, place: Place, blank: Screen) -> Screen:
    match place:
        case Question():
            return _question_screen(flow, session, place, blank)
        case Exit():
            return _exit_screen(flow, session, place, blank)
        case Landing.REVIEW:
            return _review_screen(flow, session, blank)
        case Landing.CHOOSING:
            return _choosing_screen(flow, session, blank)
        case Landing.EMPTYING:
            return _emptying_screen(flow, session, blank)
        case Ended():
            return _ended_screen(flow, place, blank)
    assert_never(place)


def _question_screen(flow: Flow, session: Session, question: Question, blank: Screen) -> Screen:
    counts = session.counts.get(question.name, {})
    own = _row_controls(sum(counts.values())) if question.expects is Expects.ROWS else ()
    skip = (_control(Verb.SKIP),) if question.skippable else ()
    keep = (_control(Verb.KEEP),) if _is_answered_again(session, question) else ()
    back = (_control(Verb.BACK),) if _can_go_back(flow, session) else ()
    return replace(
        blank,
        text=Text(f"{flow.name}.{question.name}.ask", _places(question, session)),
        problem=blank.problem or _not_yet(session, question),
        choices=(*question.choices(session.answers), *own, *skip, *keep),
        controls=(*back, *map(_control, _beside(flow, question))),
        expects=question.expects,
    )


def _not_yet(session: Session, question: Question) -> Text | None:
    """Say at once why rows cannot be handed in as they are, not only when they are complete."""
    rows = session.counts.get(question.name, {})
    if question.expects is not Expects.ROWS or not sum(rows.values()):
        return None
    try:
        question.tally(rows, session.answers)
    except Unreadable as unreadable:
        return unreadable.problem
    return None


def _places(question: Question, session: Session) -> dict[str, Says]:
    rows = session.counts.get(question.name, {})
    counted: dict[str, Says] = {"rows": sum(rows.values())}
    return {**counted, **question.places(session.answers)}


def _row_controls(rows: int) -> tuple[Choice, ...]:
    return (_control(Verb.DONE), _opening(Door.LIST), _control(Verb.CLEAR)) if rows else ()


def _is_answered_again(session: Session, question: Question) -> bool:
    return session.cursor == question.name and session.answers.has(question.name)


def _can_go_back(flow: Flow, session: Session) -> bool:
    first = next(flow.path(session.answers), None)
    is_answered = isinstance(first, Question) and session.answers.has(first.name)
    return session.cursor is not None or is_answered


def _exit_screen(flow: Flow, session: Session, place: Exit, blank: Screen) -> Screen:
    doors = map(_opening, place.doors)
    back = (Verb.BACK,) if answered(flow, session.answers) else ()
    return replace(
        blank,
        text=Text(f"{flow.name}.{place.name}", place.places(session.answers)),
        choices=(*doors, _control(Verb.FINISH)),
        controls=tuple(map(_control, (*back, Verb.LANGUAGE))),
    )


def _review_screen(flow: Flow, session: Session, blank: Screen) -> Screen:
    change = () if flow.looks_up else (Verb.CHANGE,)
    return replace(
        blank,
        text=Text(f"{flow.name}.review", flow.summary(session.answers, session.counts)),
        note=both(blank.note, _rows_left(flow, session)),
        lines=review_lines(flow, session),
        choices=(_control(Verb.SUBMIT, flow.submit), *map(_control, change)),
        controls=tuple(map(_control, (Verb.BACK, *_everywhere(flow)))),
    )


def _rows_left(flow: Flow, session: Session) -> Text | None:
    """Say how many rows of the last list were not taken: nobody may be missed in silence."""
    left = ((name, rows) for name, rows in session.left.items() if rows)
    return next((Text(f"{flow.name}.{name}.left", {"rows": rows}) for name, rows in left), None)


def both(note: Says | None, other: Says | None) -> Says | None:
    """Say two notes below one another, or the one there is."""
    return Lines((note, other)) if note and other else note or other


def review_lines(flow: Flow, session: Session) -> tuple[Line, ...]:
    """Word every answer on the path, for a person to look over before handing in."""
    return tuple(
        Line(
            Text(f"{flow.name}.{question.name}.label"),
            worded(question, session.answers.values[question.name], session.answers),
        )
        for question in answered(flow, session.answers)
    )


def worded(question: Question, value: Value, answers: Answers) -> Says:
    """Say an answer in a person's words: the label of its button, or the value itself."""
    if question.shown is not None:
        return question.shown(value, answers)
    labels = {choice.value: choice.label for choice in question.choices(answers)}
    return labels.get(str(value), value)


def _choosing_screen(flow: Flow, session: Session, blank: Screen) -> Screen:
    edits = tuple(
        Choice(verb_value(Verb.EDIT, question.name), Text(f"{flow.name}.{question.name}.label"))
        for question in answered(flow, session.answers)
    )
    return replace(
        blank,
        text=Text("control.choosing"),
        choices=edits,
        controls=tuple(map(_control, (Verb.BACK, Verb.LANGUAGE))),
    )


def _emptying_screen(flow: Flow, session: Session, blank: Screen) -> Screen:
    name = emptied(session)
    rows = sum(session.counts.get(name, {}).values())
    return replace(
        blank,
        text=Text(f"{flow.name}.{name}.emptying", {"rows": rows}),
        choices=tuple(map(_control, (Verb.EMPTY, Verb.KEEP))),
        controls=tuple(map(_control, EVERYWHERE)),
    )


def _ended_screen(flow: Flow, place: Ended, blank: Screen) -> Screen:
    taken_up = (Verb.REOPEN,) if place.how is Closed.CANCELLED else ()
    anew = flow.anew if place.how is Closed.SUBMITTED else ""
    again = (*map(_control, taken_up), _control(Verb.AGAIN, anew))
    return replace(
        blank,
        text=Text(f"{flow.name}.{place.how.value}"),
        choices=(*again, *map(_opening, flow.onward)),
        controls=(_control(Verb.LANGUAGE),),
    )


def _everywhere(flow: Flow) -> tuple[Verb, ...]:
    return tuple(verb for verb in EVERYWHERE if not (flow.looks_up and verb is Verb.CANCEL))


def _beside(flow: Flow, question: Question) -> tuple[Verb, ...]:
    said = Verb.LANGUAGE if question.of_language else None
    return tuple(verb for verb in _everywhere(flow) if verb is not said)


def _control(verb: Verb, label: str = "") -> Choice:
    return Choice(verb_value(verb), Text(label or f"control.{verb.value}"))


def _opening(door: str) -> Choice:
    return Choice(verb_value(Verb.OPEN, door), Text(f"control.open.{door}"))

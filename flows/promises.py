"""What one step of a conversation promises, whoever takes it and whenever.

Each promise looks at a single step of the walk (``flows.exploration``) and says what it found
broken. Faults of the whole map, such as a dead end, are found in ``flows.checker``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from flows.dialogue import Exit, Flow, Question, Unreadable
from flows.effects import Open, Show, Submit, Toast
from flows.events import Asked, Elapsed, Pressed, Said, Verb, read_verb
from flows.exploration import FOREIGN, Step
from flows.position import Landing, place_name
from flows.resume import resume
from flows.session import Session, pack, unpack
from flows.turn import turn


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A promise that is not kept: which, where, and by what."""

    rule: str
    place: str
    detail: str


Promise: TypeAlias = Callable[[Flow, Step], Iterator[str]]


def answers_every_event(_: Flow, step: Step) -> Iterator[str]:
    """No event raises, and none is met with silence but a timer that was overtaken."""
    if step.broken:
        yield f"{_event(step)} raised {step.broken}"
    elif not step.effects and not _is_overtaken(step):
        yield f"{_event(step)} was met with silence"


def counts_every_change(_: Flow, step: Step) -> Iterator[str]:
    """A change raises the revision by exactly one; no change leaves it alone."""
    grown = step.after.revision - step.before.revision
    if grown != (step.after != step.before):
        yield f"{_event(step)} moved the revision by {grown}"


def ignores_what_is_not_offered(_: Flow, step: Step) -> Iterator[str]:
    """Buttons of other screens and overtaken timers change nothing."""
    if _is_untimely(step) and step.after != step.before:
        yield f"{_event(step)} changed the session"
    if isinstance(step.event, Pressed) and _is_untimely(step) and not _toasted(step):
        yield f"{_event(step)} was not told apart"


def ignores_a_double_tap(flow: Flow, step: Step) -> Iterator[str]:
    """The same tap again changes nothing and says only that it was done."""
    if not isinstance(step.event, Pressed) or step.after == step.before:
        return
    again, effects = turn(flow, step.after, step.event)
    if again != step.after:
        yield f"{_event(step)} acted twice"
    if [type(effect) for effect in effects] != [Toast]:
        yield f"{_event(step)} again was not told from an old screen"


def shows_what_was_pressed_for(_: Flow, step: Step) -> Iterator[str]:
    """Every event ends in a screen or another conversation; a double tap needs neither."""
    is_shown = any(isinstance(effect, Show | Open) for effect in step.effects)
    if not (is_shown or step.broken or _is_again(step) or isinstance(step.event, Elapsed)):
        yield f"{_event(step)} showed nothing"


def _is_again(step: Step) -> bool:
    event = step.event
    return isinstance(event, Pressed) and (event.revision, event.value) == step.before.last


def reads_every_button(_: Flow, step: Step) -> Iterator[str]:
    """No button of a question is refused as an answer."""
    question = step.place
    if isinstance(question, Question) and step.event == Asked(Verb.SHOW):
        for choice in question.choices(step.before.answers):
            yield from _unread(question, choice.value, step.before)


def _unread(question: Question, value: str, session: Session) -> Iterator[str]:
    if read_verb(value) is not None:
        return  # a verb is no answer
    try:
        question.read(value, session.answers)
    except Unreadable as unreadable:
        yield f"button {value} is refused: {unreadable.problem.key}"


def takes_no_words_for_verbs(_: Flow, step: Step) -> Iterator[str]:
    """Typed words answer a question or nothing; they never act."""
    if not isinstance(step.event, Said) or step.after == step.before:
        return
    if not isinstance(step.place, Question) or step.after.closed is not step.before.closed:
        yield f"{_event(step)} acted as a command"


def loses_nothing_by_going_back(flow: Flow, step: Step) -> Iterator[str]:
    """Back, change, keep, help and language leave every answer and row as it was.

    Where something is only looked up, nothing was entered, and going back takes the choice back.
    """
    if flow.looks_up:
        return
    harmless = (Verb.BACK, Verb.CHANGE, Verb.KEEP, Verb.HELP, Verb.LANGUAGE, Verb.SHOW)
    if not isinstance(step.event, Asked) or step.event.verb not in harmless:
        return
    if step.after.answers != step.before.answers or step.after.counts != step.before.counts:
        yield f"{_event(step)} lost an answer"


def begins_anew_with_nothing(_: Flow, step: Step) -> Iterator[str]:
    """A conversation begun anew holds no answer and no row of the one before."""
    if isinstance(step.event, Asked) and step.event.verb is Verb.AGAIN:
        session = step.after
        if session != step.before and (session.answers.values or session.counts):
            yield f"again kept {sorted((*session.answers.values, *session.counts))}"


def submits_only_what_is_complete(flow: Flow, step: Step) -> Iterator[str]:
    """What is handed in answers every relevant question, no other, and is readable."""
    for effect in step.effects:
        if isinstance(effect, Submit):
            if step.place is not Landing.REVIEW:
                yield f"handed in at {place_name(step.place)}"
            yield from _incomplete(flow, effect)


def _incomplete(flow: Flow, submit: Submit) -> Iterator[str]:
    path = tuple(flow.path(submit.answers))
    asked = {item.name for item in path if isinstance(item, Question)}
    yield from (f"exit {item.name} was passed" for item in path if isinstance(item, Exit))
    yield from (f"{name} was not answered" for name in asked - submit.answers.values.keys())
    yield from (f"{name} was not asked" for name in submit.answers.values.keys() - asked)
    yield from (f"rows of {name} were not asked" for name in submit.counts.keys() - asked)


def is_taken_up_as_it_was(flow: Flow, step: Step) -> Iterator[str]:
    """Any session reached is written down, read back and resumed without a change."""
    if step.after == step.before:
        return
    if unpack(pack(step.after)) != step.after:
        yield f"after {_event(step)} the session reads back differently"
    resumed = resume(flow, step.after)
    if resumed != step.after and resume(flow, step.before) == step.before:  # broken here first
        yield f"after {_event(step)} resuming changes {_changed(step.after, resumed)}"


def _changed(session: Session, resumed: Session) -> str:
    lost = session.answers.values.keys() - resumed.answers.values.keys()
    return ", ".join(sorted(lost)) or "the place"


def _is_untimely(step: Step) -> bool:
    match step.event:
        case Pressed(revision, value):
            return revision != step.before.revision or value == FOREIGN
        case Elapsed():
            return _is_overtaken(step)
        case _:
            return False


def _is_overtaken(step: Step) -> bool:
    event = step.event
    if not isinstance(event, Elapsed):
        return False
    return event.revision != step.before.revision or step.before.closed is not None


def _toasted(step: Step) -> bool:
    return any(isinstance(effect, Toast) for effect in step.effects)


def _event(step: Step) -> str:
    """Name an event in few signs: findings are read by people."""
    event = step.event
    match event:
        case Pressed(_, value):
            named = value
        case Asked(verb):
            named = verb.value
        case Said(text):
            named = repr(text[:20])
        case _:
            named = ""
    return f"{type(event).__name__} {named}".strip()


PROMISES: Final[tuple[Promise, ...]] = (
    answers_every_event,
    counts_every_change,
    ignores_what_is_not_offered,
    ignores_a_double_tap,
    shows_what_was_pressed_for,
    reads_every_button,
    takes_no_words_for_verbs,
    loses_nothing_by_going_back,
    begins_anew_with_nothing,
    submits_only_what_is_complete,
    is_taken_up_as_it_was,
)


def broken_promises(flow: Flow, step: Step) -> Iterator[Finding]:
    """Yield what a step finds broken."""
    for promise in PROMISES:
        for detail in promise(flow, step):
            yield Finding(promise.__name__, place_name(step.place), detail)

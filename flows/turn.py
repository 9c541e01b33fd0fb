"""The only interpreter of conversations: ``turn(flow, session, event)``.

Total: every event in every state has an answer, silence is a bug. Pure: the same session and
the same event give the same result, so a turn that lost a race is simply taken again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, assert_never

from flows.dialogue import Answers, Exit, Expects, Flow, Question, Text, Unreadable, Value
from flows.effects import Forget, Open, Show, Submit, SwitchLanguage, Tell, Toast
from flows.emptying import ask_to_empty, empty
from flows.events import (
    Asked,
    Counted,
    Elapsed,
    Event,
    Handed,
    Pressed,
    Said,
    Unusable,
    Verb,
    read_verb,
)
from flows.position import (
    CHOOSING,
    Ended,
    Landing,
    answered,
    emptied,
    here,
    place_name,
)
from flows.resume import reread
from flows.screens import screen
from flows.session import Closed, Session
from flows.stepping import Stand, Turned, reasoned, shown, step

TAKEN_UP: Final = frozenset({Closed.CANCELLED, Closed.LEFT})  # whoever ended it may go on


def begin(flow: Flow, session_id: str) -> Session:
    """Return a conversation in which nothing has been said yet."""
    return Session(id=session_id, flow=flow.name, version=flow.version, policy=flow.policy)


def turn(flow: Flow, session: Session, event: Event) -> Turned:  # noqa: PLR0911 - one an event
    """Take one step of a conversation; return the session after it and what it wishes for."""
    stand = Stand(flow, session)
    match event:
        case Pressed():
            return _pressed(stand, event)
        case Asked():
            return _verb(stand, event.verb, "")
        case Said():
            return _said(stand, event.text)
        case Handed():
            return _handed(stand, event.handle)
        case Counted():
            return _counted(stand, event)
        case Unusable():
            return shown(stand, problem=event.problem)
        case Elapsed():
            return _elapsed(stand, event)
    assert_never(event)


def _pressed(stand: Stand, press: Pressed) -> Turned:
    session = stand.session
    if press.revision != session.revision:
        if (press.revision, press.value) == session.last:
            return session, (Toast(Text("control.already_done")),)
        return session, (Toast(Text("control.old_screen")), Show(screen(stand.flow, session)))
    seen = screen(stand.flow, session)
    if press.value not in {choice.value for choice in (*seen.choices, *seen.controls)}:
        return session, (Toast(Text("control.old_screen")), Show(seen))
    marked = Stand(stand.flow, replace(session, last=(press.revision, press.value)))
    verb = read_verb(press.value)
    after, effects = _verb(marked, *verb) if verb else _answer(marked, press.value)
    if after.revision != session.revision:
        return after, effects
    return session, (*reasoned(effects), *effects)  # nothing was taken, nothing is remembered


def _said(stand: Stand, text: str) -> Turned:
    place = here(stand.flow, stand.session)
    if isinstance(place, Question) and place.expects not in {Expects.ROWS, Expects.FILE}:
        return _answer(stand, text)
    if isinstance(place, Question):
        return shown(stand, problem=Text(f"control.expects_{place.expects.value}"))
    return shown(stand)


def _answer(stand: Stand, reply: str) -> Turned:
    place = here(stand.flow, stand.session)
    if not isinstance(place, Question):
        return shown(stand)
    try:
        value = place.read(reply, stand.session.answers)
    except Unreadable as unreadable:
        return shown(stand, problem=unreadable.problem)
    return _put(stand, place, value)


def _put(stand: Stand, question: Question, value: Value) -> Turned:
    session = stand.session
    answers = session.answers.put(question.name, value)
    if session.answers.has(question.name):  # what was answered after it may not read any more
        answers = reread(stand.flow, session, answers)
    return step(stand, replace(session, answers=answers, cursor=None))


def _handed(stand: Stand, handle: str) -> Turned:
    place = here(stand.flow, stand.session)
    if not isinstance(place, Question) or place.expects is not Expects.FILE:
        return shown(stand, problem=Text("control.no_file_now"))
    return _answer(stand, handle)


def _counted(stand: Stand, counted: Counted) -> Turned:
    place = here(stand.flow, stand.session)
    if not isinstance(place, Question) or place.name != counted.question:
        return shown(stand, problem=Text("control.no_rows_now"))
    session = stand.session
    counts = {**session.counts, counted.question: dict(counted.counts)}
    answers = session.answers.without(place.name)  # complete only once they say so again
    left = session.left if counted.left is None else {**session.left, place.name: counted.left}
    changed = replace(session, counts=counts, left=left, answers=answers, cursor=None)
    return step(stand, changed, note=counted.note)


def _elapsed(stand: Stand, elapsed: Elapsed) -> Turned:
    session = stand.session
    if elapsed.revision != session.revision or session.closed is not None:
        return session, ()
    if elapsed.expires:
        return step(stand, replace(session, closed=Closed.EXPIRED, cursor=None))
    return shown(stand, note=Text("control.reminder"))


# One line a verb, so that mypy names the verb that was forgotten: longer than a function should
# be, shorter than any table that hides it.
def _verb(stand: Stand, verb: Verb, argument: str) -> Turned:  # noqa: C901, PLR0911, PLR0912
    match verb:
        case Verb.BACK:
            return _back(stand)
        case Verb.CANCEL:
            return _close(stand, Closed.CANCELLED)
        case Verb.CHANGE:
            return _change(stand)
        case Verb.KEEP:
            return _keep(stand)
        case Verb.EDIT:
            return _edit(stand, argument)
        case Verb.SUBMIT:
            return _submit(stand)
        case Verb.DONE:
            return _done(stand)
        case Verb.SKIP:
            return _skip(stand)
        case Verb.CLEAR:
            return ask_to_empty(stand)
        case Verb.EMPTY:
            return empty(stand)
        case Verb.HELP:
            return _help(stand)
        case Verb.LANGUAGE:
            return stand.session, (SwitchLanguage(), Show(screen(stand.flow, stand.session)))
        case Verb.OPEN:
            return stand.session, (Open(argument),)
        case Verb.REOPEN:
            return _reopen(stand)
        case Verb.AGAIN:
            return _again(stand)
        case Verb.FINISH:
            return _finish(stand)
        case Verb.SHOW:
            return shown(stand)
    assert_never(verb)


def _back(stand: Stand) -> Turned:
    session, place = stand.session, here(stand.flow, stand.session)
    if isinstance(place, Ended):
        return shown(stand)
    earlier = [question.name for question in answered(stand.flow, session.answers)]
    if isinstance(place, Landing) and session.cursor is not None:
        return _keep(stand)
    if isinstance(place, Question) and place.name in earlier:
        earlier = earlier[: earlier.index(place.name)]
    if not earlier:
        return shown(stand)
    if stand.flow.looks_up:
        return _back_to_asking(stand, earlier[-1])
    return step(stand, replace(session, cursor=earlier[-1]))


def _back_to_asking(stand: Stand, name: str) -> Turned:
    """Ask again from a question on: what was said after it was said of what it answered."""
    names = [question.name for question in stand.flow.questions()]
    answers = stand.session.answers
    for later in names[names.index(name) :]:
        answers = answers.without(later)
    return step(stand, replace(stand.session, answers=answers, cursor=None))


def _close(stand: Stand, how: Closed) -> Turned:
    if stand.session.closed is not None:
        return shown(stand)
    return step(stand, replace(stand.session, closed=how, cursor=None))


def _change(stand: Stand) -> Turned:
    if stand.session.closed is not None or not answered(stand.flow, stand.session.answers):
        return shown(stand)
    return step(stand, replace(stand.session, cursor=CHOOSING))


def _edit(stand: Stand, name: str) -> Turned:
    is_over = stand.session.closed is not None
    if is_over or name not in {each.name for each in answered(stand.flow, stand.session.answers)}:
        return shown(stand)
    return step(stand, replace(stand.session, cursor=name))


def _keep(stand: Stand) -> Turned:
    if stand.session.closed is not None or stand.session.cursor is None:
        return shown(stand)
    rows = emptied(stand.session)
    cursor = rows if stand.session.answers.has(rows) else None
    return step(stand, replace(stand.session, cursor=cursor))


def _submit(stand: Stand) -> Turned:
    session = stand.session
    if here(stand.flow, session) is not Landing.REVIEW:
        return shown(stand, problem=Text("control.not_complete"))
    handed_in = Submit(
        reference=session.id,
        flow=stand.flow.name,
        policy=session.policy,
        answers=session.answers,
        counts=session.counts,
    )
    return step(stand, replace(session, closed=Closed.SUBMITTED), first=(handed_in,))


def _done(stand: Stand) -> Turned:
    place = here(stand.flow, stand.session)
    if not isinstance(place, Question) or place.expects is not Expects.ROWS:
        return shown(stand)
    try:
        rows = place.tally(stand.session.counts.get(place.name, {}), stand.session.answers)
    except Unreadable as unreadable:
        return shown(stand, problem=unreadable.problem)
    return _put(stand, place, rows)


def _skip(stand: Stand) -> Turned:
    place = here(stand.flow, stand.session)
    if not isinstance(place, Question) or not place.skippable:
        return shown(stand)
    return _put(stand, place, "")


def _help(stand: Stand) -> Turned:
    place = here(stand.flow, stand.session)
    key = f"{stand.flow.name}.{place_name(place)}.help" if isinstance(place, Question) else None
    told = Tell(Text(key or "control.help_text"))
    return stand.session, (told, Show(screen(stand.flow, stand.session)))


def _reopen(stand: Stand) -> Turned:
    if stand.session.closed not in TAKEN_UP:
        return shown(stand)
    return step(stand, replace(stand.session, closed=None))


def _again(stand: Stand) -> Turned:
    if (session := stand.session).closed is None:
        return shown(stand)
    if session.closed is Closed.SUBMITTED:  # its reference and rows belong to what was handed in
        return session, (Open(stand.flow.name),)
    lists = (one.name for one in stand.flow.questions() if one.expects is Expects.ROWS)
    dropped = tuple(Forget(name) for name in lists)
    anew = replace(session, answers=Answers(), counts={}, closed=None, cursor=None, carried="")
    return step(stand, anew, first=dropped)


def _finish(stand: Stand) -> Turned:
    if not isinstance(here(stand.flow, stand.session), Exit):
        return shown(stand)
    return _close(stand, Closed.LEFT)

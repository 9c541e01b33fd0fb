"""Emptying: a list entered so far is forgotten only after it was asked."""

from __future__ import annotations

from dataclasses import replace

from flows.dialogue import Question
from flows.effects import Forget
from flows.position import EMPTYING, emptied, here
from flows.stepping import Stand, Turned, shown, step


def ask_to_empty(stand: Stand) -> Turned:
    """Ask whether to forget the rows of the question at hand."""
    place = here(stand.flow, stand.session)
    if not isinstance(place, Question) or place.name not in stand.session.counts:
        return shown(stand)
    return step(stand, replace(stand.session, cursor=EMPTYING + place.name))


def empty(stand: Stand) -> Turned:
    """Forget them, once it was asked."""
    session = stand.session
    emptying = emptied(session)
    if session.closed is not None or not emptying:
        return shown(stand)
    kept = {name: units for name, units in session.counts.items() if name != emptying}
    answers = session.answers.without(emptying)
    cleared = replace(session, counts=kept, answers=answers, cursor=None)
    return step(stand, cleared, first=(Forget(emptying),))

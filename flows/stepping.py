"""Steps: what every turn ends in, a changed session or the same one, and a screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from flows.dialogue import Flow, Text
from flows.effects import Effect, Forget, Screen, Show, Toast
from flows.position import here, place_name, pruned
from flows.screens import screen
from flows.session import Session

Turned: TypeAlias = tuple[Session, tuple[Effect, ...]]


@dataclass(frozen=True, slots=True)
class Stand:
    """A flow and where one session stands in it: what every step below needs."""

    flow: Flow
    session: Session


def shown(stand: Stand, *, problem: Text | None = None, note: Text | None = None) -> Turned:
    """Change nothing, and show where the session stands."""
    seen = Show(screen(stand.flow, stand.session, problem=problem, note=note))
    return stand.session, (seen,)


def reasoned(effects: tuple[Effect, ...]) -> tuple[Toast, ...]:
    """Say beside the screen why a press changed nothing: the screen may say so already."""
    match effects:
        case (Show(Screen(problem=Text() as problem)),):
            return (Toast(problem),)
        case _:
            return ()


def step(
    stand: Stand, changed: Session, *, note: Text | None = None, first: tuple[Effect, ...] = ()
) -> Turned:
    """Take a change as one step: prune what no longer applies, and show what comes next."""
    changed, again = _unvouched(stand, changed)
    after = pruned(stand.flow, replace(changed, revision=stand.session.revision + 1))
    if again and place_name(here(stand.flow, after)) == again:
        note = note or Text(f"{stand.flow.name}.{again}.again")
    lost = changed.counts.keys() - after.counts.keys()
    dropped = tuple(Forget(name) for name in sorted(lost))
    return after, (*first, *dropped, Show(screen(stand.flow, after, note=note)))


def _unvouched(stand: Stand, changed: Session) -> tuple[Session, str]:
    """Take back what vouched for the answers once others stand there; name what was taken back."""
    asked = (one.name for one in stand.flow.questions() if one.vouches)
    given = next((name for name in asked if stand.session.answers.has(name)), "")
    if not given or _facts(stand.session, given) == _facts(changed, given):
        return changed, ""
    return replace(changed, answers=changed.answers.without(given)), given


def _facts(session: Session, vouching: str) -> tuple[object, ...]:
    return dict(session.answers.without(vouching).values), dict(session.counts)

"""What disappears from a chat before the end: a code that was taken, words that were handed back.

Words handed back stay until others are taken in their place, for whoever wrote much will want to
copy it; a code has done its work once it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.reporting.visits import Visit
from flows.effects import Effect, Show
from flows.reporting import FOLLOW_UP
from flows.reporting.follow_up import HELD_RECEIPT, is_code_given
from flows.session import Closed, Session

HANDED_BACK: Final = frozenset(
    {
        "reporting.problem.person",
        "reporting.problem.receipt",
        "reporting.problem.slash",
        "follow_up.problem.receipt",
        "follow_up.unknown",
    }
)


def tidied(
    before: Visit, after: Visit, effects: Sequence[Effect], message: int | None
) -> tuple[Visit, tuple[int, ...]]:
    """Return the visit after a turn, and which of its messages are to disappear now."""
    said = (message,) if message is not None else ()
    if _is_handed_back(effects):
        return replace(after, handed_back=(*after.handed_back, *said)), ()
    if not _has_gone_on(before.session, after.session):
        return after, ()
    gone = (*after.handed_back, *(said if _took_code(before.session, after.session) else ()))
    return replace(after, handed_back=()), gone


def _is_handed_back(effects: Sequence[Effect]) -> bool:
    problems = (effect.screen.problem for effect in effects if isinstance(effect, Show))
    return any(problem is not None and problem.key in HANDED_BACK for problem in problems)


def _has_gone_on(before: Session | None, after: Session | None) -> bool:
    if before is None or after is None:
        return False
    return (before.id, before.revision) != (after.id, after.revision)


def _took_code(before: Session | None, after: Session | None) -> bool:
    if before is None or after is None or after.flow != FOLLOW_UP.name:
        return False
    if after.closed is Closed.LEFT:  # it led to a case that has ended
        return True
    if before.id != after.id:  # the code was typed at a door
        return after.answers.has(HELD_RECEIPT.name)
    return is_code_given(before, after)

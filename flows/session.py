"""One person's place in one conversation, and how it is written down.

A session holds no names and no numbers of people beyond what the representative says of the
company: rows of a roster and files go to their own sealed drawers, the session keeps counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flows.dialogue import Answers, Value


class Closed(StrEnum):
    """How a conversation ended."""

    SUBMITTED = "submitted"
    CANCELLED = "cancelled"
    LEFT = "left"  # at an exit
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Session:
    """The whole state of a conversation.

    ``revision`` grows by one with every accepted event. It is the token in every button, the
    guard of every timer, the key of every effect and the version that storage compares.
    """

    id: str
    flow: str
    version: int
    policy: str
    revision: int = 0
    answers: Answers = field(default_factory=Answers)
    cursor: str | None = None  # set only while one earlier answer is being changed
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # rows by question, unit
    left: Mapping[str, int] = field(default_factory=dict)  # rows of the last list not taken
    last: tuple[int, str] | None = (
        None  # the last accepted press: a double tap is told from a stale one
    )
    closed: Closed | None = None
    carried: str = ""  # the application whose answers it was begun with


def pack(session: Session) -> dict[str, object]:
    """Write a session down as plain JSON values."""
    return {
        "id": session.id,
        "flow": session.flow,
        "version": session.version,
        "policy": session.policy,
        "revision": session.revision,
        "answers": dict(session.answers.values),
        "cursor": session.cursor,
        "counts": {name: dict(units) for name, units in session.counts.items()},
        "left": dict(session.left),
        "last": list(session.last) if session.last else None,
        "closed": session.closed.value if session.closed else None,
        "carried": session.carried,
    }


def unpack(state: Mapping[str, object]) -> Session | None:
    """Read a session back; whatever cannot be read is left open, never guessed.

    Returns None where not even the identity of the session survives.
    """
    session_id, flow = state.get("id"), state.get("flow")
    if not (isinstance(session_id, str) and session_id and isinstance(flow, str) and flow):
        return None
    return Session(
        id=session_id,
        flow=flow,
        version=_number(state.get("version")),
        policy=_word(state.get("policy")) or "",
        revision=_number(state.get("revision")),
        answers=_answers(state.get("answers")),
        cursor=_word(state.get("cursor")),
        counts=_counts(state.get("counts")),
        left=_numbers(state.get("left")),
        last=_press(state.get("last")),
        closed=_closed(state.get("closed")),
        carried=_word(state.get("carried")) or "",
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _answers(value: object) -> Answers:
    if not isinstance(value, Mapping):
        return Answers()
    kept: dict[str, Value] = {
        name: answer
        for name, answer in value.items()
        if isinstance(name, str) and isinstance(answer, str | int) and not isinstance(answer, bool)
    }
    return Answers(kept)


def _counts(value: object) -> dict[str, dict[str, int]]:
    if not isinstance(value, Mapping):
        return {}
    return {
        name: _numbers(units)
        for name, units in value.items()
        if isinstance(name, str) and isinstance(units, Mapping)
    }


def _numbers(value: object) -> dict[str, int]:
    found = value if isinstance(value, Mapping) else {}
    return {name: _number(count) for name, count in found.items() if isinstance(name, str)}


def _press(value: object) -> tuple[int, str] | None:
    match value:
        case [int() as revision, str() as pressed]:
            return revision, pressed
        case _:
            return None


def _closed(value: object) -> Closed | None:
    return next((closed for closed in Closed if closed.value == value), None)

"""What a conversation wishes for. The desk carries it out; the flow never does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from flows.dialogue import Answers, Choice, Expects, Says, Text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a review: what was asked, and what was answered."""

    label: Says
    answer: Says


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything a channel needs to show where the conversation stands."""

    flow: str
    place: str  # the question, exit or ending shown
    session: str
    revision: int
    text: Text
    choices: tuple[Choice, ...] = ()
    controls: tuple[Choice, ...] = ()
    lines: tuple[Line, ...] = ()
    expects: Expects | None = None
    problem: Text | None = None
    note: Says | None = None
    answered: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Show:
    """Show this screen."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Toast:
    """Say something small beside the screen."""

    text: Text


@dataclass(frozen=True, slots=True)
class Tell:
    """Say something in a message of its own."""

    text: Text


@dataclass(frozen=True, slots=True)
class Submit:
    """Hand in the complete answers; handing in the same reference again changes nothing."""

    reference: str
    flow: str
    policy: str
    answers: Answers
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Forget:
    """Forget the rows kept for a question, if there are any."""

    question: str


@dataclass(frozen=True, slots=True)
class SwitchLanguage:
    """Speak the other language from now on."""


@dataclass(frozen=True, slots=True)
class Open:
    """Go to another conversation."""

    flow: str


Effect: TypeAlias = Show | Toast | Tell | Submit | Forget | SwitchLanguage | Open

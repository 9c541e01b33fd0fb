"""What can happen to a conversation. Every event has an answer in every state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from flows.dialogue import Text


class Verb(StrEnum):
    """What a person may always do, whatever is being asked.

    Verbs are events of their own and never words inside a typed reply: a company may be
    called "Batal".
    """

    BACK = "back"
    CANCEL = "cancel"
    CHANGE = "change"  # show the list of answers that can be changed
    KEEP = "keep"  # leave the answer that is being changed as it was
    EDIT = "edit"  # change one answer; takes the name of the question
    SUBMIT = "submit"
    DONE = "done"  # the rows are complete
    SKIP = "skip"
    CLEAR = "clear"  # ask whether to forget the rows entered so far
    EMPTY = "empty"  # forget them
    HELP = "help"
    LANGUAGE = "language"
    OPEN = "open"  # go to another flow; takes its name
    REOPEN = "reopen"  # take up again what the person ended
    AGAIN = "again"  # begin anew
    FINISH = "finish"  # leave at an exit
    SHOW = "show"  # show the present screen once more


MARK: Final = "!"  # begins the value of a button that stands for a verb
OPEN_MARK: Final = ":"


def verb_value(verb: Verb, argument: str = "") -> str:
    """Write a verb as the value of a button."""
    return f"{MARK}{verb.value}{OPEN_MARK}{argument}" if argument else f"{MARK}{verb.value}"


def read_verb(value: str) -> tuple[Verb, str] | None:
    """Read a button's value as a verb and its argument; None if it is an answer."""
    if not value.startswith(MARK):
        return None
    name, _, argument = value[len(MARK) :].partition(OPEN_MARK)
    verb = next((verb for verb in Verb if verb.value == name), None)
    return None if verb is None else (verb, argument)


@dataclass(frozen=True, slots=True)
class Said:
    """The person typed something."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """The person pressed a button of the screen with this revision."""

    revision: int
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The person typed a command: it concerns the present screen, whichever that is."""

    verb: Verb


@dataclass(frozen=True, slots=True)
class Handed:
    """The person handed over a file that has been kept under this handle."""

    handle: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows were kept for the named question; ``counts`` are the new totals by unit.

    ``left`` are the rows of a list that could not be taken; None where no list was sent.
    """

    question: str
    counts: Mapping[str, int]
    note: Text | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """What was sent cannot be used here; ``problem`` says why and what to do."""

    problem: Text


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A timer that was set at this revision ran out."""

    revision: int
    expires: bool = field(default=False, kw_only=True)


Event: TypeAlias = Said | Pressed | Asked | Handed | Counted | Unusable | Elapsed

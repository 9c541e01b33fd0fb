"""The words every conversation is written in: keys, questions, exits, flows.

A flow is a list of questions, nothing more. There are no pointers from one question to the
next: where a person stands is derived from what they have answered (``flows.position``), so
that going back, mending one answer, resuming after a week and changing the definition all
follow from one rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Generic, TypeAlias, TypeVar, cast

Value: TypeAlias = str | int
T = TypeVar("T", str, int)


@dataclass(frozen=True)
class Key(Generic[T]):
    """The name of an answer; its type parameter is the type of what is read."""

    name: str


AnyKey: TypeAlias = Key[str] | Key[int]


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been answered so far, by key."""

    values: Mapping[str, Value] = field(default_factory=dict)

    def get(self, key: Key[T]) -> T | None:
        """Return the answer, or None while the question is open."""
        return cast("T | None", self.values.get(key.name))

    def has(self, name: str) -> bool:
        """Tell whether the named question has an answer."""
        return name in self.values

    def put(self, name: str, value: Value) -> Answers:
        """Return these answers with one more."""
        return Answers({**self.values, name: value})

    def without(self, name: str) -> Answers:
        """Return these answers with one open again."""
        return Answers({key: value for key, value in self.values.items() if key != name})


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of the catalogue: its key, and what stands in its places."""

    key: str
    places: Mapping[str, Says] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """Words that come with the rules, in both languages."""

    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Several things said below one another."""

    parts: tuple[Says, ...]


@dataclass(frozen=True, slots=True)
class Indonesian:
    """Something said in Indonesian, whichever language is spoken: an officer reads it."""

    says: Says


Says: TypeAlias = (
    Text | Names | Lines | Indonesian | date | str | int
)  # whatever a channel can render for a person


class Unreadable(Exception):
    """The reply cannot be read as an answer; ``problem`` tells the person how to mend it."""

    def __init__(self, key: str, **places: Says) -> None:
        super().__init__(key)
        self.problem = Text(key, places)


class BrokenFlow(Exception):
    """The definition of a flow contradicts itself."""


class Expects(StrEnum):
    """What a question is answered with, beside its buttons."""

    TEXT = "text"
    CHOICE = "choice"
    CONTACT = "contact"
    ROWS = "rows"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the value it stands for and its words."""

    value: str
    label: Says


Reader: TypeAlias = Callable[[str, Answers], Value]
Offer: TypeAlias = Callable[[Answers], tuple[Choice, ...]]
Condition: TypeAlias = Callable[[Answers], bool]
Tally: TypeAlias = Callable[[Mapping[str, int], Answers], int]
Places: TypeAlias = Callable[[Answers], Mapping[str, Says]]
Counts: TypeAlias = Mapping[str, Mapping[str, int]]  # rows by question, by unit
Summary: TypeAlias = Callable[[Answers, Counts], Mapping[str, Says]]


def always(_: Answers) -> bool:
    """Hold for every set of answers."""
    return True


def nothing(_: Answers) -> tuple[Choice, ...]:
    """Offer no buttons."""
    return ()


def total(counts: Mapping[str, int], _: Answers) -> int:
    """Add up the rows of a repeat group; none at all is no answer."""
    rows = sum(counts.values())
    if not rows:
        raise Unreadable("control.no_rows_yet")
    return rows


def never(_: Answers) -> bool:
    """Hold never."""
    return False


def no_places(_: Answers) -> Mapping[str, Says]:
    """Fill no places of a text."""
    return MappingProxyType({})


def no_summary(_: Answers, __: Counts) -> Mapping[str, Says]:
    """Fill no places of a review."""
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: how a reply is read, and when it is asked at all."""

    key: AnyKey
    read: Reader
    expects: Expects = Expects.TEXT
    choices: Offer = nothing
    relevant: Condition = always
    places: Places = no_places
    shown: Callable[[Value, Answers], Says] | None = None  # how the review words the answer
    foreseen: Condition = never  # whether it is counted on before its condition can be known
    tally: Tally = total  # for rows: their number, or why they cannot be handed in yet
    skippable: bool = False
    vouches: bool = False  # it speaks for all the others: asked again once one of them changes
    of_language: bool = False  # it asks for the language itself: no other switch stands beside it
    private: bool = False  # its answer is left out of anything but the sealed application
    examples: tuple[str, ...] = ()  # one reply of each kind, good and bad, for the checker

    @property
    def name(self) -> str:
        """The name of the answer this question asks for."""
        return self.key.name


@dataclass(frozen=True, slots=True)
class Exit:
    """A verdict that ends the conversation: the rule's own words, not an error."""

    name: str
    relevant: Condition
    places: Places = no_places
    doors: tuple[str, ...] = ()  # other flows that help from here


Item: TypeAlias = Question | Exit
Migration: TypeAlias = Callable[[dict[str, Value]], dict[str, Value]]


@dataclass(frozen=True, slots=True)
class Flow:
    """A conversation: its questions in order, its version, and how older answers are carried."""

    name: str
    code: str  # one letter, stands in every button
    version: int
    policy: str  # the dated rules it was built for; empty where no rule speaks
    items: tuple[Item, ...]
    migrations: Mapping[int, Migration] = field(default_factory=dict)
    summary: Summary = no_summary  # the places of the review's text
    submit: str = "control.submit"  # the words of the button that hands in: what will happen
    anew: str = "control.again"  # of the one that begins another after handing in
    onward: tuple[str, ...] = ()  # other conversations that one may go on to when it is over
    looks_up: bool = False  # nothing is filled in: no steps to count, nothing to cancel

    def path(self, answers: Answers) -> Iterator[Item]:
        """Yield the relevant items up to the first open question or exit.

        A condition sees only what was answered earlier on this same path, so a stale answer
        of a pruned branch can never open a door.
        """
        so_far: dict[str, Value] = {}
        seen = Answers(so_far)  # grows with every step: a copy a question would cost the square
        for item in self.items:
            if not item.relevant(seen):
                continue
            yield item
            if isinstance(item, Exit) or not answers.has(item.name):
                return
            so_far[item.name] = answers.values[item.name]

    def fitting(self, answers: Answers) -> Answers:
        """Return the answers that still apply, also those behind a question that is open.

        An open question in the middle (new in this version, or being entered again) must not
        cost a person what they answered after it, nor must a slip that leads to an exit: they
        go back, and all is there. Only a branch that is left is dropped.
        """
        kept: dict[str, Value] = {}
        seen = Answers(kept)
        for question in self.questions():
            if question.relevant(seen) and answers.has(question.name):
                kept[question.name] = answers.values[question.name]
        return seen

    def questions(self) -> tuple[Question, ...]:
        """Return every question, relevant or not."""
        return tuple(item for item in self.items if isinstance(item, Question))

    def question(self, name: str) -> Question | None:
        """Return the named question, if the flow has it."""
        return next((question for question in self.questions() if question.name == name), None)

"""The order a field unit carries: an address and what to look at, in an officer's own words.

In July 2021 a unit's order held a photo and an address, and a reporter was named in her street.
So the order is a separate document: it has no place for a photo, a number of reports or a
reporter's sentence, and its words are checked against every message of the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from flows.rules.cases import Violation
from flows.rules.companies import LEFT_OUT
from flows.rules.ordinary_words import ORDINARY

LONGEST_SHARED_RUN: Final = 4  # five words in a row are a quotation
_WORD: Final = re.compile(r"\w+")


class Window(StrEnum):
    """When the unit goes; never an hour a reporter named."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class FieldOrder:
    """Everything a field unit is given."""

    employer: str
    address: str
    violation: Violation
    day: date
    window: Window
    instruction: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an order that also stand in a message of the case."""

    words: tuple[str, ...]


def quotations(order: FieldOrder, messages: Iterable[str]) -> tuple[Quotation, ...]:
    """Return the runs of five words of an order that a reporter wrote.

    The employer's name and address are facts of the case, not words of the reporter, so only
    the instruction is compared.
    """
    said = {run for message in messages for run in _runs(message)}
    return tuple(Quotation(run) for run in dict.fromkeys(_runs(order.instruction)) if run in said)


def telling_words(order: FieldOrder, messages: Iterable[str]) -> tuple[str, ...]:
    """Return the words an order shares with a reporter's messages that not everybody uses.

    A name, a machine, a shift or a number points back by itself, in whatever company of words it
    stands. What names the workplace is known without any reporter.
    """
    known = {*ORDINARY, *_words(order.employer), *_words(order.address)}
    said = {word for message in messages for word in _words(message)} - known
    return tuple(word for word in dict.fromkeys(_words(order.instruction)) if word in said)


def taken_from(order: FieldOrder, address: str, messages: Iterable[str]) -> tuple[str, ...]:
    """Return the words by which an order's address shows that a reporter wrote it.

    All of it, if nothing was added to the address of the report; else what only the reporter's
    messages say. A street is called the same by everybody, so this warns and refuses nothing.
    """
    own = list(dict.fromkeys(_bare(order.address)))
    told = {*_bare(address)}
    if told.issuperset(own):
        return tuple(own)
    said = {word for message in messages for word in _bare(message)} - told
    return tuple(word for word in own if word in said)


def _bare(text: str) -> list[str]:
    return [word for word in _words(text) if word not in LEFT_OUT and word not in ORDINARY]


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words, length = _words(text), LONGEST_SHARED_RUN + 1
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())

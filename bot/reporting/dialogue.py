"""What was said in a case, opened and checked: who wrote it, where it belongs, nothing missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from nacl.public import PrivateKey
from nacl.signing import VerifyKey

from bot.reporting.statements import unpack_opening
from storage.reports.case_values import Kept
from storage.reports.envelopes import Direction, Unopenable, check_writer, open_words

OFFICE = frozenset({Direction.NOTE, Direction.ORDER, Direction.TAKEN})


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a case, in words."""

    direction: Direction
    words: str = field(repr=False)
    day: date
    number: int


def readable_lines(
    kept: Iterable[Kept],
    key: PrivateKey,
    reporter: VerifyKey,
    inspectors: Sequence[VerifyKey],
) -> tuple[Line, ...]:
    """Open the dialogue between reporter and inspectors.

    Raises:
        Unopenable: a message is not signed by who should have written it.
    """
    dialogue = [one for one in kept if one.place.direction not in OFFICE]
    return tuple(_line(one, key, writers_of(one, reporter, inspectors)) for one in dialogue)


def office_lines(
    kept: Iterable[Kept], key: PrivateKey, inspectors: Sequence[VerifyKey]
) -> tuple[Line, ...]:
    """Open what inspectors wrote among themselves.

    Raises:
        Unopenable: a message is not signed by an inspector.
    """
    office = [one for one in kept if one.place.direction in OFFICE]
    return tuple(_line(one, key, inspectors) for one in office)


def writers_of(
    kept: Kept, reporter: VerifyKey, inspectors: Sequence[VerifyKey]
) -> Sequence[VerifyKey]:
    """Return who may have written a message of this direction."""
    return (reporter,) if kept.place.direction is Direction.FROM_REPORTER else inspectors


def missing_numbers(kept: Sequence[Kept]) -> tuple[int, ...]:
    """Return the numbers of messages that were there and are gone."""
    there = {one.place.number for one in kept}
    return tuple(number for number in range(1, max(there, default=0)) if number not in there)


def _line(kept: Kept, key: PrivateKey, writers: Sequence[VerifyKey]) -> Line:
    words, signature = open_words(kept.sealed, kept.place, key)
    if not any(_wrote(writer, words, signature, kept) for writer in writers):
        raise Unopenable
    return Line(kept.place.direction, _spoken(kept, words), kept.day, kept.place.number)


def _wrote(writer: VerifyKey, words: bytes, signature: bytes, kept: Kept) -> bool:
    try:
        check_writer(words, signature, kept.place, writer)
    except Unopenable:
        return False
    return True


def _spoken(kept: Kept, words: bytes) -> str:
    is_opening = kept.place.number == 1
    return unpack_opening(words).statement.story if is_opening else words.decode()

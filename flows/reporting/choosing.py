"""Questions of a report that are answered with a button, by tap or by typing its number.

How many people come in is the exception: there a number is a number of people, and no option.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from flows.dialogue import Answers, Choice, Offer, Reader, Text, Unreadable
from flows.rules.places import REGENCIES, district_named, districts_of, is_elsewhere

MOST_PEOPLE: Final = 50_000  # no workplace of the province has more; it was typed amiss
_PEOPLE: Final = re.compile(
    r"(?:sekitar|kira-kira|kurang lebih|about|around|[~±])? ?"
    r"([0-9]{1,3}(?:[.,]?[0-9]{3})?)"
    r" ?(?:orang|org|people)?"
)


def offered(question: str, *values: str) -> Offer:
    """Offer the values, each with its words in the catalogue."""
    choices = tuple(Choice(value, Text(f"reporting.{question}.{value}")) for value in values)
    return lambda _: choices


def one_of(*values: str) -> Reader:
    """Read one of the values, or its number in the order offered."""
    by_number = {str(number): value for number, value in enumerate(values, start=1)}

    def read(reply: str, _: Answers) -> str:
        typed = reply.strip().casefold()
        value = by_number.get(typed.lstrip("0"), typed)
        if value not in values:
            raise Unreadable("reporting.problem.choose")
        return value

    return read


def number_within(least: Mapping[str, int], *others: str) -> Reader:
    """Read a number of people into the range it falls into, or a value by its name."""

    def read(reply: str, _: Answers) -> str:
        typed = " ".join(reply.casefold().split())
        if typed in {*least, *others}:
            return typed
        people = _people(typed)
        return max((name for name in least if least[name] <= people), key=lambda name: least[name])

    return read


def _people(typed: str) -> int:
    found = _PEOPLE.fullmatch(typed)
    people = int(re.sub(r"[.,]", "", found[1])) if found else 0
    if not 0 < people <= MOST_PEOPLE:
        raise Unreadable("reporting.problem.how_many")
    return people


def offer_regencies(_: Answers) -> tuple[Choice, ...]:
    """Offer the six parts of the province."""
    return tuple(Choice(regency.code, regency.name) for regency in REGENCIES.values())


def read_regency(reply: str, _: Answers) -> str:
    """Read a part of the province, by code, name, or number in the order offered."""
    typed = " ".join(reply.casefold().split())
    for number, regency in enumerate(REGENCIES.values(), start=1):
        if typed in {regency.code, regency.name.casefold(), str(number)}:
            return regency.code
    raise _no_choice(reply)


def _no_choice(reply: str) -> Unreadable:
    """Say that only the province can be inspected, where a place outside of it is named."""
    outside = is_elsewhere(reply)
    return Unreadable("reporting.problem.outside" if outside else "reporting.problem.choose")


def offer_districts(regency: str) -> tuple[Choice, ...]:
    """Offer the districts of one part of the province."""
    return tuple(Choice(district.code, district.name) for district in districts_of(regency))


def read_district(reply: str, regency: str) -> str:
    """Read a district of this part of the province, by code, name, or number as offered."""
    typed, named = reply.strip(), district_named(reply, regency)
    codes = [district.code for district in districts_of(regency)]
    by_number = {str(number): code for number, code in enumerate(codes, start=1)}
    code = named.code if named else by_number.get(typed, typed)
    if code not in codes:
        raise _no_choice(reply)
    return code

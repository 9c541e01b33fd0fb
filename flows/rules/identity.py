"""Identity numbers: is this NIK or NIB one that can exist, and if not, what is wrong with it?

A NIK is regency (4), district (2), birth date (6, a woman's day plus 40) and serial (4); it has
no check digit, and a well-formed one proves no registration. What cannot be is an error. What is
only strange is a doubt and refuses nobody: people keep the code of the regency that issued
their number, even after that regency was split or moved to a new province.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from flows.rules.regions import is_regency

NIK_DIGITS: Final = 16
NIB_DIGITS: Final = 13
WOMANS_DAY: Final = 40
YOUNGEST: Final = 15  # the age from which light work is allowed
OLDEST: Final = 90
NEVER_COMMUTES: Final = 95  # older than this, a two-digit year is read as one still to come
_SHOWN: Final = 4
_BETWEEN_DIGITS: Final = frozenset(" .-'’‘`\"_/=")  # what people and programs put in numbers


class NikProblem(StrEnum):
    """What can be wrong with, or strange about, a NIK."""

    MISSING = "nik_missing"
    NOT_DIGITS = "nik_not_digits"
    LENGTH = "nik_length"
    DIGIT_LOST = "nik_digit_lost"
    AS_NUMBER = "nik_as_number"
    BIRTH_DATE = "nik_birth_date"
    FUTURE_BIRTH = "nik_future_birth"
    DISTRICT = "nik_district"
    SERIAL = "nik_serial"
    REGION = "nik_region"
    AGE = "nik_age"


class NibProblem(StrEnum):
    """What can be wrong with a NIB."""

    MISSING = "nib_missing"
    NOT_DIGITS = "nib_not_digits"
    LENGTH = "nib_length"
    ALL_EQUAL = "nib_all_equal"


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK of valid form, with what is strange about it. Never prints its digits."""

    digits: str = field(repr=False)
    born: date = field(repr=False)
    is_woman: bool = field(repr=False)
    doubts: tuple[NikProblem, ...] = ()

    @property
    def masked(self) -> str:
        """Return the NIK as it may be shown: regency and serial only."""
        return mask_nik(self.digits)


@dataclass(frozen=True, slots=True)
class Nib:
    """A business number of valid form; whether it is in force only OSS knows."""

    digits: str


def read_nik(text: str, today: date) -> Nik | tuple[NikProblem, ...]:
    """Read a NIK as people write it, or tell every error found in it."""
    digits = only_digits(text)
    if fault := _shape(digits):
        return (fault,)
    born = birth_date(digits, today)
    errors = tuple(_errors(digits, born))
    if errors or not isinstance(born, date):
        return errors
    return Nik(digits, born, is_womans(digits), tuple(_doubts(digits, born, today)))


def read_nib(text: str) -> Nib | NibProblem:
    """Read a NIB as people write it, or tell what is wrong with its form."""
    digits = only_digits(text)
    if not digits:
        return NibProblem.MISSING
    if not is_number(digits):
        return NibProblem.NOT_DIGITS
    if len(digits) != NIB_DIGITS:
        return NibProblem.LENGTH
    return NibProblem.ALL_EQUAL if len(set(digits)) == 1 else Nib(digits)


def only_digits(text: str) -> str:
    """Drop what stands between digits: spaces, dots, apostrophes, line breaks."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if not _is_between(sign))


def is_number(text: str) -> bool:
    """Tell whether this consists of the digits 0 to 9 and nothing else."""
    return text.isascii() and text.isdigit()


def mask_nik(digits: str) -> str:
    """Hide the birth date and district: 3171••••••••0001. Anything else is hidden whole."""
    if len(digits) != NIK_DIGITS:
        return "•" * NIK_DIGITS
    return f"{digits[:_SHOWN]}{'•' * (NIK_DIGITS - 2 * _SHOWN)}{digits[-_SHOWN:]}"


def is_womans(digits: str) -> bool:
    """Tell whether the day in this NIK is a woman's."""
    return int(digits[6:8]) > WOMANS_DAY


def birth_date(digits: str, today: date) -> date | NikProblem:
    """Return the birth date in a NIK of 16 digits, in the century that is not still to come."""
    day = int(digits[6:8]) - (WOMANS_DAY if is_womans(digits) else 0)
    month, year = int(digits[8:10]), int(digits[10:12])
    born = _date(2000 + year, month, day)
    if born is None or born > today:
        born = _date(1900 + year, month, day)
    if born is None:
        return NikProblem.BIRTH_DATE
    return NikProblem.FUTURE_BIRTH if _age(born, today) >= NEVER_COMMUTES else born


def _shape(digits: str) -> NikProblem | None:
    if not digits:
        return NikProblem.MISSING
    if not is_number(digits):
        return NikProblem.NOT_DIGITS
    if len(digits) == NIK_DIGITS - 1:
        return NikProblem.DIGIT_LOST
    return None if len(digits) == NIK_DIGITS else NikProblem.LENGTH


def _errors(digits: str, born: date | NikProblem) -> list[NikProblem]:
    found = [born] if isinstance(born, NikProblem) else []
    if digits[4:6] == "00":
        found.append(NikProblem.DISTRICT)
    if digits[12:] == "0000":
        found.append(NikProblem.SERIAL)
    return found


def _doubts(digits: str, born: date, today: date) -> list[NikProblem]:
    found = [] if is_regency(digits[:4]) else [NikProblem.REGION]
    if not YOUNGEST <= _age(born, today) <= OLDEST:
        found.append(NikProblem.AGE)
    return found


def _age(born: date, today: date) -> int:
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had_birthday else 1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_between(sign: str) -> bool:
    return sign in _BETWEEN_DIGITS or sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}

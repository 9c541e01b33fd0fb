"""A worker reports the employer: what happened where, and nothing about who tells it.

There is no key here that can hold a person. The receipt is made before the first question and
shown before sending, because a code that comes after the send button is lost by half of those
who need it; typing its last group back proves that it was written down. The same code names
the case, so that sending twice cannot make two.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from flows.dialogue import (
    Answers,
    Choice,
    Expects,
    Flow,
    Key,
    Question,
    Says,
    Text,
    Unreadable,
    Value,
)
from flows.reporting.choosing import (
    number_within,
    offer_districts,
    offer_regencies,
    offered,
    one_of,
    read_district,
    read_regency,
)
from flows.reporting.words import read_address, read_name, read_sector, read_story
from flows.rules.cases import Violation
from flows.rules.receipt import GROUP, NotAReceipt, grouped, is_last_group, read_receipt

RECEIPT: Final[Key[str]] = Key("receipt")
PROMISE: Final[Key[str]] = Key("promise")
EMPLOYER: Final[Key[str]] = Key("employer")
ADDRESS: Final[Key[str]] = Key("address")
REGENCY: Final[Key[str]] = Key("regency")
DISTRICT: Final[Key[str]] = Key("district")
SECTOR: Final[Key[str]] = Key("sector")
VIOLATION: Final[Key[str]] = Key("violation")
WHEN: Final[Key[str]] = Key("when")
HOW_MANY: Final[Key[str]] = Key("how_many")
STORY: Final[Key[str]] = Key("story")
PHOTO: Final[Key[str]] = Key("photo")
TYPED_BACK: Final[Key[str]] = Key("typed_back")

NOTED: Final = "noted"
READ: Final = "read"
WHENS: Final = ("today", "yesterday", "week", "earlier", "daily")
NUMBERS: Final = MappingProxyType({"few": 1, "tens": 10, "hundred": 51, "more": 201})  # at least
UNKNOWN: Final = "unknown"
LONGEST_HANDLE: Final = 64


def read_own_receipt(reply: str, answers: Answers) -> str:
    """Read the code the house made; once it is there, nothing typed can change it."""
    own = answers.get(RECEIPT)
    if own is not None:
        if reply == NOTED or is_last_group(reply, own):
            return own
        raise Unreadable("reporting.problem.last_group")
    try:
        return grouped(read_receipt(reply))
    except NotAReceipt:
        raise Unreadable("reporting.problem.no_receipt") from None


def read_last_group(reply: str, answers: Answers) -> str:
    """Read the last group typed back, or the whole code."""
    own = answers.get(RECEIPT) or ""
    if not is_last_group(reply, own):
        raise Unreadable("reporting.problem.last_group")
    return own[-GROUP:]


def read_photo(reply: str, _: Answers) -> str:
    """Read the handle under which the redrawn photo waits in this conversation."""
    if not reply or len(reply) > LONGEST_HANDLE:
        raise Unreadable("reporting.problem.photo")
    return reply


def _offer_noted(answers: Answers) -> tuple[Choice, ...]:
    return (Choice(NOTED, Text("reporting.receipt.noted")),) if answers.has(RECEIPT.name) else ()


def _own_receipt(answers: Answers) -> dict[str, Says]:
    return {"receipt": answers.get(RECEIPT) or ""}


def _regency(answers: Answers) -> str:
    return answers.get(REGENCY) or ""


def _districts(answers: Answers) -> tuple[Choice, ...]:
    return offer_districts(_regency(answers))


def _read_district(reply: str, answers: Answers) -> str:
    return read_district(reply, _regency(answers))


def _photo_shown(value: Value, _: Answers) -> Says:
    return Text("reporting.photo.there" if value else "reporting.photo.none")


def _sector_shown(value: Value, _: Answers) -> Says:
    return value or Text("reporting.skipped")


def _number_shown(value: Value, _: Answers) -> Says:
    return Text(f"reporting.how_many.{value}") if value else Text("reporting.skipped")


def _noted_shown(_: Value, __: Answers) -> Says:
    return Text("reporting.typed_back.done")


REPORT: Final = Flow(
    name="reporting",
    code="l",
    version=1,
    policy="",
    items=(
        Question(
            RECEIPT,
            read_own_receipt,
            choices=_offer_noted,
            places=_own_receipt,
            private=True,
            examples=("2H4K-9QRT-0XYZ-7BCD-M3NP", "kode"),
        ),
        Question(
            PROMISE,
            one_of(READ),
            Expects.CHOICE,
            offered("promise", READ),
            examples=(READ, "?"),
        ),
        Question(EMPLOYER, read_name, examples=("PT Contoh Sejahtera", "x"), private=True),
        Question(
            ADDRESS, read_address, examples=("Jalan Contoh 12, lantai 3", "sini"), private=True
        ),
        Question(
            REGENCY, read_regency, Expects.CHOICE, offer_regencies, examples=("3171", "Bekasi")
        ),
        Question(
            DISTRICT, _read_district, Expects.CHOICE, _districts, examples=("317101", "Bekasi")
        ),
        Question(
            SECTOR,
            read_sector,
            shown=_sector_shown,
            skippable=True,
            examples=("toko pakaian", "-"),
            private=True,
        ),
        Question(
            VIOLATION,
            one_of(*Violation),
            Expects.CHOICE,
            offered("violation", *Violation),
            examples=("over_cap", "9"),
        ),
        Question(
            WHEN,
            one_of(*WHENS),
            Expects.CHOICE,
            offered("when", *WHENS),
            examples=("today", "nanti"),
        ),
        Question(
            HOW_MANY,
            number_within(NUMBERS, UNKNOWN),
            Expects.CHOICE,
            offered("how_many", *NUMBERS, UNKNOWN),
            shown=_number_shown,
            skippable=True,
            examples=("tens", "0"),
        ),
        Question(
            STORY,
            read_story,
            private=True,
            examples=("Semua karyawan diminta masuk setiap hari.", "masuk"),
        ),
        Question(
            PHOTO,
            read_photo,
            Expects.FILE,
            shown=_photo_shown,
            skippable=True,
            private=True,
            examples=("photo-1",),
        ),
        Question(
            TYPED_BACK,
            read_last_group,
            places=_own_receipt,
            shown=_noted_shown,
            private=True,
            examples=("M3NP", "0000"),
        ),
    ),
)

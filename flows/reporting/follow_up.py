"""A reporter comes back with the receipt: reads, answers, adds a fact, or withdraws.

From any account and any telephone, for nothing but the code leads here. Which case it is, and
whether there is one, the conversation itself never knows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from flows.dialogue import Answers, Choice, Expects, Flow, Key, Question, Text, Unreadable
from flows.reporting.words import read_added
from flows.rules.receipt import NotAReceipt, grouped, read_receipt


class Wish(StrEnum):
    """What a reporter comes back for."""

    STATUS = "status"
    ADD = "add"
    WITHDRAW = "withdraw"


HELD_RECEIPT: Final[Key[str]] = Key("receipt")
WISH: Final[Key[str]] = Key("wish")
ADDED: Final[Key[str]] = Key("added")
SURE: Final[Key[str]] = Key("sure")
YES: Final = "yes"


def read_held_receipt(reply: str, _: Answers) -> str:
    """Read the code of an earlier report."""
    try:
        return grouped(read_receipt(reply))
    except NotAReceipt:
        raise Unreadable("follow_up.problem.receipt") from None


def _offer_wishes(_: Answers) -> tuple[Choice, ...]:
    return tuple(Choice(wish, Text(f"follow_up.wish.{wish}")) for wish in Wish)


def _read_wish(reply: str, _: Answers) -> str:
    wish = next((wish for wish in Wish if wish == reply.strip()), None)
    if wish is None:
        raise Unreadable("reporting.problem.choose")
    return wish.value


def _offer_yes(_: Answers) -> tuple[Choice, ...]:
    return (Choice(YES, Text("follow_up.sure.yes")),)


def _read_yes(reply: str, _: Answers) -> str:
    if reply.strip().casefold() not in {YES, "ya"}:
        raise Unreadable("reporting.problem.choose")
    return YES


def _adds(answers: Answers) -> bool:
    return answers.get(WISH) == Wish.ADD


def _withdraws(answers: Answers) -> bool:
    return answers.get(WISH) == Wish.WITHDRAW


FOLLOW_UP: Final = Flow(
    name="follow_up",
    code="f",
    version=1,
    policy="",
    items=(
        Question(
            HELD_RECEIPT,
            read_held_receipt,
            private=True,
            examples=("2H4K-9QRT-0XYZ-7BCD-M3NP", "kode"),
        ),
        Question(
            WISH, _read_wish, Expects.CHOICE, _offer_wishes, examples=("add", "status", "lain")
        ),
        Question(
            ADDED,
            read_added,
            relevant=_adds,
            private=True,
            examples=("Masih buka sampai malam.", "x"),
        ),
        Question(
            SURE,
            _read_yes,
            Expects.CHOICE,
            _offer_yes,
            relevant=_withdraws,
            examples=(YES, "tidak"),
        ),
    ),
    submit="follow_up.submit",
)

"""A reporter comes back with the receipt: reads, answers, adds a fact, or withdraws.

From any account and any telephone, for nothing but the code leads here. Whoever takes the turns
looks into the case as soon as a code is there, and again whenever that is the wish; only words
that go into the case are looked over before they are sent. Which case it is, the conversation
itself never knows.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
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
from flows.position import Landing, here
from flows.reporting.choosing import one_of
from flows.reporting.words import read_added
from flows.rules.receipt import GROUP, NotAReceipt, grouped, read_receipt
from flows.session import Closed, Session


class Wish(StrEnum):
    """What a reporter comes back for."""

    ADD = "add"
    STATUS = "status"
    WITHDRAW = "withdraw"


HELD_RECEIPT: Final[Key[str]] = Key("receipt")
WISH: Final[Key[str]] = Key("wish")
ADDED: Final[Key[str]] = Key("added")
SURE: Final[Key[str]] = Key("sure")
YES: Final = "yes"


def is_code_given(before: Session, after: Session) -> bool:
    """Tell whether this step gave a code: it is to be looked into at once."""
    place = here(FOLLOW_UP, before)
    was_asked = isinstance(place, Question) and place.name == HELD_RECEIPT.name
    is_there = after.answers.has(HELD_RECEIPT.name) and after.cursor is None
    return was_asked and is_there and after.closed is None


def is_look_wished(session: Session) -> bool:
    """Tell whether nothing is wished for but to see how the case stands."""
    return here(FOLLOW_UP, session) is Landing.REVIEW and session.answers.get(WISH) == Wish.STATUS


def is_withdrawal_sure(session: Session) -> bool:
    """Tell whether everything is said for a withdrawal: that one is sure was asked already."""
    is_all = here(FOLLOW_UP, session) is Landing.REVIEW
    return is_all and session.answers.get(WISH) == Wish.WITHDRAW


def looked_into(session: Session, *, is_over: bool) -> Session:
    """Return a conversation whose case was looked into: an ended one is asked nothing more."""
    if is_over:
        return replace(session, answers=Answers(), closed=Closed.LEFT)
    return replace(session, answers=session.answers.without(WISH.name))


def read_held_receipt(reply: str, _: Answers) -> str:
    """Read the code of an earlier report."""
    try:
        return grouped(read_receipt(reply))
    except NotAReceipt:
        raise Unreadable("follow_up.problem.receipt") from None


def _held_shown(value: Value, _: Answers) -> Says:
    """Show no more of a code than its holder needs to know it by."""
    return f"…{str(value)[-GROUP:]}"


def _offer_wishes(_: Answers) -> tuple[Choice, ...]:
    return tuple(Choice(wish, Text(f"follow_up.wish.{wish}")) for wish in Wish)


def _offer_yes(_: Answers) -> tuple[Choice, ...]:
    return (Choice(YES, Text("follow_up.sure.yes")),)


def _read_yes(reply: str, _: Answers) -> str:
    if reply.strip().casefold() not in {YES, "ya", "1"}:
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
            shown=_held_shown,
            private=True,
            examples=("2H4K-9QRT-0XYZ-7BCD-M3NP", "kode"),
        ),
        Question(WISH, one_of(*Wish), Expects.CHOICE, _offer_wishes, examples=("add", "lain")),
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
)

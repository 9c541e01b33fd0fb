"""One employee, entered by hand: five questions beside the registration."""

from __future__ import annotations

from datetime import date
from typing import Final

from flows.dialogue import Answers, Expects, Flow, Key, Question, Reader, Unreadable, Value
from flows.replies import labelled, one_of, read_person, words
from flows.rules.caps import WorkUnit
from flows.rules.identity import Nik, mask_nik, read_nik
from flows.situation import Situation

NAME: Final[Key[str]] = Key("name")
NIK: Final[Key[str]] = Key("nik")
UNIT: Final[Key[str]] = Key("unit")
HOME: Final[Key[str]] = Key("home")
JOB: Final[Key[str]] = Key("job")
VERSION = 1


def employee(situation: Situation) -> Flow:
    """Build the five questions."""
    return Flow(
        name="employee",
        code="w",
        version=VERSION,
        policy="",
        items=(
            Question(NAME, read_person, examples=("Ani Wati", "4ni")),
            Question(
                NIK,
                _reader(situation.on),
                shown=lambda value, _: mask_nik(str(value)),
                private=True,
                examples=("3171015708950001", "31"),
            ),
            Question(
                UNIT,
                one_of(*WorkUnit),
                Expects.CHOICE,
                labelled("roster.unit", *WorkUnit),
            ),
            Question(HOME, words(most=80), examples=("Bekasi",)),
            Question(JOB, words(most=80), examples=("Teller",)),
        ),
        submit="employee.submit",
    )


def _reader(today: date) -> Reader:
    def read(reply: str, _: Answers) -> Value:
        nik = read_nik(reply, today)
        if isinstance(nik, Nik):
            return nik.digits
        raise Unreadable(f"roster.problem.{nik[0]}")

    return read

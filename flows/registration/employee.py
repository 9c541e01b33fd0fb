"""One employee, entered by hand: five questions beside the registration.

They are judged as a row of a list is: a NIK that is on the list already replaces nobody in
silence, and whatever is doubtful is said before they are added.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from zlib import crc32

from flows.dialogue import (
    Answers,
    Choice,
    Expects,
    Flow,
    Key,
    Lines,
    Question,
    Reader,
    Says,
    Text,
    Unreadable,
    Value,
)
from flows.events import Verb, verb_value
from flows.replies import labelled, one_of, read_person, words
from flows.rules.caps import WorkUnit
from flows.rules.identity import Nik, mask_nik, read_nik
from flows.rules.roster import is_same_name
from flows.situation import Situation

NAME: Final[Key[str]] = Key("name")
NIK: Final[Key[str]] = Key("nik")
UNIT: Final[Key[str]] = Key("unit")
HOME: Final[Key[str]] = Key("home")
JOB: Final[Key[str]] = Key("job")
REPLACES: Final[Key[str]] = Key("replaces")
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
                REPLACES,
                lambda reply, answers: one_of(_replacing(situation, answers))(reply, answers),
                Expects.CHOICE,
                lambda answers: _ways_on(situation, answers),
                relevant=lambda answers: bool(_replaced(situation, answers)),
                places=lambda answers: _names(situation, answers),
                shown=lambda _, answers: _replaced(situation, answers),
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
        summary=lambda answers, _: {"doubts": _doubts(situation, answers)},
        submit="employee.submit",
    )


def _reader(today: date) -> Reader:
    def read(reply: str, _: Answers) -> Value:
        nik = read_nik(reply, today)
        if isinstance(nik, Nik):
            return nik.digits
        raise Unreadable(f"roster.problem.{nik[0]}")

    return read


def _replaced(situation: Situation, answers: Answers) -> str:
    """Return who else is on the list under this NIK; nothing if nobody is, or they themselves."""
    there = situation.noted.get(answers.get(NIK) or "", "")
    return "" if is_same_name(there, answers.get(NAME) or "") else there


def _replacing(situation: Situation, answers: Answers) -> str:
    """Say "replace them", so that it is no answer any more once it is about others."""
    names = f"{_replaced(situation, answers)};{answers.get(NAME)}"
    return f"replace-{crc32(names.encode()):08x}"


def _ways_on(situation: Situation, answers: Answers) -> tuple[Choice, ...]:
    replacing = Text("employee.replaces.yes", _names(situation, answers))
    return (
        Choice(_replacing(situation, answers), replacing),
        Choice(verb_value(Verb.EDIT, NIK.name), Text("employee.replaces.mend")),
    )


def _names(situation: Situation, answers: Answers) -> Mapping[str, Says]:
    return {"there": _replaced(situation, answers), "name": answers.get(NAME) or ""}


def _doubts(situation: Situation, answers: Answers) -> Says:
    """Say what is to be looked at twice before somebody is added, as of a row of a list."""
    nik = read_nik(answers.get(NIK) or "", situation.on)
    found = [doubt.value for doubt in nik.doubts] if isinstance(nik, Nik) else []
    if answers.get(NIK) in situation.permitted:
        found.append("nik_permitted")
    told = tuple(Text("employee.doubt", {"doubt": Text(f"roster.problem.{one}")}) for one in found)
    return Lines(("", *told)) if told else ""

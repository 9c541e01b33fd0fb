"""The doors that everybody sees first."""

from __future__ import annotations

from typing import Final

from flows.dialogue import Answers, Choice, Expects, Flow, Key, Question, Text, Unreadable, Value
from flows.events import Verb, verb_value
from flows.situation import Situation

DOOR: Final[Key[str]] = Key("door")
DOORS: Final = ("eligibility", "registration", "status", "reporting")
VERSION = 1


def menu(situation: Situation) -> Flow:
    """Build the doors."""
    del situation
    offered = tuple(
        Choice(verb_value(Verb.OPEN, door), Text(f"control.open.{door}")) for door in DOORS
    )
    door = Question(DOOR, _read, Expects.CHOICE, lambda _: offered, examples=("?",))
    return Flow("menu", "m", VERSION, "", (door,))


def _read(_reply: str, _: Answers) -> Value:
    raise Unreadable("menu.pick_a_door")

"""The first page of reporting: something new, or a code of something earlier.

Its words name no workplace and nothing that happened, for it may be read over a shoulder.
"""

from __future__ import annotations

from typing import Final

from flows.dialogue import Answers, Choice, Expects, Flow, Key, Question, Text, Unreadable, Value
from flows.events import Verb, verb_value

DOOR: Final[Key[str]] = Key("door")
NEW: Final = Choice(verb_value(Verb.OPEN, "reporting"), Text("report_start.door.new"))
CODE: Final = Choice(verb_value(Verb.OPEN, "follow_up"), Text("report_start.door.code"))


def _read(_reply: str, _: Answers) -> Value:
    raise Unreadable("reporting.problem.choose")


START: Final = Flow(
    name="report_start",
    code="n",
    version=1,
    policy="",
    items=(Question(DOOR, _read, Expects.CHOICE, lambda _: (NEW, CODE)),),
)

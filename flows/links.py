"""Links that open the assistant at a door: ``t.me/<name>?start=<payload>``.

A payload is a word, and for the tree the answers that are known already; Telegram allows it 64
signs of A-Z, a-z, 0-9, ``_`` and ``-``. Links are printed and live long: they name no edition.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from flows.doors import Door, Way
from flows.eligibility.path import BETWEEN, Path, read_answers, write_answers
from flows.language import Language

WORDS: Final = {
    "perlu": Door.ELIGIBILITY,
    "check": Door.ELIGIBILITY,
    "daftar": Door.REGISTRATION,
    "register": Door.REGISTRATION,
    "lapor": Door.REPORTING,
    "report": Door.REPORTING,
    "status": Door.STATUS,
}
TREE_WORD: Final = "perlu"

Start: TypeAlias = Way | Path


def read_start(payload: str, language: Language) -> Start | None:
    """Read the payload of a link; None if it names no door of ours."""
    word, _, answers = payload.partition(BETWEEN)
    door = WORDS.get(word.casefold())
    if door is Door.ELIGIBILITY:
        return read_answers(answers)
    return Way(door, language) if door is not None else None


def write_start(path: Path) -> str:
    """Write the payload of a link to a spot of the tree."""
    return BETWEEN.join(part for part in (TREE_WORD, write_answers(path)) if part)

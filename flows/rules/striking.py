"""Striking: which employee a person means to take off their list, in a word or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from flows.rules.identity import is_number, only_digits
from flows.rules.roster import Employee

_STRIKE: Final = re.compile(
    r"\s*(?:hapus|keluarkan|remove|delete)\s+(?:(?:nik|baris|row|no)\b\.?\s*)?([^;\t\n]+?)\s*",
    re.IGNORECASE,
)


def read_strike(text: str) -> str:
    """Return what names the employee to take off; nothing if the text asks for no such thing."""
    found = _STRIKE.fullmatch(text)
    return found[1] if found else ""


def named(rows: Iterable[tuple[int, Employee]], word: str) -> Sequence[Employee]:
    """Return the employees a word names: by NIK, by the number of their row, or by name."""
    digits = only_digits(word)
    if is_number(digits):
        row = digits.lstrip("0")
        return [one for number, one in rows if one.nik == digits or str(number) == row]
    wanted = " ".join(word.casefold().split())
    return [one for _, one in rows if " ".join(one.name.casefold().split()) == wanted]

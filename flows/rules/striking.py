"""Striking: which employees a person means to take off their list, in a word or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from flows.rules.identity import is_number, only_digits
from flows.rules.roster import Employee
from flows.rules.row_numbers import NotRowNumbers, read_row_numbers

_STRIKE: Final = re.compile(
    r"\s*(?:hapus|keluarkan|remove|delete)\s+"
    r"(?:(?:nik|baris|rows?|no)\b[.:]?\s*(?=\d))?"  # before letters it begins a name: Nik Aziz
    r"([^;\t\n]+?)\s*",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(r"[,–-]")
_GROUPS: Final = re.compile(r"\d\s+\d")
Numbered: TypeAlias = tuple[int, Employee]


def read_strike(text: str) -> str:
    """Return what names the employees to take off; nothing if the text asks for no such thing."""
    found = _STRIKE.fullmatch(text)
    return found[1] if found else ""


def read_rows(word: str) -> frozenset[int]:
    """Return the numbers of several rows: 3, 5-9; none where it is one number, or a name.

    Several need a comma or a dash: a NIK in groups, with a digit missing, is no handful of rows.
    """
    if not _SEVERAL.search(word) or _GROUPS.search(word):
        return frozenset()
    try:
        return read_row_numbers(word)
    except NotRowNumbers:
        return frozenset()


def named(rows: Iterable[Numbered], word: str) -> Sequence[Numbered]:
    """Return the employees a word names: by NIK, by their numbers in the list, or by name."""
    if several := read_rows(word):
        return [(number, one) for number, one in rows if number in several]
    digits = only_digits(word)
    if is_number(digits):
        row = digits.lstrip("0")
        return [(number, one) for number, one in rows if one.nik == digits or str(number) == row]
    wanted = " ".join(word.casefold().split())
    return [
        (number, one) for number, one in rows if " ".join(one.name.casefold().split()) == wanted
    ]

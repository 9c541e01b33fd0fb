"""Entries: what somebody wrote in a row of a list, before anybody judged it.

Cells come as the spreadsheet kept them, since how a cell is kept (a NIK as a number) is part of
what can be wrong with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from flows.rules.caps import WorkUnit

Cell = str | float | int | date | None

_UNIT_WORDS: Final[Mapping[WorkUnit, str]] = {
    WorkUnit.SERVICE: "service services pelayanan layanan servis unitpelayanan bagianpelayanan "
    "pelayananpublik pelayananpelanggan customerservice frontoffice serviceunit",
    WorkUnit.PRODUCTION: "production produksi pabrik factory manufaktur manufacturing "
    "unitproduksi bagianproduksi lineproduksi productionunit",
    WorkUnit.OFFICE: "office kantor perkantoran administrasi administration admin backoffice "
    "unitkantor bagiankantor administrasiperkantoran pelayananadministrasiperkantoran "
    "officeunit",
}
_UNITS: Final = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}


class Column(StrEnum):
    """A column of the roster."""

    NAME = "name"
    NIK = "nik"
    UNIT = "unit"
    HOME = "home"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as it was entered, with the number the person sees beside it."""

    number: int
    name: Cell = field(default=None, repr=False)
    nik: Cell = field(default=None, repr=False)
    unit: Cell = field(default=None, repr=False)
    home: Cell = field(default=None, repr=False)
    job: Cell = field(default=None, repr=False)


def read_unit(cell: Cell) -> WorkUnit | None:
    """Read a unit of work in Indonesian or English; None when it is no word of ours."""
    letters = (sign for sign in tidy(cell).casefold() if sign.isascii() and sign.isalpha())
    return _UNITS.get("".join(letters))


def tidy(cell: Cell) -> str:
    """Turn a cell into one line of text without invisible signs and doubled spaces."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell)
    seen = (sign for sign in text if sign.isspace() or not _is_invisible(sign))
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())


def _is_invisible(sign: str) -> bool:
    return sign == "\x00" or unicodedata.category(sign) == "Cf"

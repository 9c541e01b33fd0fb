"""The bundle: the permits of a company in one file, two for each employee, card and sheet.

Files are named so that they stand in the order of the company's own list and can be handed out
by name; the names hold plain letters only, whatever system unpacks them.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.permits.card import draw_card
from bot.permits.face import Face
from bot.permits.sheet import make_sheet

BUNDLE: Final = 500  # permits: some 20 MB, well below what Telegram lets a bot send
DIGITS: Final = 4
LONGEST: Final = 40  # letters of a name in a file name
NAMELESS: Final = "x"


@dataclass(frozen=True, slots=True)
class Page:
    """One permit of a list: the place of its employee there, its face, and its day of issue."""

    place: int
    face: Face
    issued_on: date


def make_bundle(pages: Sequence[Page]) -> bytes:
    """Pack permits, at most five hundred, into a zip whose files bear the day of issue."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as bundle:  # both kinds are packed
        for page in pages:
            name, day = f"{page.place:0{DIGITS}}_{name_of(page.face)}", page.issued_on
            for kind, make in (("png", draw_card), ("pdf", make_sheet)):
                entry = zipfile.ZipInfo(f"{name}.{kind}", (day.year, day.month, day.day, 0, 0, 0))
                bundle.writestr(entry, make(page.face))
    return made.getvalue()


def name_of(face: Face) -> str:
    """Name the file of a permit, such as Ani-Wati_000000123; no two are the same."""
    spelt = unicodedata.normalize("NFKD", face.holder).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9]+", "-", spelt)[:LONGEST].strip("-") or NAMELESS
    return f"{name}_{face.serial.replace(' ', '')}"

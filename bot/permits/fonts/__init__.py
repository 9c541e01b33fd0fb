"""The letters of a permit: Plus Jakarta Sans, made for the city (licence: OFL.txt beside it)."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
UNKNOWN: Final = "?"  # for a sign the letters lack: the code still says the name as it is


class Weight(StrEnum):
    """How heavily something is written; the value names the font in a PDF."""

    PLAIN = "PlusJakartaSans-Medium"
    STRONG = "PlusJakartaSans-ExtraBold"

    @property
    def path(self) -> Path:
        """Return the file of the font."""
        return FOLDER / f"{self.value}.ttf"


def legible(text: str) -> str:
    """Write a text with signs the letters have: bare of a rare accent rather than an empty box."""
    return "".join(map(_legible, unicodedata.normalize("NFC", " ".join(text.split()))))


def _legible(sign: str) -> str:
    if sign in _signs():
        return sign
    bare = (part for part in unicodedata.normalize("NFKD", sign) if part in _signs())
    kept = "".join(part for part in bare if not unicodedata.combining(part))
    return kept if kept or unicodedata.combining(sign) else UNKNOWN


@cache
def _signs() -> frozenset[str]:
    from reportlab.pdfbase.ttfonts import TTFontFile

    found = (set(TTFontFile(str(weight.path)).charToGlyph) for weight in Weight)
    return frozenset(map(chr, set.intersection(*found)))

"""Whether a question asks a reporter who they are.

No official ever asks that (the city's own promise of July 2021), and an answer would undo all that
keeps a reporter unknown. Read from words alone, so it is a rail and not a wall: whoever means to
ask will find other words, and the reporter is warned beside every question.
"""

from __future__ import annotations

import re
from typing import Final

_TITLE: Final = r"(?:ibu|bapak|mbak|mas|kakak)(?=\s*(?:[?.,;!]|dan\b|$))"  # not "bapak pimpinan"
_YOU: Final = rf"(?:anda|kamu|kau|saudara|kalian|pelapor|{_TITLE})"
_OWN: Final = (
    r"(?:nama|nik|ktp|jabatan|posisi|umur|usia|e-?mail|telepon|hp|ponsel|wa|whatsapp|nomor|no)"
)
_MORE: Final = r"(?:lengkap|asli|panggilan|nik|ktp|hp|telepon|ponsel|wa|whatsapp|rumah|karyawan)"
_ASKING: Final = re.compile(
    rf"\bsiapa(?:kah)?\s+{_YOU}\b"
    rf"|\b{_OWN}(?:\s+{_MORE})*\s*(?:{_YOU}\b|mu\b)"
    rf"|\balamat\s+rumah\b"
    r"|\bwho\s+(?:are|r)\s+(?:you|u)\b"
    r"|\byour\s+(?:(?:full|real|own|first|last|phone|mobile|employee|home|job)\s+)*"
    r"(?:name|nik|id|phone|mobile|number|e-?mail|address|job|position|title|age)\b"
    r"|\b(?:identify|introduce)\s+yourself\b"
)


def asks_who(words: str) -> bool:
    """Tell whether words ask for the name, number, job or age of whoever reads them."""
    return _ASKING.search(" ".join(words.casefold().split())) is not None

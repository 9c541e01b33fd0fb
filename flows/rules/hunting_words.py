"""Words that send whoever reads them after the reporter.

An order or a letter that speaks of a reporter, of a report or of who complained tells that
somebody did, and asks to look for them. A desk or a locker in an address is a person's, not a
workplace's. Like every check of words this is a rail and not a wall; a second officer reads too.
"""

from __future__ import annotations

import re
from typing import Final

_TOLD: Final = r"(?:laporan|aduan|pengaduan|keluhan)"
_BEFORE: Final = (
    r"(?:ada|terdapat|masuk|terima|menerima|dapat|mendapat|berdasarkan|menurut|atas|sesuai|dari"
    r"|sumber|asal|pembuat|penulis|pengirim|pemberi|menulis|membuat|mengirim|\d+|sebuah|satu|dua"
    r"|tiga|empat|lima|beberapa|banyak)"
)
_AFTER: Final = (
    r"(?:tentang|mengenai|bahwa|dari|oleh|pekerja|karyawan|pegawai|orang|warga|masyarakat|anonim"
    r"|rahasia|ini|itu|tersebut)"
)
_HUNTING: Final = re.compile(
    r"\b(?:pe|me|ter)lapor\w*|\bdilaporkan\b"
    r"|\b(?:peng|meng|di)adu(?:kan)?\b|\b(?:peng)?aduan\b"
    r"|\binforman\w*|\bpembocor\w*|\bpengkhianat\w*"
    rf"|\b{_BEFORE}\s+{_TOLD}\b|\b{_TOLD}\s+{_AFTER}\b"
    r"|\breport(?:er|ers|ed|ing)\b|\bcomplain\w*|\bwhistle-?blow\w*|\binformants?\b"
    r"|\btip-?offs?\b|\b(?:an?|the|this|that|these|those|our|one|two|three|several|many|\d+)"
    r"\s+reports?\b"
)
_SOMEBODYS: Final = re.compile(
    r"\b(?:meja|kursi|kubikel|loker|desk|seat|cubicle|locker)\b(?:\s+\w+)?"
)


def hunting_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that speak of who reported, or that somebody did."""
    return _found(_HUNTING, text)


def somebodys_place(address: str) -> tuple[str, ...]:
    """Return the words of an address that name the place of one person."""
    return _found(_SOMEBODYS, address)


def _found(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    folded = " ".join(text.casefold().split())
    return tuple(dict.fromkeys(found.group() for found in pattern.finditer(folded)))

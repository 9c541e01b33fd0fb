"""Tells whether words say who may, must or need not work, travel or hold a permit.

Nobody is told so from words of their own, so no answer that officers write may say it either:
the tree decides, and a tap leads there. Rather a harmless sentence is stopped than a claim let
through.
"""

from __future__ import annotations

import re
from typing import Final

from flows.questions.normal import plain

BOUND: Final = (  # somebody may, must, need not, or goes free
    r"boleh\w*|diperbolehkan|dibolehkan|wajib\w*|diwajibkan|mewajibkan|harus\w*|diharuskan|perlu\w*"
    r"|diperlukan|memerlukan|butuh|membutuhkan|dibutuhkan|diizinkan|mengizinkan|dilarang|berhak"
    r"|bebas|dibebaskan|dikecualikan|tanpa|may|must|need\w*|allow\w*|permitted|require\w*"
    r"|mandatory|obliged|exempt\w*|entitled|forbidden|banned|prohibited|ha(?:ve|s|d) to|should"
    r"|free to|without|no"
)
ABLE: Final = r"bisa|dapat|can|cannot|could|able|tidak|gak|nggak|not|dont|doesnt"
WHOM: Final = (
    r"semua|setiap|seluruh|siapa ?pun|tiap|every\w*|anybody|anyone|all|nobody|no one|none|whoever"
)
DOING: Final = (  # work and travel
    r"kerja|bekerja|pekerjaan|ngantor|berkantor|wfo|wfh|masuk|beroperasi|bepergian|pergi|keluar"
    r"|berangkat|perjalanan|lewat|melewati|melintas|melintasi|rumah|kantor"
    r"|work\w*|office|operate|travel\w*|commut\w*|go|leave|come|cross|home"
)
HELD: Final = r"strp|surat|izin|registrasi|permits?|letters?"
SECTORS: Final = r"(?:non[- ]?)?(?:esensial|essential|kritikal|critical)"
_SENTENCE: Final = re.compile(r"[.;!?\n]+")


def _said(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(kinds)})\b")


_CLAIMS: Final = (
    (_said(BOUND, ABLE), _said(DOING)),
    (_said(BOUND), _said(HELD)),
    (_said(WHOM), _said(DOING, HELD)),
    (_said(SECTORS), _said(SECTORS)),
)


def asserts_eligibility(text: str) -> bool:
    """Tell whether a sentence of a text says who may, must or need not; in either language."""
    return any(_is_a_claim(sentence) for sentence in _SENTENCE.split(plain(text)))


def _is_a_claim(sentence: str) -> bool:
    return any(one.search(sentence) and other.search(sentence) for one, other in _CLAIMS)

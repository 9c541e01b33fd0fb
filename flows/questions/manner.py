"""How words are put: as a question, perhaps as one, or as something told.

People ask without a mark: "vaksin wajib ga ya", "bisa diganti ga nanti". The last small words of
a sentence say so, or its first. What only might ask ("Can Do Logistics Indonesia") is told
apart by others, who know what could be meant.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from flows.questions.normal import plain

A_SENTENCE: Final = 3  # words from which something can be asked without a mark
LEAST: Final = 2  # words that ask where one of them does so by itself: "bayar ga"
_NOT: Final = r"(?:ga|gak|gk|ngga|nggak|engga|enggak|enggk|kaga|kagak|ndak)"
_WHAT: Final = (
    r"(?:apa|apakah|bagaimana|gimana|gmn|kenapa|knp|mengapa|kapan|kpn|berapa|brp|siapa"
    r"|di ?mana|ke ?mana|what|how|why|when|where|who)"
)
_MODAL: Final = r"(?:bisa|bs|boleh|blh|perlu|harus|hrs|wajib|ada|masih|sudah|udah|dapat|kena)"
_WHOM: Final = (
    r"(?:i|we|you|he|she|it|they|my|our|your|their|the|this|that|these|those|a|an|any|there)"
)
_SOFT: Final = (  # behind the word that asks
    r"(?:ya+|yah|sih|dong|nih|tuh|kak|min|admin|gan|bang|pak|bu|mas|mbak|nanti|sekarang|lagi|juga)"
)
_TAG: Final = rf"(?:{_NOT}|tidak|tdk|kah|mana|{_WHAT})"
_BEGINS: Final = re.compile(rf"\W*(?:{_WHAT}|(?:can|may|do|does|is|are|must) {_WHOM})\b")
_ENDS: Final = re.compile(rf"\b{_TAG}(?: {_SOFT})*$")
_WITHIN: Final = re.compile(rf"\b{_MODAL}(?: \w+){{0,2}} {_NOT}\b|\b{_MODAL} tidak\b")
_BY_ITSELF: Final = re.compile(rf"\b(?:{_MODAL}|apa)kah\b|\b\w+ (?:{_NOT}|kah)(?: {_SOFT})*$")
_MIGHT: Final = re.compile(
    rf"\W*(?:{_MODAL}|kala?u|kalo|klo|jika|bila|can|may|do|does|is|are|must)\b"
)


class Manner(StrEnum):
    """How words are put."""

    ASKED = "asked"
    PERHAPS = "perhaps"
    TOLD = "told"


def manner_of(text: str) -> Manner:
    """Tell whether words read like a question.

    Two words do where one of them asks and a mark ends them, "apakah gratis?", or where they end
    as only questions do, "bayar ga". No name in law ends so.
    """
    said = plain(text).rstrip()
    words = re.findall(r"\w+", said)
    if len(words) < LEAST:
        return Manner.TOLD
    bare = " ".join(words)
    if _BY_ITSELF.search(bare):
        return Manner.ASKED
    if len(words) < A_SENTENCE:
        is_asked = "?" in said[-2:] and any(map(_BEGINS.fullmatch, words))
        return Manner.ASKED if is_asked else Manner.TOLD
    if "?" in text or any(sign.search(bare) for sign in (_ENDS, _WITHIN)) or _BEGINS.match(bare):
        return Manner.ASKED
    return Manner.PERHAPS if _MIGHT.match(bare) else Manner.TOLD

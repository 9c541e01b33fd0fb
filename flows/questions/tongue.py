"""Tells by its small words which language a question is plainly written in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from flows.language import Language

PLAIN: Final = 2  # small words of one language from which a text is plainly in it
ENGLISH: Final = """
the an is are am was do does did can may must should will would i you he she we they my your our
their me it this that what which who how why when where if for from with without in at on of to
need have has get work works working not no and or but much many long there any
"""
INDONESIAN: Final = """
saya aku gue gw anda kamu kami kita apa apakah siapa kapan kenapa mengapa bagaimana gimana berapa
brp mana bisa boleh harus perlu wajib tidak gak ga nggak enggak belum sudah udah yang yg untuk
buat dari ke di dengan dan atau kalau kalo karena ini itu ada mau kerja kantor masuk juga saja aja
dong sih ya kah
"""
SMALL_WORDS: Final[Mapping[Language, frozenset[str]]] = {
    Language.EN: frozenset(ENGLISH.split()),
    Language.ID: frozenset(INDONESIAN.split()),
}
_WORD: Final = re.compile(r"[a-z]+")


def spoken_in(text: str, otherwise: Language) -> Language:
    """Return the language a text is plainly written in, or else the one that is given."""
    words = _WORD.findall(text.casefold().replace("'", ""))
    counts = {one: sum(word in small for word in words) for one, small in SMALL_WORDS.items()}
    ahead = max(Language, key=lambda one: counts[one])
    is_plain = counts[ahead] >= PLAIN and counts[ahead] > counts[ahead.other()]
    return ahead if is_plain else otherwise

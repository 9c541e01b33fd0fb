"""Courtesy: thanks, nods and a plain yes are no questions of anybody, and no answers of weight."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Courtesy(StrEnum):
    """What people say beside the matter."""

    THANKS = "thanks"
    FINE = "fine"
    YES = "yes"


MOST_WORDS: Final = 8
YES: Final = "ya iya y yes yep yup yah iyah yoi"
FINE: Final = """
ok oke okay okey okeh oce okee baik baiklah sip siip siap mantap noted paham mengerti alright
understood
"""
THANKS: Final = """
terimakasih makasih makasi mksh trims trimakasih tengkyu thanks thank thankyou thx tks tq ty suwun
nuhun
"""
BESIDE: Final = """
kak kakak min admin pak bapak bu ibu mas mbak mba bang gan kalau begitu gitu deh dong nih saja aja
lah banyak banget sekali atas bantuannya bantuan infonya info informasinya sudah membantu dibantu
dan very much so a lot for your the help all sir then
"""
_STRETCHED: Final = re.compile(r"(\w)\1{2,}")  # "okeee"
_PAIRS: Final = re.compile(r"\b(?:terima kasih|thank (?:you|u)|hatur nuhun|matur (?:nu|su)wun)\b")
_YES, _FINE, _THANKS = (frozenset(words.split()) for words in (YES, FINE, THANKS))
_BESIDE: Final = frozenset(BESIDE.split())
_AGREE: Final = frozenset({"setuju", "saya setuju", "kami setuju", "agree", "i agree", "we agree"})
_DECLINE: Final = frozenset({"tidak setuju", "tdk setuju", "do not agree", "disagree"})
_SAID: Final = (  # what each is made of, and what may stand beside it
    (Courtesy.YES, _YES, _YES),
    (Courtesy.FINE, _FINE, _FINE | _YES),
    (Courtesy.THANKS, _THANKS, _THANKS | _FINE | _YES),
)


def read_courtesy(text: str) -> Courtesy | None:
    """Return what a text is if it is courtesy and nothing else."""
    plain = _STRETCHED.sub(r"\1", text.casefold())
    words = _PAIRS.sub("thanks", " ".join(re.findall(r"\w+", plain))).split()
    said = frozenset(words) - _BESIDE
    if len(words) > MOST_WORDS:
        return None
    return next((each for each, own, besides in _SAID if own & said and said <= besides), None)


def read_agreement(text: str) -> str:
    """Return the answer of whoever agrees or declines in so many words; nothing for a mere yes."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    if words in _AGREE:
        return "agree"
    return "decline" if words in _DECLINE else ""

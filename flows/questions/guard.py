"""Takes out of a text what says who somebody is, before anything of it is kept or logged.

It rather hides a word too many: what is kept serves to learn how people ask, not who asked.
"""

from __future__ import annotations

import re
from typing import Final

NAME_FOLLOWS: Final = (
    r"nama\s+(?:saya|sy|aku|gw|gue|lengkap|istri|suami|anak|ibu|bapak)(?:\s+(?:adalah|ialah))?"
    r"|(?:nama|name)\s*[:=]|saya\s+bernama|atas\s+nama|a\.?n\.|perkenalkan(?:\s+saya)?"
    r"|my\s+name(?:\s+is|'s)|i\s+am\s+called"
    r"|(?:saya|dengan|ini|sama)\s+(?:bapak|pak|bpk|mas|mbak)(?=\s+[^\W\d_])"
    r"|(?:saya|dengan|ini|sama)\s+(?:ibu|bu)(?=\s+[^\W\d_])(?!\s+(?:hamil|rumah|menyusui)\b)"
    r"|(?:i\s+am|i'm|this\s+is)\s+(?:mr|mrs|ms|miss)\.?(?=\s)"
)
AT: Final = r"(?:\s*@\s*|\s*[(\[{<]\s*(?:at|@)\s*[)\]}>]\s*|\s+at\s+)"
DOT: Final = r"(?:\s*\.\s*|\s*[(\[{<]\s*(?:dot|titik|\.)\s*[)\]}>]\s*|\s+(?:dot|titik)\s+)"
ENDING: Final = r"(?:com|net|org|info|edu|gov|io|me|id|my|sg)\b"  # after which an address ends
SPELT_OUT: Final = rf"[\w+-]+(?:{DOT}[\w+-]+){{0,4}}{AT}(?:[\w-]+{DOT}){{1,4}}{ENDING}"
HIDDEN: Final = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(SPELT_OUT, re.IGNORECASE), "<email>"),
    (re.compile(r"(?<!\w)@\w{4,}"), "<account>"),
    (re.compile(r"(?:https?://|t\.me/|wa\.me/)\S+", re.IGNORECASE), "<link>"),
    (re.compile(r"(?<!\w)(?:\+?62|0)[ .\-()]*8\d(?:[ .\-()]*\d){5,11}(?!\d)"), "<phone>"),
    (re.compile(r"\d(?:[ .\-/]?\d){5,}"), "<number>"),
    (
        re.compile(rf"\b({NAME_FOLLOWS})\s*(?:[^\W\d_][\w'.]*\s*){{1,3}}", re.IGNORECASE),
        r"\1 <name> ",
    ),
)


def guarded(text: str) -> str:
    """Return the text without identity numbers, phones, addresses, accounts and told names."""
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text.strip()

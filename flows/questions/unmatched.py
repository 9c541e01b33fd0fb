"""Unmatched questions: what may be kept of a text that was not answered at once, and what not.

Two sieves stand before anything is kept. The guard takes out what says of itself who somebody is:
numbers, addresses, accounts, told names. Then only words stay that the caller knows to be
everybody's; any other could be a name that nobody announced, and becomes a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, assert_never

from flows.language import Language
from flows.questions.asking import Abstain, Answer, Asked, Reason, Suggest
from flows.questions.guard import guarded
from flows.questions.intents import TOPICS
from flows.questions.normal import LONGEST, plain

LONGEST_KEPT: Final = 160  # signs; a question is in its first line
SOMETHING: Final = "…"  # stands for words that are nobody else's
NOT_IT: Final = "none"  # tapped: "none of these"
LONGEST_NUMBER: Final = 4  # digits; a longer number may be somebody's
NOT_KEPT: Final = frozenset(  # nothing to learn from; or what somebody suffers from
    {Reason.ABUSIVE, Reason.UNINTELLIGIBLE, Reason.OWN_TREATMENT}
)
_PIECE: Final = re.compile(r"<(?:email|account|link|phone|number|name)>|[^\W\d_]+|\d+|\?")


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Texts that read the same, on one day: how often, what was offered, what was tapped."""

    text: str
    language: Language
    day: date
    reason: str = ""  # why nothing was offered; empty if something was
    offered: tuple[str, ...] = ()  # as words of doors
    times: int = 1
    taps: Mapping[str, int] = field(default_factory=dict)


def is_kept(made: Asked) -> bool:
    """Tell whether there is anything to learn from what became of a text.

    What sounds like the beginning of a report is left alone, wherever it was written.
    """
    match made:
        case Answer():
            return False
        case Abstain(reason, _):
            return reason not in NOT_KEPT
        case Suggest(candidates):
            return candidates[0].intent not in TOPICS["report"]
    assert_never(made)


def kept_text(text: str, is_everybodys: Callable[[str], bool]) -> str:
    """Return what may be kept of a text; empty if nothing of it may.

    ``is_everybodys`` tells whether a word, in small letters, is no single person's own.
    """
    written = _pieces(text)
    kept: list[str] = []
    for piece in (_sifted(one, is_everybodys) for one in written):
        if piece != SOMETHING or kept[-1:] != [SOMETHING]:
            kept.append(piece)
    said = " ".join(kept).replace(" ?", "?")
    if len(said) > LONGEST_KEPT:
        said = said[:LONGEST_KEPT].rpartition(" ")[0]
    return said if any(piece.isalpha() for piece in kept) else ""


def own_words(text: str, is_everybodys: Callable[[str], bool]) -> frozenset[str]:
    """Return the words of a text that are not known to be everybody's."""
    pieces = (one for one in _pieces(text) if one.isalpha())
    return frozenset(one for one in pieces if not is_everybodys(one))


def _pieces(text: str) -> list[str]:
    """Return the words and marks of a guarded text; cut first, so that no guard looks for long."""
    return _PIECE.findall(plain(guarded(text[:LONGEST])))


def _sifted(piece: str, is_everybodys: Callable[[str], bool]) -> str:
    if piece.isdigit():
        return piece if len(piece) <= LONGEST_NUMBER else "<number>"
    if piece == "?" or piece.startswith("<"):
        return piece
    return piece if is_everybodys(piece) else SOMETHING

"""Trades: sectors that somebody named by an everyday word, where the words read like their work.

Such a word only chooses buttons. A word of a trade in a question about something else ("where is
the post") says nothing about anybody's work, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from flows.questions.asking import Answer, Asked, Suggest
from flows.questions.intents import BY_SECTOR, TOPICS
from flows.questions.normal import Reader
from flows.questions.ranker import Candidate
from flows.rules.policy import Policy
from flows.rules.sectors import search

MOST: Final = 2  # sectors worth a button
A_FEW: Final = 5  # words up to which a text may be the name of a trade
STRONG: Final = 0.5  # share from which a question is meant, whatever trade is named in it
ABOUT_WORK: Final = frozenset({*TOPICS["who"], *TOPICS["alone"], *TOPICS["sector"]})

Ranked: TypeAlias = tuple[tuple[Candidate, ...], tuple[Candidate, ...]]

_WORDS: Final = (
    r"\b(?:apakah|apa|bagaimana|gimana|kenapa|mengapa|kapan|berapa|siapa|dimana|di mana|bisakah|"
    r"bolehkah|perlukah|what|how|why|when|where|who|can|may|do|does|is|are|must)\b"
)
_QUESTION_WORD: Final = re.compile(_WORDS, re.IGNORECASE)
_ASKED_AT_ONCE: Final = re.compile(rf"\W*{_WORDS}", re.IGNORECASE)


def asks(text: str) -> bool:
    """Tell whether words have the form of a question."""
    return "?" in text or _ASKED_AT_ONCE.match(text) is not None


def trades_in(text: str, made: Asked, reader: Reader, policy: Policy) -> tuple[str, ...]:
    """Return the sectors that are worth a button beside what became of a text."""
    is_asked = "?" in text or _QUESTION_WORD.search(text) is not None
    is_bare = not is_asked and len(text.split()) <= A_FEW
    offered = made.candidates if isinstance(made, Suggest) else ()
    if isinstance(made, Answer) or not (is_bare or _may_be_about_work(offered)):
        return ()
    # Searched afresh: what the crowd types is kept in no memory, as an activity of a draft may be.
    found = search(policy.sectors, " ".join(reader.words(text))) or search(policy.sectors, text)
    named = tuple(sector.id for sector in found[:MOST])
    return named if is_bare or not {one.sector for one in offered} & set(named) else ()


def beside_trades(candidates: Sequence[Candidate], trades: Sequence[str]) -> Ranked:
    """Part the likely questions into those before the trades and those behind them.

    A question that is surely meant stands before; what the trades say better is left out.
    """
    if not trades:
        return tuple(candidates), ()
    others = tuple(one for one in candidates if one.sector not in trades)
    likeliest = candidates[0] if candidates else None
    if likeliest is None or likeliest.intent in BY_SECTOR:
        return (), tuple(one for one in others if one.score >= STRONG)
    if likeliest.score >= STRONG:
        return others, ()
    return (), others if likeliest.intent in ABOUT_WORK else ()


def _may_be_about_work(offered: Sequence[Candidate]) -> bool:
    likeliest = next(iter(offered), None)
    return (
        likeliest is not None
        and likeliest.intent in ABOUT_WORK
        and (likeliest.score < STRONG or likeliest.intent in BY_SECTOR)
    )

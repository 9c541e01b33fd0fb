"""Trades: sectors that somebody named by an everyday word, where the words read like their work.

Such a word only chooses buttons. A word of a trade in a question about something else ("where is
the post") says nothing about anybody's work, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.questions.asking import BUTTONS, Asked, Suggest
from flows.questions.intents import BY_SECTOR, TOPICS
from flows.questions.normal import Reader
from flows.questions.ranker import Candidate
from flows.rules.sectors import Sector, is_left_out, search

MOST: Final = 2  # sectors worth a button
A_FEW: Final = 5  # words up to which a text may be the name of a trade
MAYBE: Final = 0.1  # share below which nobody's work is meant, whatever trade is named
STRONG: Final = 0.5  # share from which a question is meant, whatever trade is named in it
OF_A_SECTOR: Final = "elig_sector"  # the question that a trade asks
ABOUT_WORK: Final = frozenset({*TOPICS["who"], *TOPICS["alone"], *TOPICS["sector"]})

_WORDS: Final = (
    r"\b(?:apakah|apa|bagaimana|gimana|kenapa|mengapa|kapan|berapa|siapa|dimana|di mana|bisakah|"
    r"bolehkah|perlukah|what|how|why|when|where|who|can|may|do|does|is|are|must)\b"
)
_QUESTION_WORD: Final = re.compile(_WORDS, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trades:
    """The trades words may name. ``is_a_word``: what is spelt right, and no slip of another."""

    reader: Reader
    sectors: Mapping[str, Sector]
    is_a_word: Callable[[str], bool]

    def named_in(self, text: str) -> tuple[Sector, ...]:
        """Return the sectors a text names, as it is read, or else as it stands."""
        # Searched afresh: what the crowd types is kept in no memory, as activities of drafts are.
        read = " ".join(self.reader.words(text))
        return self._search(read) or self._search(text)

    def _search(self, words: str) -> tuple[Sector, ...]:
        return search(self.sectors, words, is_a_word=self.is_a_word)


def with_trades(made: Asked, text: str, trades: Trades) -> Asked:
    """Return what became of a text, with the sectors it named as somebody's work to tap.

    Whatever was answered, or is none of our questions, stays so: a visitor of a bank does not
    work there.
    """
    if not isinstance(made, Suggest):
        return made
    named = _trades_in(text, made.candidates, trades)
    return _beside(made, named) if named else made


def within_the_rules(
    ranking: Sequence[Candidate], text: str, sectors: Mapping[str, Sector]
) -> tuple[Candidate, ...]:
    """Take out of a ranking each sector of which the text names what the rules leave out."""
    return tuple(
        replace(one, sector="")
        if one.sector in sectors and is_left_out(sectors[one.sector], text)
        else one
        for one in ranking
    )


def _trades_in(text: str, offered: Sequence[Candidate], trades: Trades) -> tuple[str, ...]:
    is_asked = "?" in text or _QUESTION_WORD.search(text) is not None
    is_bare = not is_asked and len(text.split()) <= A_FEW
    if not (_may_name_work(offered) and (is_bare or _may_be_about_work(offered))):
        return ()
    found = trades.named_in(text)
    named = tuple(sector.id for sector in found[:MOST])
    return named if is_bare or offered[0].sector not in named else ()


def _beside(made: Suggest, trades: Sequence[str]) -> Suggest:
    """Put trades behind a question that is surely meant, and before all others.

    What a trade says better is left out. It counts as much as the question it stands beside.
    """
    likeliest = made.candidates[0]
    others = tuple(
        one
        for one in made.candidates
        if one.intent != OF_A_SECTOR or one.sector not in {*trades, ""}
    )
    is_sure = likeliest.intent != OF_A_SECTOR and likeliest.score >= STRONG
    score = others[-1].score if is_sure else likeliest.score
    named = tuple(Candidate(OF_A_SECTOR, score, sector) for sector in trades)
    ordered = (*others, *named) if is_sure else (*named, *_behind(likeliest, others))
    return replace(made, candidates=ordered[:BUTTONS], trades=frozenset(trades))


def _behind(likeliest: Candidate, others: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    if likeliest.intent == OF_A_SECTOR:
        return tuple(one for one in others if one.score >= STRONG)
    return others if likeliest.intent in ABOUT_WORK else ()


def _may_name_work(offered: Sequence[Candidate]) -> bool:
    return any(one.intent == OF_A_SECTOR and one.score >= MAYBE for one in offered)


def _may_be_about_work(offered: Sequence[Candidate]) -> bool:
    likeliest = offered[0]
    return likeliest.intent in ABOUT_WORK and (
        likeliest.score < STRONG or likeliest.intent in BY_SECTOR
    )

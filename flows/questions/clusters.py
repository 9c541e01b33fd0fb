"""Gathers questions that ask the same, so that an officer reads each once.

Greedy: the most frequent text leads, the next joins the leader it shares most with or leads its
own. A word weighs the more the rarer it is among these texts; what was offered first counts as
one word. The same texts always gather the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.questions.ranker import BETWEEN
from flows.questions.unmatched import Unmatched

ALIKE: Final = 0.35  # share of the weight of their words that texts must have in common
COMMON: Final = 5  # times a word is met before it weighs half; more among many texts
LOOKED_FOR: Final = 4  # rarest words of a text by which its leaders are looked for
MOST_LEADERS: Final = 40  # compared at most, so that time grows with the texts and no faster


@dataclass(slots=True)
class _Leader:
    words: frozenset[str]
    weight: float
    members: list[Unmatched]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Texts that ask the same, the most frequent first."""

    members: tuple[Unmatched, ...]
    times: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "times", sum(one.times for one in self.members))

    @property
    def leader(self) -> Unmatched:
        """Return the text that stands for all."""
        return self.members[0]

    @property
    def offered(self) -> tuple[tuple[str, int], ...]:
        """Return what was offered, and how often, the most frequent first."""
        return _summed((word, one.times) for one in self.members for word in one.offered)

    @property
    def taps(self) -> tuple[tuple[str, int], ...]:
        """Return what was tapped, and how often, the most frequent first."""
        return _summed(tap for one in self.members for tap in one.taps.items())


def gathered(
    texts: Iterable[Unmatched], words_of: Callable[[str], Iterable[str]]
) -> tuple[Cluster, ...]:
    """Gather texts, the largest cluster first; ``words_of`` reads a text as plain words."""
    ordered = sorted(texts, key=lambda one: (-one.times, one.text, one.language))
    read = [(one, _read(one, words_of)) for one in ordered]
    weights = _weights([words for _, words in read])
    leaders: list[_Leader] = []
    by_word: dict[str, list[_Leader]] = {}
    for one, words in read:
        rarest = sorted(words, key=lambda word: (-weights[word], word))[:LOOKED_FOR]
        found = _nearest(words, weights, [by_word.get(word, []) for word in rarest])
        if found is None:
            found = _Leader(words, sum(weights[word] for word in words), [])
            leaders.append(found)
            for word in rarest:
                by_word.setdefault(word, []).append(found)
        found.members.append(one)
    clusters = (Cluster(tuple(leader.members)) for leader in leaders)
    return tuple(sorted(clusters, key=lambda one: (-one.times, one.leader.text)))


def _read(one: Unmatched, words_of: Callable[[str], Iterable[str]]) -> frozenset[str]:
    offered = one.offered[0].partition(BETWEEN)[0] if one.offered else one.reason
    return frozenset((*words_of(one.text), f"> {offered}"))


def _weights(read: Sequence[frozenset[str]]) -> dict[str, float]:
    met = Counter(word for words in read for word in words)
    common = COMMON + len(read) / 20
    return {word: common / (common + times) for word, times in met.items()}


def _nearest(
    words: frozenset[str], weights: Mapping[str, float], found: Sequence[Sequence[_Leader]]
) -> _Leader | None:
    own = sum(weights[word] for word in words)
    best: tuple[float, _Leader | None] = (ALIKE, None)
    once = {id(leader): leader for some in found for leader in some[:MOST_LEADERS]}
    for leader in once.values():
        shared = sum(weights[word] for word in words & leader.words)
        likeness = shared / (own + leader.weight - shared)
        if likeness > best[0]:
            best = (likeness, leader)
    return best[1]


def _summed(counted: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    sums: Counter[str] = Counter()
    for word, times in counted:
        sums[word] += times
    return tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0])))

"""Weighs a text: adds up what each of its features speaks for, in whole numbers.

A model is a table of small integers, one row a feature, one column a class, learnt elsewhere
(``benchmarks/questions_train.py``). Words and pieces are weighed apart, each kind evened out by
its own length, so that a long message does not outshout a short one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.questions.features import pieces, wholes

FULL_RARITY: Final = 255
EULER: Final = 2.718281828459045


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt. ``rows`` holds one byte a class for each feature, in order."""

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    places: Mapping[str, int]  # where a feature stands
    rarities: bytes  # how rare a feature is, as a share of the rarest
    rows: bytes  # 128 speaks neither for nor against; what all classes have in common drops out
    scale: float  # what one step of a weight is worth

    def knows(self, feature: str) -> bool:
        """Tell whether a feature was ever met."""
        return feature in self.places

    def weigh(self, words: Sequence[str]) -> dict[str, float]:
        """Return the share of each class, adding up to one."""
        sums = list(self.intercepts)
        for kind in (pieces(words), wholes(words)):
            for at, added in enumerate(self._added(kind)):
                sums[at] += added
        return dict(zip(self.classes, shares(sums), strict=True))

    def _added(self, features: Iterable[str]) -> list[float]:
        places = [self.places[one] for one in features if one in self.places]
        length = sum((self.rarities[place] / FULL_RARITY) ** 2 for place in places) ** 0.5
        if not length:
            return [0.0] * len(self.classes)
        width, step = len(self.classes), self.scale / length
        rows = (self.rows[place * width : (place + 1) * width] for place in places)
        return [step * sum(column) for column in zip(*rows, strict=True)]


def shares(sums: Sequence[float]) -> list[float]:
    """Turn sums into shares of one (softmax)."""
    highest = max(sums)
    grown = [EULER ** (one - highest) for one in sums]
    whole = sum(grown)
    return [one / whole for one in grown]

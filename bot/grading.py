"""Grades the assistant on labelled questions: what it showed, and what it dared to assert."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.questions.asking import Abstain, Answer, Asked, Suggest
from flows.questions.ranker import Candidate

OUT_OF_SCOPE: Final = "ABSTAIN"  # the label of what is none of our questions
SURE: Final = 1.96  # standard errors of an interval that holds in 95 of 100 cases
COLUMNS: Final = ("question", "intent", "sector", "language", "style")

Share = dict[str, float | int | None]
Report = dict[str, object]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question and what it is, as a person judged."""

    question: str
    intent: str
    sector: str
    language: str

    @property
    def is_ours(self) -> bool:
        """Tell whether it is one of the known questions."""
        return self.intent != OUT_OF_SCOPE


@dataclass(frozen=True, slots=True)
class Graded:
    """What became of a labelled question, and how long it took (milliseconds)."""

    label: Labelled
    made: Asked
    took: float

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """Return what the person saw: an answered question or buttons."""
        match self.made:
            case Answer(candidate):
                return (candidate,)
            case Suggest(candidates):
                return candidates
            case Abstain():
                return ()

    @property
    def is_first(self) -> bool:
        """Tell whether the right question stood first."""
        return bool(self.shown) and self.shown[0].intent == self.label.intent

    @property
    def is_shown(self) -> bool:
        """Tell whether the right question was shown at all."""
        return any(one.intent == self.label.intent for one in self.shown)

    @property
    def is_shown_with_sector(self) -> bool:
        """Tell whether it was shown with the right sector, where the label names one."""
        return any(
            one.intent == self.label.intent and self.label.sector in {"", one.sector}
            for one in self.shown
        )

    @property
    def asserts(self) -> bool:
        """Tell whether it was answered at once."""
        return isinstance(self.made, Answer)


class NotLabelled(Exception):
    """The file has no column ``question`` or ``intent``; the argument names it."""


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read a labelled file; lines that begin with ``#`` are remarks.

    Raises:
        NotLabelled: a column is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = csv.DictReader(line for line in file if not line.startswith("#"))
        for column in COLUMNS[:2]:
            if column not in (table.fieldnames or ()):
                raise NotLabelled(column)
        return tuple(_labelled(row) for row in table)


def _labelled(row: dict[str, str]) -> Labelled:
    question, intent, sector, language, _ = (row.get(column) or "" for column in COLUMNS)
    return Labelled(question, intent.strip(), sector.strip(), language.strip())


def grade(
    labels: Iterable[Labelled], ask: Callable[[str], Asked], timer: Callable[[], float]
) -> tuple[Graded, ...]:
    """Ask every question; ``timer`` counts seconds."""

    def graded(label: Labelled) -> Graded:
        began = timer()
        made = ask(label.question)
        return Graded(label, made, (timer() - began) * 1000)

    return tuple(graded(label) for label in labels)


def report(all_graded: Sequence[Graded]) -> Report:
    """Sum up what was graded, with intervals that hold in 95 of 100 cases."""
    languages = sorted({one.label.language for one in all_graded if one.label.language})
    times = sorted(one.took for one in all_graded)
    return {
        **_summed(all_graded),
        "by_language": {
            language: _summed([one for one in all_graded if one.label.language == language])
            for language in languages
        },
        "ms": {"p50": _cut(times, 50), "p95": _cut(times, 95)},
    }


def _summed(some: Sequence[Graded]) -> Report:
    ours = [one for one in some if one.label.is_ours]
    others = [one for one in some if not one.label.is_ours]
    return {
        "in_scope": len(ours),
        "out_of_scope": len(others),
        "at_1": share(sum(one.is_first for one in ours), len(ours)),
        "at_3": share(sum(one.is_shown for one in ours), len(ours)),
        "at_3_with_sector": share(sum(one.is_shown_with_sector for one in ours), len(ours)),
        "buttons": share(sum(isinstance(one.made, Suggest) for one in ours), len(ours)),
        "asserted": sum(one.asserts for one in ours),
        "asserted_wrong": sum(one.asserts and not one.is_shown_with_sector for one in ours),
        "out_of_scope_asserted": sum(one.asserts for one in others),
        "out_of_scope_abstained": share(
            sum(isinstance(one.made, Abstain) for one in others), len(others)
        ),
    }


def share(part: int, whole: int) -> Share:
    """Return a share with its interval (Wilson's)."""
    if not whole:
        return {"share": None, "low": None, "high": None, "of": 0}
    found, square = part / whole, SURE**2
    middle = (found + square / (2 * whole)) / (1 + square / whole)
    spread = (found * (1 - found) / whole + square / (4 * whole**2)) ** 0.5
    half = SURE * spread / (1 + square / whole)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return {"share": round(found, 4), "low": round(low, 4), "high": round(high, 4), "of": whole}


def _cut(times: Sequence[float], percent: int) -> float | None:
    """Return the time within which so many percent were done (nearest rank)."""
    if not times:
        return None
    rank = -(-percent * len(times) // 100)
    return round(times[max(rank, 1) - 1], 3)

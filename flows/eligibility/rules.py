"""The rules of one day, as the tree asks them, and the edition that its buttons carry.

An edition ends whenever anything that was said changes, so that a button pressed after midnight
is known to be of yesterday. It also names the version of the tree: raise that when a word of a
path comes to mean something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from flows.rules.people import People, Ruling
from flows.rules.policy import Policies, Policy, Procedure

TREE: Final = "1"
DATED: Final = 6  # signs of an edition that tell its day


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that hold on a day in Jakarta."""

    policies: Policies
    on: date
    policy: Policy | None
    procedure: Procedure
    people: People
    said: Mapping[str, Ruling | None]  # what was last said about each kind by this day
    edition: str

    def ruling(self, kind: str) -> Ruling:
        """Return what was last said about a kind by this day, or else what was said first."""
        return self.said.get(kind) or self.people.rulings[kind][0]


def rules_on(policies: Policies, day: date) -> Rules:
    """Return the rules of a day in Jakarta."""
    people = policies.procedure.people
    changed = max((one for one in change_days(policies) if one <= day), default=date.min)
    return Rules(
        policies=policies,
        on=day,
        policy=policies.on(day),
        procedure=policies.procedure,
        people=people,
        said={kind: people.on(kind, day) for kind in people.rulings},
        edition=f"{changed:%y%m%d}{TREE}",
    )


def is_of_this_tree(edition: str) -> bool:
    """Tell whether an edition, of whatever day, speaks of answers as this tree does."""
    return edition[:DATED].isdigit() and edition[DATED:] == TREE


def change_days(policies: Policies) -> tuple[date, ...]:
    """Return the days on which anything that the tree tells changed, in order."""
    return tuple(sorted(set(_changes(policies))))


def _changes(policies: Policies) -> Iterator[date]:
    for version in policies.versions:
        yield from (version.effective_from, version.permits_from)
    yield policies.versions[-1].effective_to + timedelta(days=1)
    for rulings in policies.procedure.people.rulings.values():
        yield from (ruling.since for ruling in rulings)

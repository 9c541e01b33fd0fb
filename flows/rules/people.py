"""People and journeys that no list of sectors decides, and what was said about them, day by day.

What was said changed within days: drivers of ride-hailing apps had to have a permit on the 9th
of July and were waved through on the 18th. So whatever is told carries its day and its source,
and where nobody said anything, that is what is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flows.dialogue import Names


class Verdict(StrEnum):
    """What somebody is told in the end."""

    REGISTER = "register"  # the company can register
    EVIDENCE = "evidence"  # it can, with papers that prove it
    OFFICER = "officer"  # the rule is not clear: an officer decides
    WORK_FROM_HOME = "work_from_home"
    EXEMPT = "exempt"
    INDIVIDUAL = "individual"  # a permit for an urgent need, asked for by oneself
    PLATFORM = "platform"  # the app company asks for all its drivers
    WAVED_THROUGH = "waved_through"  # let pass without one
    OTHER_PAPERS = "other_papers"  # not this permit, but another paper
    NOT_NAMED = "not_named"  # the rules name who gets one, and this is not among them
    SILENT = "silent"  # the rules say nothing at all
    OWN_BUSINESS = "own_business"
    NOT_YET = "not_yet"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was said about people or journeys of one kind, from a day on."""

    since: date
    said: Names
    sources: tuple[str, ...]
    verdict: Verdict | None = None  # None: the sector of the workplace decides
    read: date | None = None  # the day of the newest text that says so, where it matters
    sector: str = ""  # the sector, where the kind of work settles it
    exemption: str = ""
    officer_at_best: bool = False  # our own reading: no flat yes may come of it
    never_exempt: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """What is asked for, and where that was read."""

    asked: tuple[Names, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Every ruling by kind, oldest first; groups of businesses as people look for them; papers.

    A business is a sector, or the first digits of codes that are judged apart from theirs.
    """

    rulings: Mapping[str, tuple[Ruling, ...]]
    groups: Mapping[str, tuple[str, ...]]
    papers: Mapping[str, Papers]

    def on(self, kind: str, day: date) -> Ruling | None:
        """Return what was last said about a kind by a day in Jakarta, if anything was."""
        known = (one for one in reversed(self.rulings.get(kind, ())) if one.since <= day)
        return next(known, None)

    def group_of(self, sector: str) -> str:
        """Return the group in which people find a sector; empty if they do not."""
        return next((group for group, sectors in self.groups.items() if sector in sectors), "")

"""A claim, held against the register of today and the rules of the day it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.registry import Known
from bot.reporting.opened import NOT_LISTED
from flows.rules.cases import Register
from flows.rules.decision import Decision
from flows.rules.sectors import Sector


@dataclass(frozen=True, slots=True)
class Checked:
    """The claim held against the register of today and the rules of the day it tells of."""

    day: date
    reported: date
    since: date | None  # the rules of that day; a letter tells no day of a report
    known: Sequence[Known]
    sector: str
    verdict: Decision | None
    register: Register
    sectors: Sequence[Sector] = field(repr=False)
    alike: Sequence[Known] = ()  # may be the employer: an officer has to say
    taken_for: str | None = None  # what an officer said
    is_down: bool = False  # the register did not answer

    @property
    def is_not_listed(self) -> bool:
        """Tell whether an officer found that the register does not have the employer."""
        return self.taken_for == NOT_LISTED

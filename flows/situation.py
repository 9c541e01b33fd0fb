"""What a conversation is built for: the rules of the day, and what is known of the person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from flows.dialogue import Says
from flows.rules.caps import WorkUnit
from flows.rules.policy import Policies, Policy


@dataclass(frozen=True, slots=True)
class Handed:
    """An application as its representative sees it. ``due`` is aware."""

    reference: str
    company: str
    status: str  # of the application; "lapsed" where no permit was needed any more
    due: datetime | None = None
    permits: int = 0
    refused: int = 0
    remarks: Says = ""  # what is to be mended, or who was refused and why

    @property
    def is_open(self) -> bool:
        """Tell whether something may still become of it."""
        return self.status in {"submitted", "in_review", "second_look", "returned", "decided"}


def no_trades(_: str) -> tuple[str, ...]:
    """Suggest no sector for any words."""
    return ()


@dataclass(frozen=True, slots=True)
class Situation:
    """The day in Jakarta, the rules, and what the assistant knows already."""

    on: date
    policies: Policies
    language_chosen: bool = False
    applications: tuple[Handed, ...] = ()
    draft: int | None = None  # employees noted in a registration that was not sent; None: none
    # workplace id -> open application of this chat; "" where it is another chat's
    opened: Mapping[str, str] = field(default_factory=dict)
    standing: Mapping[WorkUnit, int] = field(default_factory=dict)  # permits of the workplace
    trades: Callable[[str], tuple[str, ...]] = no_trades  # sectors that unknown words may mean
    noted: Mapping[str, str] = field(default_factory=dict, repr=False)  # NIK -> name on the list
    permitted: Collection[str] = field(default=(), repr=False)  # NIKs with a live permit

    @property
    def policy(self) -> Policy | None:
        """Return the rules of the day, if any speak."""
        return self.policies.on(self.on)

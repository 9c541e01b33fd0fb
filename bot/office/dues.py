"""How a promise stands, as an officer reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.dialogue import Text
from flows.rules.promise import Urgency, urgency, used_percent


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that runs: how urgent, how much is used up, what is left, until when."""

    urgency: Urgency
    percent: int
    left: Text
    until: datetime

    @property
    def word(self) -> Text:
        """Return the urgency as a word, for those who do not see colours."""
        return Text(f"office.urgency.{self.urgency}")


def due_of(complete_at: datetime | None, due_at: datetime | None, now: datetime) -> Due | None:
    """Say how a promise stands; None while none runs."""
    if complete_at is None or due_at is None:
        return None
    percent = used_percent(now, complete_at=complete_at, due=due_at)
    hours, seconds = divmod(abs(due_at - now), timedelta(hours=1))
    places = {"hours": hours, "minutes": int(seconds.total_seconds() // 60)}
    kind = ("left" if due_at > now else "over") + ("" if hours else "_minutes")
    return Due(urgency(percent), percent, Text(f"office.due.{kind}", places), due_at)

"""How a promise stands, as an officer reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.dialogue import Text
from flows.rules.policy import Procedure
from flows.rules.promise import Urgency, time_left, urgency, used_percent


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


def due_of(due_at: datetime | None, now: datetime, procedure: Procedure) -> Due | None:
    """Say how a promise stands; None while none runs.

    What is left counts hours of service, as the promise does; what is over counts every hour,
    for a company waits through the night too.
    """
    if due_at is None:
        return None
    percent = used_percent(now, due=due_at, procedure=procedure)
    left = time_left(now, due=due_at, procedure=procedure) if due_at > now else now - due_at
    hours, seconds = divmod(left, timedelta(hours=1))
    places = {"hours": hours, "minutes": int(seconds.total_seconds() // 60)}
    kind = ("left" if due_at > now else "over") + ("" if hours else "_minutes")
    return Due(urgency(percent), percent, Text(f"office.due.{kind}", places), due_at)

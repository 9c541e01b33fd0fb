"""Bad weather on request: what the real Telegram does on its worst days.

Each fault strikes a given number of times, on one method or chat or on all of them, so that a
test or a curious visitor can see what people see when it happens.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.simulator.refusals import BLOCKED, Dropped, Refused, too_many


class FaultKind(StrEnum):
    """What may go wrong."""

    TOO_MANY = "too_many"  # 429 with retry_after
    BLOCKED = "blocked"  # 403
    TIMEOUT = "timeout"  # done, but the answer never arrives
    LOST = "lost"  # not done, and no answer
    BROKEN = "broken"  # 502
    DUPLICATE = "duplicate"  # an update comes twice
    REORDER = "reorder"  # two updates change places
    RESEND = "resend"  # a press comes again under a new number


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that will go wrong, `times` times.

    No chat means any chat, no method any call into a chat (polling goes on undisturbed);
    `seconds` is what a 429 asks the bot to wait.
    """

    kind: FaultKind
    times: int = 1
    method: str = ""
    chat_id: int = 0
    seconds: int = 3

    def strikes(self, method: str, chat_id: int) -> bool:
        """Tell whether this call is one of those that it concerns."""
        named = self.method == method if self.method else chat_id != 0
        return named and self.chat_id in (0, chat_id)

    def written(self) -> dict[str, object]:
        """Return the fault as it travels to the page."""
        return {
            "kind": self.kind.value,
            "times": self.times,
            "method": self.method,
            "chat": self.chat_id,
            "seconds": self.seconds,
        }


@dataclass(slots=True)
class Faults:
    """The faults that are still to happen, in the order in which they were asked for."""

    coming: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Let something go wrong from now on."""
        self.coming.append(fault)

    def clear(self) -> None:
        """Let the sun shine again."""
        self.coming.clear()

    def take(self, kind: FaultKind, *, method: str = "", chat_id: int = 0) -> Fault | None:
        """Use up one stroke of such a fault, if one is due."""
        for place, fault in enumerate(self.coming):
            if fault.kind is kind and fault.strikes(method, chat_id):
                left = replace(fault, times=fault.times - 1)
                self.coming[place : place + 1] = [left] if left.times > 0 else []
                return fault
        return None

    def before(self, method: str, chat_id: int) -> None:
        """Raise what this call meets instead of being carried out."""
        if fault := self.take(FaultKind.TOO_MANY, method=method, chat_id=chat_id):
            raise too_many(fault.seconds)
        if self.take(FaultKind.BLOCKED, method=method, chat_id=chat_id):
            raise Refused(403, BLOCKED)
        if self.take(FaultKind.BROKEN, method=method, chat_id=chat_id):
            raise Refused(502, "Bad Gateway")
        if self.take(FaultKind.LOST, method=method, chat_id=chat_id):
            raise Dropped

    def after(self, method: str, chat_id: int) -> None:
        """Raise what happens to the answer of a call that was carried out."""
        if self.take(FaultKind.TIMEOUT, method=method, chat_id=chat_id):
            raise Dropped

"""Counts what a chat does at the counter, and words it for whoever is held back.

What fails for a reason of ours was no deed: its count is given back, and its reason is said.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from bot.reporting.errors import Busy, NobodyToRead
from flows.dialogue import Text
from flows.effects import Submit
from flows.reporting import FOLLOW_UP
from flows.reporting.report import EMPLOYER
from flows.rules.cases import folded_employer
from storage.errors import StorageError
from storage.live.flood import Deed, FloodGate

Counting: TypeAlias = tuple[Deed, str]  # and about whom
HOUR: Final = timedelta(hours=1)
MINUTES: Final = (timedelta(minutes=1), "reporting.wait.minute", "reporting.wait.minutes")
HOURS: Final = (HOUR, "reporting.wait.hour", "reporting.wait.hours")
HELD_BACK: Final = {
    Deed.MESSAGE: "reporting.flood.too_fast",
    Deed.EMPLOYER: "reporting.flood.same",
    Deed.RECEIPT: "reporting.flood.tries",
    Deed.REPORT: "reporting.flood.too_many",
}


class HeldBack(Exception):
    """It cannot be done now; the person is told ``text``."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text


class PhotoGone(Exception):
    """The photo is in memory no more, and the report must not go without it unnoticed."""


class Counts:
    """The counts of all chats."""

    def __init__(self, gate: FloodGate, clock: Callable[[], datetime]) -> None:
        self._gate, self._clock = gate, clock

    async def count(self, deed: Deed, chat: str, *, about: str = "", thing: str = "") -> None:
        """Count a deed.

        Raises:
            HeldBack: it was one too many.
        """
        now = self._clock()
        waiting = await self._gate.wait(deed, chat, now, about=about, thing=thing)
        if waiting:
            raise HeldBack(Text(HELD_BACK[deed], {"wait": spoken_wait(waiting)}))

    @asynccontextmanager
    async def counted(
        self, chat: str, deeds: Sequence[Counting], receipt: str = ""
    ) -> AsyncIterator[None]:
        """Count deeds while they are done; what fails for a reason of ours was not one.

        Raises:
            HeldBack: there were too many, or it failed for a reason of ours.
        """
        await self._count_all(chat, deeds, receipt)
        try:
            yield
        except PhotoGone:
            await self._give_back(chat, deeds)
            raise
        except (Busy, NobodyToRead, StorageError) as error:
            await self._give_back(chat, deeds)
            raise HeldBack(_reason(error)) from None

    async def _count_all(self, chat: str, deeds: Sequence[Counting], receipt: str) -> None:
        for number, (deed, about) in enumerate(deeds):
            thing = receipt if deed is not Deed.RECEIPT else ""
            try:
                await self.count(deed, chat, about=about, thing=thing)
            except HeldBack:
                await self._give_back(chat, deeds[:number])
                raise

    async def _give_back(self, chat: str, deeds: Sequence[Counting]) -> None:
        for deed, about in deeds:
            await self._gate.give_back(deed, chat, about=about)


def deeds_of(handed_in: Submit) -> tuple[Counting, ...]:
    """Return what handing this in counts as."""
    if handed_in.flow == FOLLOW_UP.name:
        return ((Deed.RECEIPT, ""),)
    employer = folded_employer(handed_in.answers.get(EMPLOYER) or "")
    return ((Deed.EMPLOYER, employer), (Deed.REPORT, ""))


def spoken_wait(waiting: timedelta) -> Text:
    """Say for how long to wait: in minutes below an hour, in hours above."""
    unit, one, many = MINUTES if waiting < HOUR else HOURS
    count = -(-waiting // unit)
    return Text(one if count == 1 else many, {"n": count})


def _reason(error: Exception) -> Text:
    match error:
        case Busy():
            return Text("reporting.flood.busy")
        case NobodyToRead():
            return Text("reporting.nobody_now")
        case _:
            return Text("reporting.away")

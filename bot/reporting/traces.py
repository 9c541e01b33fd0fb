"""Traces: messages that are to disappear from a chat, and what is said once they have or not.

What is said to be gone is gone: deleting comes first, and what could not be deleted is told and
stays in the visit, so that it can be tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from bot.delivery import Answered, Delivery
from bot.reporting.leading import numbers_of
from bot.reporting.mishaps import Mishaps
from bot.reporting.reach import within_reach
from bot.reporting.showing import Showing
from bot.reporting.visits import Visit, Visits
from flows.language import Language
from storage.errors import Unavailable


class Traces:
    """Lets messages disappear."""

    def __init__(self, visits: Visits, showing: Showing, mishaps: Mishaps) -> None:
        self._visits, self._showing, self._mishaps = visits, showing, mishaps

    def vanish(
        self,
        delivery: Delivery,
        numbers: tuple[int, ...],
        say: Callable[[int], Answered],
        *,
        over: Visit | None = None,
    ) -> Answered:
        """Let messages disappear; ``say`` words what is true then, given how many stay.

        ``over``: a visit that was forgotten, which keeps what stays.
        """

        async def deleted(left: tuple[int, ...]) -> Answered:
            if left:
                self._mishaps.stays(len(left))
            with suppress(Unavailable):
                await self._settle(str(delivery.chat), numbers, left, over)
            return say(len(left))

        return Answered(deletes=numbers, deleted=deleted) if numbers else say(0)

    async def _settle(
        self, chat: str, numbers: tuple[int, ...], left: tuple[int, ...], over: Visit | None
    ) -> None:
        async with self._visits.turn(chat):
            visit = await self._visits.load(chat) or (over if left else None)
            if visit is not None:
                gone = {*numbers} - {*left}
                stays = {*visit.trail, *left} - gone
                await self._visits.save(chat, replace(visit, trail=tuple(sorted(stays))))

    def erase(self, delivery: Delivery, visit: Visit | None, language: Language) -> Answered:
        """Let all that was said while reporting disappear; the visit itself is forgotten."""
        trail = tuple(sorted({*(visit.trail if visit else ()), *numbers_of(delivery)}))
        over = Visit(language) if visit else None

        def say(left: int) -> Answered:
            gone = len(trail) - left
            return self._showing.erased(gone, language, left=left, is_late=visit is None)

        return self.vanish(delivery, trail, say, over=over)

    async def erase_before(self, delivery: Delivery, language: Language) -> Answered:
        """Let everything before a report disappear, as far as it can be found."""
        chat, newest = str(delivery.chat), max(numbers_of(delivery), default=0)
        numbers = within_reach(await self._visits.steps(chat), newest)

        async def deleted(left: tuple[int, ...]) -> Answered:
            if left:
                self._mishaps.stays(len(left))
            else:
                await self._visits.forget_steps(chat, newest)
            return self._showing.erased_before(language, left=len(left))

        return Answered(deletes=numbers, deleted=deleted)

    def clean(self, delivery: Delivery, language: Language) -> Answered:
        """Let the one message that told of it disappear."""
        return self.vanish(
            delivery, numbers_of(delivery), lambda left: self._showing.cleaned(language, left=left)
        )

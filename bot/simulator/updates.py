"""The inbox of the bot: what happened and has not been confirmed yet.

Order is kept, an update is offered again until it is confirmed, and a press that nobody asked
for in time is dropped, as Telegram does.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.simulator.arrivals import Arrivals
from bot.simulator.messages import Json
from bot.simulator.refusals import OTHER_POLLER, Refused

PRESS_KEPT: Final = timedelta(seconds=150)
MESSAGE_KEPT: Final = timedelta(hours=24)
NUMBERS: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Update:
    """One happening; `queue` names the line in which its order is kept."""

    update_id: int
    kind: str
    body: Json
    queue: str
    kept_until: datetime

    def written(self) -> Json:
        """Return the update as the Bot API writes it."""
        return {"update_id": self.update_id, self.kind: self.body}


def _any_number() -> int:
    """Begin anywhere, as Telegram does after a quiet week.

    A house on kept data has taken the numbers of an earlier run and would take none of them twice.
    """
    return secrets.randbelow(NUMBERS) + 1


@dataclass(slots=True)
class Inbox:
    """Updates in order, with waiting for the next one.

    `clock` is the world's real time: a jump of the simulated clock must not lose updates.
    """

    clock: Callable[[], datetime]
    waiting: list[Update] = field(default_factory=list)
    arrived: Arrivals = field(default_factory=Arrivals)
    poller: int = 0
    allowed: frozenset[str] = frozenset()
    next_id: int = field(default_factory=_any_number)

    def put(self, kind: str, body: Json, queue: str) -> Update | None:
        """Add a happening; None if the bot has not asked for its kind."""
        if self.allowed and kind not in self.allowed:
            return None
        kept = PRESS_KEPT if kind == "callback_query" else MESSAGE_KEPT
        update = Update(self.next_id, kind, body, queue, self.clock() + kept)
        self.next_id += 1
        self.waiting.append(update)
        self.arrived.ring()
        return update

    def repeat(self, update: Update) -> None:
        """Offer an update a second time, in its own place."""
        self.waiting.append(update)
        self.arrived.ring()

    def swap_last(self) -> None:
        """Exchange the last two updates, as two servers of Telegram may."""
        if len(self.waiting) > 1:
            self.waiting[-1], self.waiting[-2] = self.waiting[-2], self.waiting[-1]

    def drop_expired(self) -> None:
        """Forget what was kept long enough."""
        now = self.clock()
        self.waiting = [update for update in self.waiting if update.kept_until > now]

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one counts from the end."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        elif offset:
            self.waiting = [update for update in self.waiting if update.update_id >= offset]

    def remove(self, update: Update) -> None:
        """Forget one delivered update."""
        if update in self.waiting:
            self.waiting.remove(update)
        self.arrived.ring()

    def clear(self) -> None:
        """Forget everything."""
        self.waiting.clear()

    def allow(self, kinds: Collection[str]) -> None:
        """Remember which kinds the bot wants; none named means the usual ones."""
        self.allowed = frozenset(kinds)

    def close(self) -> None:
        """Send whoever polls away, so that the server can stop at once."""
        self.poller += 1
        self.arrived.ring()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """Return the next updates, waiting up to `timeout` seconds for the first of them.

        Raises:
            Refused: with 409 as soon as another poll begins.

        """
        self.poller += 1
        mine = self.poller
        self.arrived.ring()  # the poll before this one wakes and learns that it lost
        self.confirm(offset)
        until = asyncio.get_running_loop().time() + timeout
        is_woken, seen = True, self.arrived.number
        while is_woken and not self._ready():
            is_woken = await self._woken(seen, until)
            seen = self.arrived.number
            if self.poller != mine:
                raise Refused(409, OTHER_POLLER)
        return self.waiting[:limit]

    def _ready(self) -> bool:
        self.drop_expired()
        return bool(self.waiting)

    async def _woken(self, seen: int, until: float) -> bool:
        left = until - asyncio.get_running_loop().time()
        if left <= 0:
            return False
        try:
            await asyncio.wait_for(self.arrived.after(seen), left)
        except TimeoutError:
            return False
        return True

"""The reception: shows each delivery to whoever it belongs to, before anybody keeps anything."""

from __future__ import annotations

from bot.delivery import Answered, Delivery, Fetch, Receiver
from bot.reporting.counter import ReportCounter
from bot.reporting.visits import Standing


class Reception:
    """Stands in front of the reporters' counter and the desk of the registration."""

    def __init__(self, counter: ReportCounter, desk: Receiver) -> None:
        self._counter, self._desk = counter, desk

    async def receive(self, delivery: Delivery, fetch: Fetch) -> Answered:
        """Have a delivery answered where it belongs.

        Raises:
            NotKept: the desk could not keep it; it must come again.
        """
        standing = await self._counter.standing(delivery)
        if standing in {Standing.HERE, Standing.ASKED}:
            answered = await self._counter.receive(delivery, fetch)
        else:
            answered = await self._desk.receive(delivery, fetch)
        return await self._counter.followed(delivery, answered, standing)

    def excuse(self, delivery: Delivery) -> Answered:
        """Say that a delivery could not be kept yet; only the desk keeps any."""
        return self._desk.excuse(delivery)

"""Arrivals: wakes everybody who waits at the inbox, however many they are.

An event that one of them clears would let another sleep through what came in between; a number
that only grows cannot be cleared by anybody.
"""

from __future__ import annotations

import asyncio


class Arrivals:
    """Counts what arrives, and wakes whoever waits for more than they have seen."""

    def __init__(self) -> None:
        self.number = 0
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Say that something arrived."""
        self.number += 1
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()

    async def after(self, number: int) -> None:
        """Wait until more has arrived than this."""
        while self.number <= number:
            waiting = asyncio.get_running_loop().create_future()
            self._waiting.append(waiting)
            await waiting

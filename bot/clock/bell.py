"""A bell: a worker sleeps until it is rung, or until it is time to look by itself."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Bell:
    """Wakes one worker of this process; another process's worker finds the work by looking."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake the worker now, or let its next sleep end at once."""
        self._rung.set()

    async def rest(self, seconds: float) -> None:
        """Sleep until the bell rings, at most this long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), seconds)
        self._rung.clear()

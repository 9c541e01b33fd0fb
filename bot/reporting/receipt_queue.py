"""The queue of receipts: each costs 64 MiB and a sixth of a second, so only two at a time.

Whoever comes when fifty wait is told to come again, instead of everybody waiting for ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from bot.reporting.errors import Busy
from storage.reports.receipt_keys import ReceiptKeys, receipt_keys

AT_ONCE: Final = 2
WAITING: Final = 50


class ReceiptQueue:
    """Computes the keys of receipts, a few at a time."""

    def __init__(
        self, pepper: bytes, derive: Callable[[str, bytes], ReceiptKeys] = receipt_keys
    ) -> None:
        self._pepper, self._derive = pepper, derive
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="receipts")
        self._waiting = 0

    async def keys(self, receipt: str) -> ReceiptKeys:
        """Compute the keys of a receipt.

        Raises:
            Busy: too many are waiting already.
        """
        if self._waiting >= AT_ONCE + WAITING:
            raise Busy
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._derive, receipt, self._pepper)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown()

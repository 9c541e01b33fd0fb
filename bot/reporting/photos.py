"""Has photos drawn anew, each in a process of its own that may die of it."""

from __future__ import annotations

import asyncio
import sys
from typing import Final

from bot.reporting.redraw import Undrawable

LARGEST: Final = 10 * 1024 * 1024
SECONDS: Final = 30
AT_ONCE: Final = 1  # a photo of 40 million dots takes some 300 MB


class PhotoDrawer:
    """Draws photos anew, one at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def redraw(self, photo: bytes) -> bytes:
        """Return the photo as a plain JPEG without anything written inside it.

        Raises:
            Undrawable: no photo, damaged, too large, or it took too long.
        """
        if len(photo) > LARGEST:
            raise Undrawable
        async with self._turn:
            return await _drawn(photo)


async def _drawn(photo: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.reporting.redraw",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        drawn, _ = await asyncio.wait_for(process.communicate(photo), SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise Undrawable from None
    if process.returncode != 0 or not drawn:
        raise Undrawable
    return drawn

"""Has photos drawn anew, each in a process of its own that may die of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import Final

from bot.pictures.redraw import TOO_LARGE, TooManyDots, Undrawable

LARGEST: Final = 20 * 1024 * 1024  # bytes Telegram lets a bot fetch
SECONDS: Final = 30
AT_ONCE: Final = 1  # a photo of 40 million dots takes some 300 MB


class PhotoDrawer:
    """Draws photos anew, one at a time, as small as asked.

    ``longest_side`` in dots, ``most_bytes`` in bytes.
    """

    def __init__(self, *, longest_side: int, most_bytes: int) -> None:
        self._size = (str(longest_side), str(most_bytes))
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def redraw(self, photo: bytes) -> bytes:
        """Return the photo as a plain JPEG without anything written inside it.

        Raises:
            TooManyDots: larger than is opened.
            Undrawable: no photo, damaged, or it took too long.
        """
        if len(photo) > LARGEST:
            raise TooManyDots
        async with self._turn:
            return await _drawn(photo, self._size)


async def _drawn(photo: bytes, size: Sequence[str]) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.pictures.redraw",
        *size,
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
    if process.returncode == TOO_LARGE:
        raise TooManyDots
    if process.returncode != 0 or not drawn:
        raise Undrawable
    return drawn


def report_drawer() -> PhotoDrawer:
    """Return what draws reporters' photos: a sign can be read, a face far behind hardly."""
    return PhotoDrawer(longest_side=1_600, most_bytes=1024 * 1024)


def paper_drawer(most_kb: int) -> PhotoDrawer:
    """Return what draws photographed papers: a typed page stays legible within the rule's size."""
    return PhotoDrawer(longest_side=2_200, most_bytes=most_kb * 1024)

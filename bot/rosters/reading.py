"""Reads a company's list of employees from the file it sent.

Nothing a stranger sends is opened in the service itself. A child process with limits does it, at
most two at a time, and a file that breaks the child is refused like any other.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path, PurePath
from typing import Final

from bot.rosters.confined import unpack
from bot.rosters.table import Refusal, Table, refuse

__all__ = ["MAX_BYTES", "Refusal", "Table", "read_roster", "read_upload"]

MAX_BYTES: Final = 20 * 1024 * 1024  # what Telegram lets a bot fetch
MAX_SECONDS: Final = 10
_ROOT: Final = Path(__file__).parents[2]
_AT_ONCE: Final = threading.BoundedSemaphore(2)  # a third file waits: each may take 150 MiB
_OTHER_KINDS: Final = frozenset(
    {".pdf", ".doc", ".docx", ".ppt", ".pptx", ".zip", ".rar", ".7z"}
    | {".jpg", ".jpeg", ".png", ".heic", ".webp"}
)
_COMMAND: Final = (sys.executable, "-m", "bot.rosters.confined")
_BARE: Final = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def read_roster(source: Path | bytes, filename: str = "") -> Table:
    """Read the list in a file, given as its path or its bytes; never raises for bad content."""
    if PurePath(filename).suffix.casefold() in _OTHER_KINDS:
        return refuse("not_a_spreadsheet")
    if isinstance(source, Path):
        if source.stat().st_size > MAX_BYTES:
            return refuse("too_big")
        source = source.read_bytes()
    if len(source) > MAX_BYTES:
        return refuse("too_big")
    if not source.strip():
        return refuse("empty")
    with _AT_ONCE:
        return _read_confined(source)


async def read_upload(data: bytes, filename: str = "") -> Table:
    """Read the list in an uploaded file without holding up anybody else."""
    return await asyncio.to_thread(read_roster, data, filename)


def _read_confined(data: bytes) -> Table:
    try:
        child = subprocess.run(  # noqa: S603 - our own module, bytes on standard input
            _COMMAND,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_BARE,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return refuse("too_heavy")
    return refuse("too_heavy") if child.returncode else unpack(child.stdout)

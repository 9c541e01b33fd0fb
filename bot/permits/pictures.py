"""Reads permits out of what people send: a card, a photo of a page, or the sheet itself.

Pictures are opened next door (``bot.permits.scan``). A sheet as we make it is not opened at all:
the address under its code stands in it in plain letters.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 20 * 1024 * 1024  # what Telegram lets a bot fetch
MOST_SECONDS: Final = 30
_PDF: Final = b"%PDF-"
_ADDRESS: Final = re.compile(rb"/URI \((HTTPS://[A-Z0-9.:-]+/V#[0-9A-Z$*+:-]+)\)")
_ROOT: Final = Path(__file__).parents[2]
_COMMAND: Final = (sys.executable, "-m", "bot.permits.scan")
_BARE: Final = {"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


class Unreadable(Exception):
    """This is no picture, or one that must not be opened."""


def read_codes(content: bytes) -> list[str]:
    """Return what the codes in a picture or on our own sheet say; none if there is none.

    Raises:
        Unreadable: it is neither, is damaged or is far too large.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable
    if content.startswith(_PDF):
        return list(dict.fromkeys(found.decode() for found in _ADDRESS.findall(content)))
    return _scan(content)


def _scan(content: bytes) -> list[str]:
    try:
        done = subprocess.run(  # noqa: S603 - our own module, bytes on standard input
            _COMMAND,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_BARE,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable from None
    if done.returncode:
        raise Unreadable
    return [str(code) for code in json.loads(done.stdout)]

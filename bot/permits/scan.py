"""Finds the codes in a picture, in a process that has nothing to lose.

It is the whole of a small program that reads a picture from standard input and writes what its
codes say to standard output as JSON, because a picture made to break the reader must break this
process and not the one that asked. ``python -m bot.permits.scan``
"""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
from typing import Final

MOST_DOTS: Final = 40_000_000
LONGEST_SIDE: Final = 3_200  # a photo of a page of four permits still reads at this size
MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20
FORMATS: Final = ("JPEG", "PNG", "WEBP")


class NotAPicture(Exception):
    """This is no picture that can be looked at."""


def find_codes(picture: bytes) -> list[str]:
    """Return what the QR codes in a picture say, each once, from the top.

    Raises:
        NotAPicture: damaged, of another kind, or too large.
    """
    import zxingcpp
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(picture), formats=FORMATS) as opened:
                grey = opened.convert("L")
    except Exception:  # noqa: BLE001 - whatever a broken picture breaks, the answer is the same
        raise NotAPicture from None
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    in_order = sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return list(dict.fromkeys(code.text for code in in_order))


def main() -> int:
    """Look at standard input; 1 if it is no picture."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
    try:
        found = find_codes(sys.stdin.buffer.read())
    except (NotAPicture, MemoryError):
        return 1
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

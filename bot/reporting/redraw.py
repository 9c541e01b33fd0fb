"""Draws a photo anew, dot by dot: what is seen stays, what was written inside it is gone.

Saving again is not enough, for comments survive it; so the dots are copied onto an empty sheet.
It is the whole of a small program that reads a photo from standard input and writes the new one
to standard output, because a photo made to break the reader must break this process and not
the assistant. ``python -m bot.reporting.redraw``
"""

from __future__ import annotations

import io
import resource
import sys
import warnings
from typing import Final

MOST_DOTS: Final = 40_000_000
LONGEST_SIDE: Final = 1_600  # an entrance and its sign can be read; a face far behind hardly
QUALITY: Final = 85
MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20
FORMATS: Final = ("JPEG", "PNG", "WEBP")


class Undrawable(Exception):
    """This is no photo that can be drawn anew."""


def redraw(photo: bytes) -> bytes:
    """Return the photo as a plain JPEG that carries nothing but its dots.

    Raises:
        Undrawable: no photo, damaged, of another kind, or too large.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(photo), formats=FORMATS) as opened:
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except Exception:  # noqa: BLE001 - whatever a broken photo breaks, the answer is the same
        raise Undrawable from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.frombytes("RGB", upright.size, upright.tobytes())
    drawn = io.BytesIO()
    sheet.save(drawn, "JPEG", quality=QUALITY)
    return drawn.getvalue()


def main() -> int:
    """Draw standard input anew onto standard output; 1 if it cannot be drawn."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        drawn = redraw(sys.stdin.buffer.read())
    except (Undrawable, MemoryError):
        return 1
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Draws a photo anew, dot by dot: what is seen stays, what was written inside it is gone.

Saving again is not enough, for comments survive it; so the dots are copied onto an empty sheet.
It is the whole of a small program that reads a photo from standard input and writes the new one
to standard output, because a photo made to break the reader must break this process and not
the assistant. ``python -m bot.pictures.redraw LONGEST_SIDE MOST_BYTES``
"""

from __future__ import annotations

import io
import resource
import sys
import warnings
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_DOTS: Final = 40_000_000
QUALITIES: Final = (85, 75, 65, 50)  # below the last, letters fray; then the sheet gets smaller
SMALLER: Final = 0.8
SMALLEST_SIDE: Final = 200
MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20
FORMATS: Final = ("JPEG", "PNG", "WEBP")


class Undrawable(Exception):
    """This is no photo that can be drawn anew."""


def redraw(photo: bytes, *, longest_side: int, most_bytes: int) -> bytes:
    """Return the photo as a plain JPEG that carries nothing but its dots.

    It is made as small as asked: at most so many dots on its longer side, and so many bytes.

    Raises:
        Undrawable: no photo, damaged, of another kind, or too large.
    """
    sheet = _copied(photo, longest_side)
    while True:
        for quality in QUALITIES:
            drawn = _written(sheet, quality)
            if len(drawn) <= most_bytes:
                return drawn
        if max(sheet.size) < SMALLEST_SIDE:
            raise Undrawable
        sheet = sheet.resize([max(int(side * SMALLER), 1) for side in sheet.size])


def _copied(photo: bytes, longest_side: int) -> Image:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(photo), formats=FORMATS) as opened:
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except Exception:  # noqa: BLE001 - whatever a broken photo breaks, the answer is the same
        raise Undrawable from None
    upright.thumbnail((longest_side, longest_side))
    return Image.frombytes("RGB", upright.size, upright.tobytes())


def _written(sheet: Image, quality: int) -> bytes:
    drawn = io.BytesIO()
    sheet.save(drawn, "JPEG", quality=quality)
    return drawn.getvalue()


def main() -> int:
    """Draw standard input anew onto standard output; 1 if it cannot be drawn."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    longest_side, most_bytes = map(int, sys.argv[1:])
    try:
        photo = sys.stdin.buffer.read()
        drawn = redraw(photo, longest_side=longest_side, most_bytes=most_bytes)
    except (Undrawable, MemoryError):
        return 1
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())

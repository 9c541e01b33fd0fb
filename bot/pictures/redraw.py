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
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_DOTS: Final = 40_000_000  # at once in memory; a JPEG is made smaller while it is read
TOO_LARGE: Final = 2  # how the program says so
QUALITIES: Final = (85, 75, 65, 50)  # below the last, letters fray; then the sheet gets smaller
SMALLER: Final = 0.8
SMALLEST_SIDE: Final = 200
MEMORY: Final = 1024 * 1024 * 1024
SECONDS: Final = 20
FORMATS: Final = ("JPEG", "PNG", "WEBP")


class Undrawable(Exception):
    """This is no photo that can be drawn anew."""


class TooManyDots(Undrawable):
    """It may be a photo, but is larger than is opened."""


def redraw(photo: bytes, *, longest_side: int, most_bytes: int) -> bytes:
    """Return the photo as a plain JPEG that carries nothing but its dots.

    It is made as small as asked: at most so many dots on its longer side, and so many bytes.

    Raises:
        TooManyDots: it has too many dots even where a JPEG is read at an eighth of its size.
        Undrawable: no photo, damaged, or of another kind.
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
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # dots are counted below, once a JPEG has said how few will do
    try:
        upright = _upright(photo, longest_side)
    except TooManyDots:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken photo breaks, the answer is the same
        raise Undrawable from None
    upright.thumbnail((longest_side, longest_side))
    return Image.frombytes("RGB", upright.size, upright.tobytes())


def _upright(photo: bytes, longest_side: int) -> Image:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(photo), formats=FORMATS) as opened:
        opened.draft("RGB", (longest_side, longest_side))
        if opened.width * opened.height > MOST_DOTS:
            raise TooManyDots
        return _on_white(ImageOps.exif_transpose(opened))


def _on_white(photo: Image) -> Image:
    """Lay a photo on white paper: what shines through would come out black."""
    from PIL import Image

    if not photo.has_transparency_data:
        return photo.convert("RGB")
    paper = Image.new("RGBA", photo.size, "white")
    paper.alpha_composite(photo.convert("RGBA"))
    return paper.convert("RGB")


def _written(sheet: Image, quality: int) -> bytes:
    drawn = io.BytesIO()
    sheet.save(drawn, "JPEG", quality=quality)
    return drawn.getvalue()


def main() -> int:
    """Draw standard input anew onto standard output; 1 if it cannot be, 2 if it is too large."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    longest_side, most_bytes = map(int, sys.argv[1:])
    try:
        photo = sys.stdin.buffer.read()
        drawn = redraw(photo, longest_side=longest_side, most_bytes=most_bytes)
    except TooManyDots:
        return TOO_LARGE
    except (Undrawable, MemoryError):
        return 1
    sys.stdout.buffer.write(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The colours of a card: one dark ink thinned to white, an accent, and red where it is stamped.

A card is drawn in greys and coloured at the end. With so few colours a picture of 720 by 1200
weighs less than a short voice message, and letters keep their smooth edges.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from PIL import Image, ImageChops

INK: Final = (11, 37, 69)
PAPER: Final = (255, 255, 255)
ACCENT: Final = (240, 120, 30)
STAMP: Final = (214, 40, 57)
STRENGTH: Final = 0.38  # of the stamp: seen at once, and the code below it still reads

GREYS: Final = 4  # of ink, from full to none; one more colour is the accent
BANK: Final = GREYS + 1
BANKS: Final = 4  # how much stamp, from none to full

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]  # left, top, right, foot


def coloured(grey: Image.Image, accents: Iterable[Box], stamp: Image.Image | None) -> Image.Image:
    """Turn greys into colours; boxes take the accent's, and ``stamp`` says where it is red."""
    levels = grey.point([value * GREYS // 256 for value in range(256)])
    for box in accents:
        levels.paste(GREYS, box)
    if stamp is not None:
        levels = ImageChops.add(levels, stamp)
    levels.putpalette(_palette(BANKS if stamp else 1))
    return levels


def banked(mask: Image.Image) -> Image.Image:
    """Turn how much of the stamp stands on each dot into the bank of its colour."""
    return mask.point([value * BANKS // 256 * BANK for value in range(256)])


@cache
def _palette(banks: int) -> bytes:
    plain = [_mixed(INK, PAPER, level / (GREYS - 1)) for level in range(GREYS)] + [ACCENT]
    return bytes(
        part
        for bank in range(banks)
        for colour in plain
        for part in _stamped(colour, STRENGTH * bank / (BANKS - 1))
    )


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _stamped(colour: Colour, strength: float) -> Colour:
    """Lay the stamp on as ink on paper: what is dark stays dark."""
    red, green, blue = (value * part // 255 for value, part in zip(colour, STAMP, strict=True))
    return _mixed(colour, (red, green, blue), strength)

"""The code: a permit's token as a QR code that one crease or a poor camera does not break.

Error correction is at level Q. The maker packs the capitals tightly and finds the smallest size
by itself; a permit's words are kept short enough (``flows.rules.issuing``) for 61 modules a side.
"""

from __future__ import annotations

from typing import Final, cast

import zxingcpp
from PIL import Image
from typing_extensions import Buffer

LEVEL: Final = "Q"  # a quarter of the code may be lost; at M one crease is the end of it
QUIET: Final = 4  # modules of white around a code, as the standard asks for


def make_code(text: str) -> Image.Image:
    """Draw a text as a QR code, a dot a module, black on white, with the quiet zone."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=LEVEL)
    dots = memoryview(cast("Buffer", made.to_image(scale=1, add_quiet_zones=True)))
    height, width = dots.shape or ()
    return Image.frombytes("L", (width, height), dots.tobytes())

"""The card: a permit as a picture for the phone.

Whoever looks at it from an arm's length must find the name first and the days second; the code
takes the width that is left. What is the same on every card is drawn once.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from bot.permits.code import QUIET, make_code
from bot.permits.colours import Box, banked, coloured
from bot.permits.face import Face, Labels
from bot.permits.fitting import Fitted, fit
from bot.permits.fonts import Weight

WIDTH: Final = 720
HEIGHT: Final = 1200
MARGIN: Final = 44
INNER: Final = WIDTH - 2 * MARGIN
BAND: Final = 108
EDGE: Final = (0, BAND, WIDTH, BAND + 7)
BAR: Final = 8  # beside the days, in the accent's colour
CODE: Final = 500  # dots a side, at most: two thirds of the width, as large as the words allow
CODE_FOOT: Final = 1042
BLACK: Final = 0
SOFT: Final = 100  # labels
WHITE: Final = 255

NAME: Final = (
    (72, 1),
    (64, 1),
    (56, 1),
    (50, 1),
    (46, 2),
    (40, 2),
    (36, 3),
    (31, 3),
)  # size, lines
DAYS: Final = ((46, 1), (40, 1), (34, 1), (28, 1))  # never as large as the name
COMPANY: Final = ((28, 1), (24, 1), (24, 2), (20, 2))
SMALL: Final = ((22, 1), (20, 1), (20, 2), (18, 2))
LEADING: Final = 1.17


def draw_card(face: Face) -> bytes:
    """Draw a permit as a PNG picture."""
    sheet = _blank(face.labels).copy()
    pen = Pen(sheet)
    top, largest = _draw_holder(pen, face)
    top, accent = _draw_days(pen, face, top, largest)
    _draw_work(pen, face, top)
    _draw_code(sheet, face)
    _draw_numbers(pen, face)
    stamp = _stamp(face.labels.stamp) if face.labels.stamp else None
    drawn = io.BytesIO()
    coloured(sheet, (EDGE, accent), stamp).save(drawn, "PNG")
    return drawn.getvalue()


class Pen:
    """Writes on a grey sheet."""

    def __init__(self, sheet: Image.Image) -> None:
        self.draw = ImageDraw.Draw(sheet)

    def write(
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        *,
        weight: Weight = Weight.PLAIN,
        grey: int = BLACK,
        anchor: str = "la",
    ) -> None:
        """Write one line; ``anchor`` as Pillow has it."""
        self.draw.text(at, text, fill=grey, font=_font(weight, round(size)), anchor=anchor)

    def fill(
        self, top: float, words: Fitted, *, weight: Weight = Weight.PLAIN, left: float = MARGIN
    ) -> float:
        """Write fitted lines below a height, and return the height they end at."""
        for line in words.lines:
            self.write((left, top), line, words.size, weight=weight)
            top += words.size * LEADING
        return top


def _draw_holder(pen: Pen, face: Face) -> tuple[float, float]:
    """Draw whose it is; return where that ends and how large the name is."""
    top: float = BAND + 28
    pen.write((MARGIN, top), str(face.labels.holder), 18, grey=SOFT)
    name = _fitted(face.holder, NAME, Weight.STRONG)
    top = pen.fill(top + 22, name, weight=Weight.STRONG)
    pen.write((MARGIN, top + 8), f"{face.labels.nik.here} {face.nik}", 22)
    return top + 56, name.size


def _draw_days(pen: Pen, face: Face, top: float, largest: float) -> tuple[float, Box]:
    """Draw when it holds; return where that ends and the bar beside it."""
    left = MARGIN + BAR + 18
    steps = [(size, lines) for size, lines in DAYS if size < largest]
    days = _fitted(face.days.here, steps, Weight.STRONG, width=WIDTH - MARGIN - left)
    pen.write((left, top), str(face.labels.valid), 18, grey=SOFT)
    foot = pen.fill(top + 22, days, weight=Weight.STRONG, left=left)
    return foot + 26, (MARGIN, round(top) + 2, MARGIN + BAR, round(foot))


def _draw_work(pen: Pen, face: Face, top: float) -> None:
    company = _fitted(face.company, COMPANY, Weight.STRONG)
    top = pen.fill(top, company, weight=Weight.STRONG)
    pen.fill(top + 3, _fitted(f"{face.sector.here} · {face.area}", SMALL, Weight.PLAIN))


def _draw_code(sheet: Image.Image, face: Face) -> None:
    code = make_code(face.token)
    inked = code.width - 2 * QUIET
    module = CODE // inked
    side = code.width * module
    scaled = code.resize((side, side), Image.Resampling.NEAREST)
    white = QUIET * module
    sheet.paste(scaled, ((WIDTH - side) // 2, CODE_FOOT - side + white))


def _draw_numbers(pen: Pen, face: Face) -> None:
    top = CODE_FOOT + 22
    for left, label, number in (
        (MARGIN, face.labels.control_code, face.control_code),
        (WIDTH / 2 + 20, face.labels.serial, face.serial),
    ):
        pen.write((left, top), str(label), 16, grey=SOFT)
        pen.write((left, top + 20), number, 34, weight=Weight.STRONG)


@cache
def _blank(labels: Labels) -> Image.Image:
    """Draw what every card has: the band on top and how to check it at the foot."""
    sheet = Image.new("L", (WIDTH, HEIGHT), WHITE)
    pen = Pen(sheet)
    pen.draw.rectangle((0, 0, WIDTH, BAND), fill=BLACK)
    middle, right = BAND / 2, WIDTH - MARGIN
    pen.write(
        (MARGIN, middle), labels.mark.here, 54, weight=Weight.STRONG, grey=WHITE, anchor="lm"
    )
    pen.write((right, 40), labels.title.here, 22, grey=WHITE, anchor="rm")
    english = f"{labels.title.abroad} · {labels.city.here}"
    pen.write((right, 72), english, 16, grey=WHITE, anchor="rm")
    pen.write((MARGIN, HEIGHT - 60), labels.scan.here, 18)
    pen.write((MARGIN, HEIGHT - 34), labels.scan.abroad, 16, grey=SOFT)
    return sheet


@cache
def _stamp(word: str) -> Image.Image:
    """Draw a word from corner to corner, as large as it goes."""
    length = math.hypot(WIDTH, HEIGHT) * 0.72
    size = 100 * length / _width(word, 100, Weight.STRONG)
    flat = Image.new("L", (round(length), round(size * 1.2)), 0)
    middle = (flat.width / 2, flat.height / 2)
    font = _font(Weight.STRONG, round(size))
    ImageDraw.Draw(flat).text(middle, word, fill=WHITE, font=font, anchor="mm")
    angle = math.degrees(math.atan2(HEIGHT, WIDTH))
    turned = flat.rotate(angle, Image.Resampling.BICUBIC, expand=True)
    mask = Image.new("L", (WIDTH, HEIGHT), 0)
    mask.paste(turned, ((WIDTH - turned.width) // 2, (HEIGHT - turned.height) // 2))
    return banked(mask)


@cache
def _font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(weight.path, size)


def _fitted(
    text: str, steps: Sequence[tuple[float, int]], weight: Weight, *, width: float = INNER
) -> Fitted:
    return fit(text, steps, width, lambda words, size: _width(words, size, weight))


def _width(text: str, size: float, weight: Weight) -> float:
    return _font(weight, round(size)).getlength(text)

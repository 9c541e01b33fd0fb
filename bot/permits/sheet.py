"""The sheet: a permit on paper, A5, or four to a page of A4 at seven tenths of the size.

The code is a picture with sharp edges, not thousands of squares, so that a book of permits stays
small; pressing it on a screen opens the address it holds. Lengths are points, from the foot up.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Final

from PIL import Image
from reportlab import rl_config
from reportlab.lib.pagesizes import A5
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bot.permits.code import QUIET, make_code
from bot.permits.colours import ACCENT, INK, STAMP, STRENGTH, Colour
from bot.permits.face import Face, Labels
from bot.permits.fitting import Fitted, fit
from bot.permits.fonts import Weight

WIDTH, HEIGHT = A5
MARGIN: Final = 34.0
INNER: Final = WIDTH - 2 * MARGIN
BAND: Final = 60.0
EDGE: Final = 4.0
BAR: Final = 4.5
CODE: Final = 178.0  # 63 mm of code; 44 mm on a quarter of A4
CODE_FOOT: Final = 80.0
CONTROL_TOP: Final = CODE_FOOT + CODE
SERIAL_TOP: Final = CONTROL_TOP - 61
COMPARE_TOP: Final = SERIAL_TOP - 57
HOLDER_TOP: Final = HEIGHT - BAND - EDGE - 26
DOTS: Final = 3  # of the picture a module: viewers that smooth pictures blur only the rims
ASIDE: Final = MARGIN + CODE + 22
SOFT: Final = (92, 108, 128)
BLACK: Final = (0, 0, 0)
WHITE: Final = (255, 255, 255)

NAME: Final = (
    (38, 1),
    (34, 1),
    (30, 1),
    (27, 1),
    (25, 2),
    (22, 2),
    (20, 3),
    (17, 3),
)  # size, lines
DAYS: Final = ((26, 1), (23, 1), (19, 1), (16, 1))  # never as large as the name
COMPANY: Final = ((16, 1), (14, 1), (14, 2), (12, 2))
SMALL: Final = ((12, 1), (11, 2), (10, 2))
NOTE: Final = ((9.5, 4),)
LEADING: Final = 1.2


def make_sheet(face: Face) -> bytes:
    """Make the A5 page of one permit as a PDF."""
    made = io.BytesIO()
    canvas = new_canvas(made, A5, title=f"{face.labels.mark.here} {face.serial}")
    draw_blank(canvas, face.labels)
    draw_face(canvas, face)
    code = (MARGIN, CODE_FOOT, MARGIN + CODE, CODE_FOOT + CODE)
    canvas.linkURL(face.token, code, relative=1)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def new_canvas(made: io.BytesIO, size: tuple[float, float], *, title: str) -> Canvas:
    """Open a PDF whose bytes depend on nothing but what is drawn."""
    _register_fonts()
    rl_config.useA85 = 0  # a fifth of the size and of the time, for readers of the last century
    canvas = Canvas(made, pagesize=size, pageCompression=1, invariant=1, lang="id-ID")
    canvas.setTitle(title)
    return canvas


def draw_blank(canvas: Canvas, labels: Labels) -> None:
    """Draw what every permit has: the band on top, the labels, and how to check it."""
    pen = Pen(canvas)
    pen.box((0, HEIGHT - BAND, WIDTH, BAND), INK)
    pen.box((0, HEIGHT - BAND - EDGE, WIDTH, EDGE), ACCENT)
    top = HEIGHT - BAND / 2
    pen.write((MARGIN, top - 12), labels.mark.here, 34, weight=Weight.STRONG, colour=WHITE)
    right = WIDTH - MARGIN
    pen.write((right, top + 5), labels.title.here, 13, colour=WHITE, is_right=True)
    english = f"{labels.title.abroad} · {labels.city.here}"
    pen.write((right, top - 12), english, 9.5, colour=WHITE, is_right=True)
    pen.write((MARGIN, 47), labels.scan.here, 10.5)
    pen.write((MARGIN, 33), labels.scan.abroad, 9, colour=SOFT)
    pen.write((MARGIN, HOLDER_TOP), str(labels.holder), 9.5, colour=SOFT)
    _draw_labels(pen, labels)


def draw_face(canvas: Canvas, face: Face) -> None:
    """Draw what stands on this permit alone."""
    pen = Pen(canvas)
    top, largest = _draw_holder(pen, face)
    top = _draw_days(pen, face, top, largest)
    _draw_work(pen, face, top)
    _draw_code(canvas, face)
    _draw_numbers(pen, face)
    if face.labels.stamp:
        _draw_stamp(canvas, face.labels.stamp)


class Pen:
    """Writes on a page."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def box(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """Fill a box: left, foot, width, height."""
        self._dip(colour)
        self.canvas.rect(*box, stroke=0, fill=1)

    def write(
        self,
        at: tuple[float, float],
        text: str,
        size: float,
        *,
        weight: Weight = Weight.PLAIN,
        colour: Colour = INK,
        is_right: bool = False,
    ) -> None:
        """Write one line that stands on a height; to the left of a place if ``is_right``."""
        self._dip(colour)
        self.canvas.setFont(weight.value, size)
        draw = self.canvas.drawRightString if is_right else self.canvas.drawString
        draw(*at, text)

    def fill(
        self,
        top: float,
        words: Fitted,
        *,
        weight: Weight = Weight.PLAIN,
        colour: Colour = INK,
        left: float = MARGIN,
    ) -> float:
        """Write fitted lines below a height, and return the height they end at."""
        for line in words.lines:
            self.write((left, top - words.size), line, words.size, weight=weight, colour=colour)
            top -= words.size * LEADING
        return top

    def _dip(self, colour: Colour) -> None:
        self.canvas.setFillColorRGB(*(part / 255 for part in colour))


def _draw_holder(pen: Pen, face: Face) -> tuple[float, float]:
    name = _fitted(face.holder, NAME, Weight.STRONG)
    top = pen.fill(HOLDER_TOP - 7, name, weight=Weight.STRONG)
    pen.write((MARGIN, top - 15), f"{face.labels.nik.here} {face.nik}", 12)
    return top - 33, name.size


def _draw_days(pen: Pen, face: Face, top: float, largest: float) -> float:
    left = MARGIN + BAR + 9
    steps = [(size, lines) for size, lines in DAYS if size < largest]
    days = _fitted(face.days.here, steps, Weight.STRONG, width=WIDTH - MARGIN - left)
    pen.write((left, top - 9), str(face.labels.valid), 9.5, colour=SOFT)
    foot = pen.fill(top - 15, days, weight=Weight.STRONG, left=left)
    pen.box((MARGIN, foot, BAR, top - foot), ACCENT)
    return foot - 15


def _draw_work(pen: Pen, face: Face, top: float) -> None:
    company = _fitted(face.company, COMPANY, Weight.STRONG)
    top = pen.fill(top, company, weight=Weight.STRONG)
    pen.fill(top - 1, _fitted(f"{face.sector.here} · {face.area}", SMALL, Weight.PLAIN))


def _draw_code(canvas: Canvas, face: Face) -> None:
    code = make_code(face.token)
    inked = code.crop((QUIET, QUIET, code.width - QUIET, code.height - QUIET))
    side = inked.width * DOTS
    picture = ImageReader(inked.resize((side, side), Image.Resampling.NEAREST))
    canvas.drawImage(picture, MARGIN, CODE_FOOT, CODE, CODE)


def _draw_labels(pen: Pen, labels: Labels) -> None:
    """Draw, beside the code, what its numbers are and how to compare."""
    for label, top in ((labels.control_code, CONTROL_TOP), (labels.serial, SERIAL_TOP)):
        pen.write((ASIDE, top - 9), label.here, 9.5, colour=SOFT)
        pen.write((ASIDE, top - 19), label.abroad, 8, colour=SOFT)
    width = WIDTH - MARGIN - ASIDE
    here = _fitted(labels.compare.here, NOTE, Weight.PLAIN, width=width)
    abroad = _fitted(labels.compare.abroad, NOTE, Weight.PLAIN, width=width)
    top = pen.fill(COMPARE_TOP, here, left=ASIDE)
    pen.fill(top - 4, abroad, colour=SOFT, left=ASIDE)


def _draw_numbers(pen: Pen, face: Face) -> None:
    """Draw what is read out aloud where there is no camera."""
    pen.write((ASIDE, CONTROL_TOP - 43), face.control_code, 19, weight=Weight.STRONG)
    pen.write((ASIDE, SERIAL_TOP - 39), face.serial, 15, weight=Weight.STRONG)


def _draw_stamp(canvas: Canvas, word: str) -> None:
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(53)
    size = 100 * 520 / pdfmetrics.stringWidth(word, Weight.STRONG.value, 100)
    canvas.setFont(Weight.STRONG.value, size)
    canvas.setFillColorRGB(*(part / 255 for part in STAMP), alpha=STRENGTH)
    canvas.drawCentredString(0, -size / 3, word)
    canvas.restoreState()


def _fitted(
    text: str, steps: Sequence[tuple[float, int]], weight: Weight, *, width: float = INNER
) -> Fitted:
    return fit(text, steps, width, lambda words, size: _width(words, size, weight))


def _width(text: str, size: float, weight: Weight) -> float:
    return float(pdfmetrics.stringWidth(text, weight.value, size))


@cache
def _register_fonts() -> None:
    for weight in Weight:
        pdfmetrics.registerFont(TTFont(weight.value, str(weight.path)))

"""The book: permits for print, four to a page of A4 with lines to cut along.

A book comes in volumes, so that ten thousand permits are never drawn in memory at once.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bot.permits.face import Face
from bot.permits.sheet import HEIGHT, SOFT, WIDTH, draw_blank, draw_face, new_canvas

VOLUME: Final = 1_000  # permits
QUARTERS: Final = ((0, 1), (1, 1), (0, 0), (1, 0))
BLANK: Final = "blank"


def make_book(faces: Sequence[Face]) -> bytes:
    """Make one volume, of at most a thousand permits, as a PDF."""
    made = io.BytesIO()
    first = faces[0]
    title = f"{first.labels.mark.here} {first.serial} – {faces[-1].serial}"
    canvas = new_canvas(made, A4, title=title)
    canvas.beginForm(BLANK)
    draw_blank(canvas, first.labels)
    canvas.endForm()
    for start in range(0, len(faces), len(QUARTERS)):
        for quarter, face in zip(QUARTERS, faces[start : start + len(QUARTERS)], strict=False):
            _draw_quarter(canvas, quarter, face)
        _draw_cuts(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _draw_quarter(canvas: Canvas, quarter: tuple[int, int], face: Face) -> None:
    width, height = A4
    column, row = quarter
    canvas.saveState()
    canvas.translate(column * width / 2, row * height / 2)
    canvas.scale(width / 2 / WIDTH, height / 2 / HEIGHT)
    canvas.doForm(BLANK)
    draw_face(canvas, face)
    canvas.restoreState()


def _draw_cuts(canvas: Canvas) -> None:
    width, height = A4
    canvas.setStrokeColorRGB(*(part / 255 for part in SOFT))
    canvas.setLineWidth(0.4)
    canvas.setDash(3, 4)
    canvas.line(width / 2, 0, width / 2, height)
    canvas.line(0, height / 2, width, height / 2)

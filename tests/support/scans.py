"""A scan and a PDF as companies hand them in, drawn here and of nobody."""

from __future__ import annotations

import io
from functools import cache


@cache
def a_scan() -> bytes:
    """Draw something that looks like a scanned letter."""
    from PIL import Image, ImageDraw

    sheet = Image.new("L", (420, 594), 250)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((40, 40, 380, 74), fill=210)
    for line in range(14):
        pen.line(
            (40, 120 + 26 * line, 380 - 60 * (line % 4 == 3), 120 + 26 * line), fill=120, width=5
        )
    pen.ellipse((280, 480, 350, 550), outline=90, width=5)
    written = io.BytesIO()
    sheet.save(written, "PNG")
    return written.getvalue()


@cache
def a_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(420, 594), invariant=True)
    canvas.drawString(60, 520, "NOMOR INDUK BERUSAHA (CONTOH)")
    canvas.showPage()
    canvas.save()
    return written.getvalue()

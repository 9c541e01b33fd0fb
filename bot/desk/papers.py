"""Papers: documents people hand in, made small and safe before they are kept.

A photo is drawn anew and made to fit the rule's size, never refused for being large. A PDF cannot
be made smaller without harm, so the rule's limit is told, with the way out: send photos.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from bot.delivery import Attached, Fetch, NotFetched
from bot.pictures.drawer import PhotoDrawer
from bot.pictures.redraw import TooManyDots, Undrawable
from flows.dialogue import Text

FETCHABLE: Final = 20 * 1024 * 1024  # bytes Telegram lets a bot fetch
PDF: Final = b"%PDF-"
PDF_END: Final = b"%%EOF"
PDF_WITHIN: Final = 1024  # bytes before the first mark and after the last that readers put up with


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it will be kept."""

    content: bytes = field(repr=False)
    media_type: str


class Unusable(Exception):
    """What was sent cannot be kept; ``problem`` says why and what to send instead."""

    def __init__(self, problem: Text) -> None:
        super().__init__(problem.key)
        self.problem = problem


class Papers:
    """Takes documents in. ``pdf_kb`` is the largest PDF the rules allow."""

    def __init__(self, drawer: PhotoDrawer, *, pdf_kb: int) -> None:
        self._drawer, self._pdf_kb = drawer, pdf_kb

    async def take(self, content: bytes) -> Document:
        """Make a document fit to be kept.

        Raises:
            Unusable: it is no photo or PDF, or too large, or a PDF that was cut off.
        """
        if PDF in content[:PDF_WITHIN]:
            return self._pdf(content)
        try:
            return Document(await self._drawer.redraw(content), "image/jpeg")
        except TooManyDots:
            raise Unusable(Text("control.photo_too_big")) from None
        except Undrawable:
            raise Unusable(Text("control.file_kind")) from None

    def _pdf(self, content: bytes) -> Document:
        if len(content) > self._pdf_kb * 1024:
            places = {"most": self._pdf_kb, "size": -(-len(content) // 1024)}
            raise Unusable(Text("desk.pdf_too_big", places))
        if PDF_END not in content[-PDF_WITHIN:]:  # cut off on the way, or never one
            raise Unusable(Text("desk.pdf_broken"))
        return Document(content, "application/pdf")


async def fetched(attached: Attached, fetch: Fetch) -> bytes:
    """Fetch what was attached.

    Raises:
        Unusable: it is larger than can be fetched, or the channel did not give it.
    """
    if attached.size > FETCHABLE:
        raise Unusable(Text("control.file_too_big", {"most": FETCHABLE // 1024 // 1024}))
    try:
        return await fetch(attached.file)
    except NotFetched:
        raise Unusable(Text("control.file_lost")) from None

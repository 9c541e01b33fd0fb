"""The papers of an application, made when they are asked for and never kept.

What is kept are the signed permits; a card, a sheet, a bundle or a book can be drawn from them
at any time, and looks the same each time. Permits that no longer stand are not handed out.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from bot.delivery import Paper
from bot.permits.book import VOLUME, make_book
from bot.permits.bundle import BUNDLE, DIGITS, Page, make_bundle, name_of
from bot.permits.card import draw_card
from bot.permits.face import Face, Stamp, face_of, labels_of
from bot.permits.overview import Fate, make_overview
from bot.permits.press import Press
from bot.permits.sheet import make_sheet
from bot.wording import Texts
from flows.dialogue import Text
from flows.language import Language
from flows.rules.permits import Permit, PermitStatus
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from storage.database import Database
from storage.errors import NotKept
from storage.rosters import Listed
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says keys of the catalogue in one language, without markup."""

    texts: Texts
    language: Language

    def __call__(self, key: str, **places: str | int) -> str:
        """Return the words under a key with its places filled."""
        return self.texts.plain(Text(key, places), self.language)


class Papers:
    """Draws papers of kept permits; ``stamp`` goes across each that is not for use."""

    def __init__(
        self,
        database: Database,
        policies: Policies,
        texts: Texts,
        press: Press,
        *,
        stamp: Stamp | None = None,
    ) -> None:
        self._database = database
        self._policies = policies
        self._texts = texts
        self._press = press
        self._labels = labels_of(texts, stamp)

    async def card(self, serial: int) -> Paper:
        """Draw one permit as a picture.

        Raises:
            NotKept: no such permit stands.
        """
        face = await self._face(serial)
        drawn = await asyncio.to_thread(draw_card, face)
        return Paper(f"{name_of(face)}.png", drawn, is_picture=True)

    async def cards(self, reference: str, *, at_most: int) -> AsyncIterator[Paper]:
        """Yield each permit of a small application as a picture; of a larger one, none."""
        pages = await self._pages(reference)
        for page in pages if len(pages) <= at_most else ():
            drawn = await asyncio.to_thread(draw_card, page.face)
            yield Paper(f"{name_of(page.face)}.png", drawn, is_picture=True)

    async def sheet(self, serial: int) -> Paper:
        """Draw one permit as an A5 page.

        Raises:
            NotKept: no such permit stands.
        """
        face = await self._face(serial)
        return Paper(f"{name_of(face)}.pdf", await asyncio.to_thread(make_sheet, face))

    async def overview(self, reference: str, language: Language) -> Paper:
        """Tell in a workbook what became of every employee of an application."""
        say = Speaker(self._texts, language)
        fates = await self._fates(reference, language)
        made = await self._press.press(make_overview, fates, say=say)
        return Paper(say("permit.file.overview", reference=reference), made)

    async def bundles(self, reference: str, language: Language) -> AsyncIterator[Paper]:
        """Yield the permits of an application in zips of at most five hundred."""
        for pages in _parts(await self._pages(reference), BUNDLE):
            made = await self._press.press(make_bundle, pages)
            yield Paper(self._name("bundle", reference, pages, language), made)

    async def books(self, reference: str, language: Language) -> AsyncIterator[Paper]:
        """Yield the permits of an application for print, in volumes of at most a thousand."""
        for pages in _parts(await self._pages(reference), VOLUME):
            made = await self._press.press(make_book, [page.face for page in pages])
            yield Paper(self._name("book", reference, pages, language), made)

    async def _face(self, serial: int) -> Face:
        async with self._database.reading() as unit:
            permit = await unit.permits.get(serial)
        if permit.status is not PermitStatus.VALID:
            raise NotKept(str(serial))
        return self._draw_up(permit)

    async def _pages(self, reference: str) -> list[Page]:
        """Draw up the permits that stand, in the order of the list."""
        async with self._database.reading() as unit:
            permits = await _permits(unit, reference)
            listed = await _listed(unit, reference)
        places = {each.employee.nik: each.position for each in listed}
        pages = [
            Page(places[permit.nik], self._draw_up(permit), day_in_jakarta(permit.issued_at))
            for permit in permits
            if permit.status is PermitStatus.VALID
        ]
        return sorted(pages, key=lambda page: page.place)

    async def _fates(self, reference: str, language: Language) -> list[Fate]:
        async with self._database.reading() as unit:
            permits = {permit.nik: permit for permit in await _permits(unit, reference)}
            listed = await _listed(unit, reference)
        return [
            Fate(each, self._reason(each.reason, language), permits.get(each.employee.nik))
            for each in listed
        ]

    def _draw_up(self, permit: Permit) -> Face:
        return face_of(permit, policies=self._policies, texts=self._texts, labels=self._labels)

    def _reason(self, code: str | None, language: Language) -> str:
        reason = self._policies.procedure.reasons.get(code or "")
        return self._texts.plain(reason.names, language) if reason else code or ""

    def _name(self, kind: str, reference: str, pages: Sequence[Page], language: Language) -> str:
        first, last = (f"{page.place:0{DIGITS}}" for page in (pages[0], pages[-1]))
        places = {"reference": reference, "first": first, "last": last}
        return self._texts.plain(Text(f"permit.file.{kind}", places), language)


def _parts(pages: Sequence[Page], size: int) -> Iterator[Sequence[Page]]:
    return (pages[start : start + size] for start in range(0, len(pages), size))


async def _listed(unit: Unit, reference: str) -> list[Listed]:
    found: list[Listed] = []
    while more := await unit.rosters.rows(reference, after=found[-1].position if found else 0):
        found += more
    return found


async def _permits(unit: Unit, reference: str) -> list[Permit]:
    found: list[Permit] = []
    while more := await unit.permits.of_application(
        reference, after=found[-1].serial if found else 0
    ):
        found += more
    return found

"""The two inspectors of a served place, at their pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, CookieJar

from bot.reporting.made_up import MADE_UP
from tests.bot.inspection.desk import Browser
from tests.support.reporters import Reporter, Told, words
from tests.support.served import Place


@asynccontextmanager
async def an_inspector(place: Place, number: int = 0) -> AsyncIterator[Browser]:
    """Let one of the inspectors in."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        browser = Browser(client, place.served.pages)
        await browser.enters(*MADE_UP[number])
        assert browser.location == "/"
        yield browser


async def all_cases(inspector: Browser, ended: str = "") -> list[str]:
    """Return every case of the queue, page by page."""
    found: list[str] = []
    while True:
        await inspector.opens(f"/?page={len(found) // 50}{ended}")
        found += inspector.cases
        if "Berikutnya" not in inspector.page:
            return found


async def cases_seen(place: Place) -> int:
    """Count the cases an inspector sees, open and ended."""
    async with an_inspector(place) as wulan:
        return len(await all_cases(wulan)) + len(await all_cases(wulan, "&ended=1"))


async def inspectors_work(place: Place) -> list[str]:
    """Open, weigh, ask, note, write to employers; return every word that was written."""
    written = []
    async with an_inspector(place) as wulan:
        for number, case in enumerate(await all_cases(wulan)):
            await wulan.opens(f"/case/{case}")
            await wulan.posts(f"/case/{case}/triage")
            if "Sektor" in wulan.page and number % 3 == 0:
                for act in ("ask", "note"):
                    written.append(words(3))
                    await wulan.posts(f"/case/{case}/{act}", words=written[-1])
            elif number % 3 == 1:
                written.append(f"PT {words(1)}")
                await wulan.posts(f"/case/{case}/letter", employer=written[-1], address=words(2))
            await wulan.fetches(f"/case/{case}/photo")
        await wulan.opens("/acts")
        assert "Rantai utuh" in wulan.page
    await _steps_aside(place)
    return written


async def _steps_aside(place: Place) -> None:
    async with an_inspector(place, 1) as bima:
        case = (await all_cases(bima))[0]
        await bima.opens(f"/case/{case}")
        await bima.posts(f"/case/{case}/aside")
        assert case not in await all_cases(bima)


async def dialogue(place: Place, told: Told) -> None:
    """Ask a reporter something, and be answered from another account."""
    async with an_inspector(place) as wulan:
        before = set(await all_cases(wulan))
        await Reporter(place, told).reports()
        (case,) = set(await all_cases(wulan)) - before
        await wulan.opens(f"/case/{case}")
        assert told.story in wulan.page
        await wulan.posts(f"/case/{case}/triage")
        told.more.append(question := words(3))
        await wulan.posts(f"/case/{case}/ask", words=question)
        other = Reporter(place, Told(place.people[-1]))
        assert question in await other.comes_back(told.receipt)
        told.more.append(answer := words(3))
        await other.adds(answer)
        assert answer in await wulan.opens(f"/case/{case}")

"""The inspectors' pages on a small house of reports, and a browser without pictures."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape

from aiohttp import ClientResponse, ClientSession, CookieJar

from bot import policies
from bot.inspection.site import Site, inspection, listening
from bot.registry import Registry
from bot.reporting.opening import Reporting
from bot.wording import load_texts
from storage.database import Database
from tests.bot.reporting.town import PEPPER, Town

PASSPHRASE = "frasa sandi"


@dataclass
class Desk:
    """Where the pages are, and what stands behind them."""

    town: Town
    address: str
    site: Site
    browsers: list[ClientSession] = field(default_factory=list)

    def browser(self) -> Browser:
        client = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.browsers.append(client)
        return Browser(client, self.address)

    async def inspector(self, name: str, *, lead: bool = False) -> Browser:
        """Return the browser of an inspector who is in."""
        await self.town.inspector(name, lead=lead)
        browser = self.browser()
        await browser.enters(name)
        return browser


@dataclass
class Browser:
    """Somebody's browser: one page before their eyes."""

    client: ClientSession
    address: str
    status: int = 0
    page: str = ""
    location: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def opens(self, path: str, **options) -> str:
        async with self.client.get(self.address + path, **options) as answer:
            return await self._see(answer)

    async def posts(self, path: str, *, csrf: str | None = None, **form: str) -> str:
        token = csrf if csrf is not None else self.token
        given = {**({"csrf": token} if token else {}), **form}
        async with self.client.post(self.address + path, data=given) as answer:
            return await self._see(answer)

    async def fetches(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        async with self.client.get(self.address + path, headers=headers) as answer:
            self.status, self.headers = answer.status, dict(answer.headers)
            return await answer.read()

    async def asks(self, path: str, **form: str) -> dict:
        given = {"csrf": self.token, **form}
        async with self.client.post(self.address + path, data=given) as answer:
            self.status = answer.status
            return await answer.json()

    async def enters(self, name: str, passphrase: str = PASSPHRASE) -> str:
        await self.opens("/login")
        return await self.posts("/login", name=name, passphrase=passphrase)

    @property
    def token(self) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.page)
        return found.group(1) if found else ""

    @property
    def cases(self) -> list[str]:
        return re.findall(r'href="/case/(\w+)"', self.page)

    async def _see(self, answer: ClientResponse) -> str:
        self.status, self.headers = answer.status, dict(answer.headers)
        self.location = answer.url.path
        self.page = unescape(await answer.text())
        return self.page


@asynccontextmanager
async def a_desk(town: Town, database: Database, **options) -> AsyncIterator[Desk]:
    reporting = Reporting(
        town.house, town.counter, town.inspectors, town.closing, town.keys, town.sessions, PEPPER
    )
    given = {"batch_minutes": 0, "public_url": "http://127.0.0.1:8082", **options}
    register = Registry(database, policies.load(), town.clock)
    site = Site(reporting, register, load_texts(), **given)
    async with listening(inspection(site), 0) as address:
        desk = Desk(town, address, site)
        yield desk
        for client in desk.browsers:
            await client.close()

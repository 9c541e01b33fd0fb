"""The office on this machine, and people who come to it with a browser of sorts."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from aiohttp import ClientResponse, CookieJar
from aiohttp.test_utils import TestClient, TestServer

from bot.checking import Checking
from bot.judging import Judging
from bot.office.house import OfficeHouse
from bot.office.routes import office
from bot.office.visit import csrf_of
from bot.questions import load_questions
from bot.taught import Taught
from bot.teaching import Teaching
from bot.wording import load_texts
from flows.rules.officers import Officer
from storage.database import Database
from tests.support.builders import NOON
from tests.support.office_queue import PASSWORD, POLICIES, SITI, SetClock

CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
VERSION = re.compile(r'name="version" value="(\d+)"')


@dataclass
class Person:
    """Somebody with a browser."""

    client: TestClient
    house: OfficeHouse
    token: str = ""
    status: int = 0
    text: str = ""
    answer: ClientResponse | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        return str(self.client.make_url("/")).rstrip("/")

    async def get(self, path: str, **headers: str) -> Person:
        return await self._ask("GET", path, headers=headers)

    async def post(self, path: str, data: object = None, **headers: str) -> Person:
        """Send a form of ours: with the token, the version last seen, and where it comes from."""
        form = {"csrf": csrf_of(self.token)} | dict(data or {})
        if "version" not in form and (seen := VERSION.search(self.text)):
            form["version"] = seen[1]
        return await self._ask("POST", path, data=form, headers={"Origin": self.origin} | headers)

    async def _ask(self, method: str, path: str, **options: object) -> Person:
        async with self.client.request(method, path, allow_redirects=False, **options) as answer:
            self.answer, self.status, self.text = (
                answer,
                answer.status,
                await answer.text(errors="replace"),
            )
        return self

    async def follow(self) -> Person:
        """Go where the last answer sent us."""
        assert self.status == 303, (self.status, self.text[:300])
        return await self.get(self.answer.headers["Location"])

    async def log_in(self, name: str, password: str = PASSWORD) -> Person:
        await self.post("/login", {"name": name, "password": password})
        if cookie := self.answer.cookies.get(self.house.cookie):
            self.token = cookie.value
        return self

    async def come_in(self, officer: Officer) -> Person:
        """Be in, without the door: a login as the door would make it."""
        self.token = self.house.token()
        async with self.house.database.unit() as unit:
            await unit.logins.open(self.token, officer.name, at=self.house.clock())
        self.client.session.cookie_jar.update_cookies(
            {self.house.cookie: self.token}, self.client.make_url("/")
        )
        return self

    def says(self, key: str, **places: object) -> bool:
        from flows.dialogue import Text
        from flows.language import Language

        text = self.house.texts.plain(Text(key, places), Language.ID)
        return text in self.text


@dataclass
class Front:
    """The office, open."""

    house: OfficeHouse
    server: TestServer
    clock: SetClock
    woken: list[str]
    clients: list[TestClient] = field(default_factory=list)

    async def person(self, officer: Officer | None = SITI) -> Person:
        client = TestClient(self.server, cookie_jar=CookieJar(unsafe=True))
        self.clients.append(client)
        person = Person(client, self.house)
        return await person.come_in(officer) if officer else person


@asynccontextmanager
async def open_front(database: Database, **changes: object) -> AsyncIterator[Front]:
    clock, woken = SetClock(NOON), []
    house = OfficeHouse(
        database=database,
        judging=Judging(database, POLICIES, clock, woken.append),
        checking=Checking(POLICIES),
        teaching=Teaching(database, Taught(load_questions()), clock),
        texts=load_texts(),
        policies=POLICIES,
        clock=clock,
        token=lambda: secrets.token_urlsafe(32),
        public_url="http://127.0.0.1",
    )
    house = replace(house, **changes)
    front = Front(house, TestServer(office(house)), clock, woken)
    await front.server.start_server()
    try:
        yield front
    finally:
        for client in front.clients:
            await client.session.close()
        await front.server.close()

"""A visit: one request of somebody, let in by login, role and the form's own token."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NoReturn, TypeAlias
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from bot.office.house import HOUSE, OfficeHouse
from bot.office.stage import Speaker
from flows.dialogue import Says, Text
from flows.language import Language, read_language
from flows.rules.officers import Officer, Role
from storage.errors import NotKept
from storage.logins import NOTED

NOBODY: Final = Officer("", frozenset())
TOLD: Final = "told"  # the cookie with what the next page says first
LANGUAGE: Final = "language"
_YEAR: Final = 365 * 24 * 3600  # seconds
_PERSON: Final = b"strp-office-csrf"
Form: TypeAlias = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for what, when, in which language."""

    house: OfficeHouse
    request: web.Request
    now: datetime
    language: Language
    officer: Officer = NOBODY
    token: str = field(default="", repr=False)
    form: Form | None = field(default=None, repr=False)

    @property
    def speaker(self) -> Speaker:
        """Return who says things to this visitor."""
        return Speaker(self.house.texts, self.language, self.now)

    @property
    def csrf(self) -> str:
        """Return the token every form of this login carries."""
        return csrf_of(self.token)

    def field(self, name: str) -> str:
        """Return a field of the form, without blanks around it; empty if it is not there."""
        values = self.fields(name)
        return values[0].strip() if values else ""

    def fields(self, name: str) -> list[str]:
        """Return every value of a field that may come several times."""
        return self.form.get(name, []) if self.form else []

    def number(self, name: str, *, default: int | None = None) -> int:
        """Return a whole number of the form or of the address."""
        told = self.field(name) or self.request.query.get(name, "")
        if not told and default is not None:
            return default
        if not (told.isascii() and told.isdigit() and len(told) <= 9):  # noqa: PLR2004
            raise web.HTTPBadRequest
        return int(told)

    def page(
        self,
        template: str,
        /,
        *,
        status: int = 200,
        places: Mapping[str, Says] | None = None,
        **context: object,
    ) -> web.Response:
        """Draw a page, first of all what the act before it came to."""
        told = self.request.cookies.get(TOLD, "")
        common = {
            "officer": self.officer,
            "csrf": self.csrf if self.token else "",
            "path": self.request.path_qs if self.request.method == "GET" else "/",
            "message": self._message(told, places or {}),
            "is_demo": bool(self.house.demo),
        }
        text = self.house.stage.draw(template, self.speaker, common | context)
        response = web.Response(text=text, content_type="text/html", status=status)
        if told:
            response.del_cookie(TOLD, path="/")
        return response

    def _message(self, told: str, places: Mapping[str, Says]) -> str:
        """Word what an act came to; a cookie that we did not write like this says nothing."""
        code, _, filled = told.partition("?")
        try:
            filling = {"officer": "", **places, **dict(parse_qsl(filled))}
            return self.speaker.told(Text(f"office.told.{code}", filling))
        except (KeyError, ValueError):
            return ""

    def go(self, path: str, told: str = "", **places: str | int) -> web.Response:
        """Send the visitor on to a page of ours, which says what came of it."""
        response = web.Response(status=303, headers={"Location": path})
        if told:
            written = f"{told}?{urlencode(places)}" if places else told
            self.keep(response, TOLD, written, seconds=60)
        return response

    def keep(
        self, response: web.Response, name: str, value: str, *, seconds: int | None = None
    ) -> None:
        """Let the visitor's browser keep a value that only we read."""
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path="/",
            secure=self.house.is_secure,
            httponly=True,
            samesite="Strict",
        )

    def apology(self, problem: str, *, status: int = 200) -> web.Response:
        """Draw a page that says what is wrong, and where to go from there."""
        title = Text(f"office.error.{problem}.title")
        text = Text(f"office.error.{problem}.text")
        return self.page("plain", status=status, title=title, text=text)


Page: TypeAlias = Callable[[Visit], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """A page: where it is, and who may see it; `EVERYBODY` needs no login.

    ``is_quiet`` pages ask by themselves, so being asked for does not keep a login alive.
    """

    method: str
    path: str
    page: Page
    roles: frozenset[Role] | None
    is_quiet: bool = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Let a visitor in and show the page, or send them to the door."""
        house = request.app[HOUSE]
        now = house.clock()
        visit = Visit(house, request, now, read_language(request.cookies.get(LANGUAGE)))
        form = await _read(request) if self.method == "POST" else None
        if self.roles is None:
            return await self.page(Visit(house, request, now, visit.language, form=form))
        token = request.cookies.get(house.cookie, "")
        try:
            officer = await self._officer(visit, token)
        except NotKept:
            return _to_the_door(visit, token)
        if not officer.roles & self.roles:
            raise web.HTTPForbidden
        known = Visit(house, request, now, visit.language, officer, token, form)
        if form is not None and not hmac.compare_digest(known.field("csrf"), known.csrf):
            raise web.HTTPForbidden
        return await self.page(known)

    async def _officer(self, visit: Visit, token: str) -> Officer:
        async with visit.house.database.reading() as unit:
            login = await unit.logins.look(token, at=visit.now)
        if not self.is_quiet and visit.now - login.used_at > NOTED:
            async with visit.house.database.unit() as unit:
                await unit.logins.use(token, at=visit.now)
        return login.officer


EVERYBODY: Final = None
ANY_OFFICER: Final = frozenset(Role)


def needs(*roles: Role) -> frozenset[Role]:
    """Say which roles a page is for; one of them is enough."""
    return frozenset(roles)


def csrf_of(token: str) -> str:
    """Return the token of forms that belongs to a login; it does not lead back to the login."""
    return hashlib.blake2b(token.encode(), person=_PERSON, digest_size=32).hexdigest()


def not_found() -> NoReturn:
    """Say that there is no such thing; the same for what is somebody else's."""
    raise web.HTTPNotFound


async def _read(request: web.Request) -> Form:
    form: dict[str, list[str]] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, str):
            form.setdefault(name, []).append(value)
    return form


def _to_the_door(visit: Visit, token: str) -> web.Response:
    response = visit.go("/login", "ended" if token else "")
    if token:
        response.del_cookie(visit.house.cookie, path="/", secure=visit.house.is_secure)
    return response

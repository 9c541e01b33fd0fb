"""The guard of the inspectors' pages: headers, origin, language, login, and errors without words.

Every page but the first needs a login; every act needs the token of its login and an origin that
is ours. What goes wrong is told by its kind and never carries anything of a case.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.inspection.logins import Login, Logins, NotAllowed
from bot.inspection.pages import LANGUAGE, LOGIN, Pages
from bot.reporting.errors import Tied, Unknown
from flows.dialogue import Text
from flows.language import Language, read_language
from storage.errors import Unavailable
from storage.reports.envelopes import Unopenable
from storage.reports.epochs import Locked

log = structlog.get_logger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # with none, browsers hide where our own forms come from
    "X-Content-Type-Options": "nosniff",
}
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
OPEN: Final = ("/login", "/language", "/static/")  # what needs no login
SPOKEN: Final = "strp_language"
YEAR: Final = 365 * 24 * 3600
TOLD: Final[Mapping[type[Exception], tuple[int, str]]] = {
    Unknown: (404, "unknown"),
    Tied: (409, "tied"),
    Locked: (409, "locked"),
    Unopenable: (409, "changed"),
    Unavailable: (503, "unavailable"),
}


class Guard:
    """Stands before every page."""

    def __init__(self, logins: Logins, pages: Pages, public_url: str) -> None:
        self._logins, self._pages = logins, pages
        self._own = urlsplit(public_url)
        self._is_secure = self._own.scheme == "https"
        self.cookie = "__Host-strp_inspection" if self._is_secure else "strp_inspection"

    def middlewares(self) -> Sequence[Middleware]:
        """Return the guard's middlewares, outermost first."""
        return (self._headers, self._origin, self._language, self._errors, self._login)

    def let_in(self, response: web.Response, token: str) -> None:
        """Give the cookie of a login."""
        response.set_cookie(
            self.cookie, token, httponly=True, samesite="Strict", secure=self._is_secure, path="/"
        )

    def let_out(self, request: web.Request, response: web.Response) -> None:
        """End the login of a request and take its cookie back."""
        self._logins.close(request.cookies.get(self.cookie, ""))
        response.del_cookie(self.cookie, path="/", secure=self._is_secure, httponly=True)

    def speak(self, response: web.Response, language: Language) -> None:
        """Remember a language in the browser."""
        response.set_cookie(
            SPOKEN,
            language.value,
            max_age=YEAR,
            httponly=True,
            samesite="Strict",
            secure=self._is_secure,
        )

    @web.middleware
    async def _headers(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except web.HTTPException as refusal:
            refusal.headers.update(HEADERS)
            raise
        response.headers.update(HEADERS)
        return response

    @web.middleware
    async def _origin(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse other names of this machine, and forms that other sites send."""
        if (request.url.host or "") not in {*LOOPBACK, self._own.hostname}:
            raise web.HTTPForbidden
        if request.method == "POST" and not self._is_from_here(request):
            raise web.HTTPForbidden
        return await handler(request)

    @web.middleware
    async def _language(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        request[LANGUAGE] = read_language(request.cookies.get(SPOKEN))
        return await handler(request)

    @web.middleware
    async def _errors(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except tuple(TOLD) as error:
            status, name = TOLD[type(error)]
        except Exception:
            log.exception("our fault at the inspectors' pages")
            status, name = 500, "fault"
        return self._pages.told(request, Text(f"inspection.error.{name}"), status=status)

    @web.middleware
    async def _login(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(OPEN):
            return await handler(request)
        try:
            login = await self._logins.use(request.cookies.get(self.cookie, ""))
        except NotAllowed:
            raise web.HTTPSeeOther("/login") from None
        request[LOGIN] = login
        if request.method == "POST" and not await _has_token(request, login):
            raise web.HTTPForbidden
        return await handler(request)

    def _is_from_here(self, request: web.Request) -> bool:
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = request.headers.get("Origin")
        own = {str(request.url.origin()), f"{self._own.scheme}://{self._own.netloc}"}
        return site == "same-origin" and (origin is None or origin in own)


async def _has_token(request: web.Request, login: Login) -> bool:
    form = await request.post()
    given = form.get("csrf", "")
    return isinstance(given, str) and hmac.compare_digest(given.encode(), login.csrf.encode())

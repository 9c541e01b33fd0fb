"""Keeps the office to itself: its own names, its own forms, headers that let nothing else in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.office.house import HOUSE
from bot.office.visit import LANGUAGE, Visit
from flows.language import read_language
from storage.errors import NotKept, Unavailable

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_SECURE: Final = {"Strict-Transport-Security": "max-age=31536000"}
_SAID: Final = {403: "not_yours", 404: "not_found", 421: "not_found", 500: "bug", 503: "weather"}
log = structlog.get_logger(__name__)


@web.middleware
async def with_safe_headers(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Answer every request, also one that fails, with the same headers."""
    response = await _answered(request, handler)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.app[HOUSE].is_secure:
        response.headers.update(_SECURE)
    return response


@web.middleware
async def only_as_ourselves(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse names that only pretend to be this office, and forms of other sites."""
    if request.url.host not in request.app[HOUSE].hosts:
        raise web.HTTPMisdirectedRequest
    if request.method != "GET" and not _is_our_form(request):
        raise web.HTTPForbidden
    return await handler(request)


def _is_our_form(request: web.Request) -> bool:
    """Tell whether a form comes from a page of ours.

    Pages say `no-referrer`, and then browsers write the origin of a form as null; those browsers
    tell its site apart, and where they do not, the origin must be there and be ours.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    is_ours = origin is not None and urlsplit(origin).netloc == request.host
    if site is not None:
        return site == "same-origin" and (is_ours or origin in {None, "null"})
    return is_ours


async def _answered(request: web.Request, handler: _Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as refused:
        return _said(request, refused.status)
    except NotKept:
        return _said(request, 404)
    except Unavailable:
        return _said(request, 503)
    except Exception:  # the page must say something, and only ids may reach the log
        log.exception("office_failed", path=request.match_info.route.name or request.method)
        return _said(request, 500)


def _said(request: web.Request, status: int) -> web.Response:
    house = request.app[HOUSE]
    language = read_language(request.cookies.get(LANGUAGE))
    visit = Visit(house, request, house.clock(), language)
    return visit.apology(_SAID.get(status, "wrong"), status=status)

"""Keeps the simulator to itself: no real token near it, nobody from outside at its door."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

from bot.simulator.world import TOKEN

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
_REAL: Final = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}")
_OUR_NAME: Final = re.compile(r"(?i)STRP_TELEGRAM_{1,2}TOKEN")
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class RealToken(Exception):
    """A real bot token is set; the simulator does not run beside it."""


def refuse_real_token(environment: Mapping[str, str]) -> None:
    """Raise `RealToken` with the name of a variable, never its value."""
    for name, value in environment.items():
        is_ours = value in ("", TOKEN)
        if not is_ours and (_OUR_NAME.fullmatch(name) or _looks_real(name, value)):
            raise RealToken(name)


def _looks_real(name: str, value: str) -> bool:
    upper = name.upper()
    is_about_us = "STRP" in upper or "TELEGRAM" in upper or "BOT_TOKEN" in upper
    return is_about_us and _REAL.fullmatch(value) is not None


@web.middleware
async def only_from_here(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse pages of other sites and names that only pretend to be this machine."""
    host = request.url.host or ""
    origin = request.headers.get("Origin", "")
    if host not in LOOPBACK or (origin and origin != str(request.url.origin())):
        raise web.HTTPForbidden(text="SIMULASI: 127.0.0.1")
    return await handler(request)

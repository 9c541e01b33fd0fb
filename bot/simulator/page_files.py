"""Serves the page: three files without a build step, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from aiohttp import web

_FOLDER: Final = Path(__file__).parent / "page"
_SAFE: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_TYPES: Final = {
    "index.html": "text/html",
    "chat.css": "text/css",
    "chat.js": "text/javascript",
    "words.json": "application/json",
    "icon.svg": "image/svg+xml",
}


def page_routes() -> Sequence[web.AbstractRouteDef]:
    """Return the routes of the page."""
    return (web.get("/", _index), web.get("/page/{name}", _file))


async def _index(request: web.Request) -> web.Response:
    del request
    return _give("index.html")


async def _file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in _TYPES and not name.endswith(".js"):
        raise web.HTTPNotFound
    return _give(name)


def _give(name: str) -> web.Response:
    kind = _TYPES.get(name, "text/javascript")
    text = (_FOLDER / Path(name).name).read_text("utf-8")
    return web.Response(text=text, content_type=kind, headers=_SAFE)

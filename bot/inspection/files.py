"""The two files beside the pages: how they look, and the little that helps while writing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from aiohttp import web

FOLDER: Final = Path(__file__).parent / "static"
KINDS: Final = {
    "inspection.css": "text/css",
    "inspection.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}


def static_routes() -> Sequence[web.AbstractRouteDef]:
    """Return the routes of the files."""
    return (web.get("/static/{name}", _give),)


async def _give(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    if name not in KINDS:
        raise web.HTTPNotFound
    text = (FOLDER / name).read_text("utf-8")
    return web.Response(text=text, content_type=KINDS[name], charset="utf-8")

"""Entering and leaving: name and passphrase, and the language of the pages."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from bot.inspection.guarding import Guard
from bot.inspection.logins import Logins, NotAllowed
from bot.inspection.pages import Pages
from bot.inspection.tries import TooMany
from flows.dialogue import Text
from flows.language import read_language


class Entering:
    """The first page; ``shown`` are the logins of a demo."""

    def __init__(
        self, logins: Logins, pages: Pages, guard: Guard, shown: Sequence[tuple[str, str]]
    ) -> None:
        self._logins, self._pages, self._guard = logins, pages, guard
        self._shown = shown

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return the routes of entering and leaving."""
        return (
            web.get("/login", self._ask),
            web.post("/login", self._enter),
            web.post("/logout", self._leave),
            web.post("/language", self._speak),
        )

    async def _ask(self, request: web.Request) -> web.Response:
        return self._page(request, None)

    async def _enter(self, request: web.Request) -> web.Response:
        form = await request.post()
        name, passphrase = str(form.get("name", "")).strip(), str(form.get("passphrase", ""))
        try:
            token = await self._logins.open(name, passphrase)
        except NotAllowed:
            return self._page(request, Text("inspection.login.wrong"), status=401)
        except TooMany as early:
            wait = Text("inspection.login.wait", {"seconds": early.seconds})
            return self._page(request, wait, status=429)
        response = web.Response(status=303, headers={"Location": "/"})
        self._guard.let_in(response, token)
        return response

    async def _leave(self, request: web.Request) -> web.Response:
        response = web.Response(status=303, headers={"Location": "/login"})
        self._guard.let_out(request, response)
        return response

    async def _speak(self, request: web.Request) -> web.Response:
        form = await request.post()
        back = str(form.get("back", "/"))
        is_ours = back.startswith("/") and not back.startswith(("//", "/\\"))
        response = web.Response(status=303, headers={"Location": back if is_ours else "/"})
        self._guard.speak(response, read_language(str(form.get("language", ""))))
        return response

    def _page(
        self, request: web.Request, problem: Text | None, *, status: int = 200
    ) -> web.Response:
        values = {"problem": problem, "shown": self._shown}
        return self._pages.page(request, "login.html", values, status=status)

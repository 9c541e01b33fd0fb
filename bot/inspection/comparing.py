"""Which company of the register a report means: looked for here, and said by an inspector."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from bot.inspection.acting import Form, acted, read_form, said, shown_again
from bot.inspection.pages import LOGIN, Pages
from bot.inspection.reading import case_id
from bot.inspection.views import CaseViews
from bot.registry import RegisterLookup
from bot.reporting.inspecting import InspectorDesk
from bot.reporting.opened import AtWork
from flows.dialogue import Text
from storage.reports.envelopes import TooLong


class Comparing:
    """Finds the employer of a case in the register."""

    def __init__(
        self, desk: InspectorDesk, register: RegisterLookup, views: CaseViews, pages: Pages
    ) -> None:
        self._desk, self._register = desk, register
        self._views, self._pages = views, pages

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return the routes of looking and of saying which one it is."""
        return (
            web.post("/case/{case}/search", self._search),
            web.post("/case/{case}/taken", acted(self._views, self._pages, self._taken)),
        )

    async def _search(self, request: web.Request) -> web.StreamResponse:
        """Show companies to choose from. Sent as a form: what is sought stands in no address."""
        form = await read_form(request)
        view = await self._views.of(
            request[LOGIN].at_work, case_id(request), form.get("sector", "")
        )
        try:
            searched = await self._register.search(said(form, "sought"))
        except (ValueError, TooLong):
            problem = Text("inspection.problem.unreadable")
            return await shown_again(request, self._views, self._pages, problem)
        values = {"view": view, "problem": None, "form": form, "searched": searched}
        return self._pages.page(request, "case.html", values)

    async def _taken(self, at_work: AtWork, case: bytes, form: Form) -> None:
        await self._desk.take_for(at_work, case, form.get("nib", ""))

"""Letters and orders: written with the words to take out pointed at, approved, printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from aiohttp import web

from bot.inspection.acting import (
    HANDED_BACK,
    Form,
    acted,
    problem_of,
    read_form,
    said,
    shown_again,
)
from bot.inspection.pages import LOGIN, Pages
from bot.inspection.reading import case_id
from bot.inspection.views import CaseViews
from bot.reporting.errors import Unknown
from bot.reporting.opened import AtWork
from bot.reporting.ordering import Draft, OrderDesk
from flows.dialogue import Says, Text
from flows.rules.cases import Violation, answer_day
from flows.rules.field_order import FieldOrder, Window
from flows.rules.letters import Letter

GENERAL: Final = "inspection.letter.general"


class Orders:
    """What goes out of the house."""

    def __init__(self, desk: OrderDesk, views: CaseViews, pages: Pages) -> None:
        self._desk, self._views, self._pages = desk, views, pages

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return the routes of letters and orders."""
        return (
            web.post("/case/{case}/letter", self._write_letter),
            web.post("/case/{case}/letter/print", self._print_letter),
            web.post("/case/{case}/order", acted(self._views, self._pages, self._order)),
            web.post("/case/{case}/order/check", self._check),
            web.post("/case/{case}/order/{number}", self._approve),
            web.get("/case/{case}/order/{number}", self._print),
        )

    async def _write_letter(self, request: web.Request) -> web.StreamResponse:
        async def write(at_work: AtWork, case: bytes, form: Form) -> None:
            letter = _read_letter(form)
            places: dict[str, Says] = {
                "employer": letter.employer,
                "address": letter.address,
                "about": about(letter),
                "day": answer_day(self._views.today()),
            }
            note = self._pages.plain(request, Text("inspection.letter.noted", places))
            await self._desk.letter(at_work, case, letter, note)

        return await acted(self._views, self._pages, write)(request)

    async def _print_letter(self, request: web.Request) -> web.StreamResponse:
        """Show the letter to be printed; nothing of it is kept by showing it."""
        form = await read_form(request)
        case, at_work = case_id(request), request[LOGIN].at_work
        try:
            letter = _read_letter(form)
            await self._desk.may_go(at_work, case, letter)
        except HANDED_BACK as refused:
            return await shown_again(request, self._views, self._pages, problem_of(refused))
        view = await self._views.of(at_work, case, form.get("sector", ""))
        return self._pages.page(request, "letter.html", {"view": view, "letter": letter})

    async def _order(self, at_work: AtWork, case: bytes, form: Form) -> None:
        register = await self._views.register_of(at_work, case, form.get("sector", ""))
        await self._desk.order(at_work, case, _read(form), register)

    async def _check(self, request: web.Request) -> web.Response:
        """Tell which words of a draft to take out, while it is being written."""
        form = await read_form(request)
        draft = FieldOrder(
            employer=form.get("employer", ""),
            address=form.get("address", ""),
            violation=Violation.OVER_CAP,
            day=date.min,
            window=Window.ANY,
            instruction=form.get("instruction", ""),
        )
        found = await self._desk.draft(request[LOGIN].at_work, case_id(request), draft)
        told = " ".join(self._pages.plain(request, one) for one in _told(found))
        words = [*found.hunting, *found.quoted]
        return web.json_response({"words": words, "taken": list(found.taken), "told": told})

    async def _approve(self, request: web.Request) -> web.StreamResponse:
        number = _number(request)

        async def approve(at_work: AtWork, case: bytes, form: Form) -> None:
            register = await self._views.register_of(at_work, case, form.get("sector", ""))
            await self._desk.approve(at_work, case, number, register)

        return await acted(self._views, self._pages, approve)(request)

    async def _print(self, request: web.Request) -> web.Response:
        number = _number(request)
        view = await self._views.of(request[LOGIN].at_work, case_id(request), "")
        for written in view.orders:
            if written.state.number == number and view.is_in_force(written):
                return self._pages.page(request, "order.html", {"written": written})
        raise Unknown


def about(letter: Letter) -> Text:
    """Say what a letter asks about."""
    return Text(f"reporting.violation.{letter.names}" if letter.names else GENERAL)


def _told(draft: Draft) -> Iterator[Text]:
    if draft.hunting:
        yield Text("inspection.order.hunts", {"words": ", ".join(draft.hunting)})
    if draft.quoted:
        yield Text("inspection.order.take_out", {"words": ", ".join(draft.quoted)})
    if not draft.hunting and not draft.quoted:
        yield Text("inspection.order.clean")
    if draft.taken:
        yield Text("inspection.order.taken", {"words": ", ".join(draft.taken)})


def _read_letter(form: Form) -> Letter:
    named = form.get("names", "")
    return Letter(
        employer=said(form, "employer"),
        address=said(form, "address"),
        names=Violation(named) if named else None,
    )


def _read(form: Form) -> FieldOrder:
    return FieldOrder(
        employer=said(form, "employer"),
        address=said(form, "address"),
        violation=Violation(form.get("violation", "")),
        day=date.fromisoformat(form.get("day", "")),
        window=Window(form.get("window", "")),
        instruction=said(form, "instruction"),
    )


def _number(request: web.Request) -> int:
    text = request.match_info["number"]
    if not (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004
        raise Unknown
    return int(text)

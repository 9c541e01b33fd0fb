"""Acts upon a case: weigh, ask, note, begin, close, refuse, give up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from aiohttp import web

from bot.inspection.pages import LOGIN, Pages
from bot.inspection.reading import case_id
from bot.inspection.views import CaseViews
from bot.reporting.errors import AsksWho, Hunts, NeedsAnother, NotYet, Quotes, TooLate, WrongDay
from bot.reporting.opened import AtWork
from bot.reporting.opening import Reporting
from flows.dialogue import Text
from flows.rules.cases import Measure, NoRoad, RefusedReason
from storage.errors import AlreadyKept, Stale
from storage.reports.envelopes import TooLong

Form = Mapping[str, str]
Act = Callable[[AtWork, bytes, Form], Awaitable[None]]
SHORTEST: Final = 3  # letters of something said
LONGEST: Final = 1_500  # letters; a question is one message, among others of its case
TRIES: Final = 3
PROBLEMS: Final[Mapping[type[Exception], str]] = {
    NotYet: "not_yet",
    NeedsAnother: "needs_another",
    AsksWho: "asks_who",
    WrongDay: "wrong_day",
    TooLate: "too_late",
    NoRoad: "too_late",
    TooLong: "too_long",
    Stale: "stale",
    AlreadyKept: "stale",
    ValueError: "unreadable",
}
HANDED_BACK: Final[tuple[type[Exception], ...]] = (Quotes, Hunts, *PROBLEMS)


class Acts:
    """What inspectors do with a case that stays in the house."""

    def __init__(self, reporting: Reporting, views: CaseViews, pages: Pages) -> None:
        self._views, self._pages = views, pages
        self._desk, self._closing = reporting.inspectors, reporting.closing

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return the routes of these acts."""
        acts: Mapping[str, Act] = {
            "triage": self._triage,
            "ask": self._ask,
            "note": self._note,
            "again": self._again,
            "act": self._act,
            "close": self._close,
            "refuse": self._refuse,
        }
        made = [
            web.post(f"/case/{{case}}/{name}", acted(self._views, self._pages, act))
            for name, act in acts.items()
        ]
        return (*made, web.post("/case/{case}/aside", self._aside))

    async def _triage(self, at_work: AtWork, case: bytes, form: Form) -> None:
        register = await self._views.register_of(at_work, case, form.get("sector", ""))
        await self._desk.triage(at_work, case, register)

    async def _ask(self, at_work: AtWork, case: bytes, form: Form) -> None:
        await self._desk.ask(at_work, case, said(form, "words"))

    async def _note(self, at_work: AtWork, case: bytes, form: Form) -> None:
        await self._desk.note(at_work, case, said(form, "words"))

    async def _again(self, at_work: AtWork, case: bytes, _: Form) -> None:
        await self._closing.look_again(at_work, case)

    async def _act(self, at_work: AtWork, case: bytes, _: Form) -> None:
        await self._closing.act(at_work, case)

    async def _close(self, at_work: AtWork, case: bytes, form: Form) -> None:
        await self._closing.close(at_work, case, Measure(form.get("measure", "")))

    async def _refuse(self, at_work: AtWork, case: bytes, form: Form) -> None:
        await self._closing.refuse(at_work, case, RefusedReason(form.get("reason", "")))

    async def _aside(self, request: web.Request) -> web.StreamResponse:
        """Give up the key to a case; its page is closed to this inspector from now on."""
        at_work, case = request[LOGIN].at_work, case_id(request)
        try:
            await self._closing.step_aside(at_work, case)
        except NeedsAnother:
            return await shown_again(
                request, self._views, self._pages, Text("inspection.problem.alone")
            )
        raise web.HTTPSeeOther("/")


def acted(
    views: CaseViews, pages: Pages, act: Act
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Make the handler of an act: done, it leads back to the case; refused, it says why."""

    async def handler(request: web.Request) -> web.StreamResponse:
        at_work, case, form = request[LOGIN].at_work, case_id(request), await read_form(request)
        try:
            await _acted_upon(views, act, at_work, case, form)
        except HANDED_BACK as refused:
            return await shown_again(request, views, pages, problem_of(refused))
        sector = form.get("sector", "")
        query = f"?sector={sector}" if sector.isascii() and sector.isidentifier() else ""
        raise web.HTTPSeeOther(f"/case/{case.hex()}{query}")

    return handler


async def _acted_upon(
    views: CaseViews, act: Act, at_work: AtWork, case: bytes, form: Form
) -> None:
    """Act upon the case as it was shown; an older page in another window changes nothing.

    Raises:
        Stale: the case has moved on since the page was shown.
    """
    if form.get("seen", "") not in {"", str(await views.version(at_work, case))}:
        raise Stale
    await _done(act, at_work, case, form)


async def _done(act: Act, at_work: AtWork, case: bytes, form: Form) -> None:
    """Do it; of two officers whose lines of the log meet, one does it again."""
    tries_left = TRIES
    while True:
        tries_left -= 1
        try:
            await act(at_work, case, form)
        except AlreadyKept:
            if not tries_left:
                raise
        else:
            return


async def shown_again(
    request: web.Request, views: CaseViews, pages: Pages, problem: Text
) -> web.Response:
    """Show the case again with what was typed, and why it could not be done."""
    form = await read_form(request)
    view = await views.of(request[LOGIN].at_work, case_id(request), form.get("sector", ""))
    values = {"view": view, "problem": problem, "form": form}
    return pages.page(request, "case.html", values, status=422)


async def read_form(request: web.Request) -> Form:
    """Read a form as plain words."""
    form = await request.post()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def said(form: Form, name: str) -> str:
    """Read something said in a form.

    Raises:
        ValueError: nothing was.
        TooLong: more than one message holds was.
    """
    words = form.get(name, "").replace("\r\n", "\n").strip()
    if len(words) < SHORTEST:
        raise ValueError(name)
    if len(words) > LONGEST:
        raise TooLong
    return words


def problem_of(refused: Exception) -> Text:
    """Say why something could not be done, and which words to replace."""
    if isinstance(refused, Quotes | Hunts):
        kind = "quotes" if isinstance(refused, Quotes) else "hunts"
        return Text(f"inspection.problem.{kind}", {"words": ", ".join(refused.words)})
    named = (name for kind, name in PROBLEMS.items() if isinstance(refused, kind))
    return Text(f"inspection.problem.{next(named)}")

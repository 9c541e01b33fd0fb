"""Pages to read: the queue, a case, its photo, figures, the log of acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from aiohttp import web

from bot.inspection.batching import Batch
from bot.inspection.pages import LOGIN, Pages
from bot.inspection.views import CaseViews
from bot.reporting.errors import Unknown
from bot.reporting.opening import Reporting
from flows.dialogue import Text
from flows.rules.cases import ENDS, CaseStatus
from flows.rules.codenames import codename
from flows.rules.places import full_name
from storage.reports.case_audit import AuditLine, CaseAudit
from storage.reports.case_values import Case
from storage.reports.cases import Cases
from storage.reports.epochs import epoch_of
from storage.reports.outlines import Outline, Outlines

PAGE: Final = 50
WARN_DAYS: Final = 5  # before the month ends, without keys for the next


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the queue: what can be told of a case that is still closed."""

    case: Case
    outline: Outline
    messages: int
    name: str
    day: int  # the day it came is the first; nothing finer is known
    together: int  # cases about the same employer, among those looked into


class Reading:
    """The pages that change nothing but the log of acts."""

    def __init__(self, reporting: Reporting, views: CaseViews, batch: Batch, pages: Pages) -> None:
        self._reporting, self._house = reporting, reporting.house
        self._views, self._batch, self._pages = views, batch, pages

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Return the routes of these pages."""
        return (
            web.get("/", self._queue),
            web.get("/case/{case}", self._case),
            web.get("/case/{case}/photo", self._photo),
            web.get("/statistics", self._statistics),
            web.get("/acts", self._acts),
        )

    async def _queue(self, request: web.Request) -> web.Response:
        login = request[LOGIN]
        inspector = login.at_work.inspector
        ended = request.query.get("ended") == "1"
        await self._batch.come()
        async with self._house.store.begin() as session:
            shown = await self._shown(Cases(session), inspector, ended=ended)
            page = _number(request.query.get("page"))
            cut = shown[page * PAGE : (page + 1) * PAGE]
            outlines = await Outlines(session).of(cut, self._batch.heard(cut))
        values = {
            "entries": self._entries(shown, cut, outlines),
            "new": sum(case.status is CaseStatus.WAITING for case in shown),
            "total": len(shown),
            "ended": ended,
            "page": page,
            "has_more": len(shown) > (page + 1) * PAGE,
            "unlocked": sorted(login.at_work.keys),
            "keys_missing": self._keys_missing(inspector),
        }
        return self._pages.page(request, "queue.html", values)

    async def _shown(self, cases: Cases, inspector: str, *, ended: bool) -> list[Case]:
        """Return the cases that have ended, or have not, as far as may be known."""
        # Among those that go on there may be some that were withdrawn since the last batch.
        standing = ENDS if ended else {*CaseStatus} - ENDS | {CaseStatus.WITHDRAWN}
        found = await cases.for_holder(inspector, limit=None, standing=standing)
        shown = (self._batch.case(case) for case in found if self._batch.knows(case.id))
        return [case for case in shown if (case.status in ENDS) is ended]

    async def _case(self, request: web.Request) -> web.Response:
        sector = request.query.get("sector", "")
        view = await self._views.of(request[LOGIN].at_work, case_id(request), sector)
        return self._pages.page(request, "case.html", {"view": view, "problem": None, "form": {}})

    async def _photo(self, request: web.Request) -> web.Response:
        photo = await self._reporting.inspectors.photo(request[LOGIN].at_work, case_id(request))
        if photo is None:
            raise Unknown
        return web.Response(body=photo, content_type="image/jpeg")

    async def _statistics(self, request: web.Request) -> web.Response:
        figures = [
            (one.week, full_name(one.district), Text(f"reporting.violation.{one.violation}"), one)
            for one in await self._reporting.inspectors.statistics()
        ]
        return self._pages.page(request, "statistics.html", {"figures": figures})

    async def _acts(self, request: web.Request) -> web.Response:
        if not request[LOGIN].is_lead:
            raise Unknown
        before = _number(request.query.get("before")) or None
        async with self._house.store.begin() as session:
            audit = CaseAudit(session)
            lines = await audit.lines(before=before, limit=PAGE)
            values = {
                "lines": [(line, _codename(line)) for line in lines],
                "broken": await audit.first_broken(),
                "head": await audit.head(),
                "older": lines[-1].number if len(lines) == PAGE else None,
            }
        return self._pages.page(request, "acts.html", values)

    def _entries(
        self, shown: Sequence[Case], cut: Sequence[Case], outlines: dict[bytes, Outline]
    ) -> list[Entry]:
        today = self._house.today()
        tags = Counter(case.triage.cluster_tag for case in shown if case.triage.cluster_tag)
        return [
            Entry(
                case=case,
                outline=outlines[case.id],
                messages=case.envelopes - outlines[case.id].unheard,
                name=codename(case.id),
                day=(today - case.day_created).days + 1,
                together=tags[case.triage.cluster_tag] if case.triage.cluster_tag else 0,
            )
            for case in cut
        ]

    def _keys_missing(self, inspector: str) -> bool:
        """Tell whether the month ends soon and no keys are there for the next."""
        today = self._house.today()
        later = date.fromordinal(today.toordinal() + WARN_DAYS)
        return epoch_of(later) not in self._reporting.folder.epochs(inspector)


def case_id(request: web.Request) -> bytes:
    """Read the case of an address.

    Raises:
        Unknown: it is none.
    """
    try:
        return bytes.fromhex(request.match_info["case"])
    except ValueError:
        raise Unknown from None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004


def _codename(line: AuditLine) -> str:
    return codename(line.act.case) if line.act.case else ""

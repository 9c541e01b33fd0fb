"""The page of one application, and what it shows only when asked: a NIK, a paper."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from bot.office.opened import Filter, Opened, open_application, sees_people
from bot.office.visit import Visit, not_found
from flows.dialogue import Says, Text
from flows.rules.applications import ApplicationStatus
from flows.rules.checks import Weight
from flows.rules.issuing import NotIssuable, signable_under
from flows.rules.officers import Role
from flows.rules.promise import day_in_jakarta
from flows.rules.rejudging import may_settle, pickable
from flows.rules.sectors import Sector
from storage.audit import Act

_SHOWN: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
}
# A browser's reader of PDFs is a plugin of its own; nothing else in a paper may load or run.
_CLOSED: Final = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self'"


async def show_application(visit: Visit) -> web.Response:
    """Show an application."""
    async with visit.house.database.reading() as unit:
        opened = await open_application(visit, unit)
    return _page(visit, opened)


async def show_nik(visit: Visit) -> web.Response:
    """Show one employee's NIK, and write down that it was shown."""
    position = int(visit.request.match_info["position"])
    async with visit.house.database.unit() as unit:
        application = await unit.applications.get(visit.request.match_info["reference"])
        rows = await unit.rosters.at(application.reference, [position])
        if not rows or not sees_people(visit, application):
            not_found()
        facts = {"row": position}
        unit.audit.record(
            Act(visit.now, visit.officer.name, "show_nik", application.reference, facts)
        )
    if "application/json" in visit.request.headers.get("Accept", ""):
        return web.json_response({"nik": rows[0].employee.nik})
    async with visit.house.database.reading() as unit:
        opened = await open_application(visit, unit, bare=position)
    return _page(visit, opened)


async def show_paper(visit: Visit) -> web.Response:
    """Show a document, to be looked at and not to be run."""
    reference, sha256 = (visit.request.match_info[name] for name in ("reference", "paper"))
    async with visit.house.database.reading() as unit:
        application = await unit.applications.get(reference)
        if not sees_people(visit, application):
            not_found()
        content = await unit.files.get(reference, sha256)
        kinds = {kept.sha256: kept.media_type for kept in await unit.files.of(reference)}
    kind = kinds[sha256] if kinds[sha256] in _SHOWN else "application/octet-stream"
    how = "inline" if kind in _SHOWN else "attachment"
    name = f"{reference}-{sha256[:8]}.{_SHOWN.get(kind, 'bin')}"
    return web.Response(
        body=content,
        content_type=kind,
        headers={
            "Content-Disposition": f'{how}; filename="{name}"',
            "Content-Security-Policy": f"{_CLOSED}; frame-ancestors 'none'",
        },
    )


def _page(visit: Visit, opened: Opened) -> web.Response:
    application = opened.application
    may_judge = visit.officer.may(Role.VERIFIER)
    is_second = application.status is ApplicationStatus.SECOND_LOOK
    return visit.page(
        "application",
        places={"officer": _whose(visit, opened)},
        opened=opened,
        application=application,
        people=opened.people,
        filters=tuple(Filter),
        weights=Weight,
        reasons=visit.house.policies.procedure.reasons,
        procedure=visit.house.policies.procedure,
        may_judge=may_judge and opened.is_mine and not is_second,
        may_confirm=may_judge and opened.is_mine and is_second,
        may_claim=may_judge and _is_free(visit, opened),
        obstacle=_obstacle(visit, opened),
        sectors=_pickable(opened),
    )


def _obstacle(visit: Visit, opened: Opened) -> str:
    """Name what would keep its permits from being signed, were it approved today."""
    day = day_in_jakarta(visit.now)
    try:
        signable_under(opened.application, visit.house.policies, day)
    except NotIssuable as problem:
        return type(problem).__name__.lower()
    return ""


def _pickable(opened: Opened) -> tuple[Sector, ...]:
    """Return the sectors the officer may choose among; none where the rules name it."""
    if opened.policy is None or not may_settle(opened.application, opened.rule):
        return ()
    return pickable(opened.policy)


def _is_free(visit: Visit, opened: Opened) -> bool:
    status, is_own = opened.application.status, opened.application.maker == visit.officer.name
    if opened.is_mine or opened.others_until:
        return False
    if status is ApplicationStatus.SECOND_LOOK:
        return not is_own
    return status in {ApplicationStatus.SUBMITTED, ApplicationStatus.IN_REVIEW}


def _whose(visit: Visit, opened: Opened) -> Says:
    """Say on whose desk it is, if on another's."""
    if opened.others_until is None:
        return ""
    until = visit.speaker.at(opened.others_until)
    officer = opened.application.officer or ""
    return Text("office.decide.taken", {"officer": officer, "until": until})

"""Every page of the office, who may see it, and the application that serves them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.office import acts, lesson_acts
from bot.office.application_page import show_application, show_nik, show_paper
from bot.office.audit_page import show_audit
from bot.office.entering import choose_language, log_in, log_out, show_first, show_login
from bot.office.figures_page import show_figures
from bot.office.guarding import only_as_ourselves, with_safe_headers
from bot.office.house import HOUSE, OfficeHouse
from bot.office.questions_page import show_questions, show_teaching
from bot.office.queue_page import find, mark_queue, show_queue, take_next
from bot.office.visit import ANY_OFFICER, EVERYBODY, Route, needs
from flows.rules.officers import Role

_STATIC: Final = Path(__file__).parent / "static"
_TYPES: Final = {
    "office.css": "text/css",
    "office.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_ONE: Final = "/applications/{reference}"
_LESSON: Final = "/questions/lessons/{number:[0-9]{1,9}}"
LOOKING: Final = needs(Role.VERIFIER, Role.SUPERVISOR)
JUDGING: Final = needs(Role.VERIFIER)
ROUTES: Final = (
    Route("GET", "/login", show_login, EVERYBODY),
    Route("POST", "/login", log_in, EVERYBODY),
    Route("POST", "/language", choose_language, EVERYBODY),
    Route("GET", "/", show_first, ANY_OFFICER),
    Route("POST", "/logout", log_out, ANY_OFFICER),
    Route("GET", "/queue", show_queue, LOOKING),
    Route("GET", "/queue/mark", mark_queue, LOOKING, is_quiet=True),
    Route("POST", "/queue/next", take_next, JUDGING),
    Route("GET", "/find", find, LOOKING),
    Route("GET", _ONE, show_application, LOOKING),
    Route("GET", _ONE + "/papers/{paper:[0-9a-f]{64}}", show_paper, LOOKING),
    Route("POST", _ONE + "/rows", acts.mark_rows, JUDGING),
    Route("POST", _ONE + r"/rows/{position:[0-9]{1,6}}/nik", show_nik, LOOKING),
    Route("POST", _ONE + "/claim", acts.claim, JUDGING),
    Route("POST", _ONE + "/lease", acts.keep_lease, JUDGING),
    Route("POST", _ONE + "/release", acts.release, JUDGING),
    Route("POST", _ONE + "/sector", acts.settle, JUDGING),
    Route("POST", _ONE + "/approve", acts.approve, JUDGING),
    Route("POST", _ONE + "/refuse", acts.refuse, JUDGING),
    Route("POST", _ONE + "/return", acts.send_back, JUDGING),
    Route("POST", _ONE + "/confirm", acts.confirm, JUDGING),
    Route("POST", _ONE + "/contest", acts.contest, JUDGING),
    Route("GET", "/questions", show_questions, LOOKING),
    Route("GET", "/questions/teach", show_teaching, LOOKING),
    Route("POST", "/questions/teach", lesson_acts.propose, LOOKING),
    Route("POST", "/questions/aside", lesson_acts.set_aside, LOOKING),
    Route("POST", _LESSON + "/take_up", lesson_acts.take_up, LOOKING),
    Route("POST", _LESSON + "/confirm", lesson_acts.confirm, needs(Role.SUPERVISOR)),
    Route("POST", _LESSON + "/refuse", lesson_acts.refuse, LOOKING),
    Route("POST", _LESSON + "/withdraw", lesson_acts.withdraw, needs(Role.SUPERVISOR)),
    Route("GET", "/figures", show_figures, needs(Role.SUPERVISOR)),
    Route("GET", "/audit", show_audit, needs(Role.AUDITOR)),
)


def office(house: OfficeHouse) -> web.Application:
    """Return the office, to be served on this machine only or behind a proxy with TLS."""
    application = web.Application(middlewares=[with_safe_headers, only_as_ourselves])
    application[HOUSE] = house
    application.add_routes(_served())
    return application


def _served() -> Sequence[web.AbstractRouteDef]:
    pages = [web.route(route.method, route.path, route.serve) for route in ROUTES]
    return (*pages, web.get("/static/{name:" + "|".join(map(re.escape, _TYPES)) + "}", _give))


async def _give(request: web.Request) -> web.Response:
    """Give what pages look like; asked about every time, sent only when it is another."""
    name = request.match_info["name"]
    content = _read(name)
    tag = hashlib.sha256(content).hexdigest()[:16]
    is_known = any(one.value == tag for one in request.if_none_match or ())
    response = web.Response(
        status=304 if is_known else 200,
        body=None if is_known else content,
        content_type=_TYPES[name],
        headers={"Cache-Control": "no-cache"},
    )
    response.etag = tag
    return response


@cache
def _read(name: str) -> bytes:
    return (_STATIC / name).read_bytes()

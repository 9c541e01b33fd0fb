"""The door: log in, log out, choose the language."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from bot.office.visit import LANGUAGE, Visit
from flows.dialogue import Says
from flows.language import read_language
from flows.rules.officers import Role
from storage.audit import Act
from storage.officers import is_password

_YEAR = 365 * 24 * 3600  # seconds
_FIRST = ((Role.VERIFIER, "/queue"), (Role.SUPERVISOR, "/queue"), (Role.AUDITOR, "/audit"))


async def show_login(visit: Visit) -> web.Response:
    """Show the door."""
    return _door(visit)


async def log_in(visit: Visit) -> web.Response:
    """Let an officer in, under a token nobody had before."""
    house, name = visit.house, visit.field("name")
    password = visit.fields("password")
    address = _address(visit)
    left = house.tries.wait(name, address, visit.now)
    if left > timedelta():
        seconds = int(left.total_seconds()) + 1
        response = _door(visit, "office.login.wait", status=429, seconds=seconds)
        response.headers["Retry-After"] = str(seconds)
        return response
    async with house.database.reading() as unit:
        hashed = await unit.officers.password(name)
    if not await is_password(password[0] if password else "", hashed):
        return _door(visit, "office.login.refused", status=403)
    house.tries.entered(name, address)
    token = house.token()
    async with house.database.unit() as unit:
        await unit.logins.close(visit.request.cookies.get(house.cookie, ""))
        await unit.logins.open(token, name, at=visit.now)
        unit.audit.record(Act(visit.now, name, "log_in", name))
    response = visit.go("/")
    visit.keep(response, house.cookie, token)
    return response


async def log_out(visit: Visit) -> web.Response:
    """End a login."""
    async with visit.house.database.unit() as unit:
        await unit.logins.close(visit.token)
        unit.audit.record(Act(visit.now, visit.officer.name, "log_out", visit.officer.name))
    response = visit.go("/login", "out")
    response.del_cookie(visit.house.cookie, path="/", secure=visit.house.is_secure)
    return response


async def choose_language(visit: Visit) -> web.Response:
    """Go on in another language, on the same page."""
    back = visit.field("path")
    response = visit.go(back if _is_ours(back) else "/")
    language = read_language(visit.field("language"))
    visit.keep(response, LANGUAGE, language.value, seconds=_YEAR)
    return response


async def show_first(visit: Visit) -> web.Response:
    """Go to the first page an officer has work on."""
    for role, path in _FIRST:
        if visit.officer.may(role):
            return visit.go(path)
    return visit.apology("elsewhere")


def _door(visit: Visit, problem: str = "", *, status: int = 200, **places: Says) -> web.Response:
    return visit.page(
        "login",
        status=status,
        problem=visit.speaker.say(problem, **places) if problem else "",
        name=visit.field("name"),
        demo=visit.house.demo,
    )


def _address(visit: Visit) -> str:
    """Return where a request comes from; behind our proxy, what the proxy itself added."""
    forwarded = visit.request.headers.get("X-Forwarded-For", "")
    if visit.house.is_secure and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return visit.request.remote or ""


def _is_ours(path: str) -> bool:
    """Tell whether this is a path of this office and not the address of another."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()

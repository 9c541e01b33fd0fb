"""Whoever asks for whatever: only those it is for get past the door."""

from __future__ import annotations

import re

import pytest

from bot.office.routes import ROUTES
from bot.office.visit import EVERYBODY, Route
from flows.rules.officers import Officer, Role
from storage.database import Database
from tests.bot.office.conftest import keep_officers
from tests.bot.office.front import open_front
from tests.support.builders import NOON
from tests.support.office_queue import QUEUE, hand_in, reference

ONE_OF_EACH = {role: Officer(f"the_{role}".replace("_", "-"), frozenset({role})) for role in Role}
KEPT = [route for route in ROUTES if route.roles is not EVERYBODY]


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


def path_of(route: Route) -> str:
    filled = re.sub(r"\{reference\}", reference(1), route.path)
    filled = re.sub(r"\{paper:.*?\}\}", "0" * 64, filled)
    return re.sub(r"\{(?:position|number):.*?\}\}", "1", filled)


def is_past_the_door(status: int, location: str) -> bool:
    return status not in {401, 403} and location != "/login"


async def test_every_route_for_every_role_and_for_nobody(
    sqlite: Database, hashed_password: str
) -> None:
    await keep_officers(sqlite, hashed_password, *ONE_OF_EACH.values())
    async with sqlite.unit() as unit:
        await hand_in(unit, 1, QUEUE[0], now=NOON)
    slips = []
    async with open_front(sqlite) as front:
        people = {role: await front.person(officer) for role, officer in ONE_OF_EACH.items()}
        people[None] = await front.person(None)
        for route in KEPT:
            for role, person in people.items():
                if "logout" in route.path:
                    continue
                ask = person.get if route.method == "GET" else person.post
                await ask(
                    path_of(route), **{} if route.method == "GET" else {"data": {"version": 1}}
                )
                location = person.answer.headers.get("Location", "")
                if is_past_the_door(person.status, location) != (role in route.roles):
                    slips.append((named(route), role, person.status, location))
                if person.status == 500:
                    slips.append((named(route), role, person.status, person.text))
    assert slips == []


async def test_an_officer_with_no_work_here_is_told_so(
    sqlite: Database, hashed_password: str
) -> None:
    inspector = ONE_OF_EACH[Role.INSPECTOR]
    await keep_officers(sqlite, hashed_password, inspector)
    async with open_front(sqlite) as front:
        person = await (await front.person(inspector)).get("/")
        assert person.says("office.error.elsewhere.title")


@pytest.mark.parametrize("route", [one for one in KEPT if one.method == "POST"], ids=named)
async def test_no_form_is_taken_without_its_token(route: Route, front) -> None:
    async with front.house.database.unit() as unit:
        await hand_in(unit, 1, QUEUE[0], now=NOON)
    siti = await front.person()
    for wrong in ("", "0" * 64):
        await siti.post(path_of(route), {"csrf": wrong, "version": 1})
        assert siti.status == 403
    async with front.house.database.reading() as unit:
        assert (await unit.applications.get(reference(1))).version == 1


POSTS = [route for route in ROUTES if route.method == "POST"]


@pytest.mark.parametrize("route", POSTS, ids=named)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    ],
    ids=str,
)
async def test_no_form_of_another_site_is_taken(front, route: Route, headers: dict) -> None:
    siti = await front.person()
    await siti.post(path_of(route), {"version": 1}, **headers)
    assert siti.status == 403


async def test_a_form_of_ours_is_taken_as_browsers_send_it_without_a_referrer(front) -> None:
    siti = await front.person()
    await siti.post("/queue/next", **{"Sec-Fetch-Site": "same-origin", "Origin": "null"})
    assert siti.status == 303


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "kantor.example.id"])
async def test_the_office_answers_only_to_its_own_name(front, host: str) -> None:
    siti = await front.person()
    assert (await siti.get("/queue", Host=host)).status == 421


async def test_every_answer_says_what_a_browser_may_do_with_it(front) -> None:
    siti = await front.person()
    for path in ("/login", "/queue", "/static/office.css", "/nowhere", "/figures", "/queue/mark"):
        await siti.get(path)
        headers = siti.answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == ("no-cache" if "static" in path else "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "/applications/nothing",
        "/static/../routes.py",
        "/static/routes.py",
        "/nowhere",
        "/applications/nothing/papers/" + "0" * 64,
    ],
)
async def test_what_is_not_there_is_not_found(front, path: str) -> None:
    siti = await front.person()
    assert (await siti.get(path)).status == 404
    assert siti.says("office.error.not_found.title")


async def test_a_number_that_is_none_is_a_request_that_cannot_be_read(front) -> None:
    async with front.house.database.unit() as unit:
        await hand_in(unit, 1, QUEUE[0], now=NOON)
    siti = await front.person()
    for path in (f"/applications/{reference(1)}?page=x", f"/applications/{reference(1)}?page=-1"):
        assert (await siti.get(path)).status == 400
    await siti.post(f"/applications/{reference(1)}/approve", {"version": "x"})
    assert siti.status == 400


async def test_a_database_that_does_not_answer_is_said_and_nothing_is_lost(front) -> None:
    from storage.errors import Unavailable

    class Storm:
        def reading(self):
            raise Unavailable

    siti = await front.person()
    calm = siti.house.database
    object.__setattr__(front.house, "database", Storm())
    await siti.get("/queue")
    object.__setattr__(front.house, "database", calm)
    assert siti.status == 503
    assert siti.says("office.error.weather.title")


async def test_a_style_sheet_is_sent_again_only_when_it_is_another(front) -> None:
    somebody = await front.person(None)
    await somebody.get("/static/office.css")
    tag = somebody.answer.headers["ETag"]
    assert (await somebody.get("/static/office.css", **{"If-None-Match": tag})).status == 304
    assert (await somebody.get("/static/office.css", **{"If-None-Match": '"old"'})).status == 200
    assert somebody.answer.content_type == "text/css"

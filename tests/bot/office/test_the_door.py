from dataclasses import replace
from datetime import timedelta

import pytest

from bot.office.house import DemoOfficer
from bot.office.tries import FIRST_WAIT, LONGEST_WAIT, PER_ADDRESS, PER_NAME, Tries
from storage.database import Database
from storage.logins import IDLE
from tests.bot.office.conftest import keep_officers
from tests.bot.office.front import Front, open_front
from tests.support.builders import NOON
from tests.support.office_queue import PASSWORD, SITI

SECOND = timedelta(seconds=1)


async def test_an_officer_comes_in_and_goes_out(front: Front) -> None:
    siti = await front.person(None)
    await siti.get("/queue")
    assert siti.answer.headers["Location"] == "/login"
    await (await siti.log_in("siti")).follow()
    assert siti.answer.headers["Location"] == "/queue"
    await siti.get("/queue")
    assert siti.status == 200
    await siti.post("/logout")
    await siti.get("/queue")
    assert siti.status == 303


async def test_wrong_names_and_wrong_passwords_are_told_alike(front: Front) -> None:
    somebody = await front.person(None)
    await somebody.log_in("siti", "salah-sekali-ini")
    known = (somebody.status, somebody.text.replace('value="siti"', ""))
    await somebody.log_in("nobody", "salah-sekali-ini")
    assert (somebody.status, somebody.text.replace('value="nobody"', "")) == known
    assert somebody.says("office.login.refused")


async def test_the_password_is_never_written_back(front: Front) -> None:
    somebody = await front.person(None)
    await somebody.log_in("siti", "salah-sekali-ini")
    assert "salah-sekali-ini" not in somebody.text


async def test_after_five_tries_a_name_waits_even_for_the_right_password(front: Front) -> None:
    for name in ("siti", "nobody"):
        somebody = await front.person(None)
        for _ in range(PER_NAME):
            assert (await somebody.log_in(name, "salah")).status == 403
        assert (await somebody.log_in(name)).status == 429
        assert somebody.answer.headers["Retry-After"] == "16"
    front.clock.now += FIRST_WAIT + SECOND
    somebody = await front.person(None)
    assert (await somebody.log_in("siti")).status == 303


async def test_coming_in_forgives_what_was_mistyped_before(front: Front) -> None:
    siti = await front.person(None)
    for _ in range(2):
        for _ in range(PER_NAME - 1):
            assert (await siti.log_in("siti", "salah")).status == 403
        assert (await siti.log_in("siti")).status == 303


async def test_every_login_has_a_token_of_its_own_and_ends_the_one_before(front: Front) -> None:
    siti = await front.person(None)
    first = (await siti.log_in("siti")).token
    second = (await siti.log_in("siti")).token
    assert len(first) >= 43
    assert first != second
    async with front.house.database.reading() as unit:
        with pytest.raises(Exception, match="login"):
            await unit.logins.look(first, at=NOON)


async def test_a_login_nobody_uses_ends_though_its_page_goes_on_asking(front: Front) -> None:
    siti = await front.person()
    for _ in range(4):
        front.clock.now += IDLE / 4
        assert (await siti.get("/queue/mark")).status == 200
    front.clock.now += SECOND
    assert (await siti.get("/queue/mark")).status == 303
    await siti.get("/login")
    assert siti.says("office.told.ended")


async def test_a_login_that_is_used_goes_on(front: Front) -> None:
    siti = await front.person()
    for _ in range(4):
        front.clock.now += IDLE / 2
        assert (await siti.get("/queue")).status == 200


async def test_a_disabled_officer_is_out_at_once(front: Front) -> None:
    siti = await front.person()
    async with front.house.database.unit() as unit:
        await unit.officers.disable("siti")
    assert (await siti.get("/queue")).status == 303
    assert (await siti.log_in("siti")).status == 403


def cookie_of(answer, name: str) -> str:
    return next(
        line for line in answer.headers.getall("Set-Cookie") if line.startswith(name + "=")
    )


async def test_on_this_machine_the_cookie_is_ours_alone(front: Front) -> None:
    siti = await (await front.person(None)).log_in("siti")
    cookie = cookie_of(siti.answer, "strp-office")
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Path=/"))
    assert "Domain" not in cookie


async def test_over_https_the_cookie_belongs_to_this_host_alone(
    sqlite: Database, hashed_password: str
) -> None:
    await keep_officers(sqlite, hashed_password, SITI)
    async with open_front(sqlite, public_url="https://kantor.example.id") as front:
        siti = await front.person(None)
        await siti.post(
            "/login",
            {"name": "siti", "password": PASSWORD},
            Host="kantor.example.id",
            Origin="https://kantor.example.id",
        )
        cookie = cookie_of(siti.answer, "__Host-strp-office")
        assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))
        assert "Domain" not in cookie
        assert "max-age" in siti.answer.headers["Strict-Transport-Security"]


async def test_officers_of_the_demonstration_are_offered_only_there(
    sqlite: Database, hashed_password: str
) -> None:
    await keep_officers(sqlite, hashed_password, SITI)
    async with open_front(sqlite) as front:
        assert PASSWORD not in (await (await front.person(None)).get("/login")).text
    demo = (DemoOfficer("siti", PASSWORD, SITI.roles),)
    async with open_front(sqlite, demo=demo) as front:
        assert PASSWORD in (await (await front.person(None)).get("/login")).text
    assert PASSWORD not in repr(demo)


async def test_the_office_speaks_english_when_asked_and_stays_where_it_was(front: Front) -> None:
    siti = await front.person()
    await siti.post("/language", {"language": "en", "path": "/queue?view=second"})
    await siti.follow()
    assert "No proposal waits for a second officer." in siti.text
    assert '<html lang="en">' in siti.text


@pytest.mark.parametrize("path", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
async def test_choosing_a_language_leads_to_no_other_site(front: Front, path: str) -> None:
    siti = await front.person()
    await siti.post("/language", {"language": "en", "path": path})
    assert siti.answer.headers["Location"] == "/"


async def test_behind_a_proxy_the_address_is_what_the_proxy_added(
    sqlite: Database, hashed_password: str
) -> None:
    async with open_front(sqlite, public_url="https://kantor.example.id") as front:
        somebody = await front.person(None)
        there = {"Host": "kantor.example.id", "Origin": "https://kantor.example.id"}

        async def try_from(address: str, number: int) -> int:
            form = {"name": f"n{number}", "password": "salah"}
            await somebody.post(
                "/login", form, **there, **{"X-Forwarded-For": f"{number}.1.1.1, {address}"}
            )
            return somebody.status

        front.house.tries._failed["address 9.9.9.9"] = replace(
            _failed(), times=PER_ADDRESS, last=NOON
        )
        assert await try_from("9.9.9.9", 1) == 429
        assert await try_from("8.8.8.8", 9) == 403


def _failed():
    from bot.office.tries import Failed

    return Failed(0, NOON)


def test_waits_grow_and_end() -> None:
    tries, now, waits = Tries(), NOON, []
    for _ in range(PER_NAME):
        assert tries.wait("siti", "a", now) == timedelta()
    for _ in range(9):
        left = tries.wait("siti", "a", now)
        waits.append(left)
        now += left
        assert tries.wait("siti", "a", now) == timedelta()
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert waits[-1] == LONGEST_WAIT
    assert waits == sorted(waits)


def test_a_hundred_tries_at_once_are_a_hundred() -> None:
    tries = Tries()
    assert sum(tries.wait("siti", f"a{n}", NOON) == timedelta() for n in range(100)) == PER_NAME


def test_many_names_from_one_address_wait_too() -> None:
    tries = Tries()
    free = sum(tries.wait(f"n{n}", "a", NOON) == timedelta() for n in range(100))
    assert free == PER_ADDRESS


def test_whoever_comes_in_is_forgiven_by_name_and_not_by_address() -> None:
    tries = Tries()
    for number in range(PER_ADDRESS - 1):
        tries.wait(f"n{number}", "a", NOON)
    for _ in range(20):
        assert tries.wait("siti", "a", NOON) == timedelta()
        tries.entered("siti", "a")
    assert tries.wait("x", "a", NOON) == timedelta()
    assert tries.wait("y", "a", NOON) > timedelta()


def test_a_quiet_while_forgets() -> None:
    tries = Tries()
    for _ in range(PER_NAME - 1):
        tries.wait("siti", "a", NOON)
    later = NOON + timedelta(minutes=2)
    assert [tries.wait("siti", "a", later) for _ in range(PER_NAME)] == [timedelta()] * PER_NAME


def test_what_is_remembered_stays_small() -> None:
    tries = Tries()
    for number in range(11_000):
        tries.wait(f"n{number}", f"a{number}", NOON)
    assert len(tries._failed) <= 10_000

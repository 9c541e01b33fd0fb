"""Who gets in, who stays in, and what a page never does for anybody else."""

import pytest
from nacl.pwhash import argon2id

from bot.inspection.guarding import HEADERS
from bot.inspection.logins import Logins, NotAllowed
from bot.inspection.site import inspection
from bot.inspection.tries import TooMany, Tries
from bot.reporting.enrolling import renew
from tests.bot.inspection.desk import PASSPHRASE, a_desk

CASE = "0" * 32
READ = (
    "/",
    "/statistics",
    "/acts",
    f"/case/{CASE}",
    f"/case/{CASE}/photo",
    f"/case/{CASE}/order/1",
)
ACTS = ("triage", "ask", "note", "again", "act", "close", "refuse", "aside", "letter",
        "letter/print", "order", "order/check", "order/1", "search", "taken")  # fmt: skip
DONE = tuple(f"/case/{CASE}/{act}" for act in ACTS)


async def test_every_route_of_the_site_is_tried_below(desk):
    site = inspection(desk.site)
    known = {
        (route.method, route.resource.canonical.replace("{case}", CASE).replace("{number}", "1"))
        for route in site.router.routes()
    }
    tried = {("GET", path) for path in READ} | {("POST", path) for path in DONE}
    free = {
        ("GET", "/login"),
        ("POST", "/login"),
        ("POST", "/language"),
        ("GET", "/static/{name}"),
    }
    assert {one for one in known if one[0] != "HEAD"} == tried | free | {("POST", "/logout")}


async def test_no_page_is_shown_to_somebody_who_is_not_in(desk):
    stranger = desk.browser()
    for path in READ:
        await stranger.opens(path)
        assert stranger.location == "/login"


async def test_nothing_is_done_for_somebody_who_is_not_in_or_without_the_token(desk):
    stranger, ani = desk.browser(), await desk.inspector("ani")
    for path in (*DONE, "/logout"):
        await stranger.posts(path, csrf="x")
        assert stranger.location == "/login"
        for csrf in ("", "x"):
            await ani.posts(path, csrf=csrf)
            assert ani.status == 403


async def test_a_case_that_is_not_for_me_is_as_if_it_were_not_there(desk):
    ani = await desk.inspector("ani")
    await ani.opens("/")
    csrf = ani.token
    form = {"employer": "PT X Y", "address": "Jalan Z", "words": "kata", "reason": "outside",
            "measure": "none", "violation": "over_cap", "day": "2021-07-15",
            "window": "any", "instruction": "Hitung orang.", "sought": "Contoh", "nib": "-"}  # fmt: skip
    for path in (*READ[3:], *DONE):
        await (ani.opens(path) if path in READ else ani.posts(path, csrf=csrf, **form))
        assert ani.status == 404
        assert "bukan untuk Anda" in ani.page


async def test_a_form_of_another_site_or_another_name_of_the_machine_is_refused(desk):
    ani = await desk.inspector("ani")
    await ani.opens("/")
    for headers in (
        {"Origin": "https://jahat.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ):
        async with ani.client.post(
            f"{desk.address}/logout", data={"csrf": ani.token}, headers=headers
        ) as answer:
            assert answer.status == 403
    await ani.fetches("/", headers={"Host": "jahat.example"})
    assert ani.status == 403


async def test_every_answer_carries_the_headers_that_keep_it_to_itself(desk):
    ani = await desk.inspector("ani")
    for path in ("/", "/login", "/static/inspection.css", "/static/x", "/none", f"/case/{CASE}"):
        await ani.opens(path)
        assert {name: ani.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


async def test_a_wrong_passphrase_and_an_unknown_name_are_told_the_same(desk):
    await desk.town.inspector("ani")
    stranger = desk.browser()
    told = [
        (await stranger.enters(name, "salah"), stranger.status)
        for name in ("ani", "siapa", "../ani", "*", "reporter", "")
    ]
    assert len(set(told)) == 1
    assert told[0][1] == 401
    assert "tidak membuka apa pun" in told[0][0]


async def test_guessing_is_slowed_down_and_told_so(desk):
    await desk.town.inspector("ani")
    stranger = desk.browser()
    for _ in range(5):
        await stranger.enters("ani", "salah")
    await stranger.enters("ani", "salah")
    assert stranger.status == 429
    desk.town.later(minutes=1)
    await stranger.enters("ani")
    assert stranger.location == "/"


def test_each_further_try_waits_longer_up_to_three_quarters_of_a_minute(town):
    tries = Tries(town.clock)
    waited = []
    for _ in range(14):
        try:
            tries.begin("ani")
        except TooMany as early:
            waited.append(early.seconds)
            town.later(seconds=early.seconds)
            tries.begin("ani")
    assert waited == sorted(waited)
    assert waited[-1] in {42, 43}
    town.later(minutes=16)
    tries.begin("ani")


async def test_a_login_ends_after_half_an_hour_of_rest_or_twelve_hours(desk):
    ani = await desk.inspector("ani")
    for _ in range(24):
        desk.town.later(minutes=29)
        await ani.opens("/")
        assert ani.location == "/"
    for _ in range(2):
        desk.town.later(minutes=29)
        await ani.opens("/")
    assert ani.location == "/login"
    await ani.enters("ani")
    desk.town.later(minutes=31)
    await ani.opens("/")
    assert ani.location == "/login"


async def test_who_leaves_or_is_taken_out_of_service_is_out_at_once(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    await ani.opens("/")
    await ani.posts("/logout")
    await ani.opens("/")
    assert ani.location == "/login"
    await desk.town.out_of_service("budi")
    await budi.opens("/")
    assert budi.location == "/login"
    await budi.enters("budi")
    assert budi.status == 401


async def test_between_requests_the_memory_opens_nothing(town):
    keys = (await town.inspector("ani")).keys["2021-07"]
    logins = Logins(town.store, town.keys, clock=town.clock, random=town.house.random)
    token = await logins.open("ani", PASSPHRASE)
    held = b"".join(kept.sealed for kept in logins._kept.values())
    held += repr(vars(logins)).encode()
    for secret in (bytes(keys.opening), bytes(keys.signing), token.encode()):
        assert secret not in held
        assert secret.hex().encode() not in held
    login = await logins.use(token)
    assert bytes(login.at_work.keys["2021-07"].opening) == bytes(keys.opening)
    with pytest.raises(NotAllowed):
        await logins.use("0" * 64)


async def test_one_passphrase_opens_every_month_it_locks(desk):
    town = desk.town
    await town.inspector("ani")
    for epoch, passphrase in (("2021-06", "yang lama sekali"), ("2021-08", PASSPHRASE)):
        await renew(
            town.store, town.authority, town.keys,
            inspector="ani", epoch=epoch, passphrase=passphrase,
        )  # fmt: skip
    ani = desk.browser()
    assert "Kunci yang terbuka: 2021-07, 2021-08." in await ani.enters("ani")


async def test_keys_of_a_coming_month_under_another_passphrase_lock_nobody_out(desk):
    town = desk.town
    await town.inspector("ani")
    await renew(
        town.store, town.authority, town.keys,
        inspector="ani", epoch="2021-08", passphrase="frasa agustus baru",
    )  # fmt: skip
    (town.folder / "keys" / "besok.ani.key").write_bytes(b"no month")
    ani = desk.browser()
    assert "Kunci yang terbuka: 2021-07." in await ani.enters("ani")
    ani = desk.browser()
    assert "Kunci yang terbuka: 2021-08." in await ani.enters("ani", "frasa agustus baru")


async def test_a_try_costs_the_same_for_many_months_for_few_and_for_nobody(town, monkeypatch):
    for name in ("ani", "budi"):
        await town.inspector(name)
    for epoch in ("2021-06", "2021-08"):
        await renew(
            town.store, town.authority, town.keys,
            inspector="ani", epoch=epoch, passphrase="yang lain sama sekali",
        )  # fmt: skip
    logins = Logins(town.store, town.keys, clock=town.clock, random=town.house.random)
    hard, tried = argon2id.kdf, []
    monkeypatch.setattr(
        argon2id, "kdf", lambda *told, **more: tried.append(1) or hard(*told, **more)
    )
    costs = []
    for name in ("ani", "budi", "siapa", "../ani"):
        with pytest.raises(NotAllowed):
            await logins.open(name, "salah")
        costs.append(len(tried))
        tried.clear()
    assert costs == [3, 3, 3, 3]


async def test_over_https_the_cookie_is_bound_to_the_host(town, sqlite):
    await town.inspector("ani")
    async with a_desk(town, sqlite, public_url="https://pengawas.example.id") as desk:
        form = {"name": "ani", "passphrase": PASSPHRASE}
        async with desk.browser().client.post(
            f"{desk.address}/login", data=form, allow_redirects=False,
            headers={"Host": "pengawas.example.id", "Origin": "https://pengawas.example.id"},
        ) as answer:  # fmt: skip
            cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-strp_inspection=")
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


async def test_a_login_of_a_demo_is_offered_in_a_demo_only(town, sqlite):
    async with a_desk(town, sqlite, shown=(("wulan", "melati di beranda"),)) as desk:
        assert "melati di beranda" in await desk.browser().opens("/login")
    async with a_desk(town, sqlite) as desk:
        assert "Hanya di demo ini" not in await desk.browser().opens("/login")

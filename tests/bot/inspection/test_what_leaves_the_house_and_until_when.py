"""Questions and orders: what may not be said in them, and when they are no longer in force."""

import re

import pytest

from flows.rules.cases import CaseStatus
from tests.bot.inspection.test_inspectors_at_their_desk import (
    ORDER,
    OWN_WORDS,
    a_case,
    opened,
    token,
    weighed_three,
)
from tests.bot.reporting.town import STORY

NAMED = f"{STORY} Nama saya Budi Santoso, bagian absen sidik jari."


def seen(browser):
    return re.search(r'name="seen" value="(\d+)"', browser.page).group(1)


async def ordered(desk, ani, budi):
    """Have an order written and approved; return its case, its receipt and its address."""
    case, receipt = await weighed_three(desk, ani)
    await ani.posts(f"/case/{case}/order", csrf=await token(ani, case), **ORDER)
    (written,) = await desk.town.orders.written(await opened(desk, case))
    sheet = f"/case/{case}/order/{written.state.number}"
    await budi.posts(sheet, csrf=await token(budi, case))
    return case, receipt, sheet


@pytest.mark.parametrize(
    ("instruction", "words"),
    [
        ("Temui Budi Santoso, periksa daftar hadir", "budi, santoso"),
        ("Periksa sidik jari di pintu", "sidik, jari"),
    ],
)
async def test_an_order_names_nobody_whom_a_report_named(desk, instruction, words):
    ani = await desk.inspector("ani")
    await weighed_three(desk, ani)
    case, _ = await a_case(desk, ani, story=NAMED)
    await ani.posts(f"/case/{case}/triage", csrf=await token(ani, case))
    csrf = ani.token
    order = {**ORDER, "instruction": instruction}
    live = await ani.asks(f"/case/{case}/order/check", **order)
    assert ", ".join(live["words"]) == words
    await ani.posts(f"/case/{case}/order", csrf=csrf, **order)
    assert f"Ganti: {words}" in ani.page


async def test_an_order_of_a_case_that_was_taken_back_is_no_longer_handed_out(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, receipt, sheet = await ordered(desk, ani, budi)
    assert OWN_WORDS in await ani.opens(sheet)
    await ani.posts(f"/case/{case}/again", csrf=await token(ani, case))
    assert "Tidak berlaku lagi" in ani.page
    await desk.town.desk.withdraw(receipt)
    page = await budi.opens(f"/case/{case}")
    assert "Tidak berlaku lagi" in page
    assert "Buka lembar perintah" not in page
    await budi.opens(sheet)
    assert budi.status == 404


async def test_an_order_nobody_approved_ends_with_its_case(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, receipt = await weighed_three(desk, ani)
    await ani.posts(f"/case/{case}/order", csrf=await token(ani, case), **ORDER)
    await desk.town.desk.withdraw(receipt)
    page = await budi.opens(f"/case/{case}")
    assert "Tidak berlaku lagi" in page
    assert "menunggu persetujuan" not in page


@pytest.mark.parametrize("day", ["2020-01-01", "2021-07-13", "2021-08-14"])
async def test_an_order_is_for_a_day_that_a_unit_can_still_go_on(desk, day):
    ani = await desk.inspector("ani")
    case, _ = await weighed_three(desk, ani)
    csrf = await token(ani, case)
    await ani.posts(f"/case/{case}/order", csrf=csrf, **{**ORDER, "day": day})
    assert "mulai hari ini sampai tiga puluh hari" in ani.page
    assert OWN_WORDS in ani.page
    assert await desk.town.orders.written(await opened(desk, case)) == []


@pytest.mark.parametrize("day", ["2021-07-14", "2021-08-13"])
async def test_today_and_the_thirtieth_day_are_such_days(desk, day):
    ani = await desk.inspector("ani")
    case, _ = await weighed_three(desk, ani)
    await ani.posts(f"/case/{case}/order", csrf=await token(ani, case), **{**ORDER, "day": day})
    assert len(await desk.town.orders.written(await opened(desk, case))) == 1


async def test_an_older_page_in_another_window_changes_nothing(desk):
    ani, budi = await desk.inspector("ani"), await desk.inspector("budi")
    case, receipt = await weighed_three(desk, ani)
    await ani.posts(f"/case/{case}/order", csrf=await token(ani, case), **ORDER)
    csrf, old = await token(ani, case), seen(ani)
    (written,) = await desk.town.orders.written(await opened(desk, case))
    await budi.posts(
        f"/case/{case}/order/{written.state.number}", csrf=await token(budi, case), seen=seen(budi)
    )
    await ani.posts(f"/case/{case}/again", csrf=csrf, seen=old)
    assert ani.status == 422
    assert "Kasus ini baru saja berubah" in ani.page
    assert (await desk.town.desk.look(receipt)).status is CaseStatus.DISPOSED
    await ani.posts(f"/case/{case}/again", csrf=csrf, seen=seen(ani))  # as it is shown now
    assert (await desk.town.desk.look(receipt)).status is CaseStatus.REVIEWED


async def test_no_second_order_is_written_while_one_waits(desk):
    ani = await desk.inspector("ani")
    case, _ = await weighed_three(desk, ani)
    csrf = await token(ani, case)
    for _ in range(2):
        await ani.posts(f"/case/{case}/order", csrf=csrf, **ORDER)
    assert "Kasus ini baru saja berubah" in ani.page
    assert len(await desk.town.orders.written(await opened(desk, case))) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Siapa nama Anda dan apa jabatan Anda?", "menanyakan siapa pelapor"),
        ("Lantai berapa? " * 101, "Terlalu panjang"),
    ],
)
async def test_a_question_that_must_not_be_asked_is_handed_back_as_it_was_typed(desk, words, told):
    ani = await desk.inspector("ani")
    case, receipt = await a_case(desk, ani)
    await ani.posts(f"/case/{case}/triage", csrf=await token(ani, case))
    await ani.posts(f"/case/{case}/ask", csrf=ani.token, words=words)
    assert told in ani.page
    assert words.strip() in ani.page
    assert len((await desk.town.desk.look(receipt)).lines) == 1


async def test_what_was_proposed_waits_for_nobody_once_it_is_over(desk):
    ani = await desk.inspector("ani", lead=True)
    case, receipt = await a_case(desk, ani)
    await ani.posts(f"/case/{case}/triage", csrf=await token(ani, case))
    await ani.posts(f"/case/{case}/refuse", csrf=ani.token, reason="unfounded")
    assert "Menunggu petugas kedua" in await ani.opens("/")
    await desk.town.desk.withdraw(receipt)
    assert "Menunggu petugas kedua" not in await ani.opens("/?ended=1")
    assert "tidak terbukti" not in await ani.opens(f"/case/{case}")
    acts = await ani.opens("/acts")
    assert "mengusulkan menolak" in acts
    assert "tidak terbukti" in acts
    assert "unfounded" not in acts

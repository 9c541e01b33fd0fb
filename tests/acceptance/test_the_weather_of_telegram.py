"""On Telegram's worst days people are served late, never wrongly and never twice."""

import io
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.simulator.faults import Fault, FaultKind
from tests.support.person import Town, a_town_with_the_house, fills_in_company, hands_in

SITI = 5001
SECRET = "a-secret-of-the-webhook"


@pytest.fixture(params=["polling", "webhook"])
async def town(request, tmp_path: Path):
    async with a_town_with_the_house(tmp_path, delivery=request.param) as opened:
        yield opened


def meets(town: Town, kind: FaultKind, **fields) -> None:
    town.demo.faults.add(Fault(kind, **fields))


async def applications(town: Town) -> int:
    async with town.database.reading() as unit:
        return len(await unit.applications.of_chat(SITI))


async def test_a_whole_registration_goes_through_either_way_in(town: Town):
    await hands_in(town.person())
    assert await applications(town) == 1
    await town.person().hears("Nomor permohonan")


@pytest.mark.parametrize("kind", [FaultKind.DUPLICATE, FaultKind.RESEND, FaultKind.REORDER])
async def test_updates_that_come_twice_or_out_of_order_change_nothing(town: Town, kind: FaultKind):
    siti = town.person()
    await fills_in_company(siti)
    for _ in range(3):
        meets(town, kind)
        await siti.says("Ani Wati; 3171015708950001; pelayanan; Bekasi; Teller")
    await siti.says("Budi; 3171011708950002; pelayanan; Bekasi; Teller")
    await siti.hears("Sudah tercatat: 2")


async def test_a_screen_telegram_holds_back_is_shown_when_it_may(town: Town):
    siti = town.person()
    await siti.says("/start")
    meets(town, FaultKind.TOO_MANY, method="sendMessage", seconds=1)
    await siti.says("/daftar")
    await siti.hears("Pilih bahasa")


async def test_a_notice_whose_answer_got_lost_still_arrives(town: Town):
    siti = town.person()
    await fills_in_company(siti)
    await siti.does("Ani; 3171015708950001; pelayanan; Bekasi; Teller", ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", b"%PDF-1.4 %%EOF")
    await siti.does(">Lewati", ">Saya menyatakan benar")
    meets(town, FaultKind.BROKEN, method="sendMessage")
    await siti.taps("Kirim")
    await town.remote.act("clock", seconds=60)
    await siti.hears("Nomor permohonan")


async def test_a_webhook_without_the_secret_is_refused(tmp_path: Path):
    async with (
        a_town_with_the_house(tmp_path, delivery="webhook") as town,
        ClientSession() as client,
    ):
        url = town.demo.world.webhook.url
        update = {
            "update_id": 1,
            "message": {"chat": {"id": SITI, "type": "private"}, "text": "/start"},
        }
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            async with client.post(url, json=update, headers=headers) as answer:
                assert answer.status == 403
        headers = {"X-Telegram-Bot-Api-Secret-Token": town.demo.world.webhook.secret}
        async with client.post(url, data=io.BytesIO(b"x" * 2_000_000), headers=headers) as answer:
            assert answer.status == 413

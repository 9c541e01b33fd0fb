"""Nothing is done twice: double taps, updates that come again, races, and death in between."""

import asyncio

import pytest

from bot.delivery import Delivery, NotKept, Tapped, Typed
from flows.rules.applications import ApplicationStatus
from storage.database import Database
from storage.errors import Unavailable
from tests.support.channel import PDF, Office, a_list, an_office, fills_in, hands_in

CHAT = 700_000_001


async def ready_to_send(office: Office):
    siti = office.visitor()
    await fills_in(siti)
    await siti.does(a_list(3), ">Daftar sudah lengkap")
    await siti.sends("surat.pdf", PDF)
    await siti.does(">Lewati", ">Saya menyatakan benar")
    return siti


async def handed_in(office: Office) -> list[str]:
    async with office.database.reading() as unit:
        return [one.reference for one in await unit.applications.of_chat(CHAT)]


async def test_a_double_tap_sends_once_and_is_told(office: Office):
    siti = await ready_to_send(office)
    tap = siti.tap("Kirim")
    await siti.brings(tap)
    assert "Sudah tercatat" in await siti.brings(tap)
    assert len(await handed_in(office)) == 1


async def test_an_update_that_comes_again_is_taken_once_and_answered_with_the_screen(
    office: Office,
):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    await siti.brings(Typed("PT Asuransi Contoh"), update=9_001)
    told = await siti.brings(Typed("PT Asuransi Contoh"), update=9_001)
    assert "Di mana tempat kerjanya" in told


async def test_many_taps_at_once_send_one_application(database: Database):
    office = an_office(database)
    siti = await ready_to_send(office)
    tap = siti.tap("Kirim")
    deliveries = [Delivery(5_000 + n, CHAT, "id", tap) for n in range(6)]
    await asyncio.gather(*(office.desk.receive(each, siti._fetch) for each in deliveries))
    assert len(await handed_in(office)) == 1
    async with database.reading() as unit:
        assert len(await unit.outbox.of_chat(CHAT)) == 1


@pytest.mark.parametrize("first", ["text", "tap"])
async def test_a_text_and_a_tap_at_once_end_in_one_consistent_place(
    database: Database, first: str
):
    office = an_office(database)
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    back = siti.tap("Kembali")
    events = [Typed("PT Asuransi Contoh"), back]
    ordered = events if first == "text" else events[::-1]
    await asyncio.gather(
        *(
            office.desk.receive(Delivery(6_000 + n, CHAT, "id", content), siti._fetch)
            for n, content in enumerate(ordered)
        )
    )
    told = await siti.says("/daftar")
    assert any(words in told for words in ("Nama perusahaan", "Di mana tempat kerjanya", "NIB"))


async def test_a_button_of_an_old_screen_shows_the_present_one(office: Office):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    old = siti.tap("Kembali")
    await siti.says("PT Asuransi Contoh")
    told = await siti.brings(old)
    assert "Layar itu sudah lama" in told
    assert "Di mana tempat kerjanya" in told


async def test_a_button_of_somebody_elses_screen_opens_nothing_of_theirs(office: Office):
    siti, budi = office.visitor(), office.visitor(chat=700_000_002)
    await fills_in(siti, until="PT Asuransi Contoh")
    stolen = siti.tap("Kembali")
    await budi.says("/start")
    told = await budi.brings(stolen)
    assert "Layar itu sudah lama" in told
    assert "Nama perusahaan" not in told


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "r.A.1",
        "r.A.999999999999.!submit",
        "z.1.2.3",
        "go.id.",
        "🙂" * 16,
        "r.." + "9" * 50,
    ],
)
async def test_a_forged_button_does_nothing_but_show_a_screen(office: Office, data: str):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    told = await siti.brings(Tapped(data, 10, "query"))
    assert "Nama perusahaan" in told or "STRP Jakarta" in told


async def test_what_was_not_kept_is_not_answered_and_is_taken_when_it_comes_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    siti = await ready_to_send(office)
    tap = siti.tap("Kirim")
    with monkeypatch.context() as weather:

        def down():
            raise Unavailable("down")

        weather.setattr(office.database, "unit", down)
        with pytest.raises(NotKept):
            await siti.brings(tap, update=7_001)
    assert await handed_in(office) == []
    assert "segera menjawab" in office.desk.excuse(Delivery(7_001, CHAT, "id", tap)).toast
    await siti.brings(tap, update=7_001)
    assert len(await handed_in(office)) == 1


async def test_a_mistake_of_ours_costs_no_answer_and_does_not_come_back_for_ever(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    siti = office.visitor()
    await fills_in(siti, until="PT Asuransi Contoh")
    with monkeypatch.context() as broken:

        async def breaks(*_: object) -> None:
            raise RuntimeError("3171015708950001")

        broken.setattr("bot.desk.acting.Acting.carry_out", breaks)
        told = await siti.says("PT Asuransi Contoh")
    assert "kesalahan kami" in told
    assert "3171015708950001" not in told
    assert "Nama perusahaan" in await siti.says("/daftar")


async def test_handing_in_again_after_withdrawing_is_a_new_application(office: Office):
    siti = office.visitor()
    first = await hands_in(siti)
    await siti.does("/status", ">Tarik permohonan", ">Ya, tarik permohonan")
    second = await hands_in(siti)
    assert first != second
    async with office.database.reading() as unit:
        assert (await unit.applications.get(first)).status is ApplicationStatus.WITHDRAWN
        assert (await unit.applications.get(second)).status is ApplicationStatus.SUBMITTED

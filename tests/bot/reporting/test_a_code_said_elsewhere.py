"""A code said to the assistant, not to the counter, opens its case and leaves the chat."""

import pytest

from flows.rules.cases import Register
from tests.bot.reporting.phone import REPORT

UNKNOWN = Register(may_work_on_site=None, holds_permits=False)
NEVER = "Petugas tidak pernah menanyakan siapa Anda"


def on_screen(phone, words):
    return any(words.casefold() in str(message).casefold() for message in phone.messages.values())


@pytest.mark.parametrize("frame", ["{}", "kode laporan saya {}, ada kabar?"])
async def test_a_code_said_to_the_assistant_opens_its_case_and_disappears(phone, town, frame):
    receipt = await town.report()
    await phone.says("/start")
    told = await phone.says(frame.format(receipt.lower()))
    assert "Status: Menunggu" in told
    assert "Mau apa dengan laporan itu" in told
    assert not on_screen(phone, receipt)
    assert phone.store.exists()
    assert receipt.replace("-", "").encode() not in phone.store.read_bytes().upper()


async def test_a_code_nobody_has_is_asked_for_again_and_disappears_too(phone):
    told = await phone.says("2h4k 9qrt 0xyz 7bcd m3np")
    assert "Tidak ada laporan dengan kode itu" in told
    assert not on_screen(phone, "9qrt")


async def test_a_report_that_is_being_entered_is_not_lost_to_a_code(phone, town):
    receipt = await town.report()
    await phone.does(*REPORT[:3])
    await phone.says("/menu")
    assert "Apa nama tempat kerja" in await phone.says(receipt)
    assert not on_screen(phone, receipt)
    assert "Di mana alamatnya" in await phone.says("PT Contoh Sejahtera")


async def test_a_name_before_the_number_of_an_identity_card_is_left_to_the_assistant(phone):
    assert "Tidak ada laporan" not in await phone.says("Rina 3171 0112 9001 0001")


async def test_nobody_is_asked_who_they_are_without_being_warned(phone, town):
    ani = town.at_work["ani"]
    receipt = await town.report()
    assert NEVER not in await phone.says(receipt)
    (case,) = await town.inspectors.list(ani)
    await town.inspectors.triage(ani, case.id, UNKNOWN)
    await town.inspectors.ask(ani, case.id, "Lantai berapa?")
    assert NEVER in await phone.taps("Lihat status")


async def test_where_a_photo_is_due_no_other_paper_is_asked_for(phone):
    await phone.does(*REPORT)
    told = await phone.says("nanti saja")
    assert "hanya foto" in told
    assert "PDF" not in told

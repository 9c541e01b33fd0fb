"""What was said while reporting is erased on both sides, and old buttons do nothing."""

import pytest

from bot.render import Message
from tests.bot.reporting.phone import REPORT, message_numbers, sends_report


async def test_once_sent_both_sides_messages_are_gone_and_only_the_end_stays(phone):
    receipt = await sends_report(phone)
    (last,) = phone.messages.values()
    assert "Terkirim dan terkunci" in last.html
    assert "tidak terhapus" in last.html
    assert receipt not in last.html


async def test_erasing_forgets_the_visit_and_deletes_what_was_said(phone, town):
    await phone.does(*REPORT[:5])
    told = await phone.taps("Hapus jejak")
    (only,) = phone.messages.values()
    assert "Belum dihapus" in told
    assert only.protected
    assert await town.visits.load(str(phone.chat)) is None
    await phone.taps("Hapus juga")
    assert phone.messages == {}
    assert "Terhapus" in phone.toast


async def test_what_was_said_before_the_report_stays_until_that_is_to_go_too(phone):
    words = "bos saya di PT Asuransi Sejahtera paksa masuk kantor"
    await phone.does(words, "/menu", *REPORT[:5])
    told = await phone.taps("Hapus jejak")
    assert "Belum dihapus" in told
    assert words in phone.messages.values()
    told = await phone.taps("Hapus yang sebelum")
    (only,) = phone.messages.values()
    assert "Lihat ke atas" in told
    await phone.taps("Hapus juga pesan ini")
    assert (only.protected, phone.messages) == (True, {})


async def test_what_lies_far_back_is_found_by_the_numbers_that_were_noted(phone):
    words = "bos saya di PT Asuransi Sejahtera paksa masuk kantor"
    await phone.says(words)
    for _ in range(1_000):
        next(message_numbers)  # messages of other chats
    await phone.does(*REPORT[:3])
    await phone.does(">Hapus jejak", ">Hapus yang sebelum")
    assert len(phone.messages) == 1


async def test_a_visit_that_is_over_is_not_said_to_be_erased(phone, town):
    await phone.does(*REPORT[:5])
    town.later(minutes=31)
    told = await phone.taps("Hapus jejak")
    assert "pesan lainnya belum dihapus" in told
    await phone.taps("Hapus yang sebelum")
    assert len(phone.messages) == 1


@pytest.mark.parametrize("ask", ["erase", "before", "clean"])
async def test_a_link_of_somebody_else_deletes_nothing(phone, ask):
    await phone.does("halo", *REPORT[:3])
    before = dict(phone.messages)
    await phone.says(f"/start go_id_reporting_{ask}")
    assert before.items() <= phone.messages.items()


async def test_every_screen_is_protected_and_can_be_erased(phone):
    for step in REPORT:
        await phone.does(step)
        screens = [one for one in phone.messages.values() if isinstance(one, Message)]
        assert all(one.protected for one in screens)
        assert phone.button("Hapus jejak")

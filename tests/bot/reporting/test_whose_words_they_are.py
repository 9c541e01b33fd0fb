"""What is typed after a command led away from an open report goes nowhere before it is asked."""

import pytest

from bot.delivery import Attached
from tests.bot.reporting.phone import REPORT, Phone
from tests.bot.reporting.test_report_counter import everything_kept
from tests.bot.reporting.town import Town

STORY = "Semua orang gudang disuruh masuk setiap hari oleh Pak Darto."


@pytest.mark.parametrize("command", ["/status", "/menu", "/dataku", "/start"])
async def test_a_story_after_a_command_is_asked_about_and_goes_to_the_report(
    phone: Phone, command: str
):
    await phone.does(*REPORT[:-1])
    assert "masih terbuka" in await phone.says(command)
    before = everything_kept(phone)
    assert "untuk laporan?" in await phone.says(STORY)
    assert everything_kept(phone) == before
    assert "Ada foto?" in await phone.taps("Ya, untuk laporan")
    told = await phone.taps("Lewati")
    receipt = next(word for word in told.split() if word.count("-") == 4)
    assert STORY[:40] in await phone.says(receipt[-4:])
    await phone.taps("Kirim")
    (end,) = phone.messages.values()
    assert "Terkirim" in end.html


async def test_what_is_not_for_the_report_is_typed_again_and_answered_elsewhere(phone: Phone):
    await phone.does(*REPORT[:-1], "/menu", "halo")
    assert "tidak masuk ke laporan" in await phone.taps("Bukan")
    told = await phone.says("halo")
    assert "untuk laporan?" not in told
    assert "garis miring" not in told
    assert "Ceritakan apa yang terjadi" in await phone.says("/lapor")
    assert "Ada foto?" in await phone.says(STORY)


async def test_a_photo_after_a_command_is_asked_about_and_to_be_sent_again(phone: Phone):
    await phone.does(*REPORT, "/menu")
    phone.files["f"] = b"x"
    told = await phone.brings(Attached("f", "f.jpg", "image/jpeg", 1, photo=True), "(photo)")
    assert "untuk laporan?" in told
    assert "Ada foto?" in await phone.taps("Ya, untuk laporan")


async def test_a_command_nobody_knows_is_handed_back_and_leads_nowhere(phone: Phone):
    await phone.does(*REPORT[:-1])
    before = everything_kept(phone)
    told = await phone.says("/direktur memaksa kami masuk")
    assert "garis miring" in told
    assert "Ceritakan apa yang terjadi" in told
    assert "Ada foto?" in await phone.says(STORY)
    assert "/direktur memaksa kami masuk" not in phone.messages.values()
    assert everything_kept(phone) == before


async def test_going_away_without_an_open_report_is_told_nothing(phone: Phone):
    await phone.says("/lapor")
    assert "masih terbuka" not in await phone.says("/menu")
    assert "untuk laporan?" not in await phone.says("halo")


async def test_an_open_report_that_ended_meanwhile_asks_nothing(phone: Phone, town: Town):
    await phone.does(*REPORT[:3], "/menu")
    town.later(minutes=31)
    assert "untuk laporan?" not in await phone.says("halo")


async def test_verbs_concern_what_is_in_front_and_ask_nothing(phone: Phone):
    await phone.does(*REPORT[:3], "/menu")
    assert "untuk laporan?" not in await phone.says("/bantuan")
    assert "Apa nama tempat kerja" in await phone.says("/lapor")


@pytest.mark.parametrize("ask", ["ours", "others"])
async def test_a_link_of_somebody_else_answers_nothing(phone: Phone, ask: str):
    await phone.does(*REPORT[:-1], "/menu", STORY)
    await phone.says(f"/start go_id_reporting_{ask}")
    assert "Ceritakan apa yang terjadi" in phone.told


@pytest.mark.parametrize("pause", [45, 12 * 60, 23 * 60])
async def test_words_after_a_pause_over_a_change_of_keys_belong_to_the_report(
    phone: Phone, town: Town, pause: int
):
    await phone.says("/menu")
    town.later(hours=23, minutes=50)
    await phone.does(*REPORT[:-1])
    before = everything_kept(phone)
    town.later(minutes=pause)
    told = await phone.says(STORY)
    assert "sudah berakhir" in told
    assert STORY not in phone.messages.values()
    assert everything_kept(phone) == before

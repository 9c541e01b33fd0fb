"""Words below a photo and changed words are read, or said not to be."""

import pytest

from bot.delivery import Attached, Edited
from bot.reporting.hearing import CAPTION_LEFT, PHOTO_LEFT
from bot.wording import load_texts
from flows.language import Language
from tests.bot.reporting.phone import REPORT, Phone
from tests.bot.reporting.town import Town
from tests.support.reporters import a_photo_with_a_past

CAPTION = "Semua orang gudang disuruh masuk tanpa masker setiap hari."


def said(text) -> str:
    return load_texts().plain(text, Language.ID)


async def captioned(phone: Phone, caption: str = CAPTION) -> str:
    data = phone.files["f"] = a_photo_with_a_past("x")
    photo = Attached("f", "f.jpg", "image/jpeg", len(data), photo=True, caption=caption)
    return await phone.brings(photo, "(photo)")


async def test_words_below_a_photo_are_said_to_be_no_part_of_the_report(phone: Phone):
    await phone.does(*REPORT)
    told = await captioned(phone)
    assert said(CAPTION_LEFT) in told
    assert "kelompok terakhir" in told


async def test_words_below_a_photo_are_taken_where_words_are_due(phone: Phone):
    await phone.does(*REPORT[:-1])
    told = await captioned(phone)
    assert said(PHOTO_LEFT) in told
    assert "Ada foto?" in told


async def test_a_photo_where_neither_is_due_is_handed_back(phone: Phone):
    await phone.does(*REPORT[:2])
    assert "tidak diperlukan di langkah ini" in await captioned(phone)
    await phone.does(*REPORT[2:-1])
    assert "tidak diperlukan di langkah ini" in await captioned(phone, "")


async def test_words_below_a_photo_sent_beside_the_report_are_held_like_others(phone: Phone):
    await phone.does(*REPORT[:-1], "/menu")
    assert "untuk laporan?" in await captioned(phone)
    assert "Ada foto?" in await phone.taps("Ya, untuk laporan")


async def test_changed_words_are_said_not_to_be_read(phone: Phone, town: Town):
    await phone.does(*REPORT)
    told = await phone.brings(Edited(), "cerita tanpa nama")
    assert "tidak kami baca" in told
    assert "Ada foto?" in told
    await phone.does("/menu")
    assert "untuk laporan?" not in await phone.brings(Edited(), "lain")
    town.later(hours=2)
    assert "tidak kami baca" in await phone.brings(Edited(), "halo juga")


@pytest.mark.parametrize("command", ["/report", "/start report"])
async def test_an_english_command_is_answered_in_english_where_nothing_else_was_chosen(
    phone: Phone, command: str
):
    assert "What would you like to do" in await phone.says(command)
    assert "Report a workplace" in await phone.taps("New report")
    assert "What would you like to do" not in await phone.says("/bahasa")
    assert "Lapor tempat kerja" in await phone.says("/report")


async def test_the_promise_is_read_in_the_language_of_its_command(phone: Phone):
    assert "What we promise" in await phone.says("/privacy")
    assert "Janji kami" in await phone.says("/privasi")

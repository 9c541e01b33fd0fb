"""Whoever types what a button says has pressed it, at the counter and at the desk."""

import pytest

from tests.bot.reporting.phone import REPORT


@pytest.mark.parametrize("typed", ["kemarin", " KEMARIN. ", "yesterday"])
async def test_what_a_button_says_is_taken_in_a_report(phone, typed):
    await phone.does(*REPORT[:9])
    assert "berapa orang" in await phone.says(typed)


@pytest.mark.parametrize("typed", ["lebih dari 200", "51 to 200", "tidak tahu"])
async def test_what_a_button_says_of_numbers_is_taken_too(phone, typed):
    await phone.does(*REPORT[:10])
    assert "Ceritakan apa yang terjadi" in await phone.says(typed)


@pytest.mark.parametrize("typed", ["", "??", "nanti kemarin"])
async def test_other_words_are_no_button(phone, typed):
    await phone.does(*REPORT[:9])
    assert "pilih salah satu tombol" in await phone.says(typed)


@pytest.mark.parametrize("typed", ["wakil perusahaan", "a company's representative"])
async def test_what_a_button_says_is_taken_in_a_registration(phone, typed):
    assert "Siapa Anda?" in await phone.does("/daftar", "bahasa indonesia", "saya setuju")
    told = await phone.says(typed)
    assert "Siapa Anda?" not in told
    assert "⚠️" not in told

"""Whoever cannot go on is told the reason as it is, for how long, and that nothing is lost."""

from datetime import timedelta

import pytest

from bot.reporting.counting import spoken_wait
from bot.reporting.enrolling import declare_conflict
from bot.wording import load_texts
from flows.language import Language
from storage.errors import Unavailable
from tests.bot.reporting.phone import Phone, sends_report, up_to_review
from tests.bot.reporting.town import PEPPER, Town


async def test_a_report_that_no_inspector_may_read_is_not_said_to_be_one_too_many(
    phone: Phone, town: Town
):
    await declare_conflict(
        town.store, inspector="ani", employer="PT Contoh Sejahtera", pepper=PEPPER
    )
    await up_to_review(phone)
    told = await phone.taps("Kirim")
    assert "tidak ada pengawas yang boleh membaca" in told
    assert "Terlalu banyak orang" not in told
    await town.inspector("budi")
    assert "Terkirim" in await phone.taps("Kirim")


async def test_a_store_that_is_away_is_said_to_be_and_the_report_waits(
    phone: Phone, town: Town, monkeypatch: pytest.MonkeyPatch
):
    await up_to_review(phone)

    def away() -> None:
        raise Unavailable

    begin = town.store.begin
    monkeypatch.setattr(town.store, "begin", away)
    told = await phone.taps("Kirim")
    assert "gangguan di pihak kami" in told
    monkeypatch.setattr(town.store, "begin", begin)
    assert "Terkirim" in await phone.taps("Kirim")


async def test_looking_again_with_a_code_that_was_read_is_free(phone: Phone):
    receipt = await sends_report(phone)
    await phone.does("/lapor", ">Punya kode", receipt)
    for _ in range(12):
        assert "Status: Menunggu" in await phone.taps("Lihat status")


async def test_codes_that_are_tried_are_told_to_wait_for_an_hour_and_not_for_a_day(phone: Phone):
    await phone.does("/lapor", ">Punya kode")
    for _ in range(10):
        await phone.says("AAAA-BBBB-CCCC-DDDD-EEEE")
    told = await phone.says("AAAA-BBBB-CCCC-DDDD-EEEE")
    assert "kode dicoba" in told
    assert "1 jam lagi" in told
    assert "hari ini" not in told


async def test_a_withdrawn_report_is_told_to_be_no_place_for_more(phone: Phone):
    receipt = await sends_report(phone)
    told = await phone.does("/lapor", ">Punya kode", receipt, ">Cabut")
    assert "sehari setelah laporan tadi" in told
    await phone.taps("Ya, cabut")
    await up_to_review(phone)
    told = await phone.taps("Kirim")
    assert "sudah dicabut" in told
    assert "24 jam lagi" in told


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        (timedelta(seconds=1), "1 minute"),
        (timedelta(seconds=61), "2 minutes"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23, minutes=1), "24 hours"),
    ],
)
def test_a_wait_is_said_as_people_say_it(waiting: timedelta, said: str):
    assert load_texts().plain(spoken_wait(waiting), Language.EN) == said

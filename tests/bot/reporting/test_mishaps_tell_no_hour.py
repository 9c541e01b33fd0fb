"""What goes wrong with reporters is told by the day: an hour would be the hour of a report."""

import json
from datetime import timedelta

import pytest

from bot.logs import set_up_logs
from tests.bot.reporting.phone import REPORT, Phone, up_to_review
from tests.bot.reporting.town import Town


@pytest.fixture(autouse=True)
def logs():
    set_up_logs()


def logged(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


async def test_our_fault_is_told_by_a_number_and_logged_with_its_day_and_without_a_person(
    phone: Phone,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    await phone.does(*REPORT[:3])

    async def broken(*_: object) -> None:
        raise ValueError("PT Contoh Sejahtera")

    monkeypatch.setattr(phone.reception._counter._conversation, "take", broken)
    told = await phone.says("PT Contoh Sejahtera", update=8_765_432)
    assert "kesalahan kami" in told
    town.mishaps.write()
    assert logged(capsys) == []
    town.now += timedelta(days=1)
    town.mishaps.write()
    (line,) = logged(capsys)
    assert (line["day"], line["error"], line["times"]) == ("2021-07-14", "ValueError", 1)
    assert line["numbers"][0] in told
    for needle in ("Contoh", str(phone.chat), "8765432"):
        assert needle not in str(line)
    town.mishaps.write(all_days=True)
    assert logged(capsys) == []


async def test_messages_that_stay_are_counted_by_the_day(
    phone: Phone, town: Town, capsys: pytest.CaptureFixture[str]
):
    await up_to_review(phone)
    phone.keeps = True
    await phone.taps("Kirim")
    assert logged(capsys) == []
    town.mishaps.write(all_days=True)
    (line,) = logged(capsys)
    assert line["event"] == "messages not deleted"
    assert line["day"] == "2021-07-14"
    assert line["messages"] >= len(REPORT)

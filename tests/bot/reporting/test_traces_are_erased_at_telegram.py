"""What is deleted at Telegram itself, and what a reporter's screens leave alone."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import Answered, Delivery, Typed
from bot.simulator.faults import Fault, FaultKind
from tests.support.person import Town, a_town_with_the_house
from tests.support.reporters import Reporter, Told

SITI = 5001


@pytest.fixture
async def town(tmp_path: Path):
    async with a_town_with_the_house(tmp_path) as opened:
        yield opened


def chat_of(town: Town):
    return town.demo.world.chat(SITI)


def texts_of(town: Town) -> list[str]:
    return [message.body.text for message in chat_of(town).messages.values()]


async def a_report(town: Town) -> Reporter:
    siti = Reporter(town, Told(chat_of(town).persona))
    await siti.reports()
    return siti


async def test_after_sending_only_the_end_stays_and_the_menu_keeps_its_buttons(town: Town):
    await town.person().says("/start")
    reporter = await a_report(town)
    start, menu, end = chat_of(town).messages.values()
    assert start.body.text == "/start"
    assert "Terkirim" in end.body.text
    assert menu.buttons
    await reporter.person.taps("Hapus jejak")
    assert not any("Terkirim" in text for text in texts_of(town))
    await reporter.person.taps("Hapus juga pesan ini")
    assert texts_of(town) == ["/start", menu.body.text]
    assert menu.buttons


async def test_the_whole_chat_goes_when_asked_and_nobody_elses(town: Town):
    await town.person("budi").says("halo")
    other = next(chat for chat in town.demo.world.chats.values() if chat.messages)
    others = dict(other.messages)
    await town.person().says("bos saya di PT Asuransi Sejahtera paksa masuk kantor")
    reporter = await a_report(town)
    await reporter.person.taps("Hapus jejak")
    await reporter.person.taps("Hapus yang sebelum")
    (last,) = texts_of(town)
    assert "Lihat ke atas" in last
    assert other is not chat_of(town)
    assert others
    assert other.messages == others


async def test_no_screen_of_a_report_can_be_passed_on_and_one_has_buttons_at_a_time(town: Town):
    reporter = Reporter(town, Told(chat_of(town).persona))
    await reporter.fills_in()
    screens = [message for message in chat_of(town).messages.values() if message.by_bot]
    assert len(screens) > 3
    assert all(message.protected for message in screens)
    assert [bool(message.buttons) for message in screens].count(True) == 1


async def test_a_registration_under_way_is_left_as_it_stands(town: Town):
    siti = town.person()
    await siti.does("/daftar", ">Bahasa Indonesia", ">Saya setuju")
    question = next(one for one in reversed(chat_of(town).messages.values()) if one.by_bot)
    await a_report(town)
    assert question.buttons
    assert (await siti.taps("Wakil perusahaan")).screen
    assert "Terkirim" not in str([await siti.says("/status")])


async def test_what_is_older_than_two_days_stays_and_the_rest_goes(town: Town):
    siti = town.person()
    await siti.says("lama")
    old = max(chat_of(town).messages)
    town.demo.world.shift(timedelta(hours=49))
    await siti.says("baru")
    new = [number for number in chat_of(town).messages if number > old]
    delivery = Delivery(1, SITI, "id", Typed("x"))
    numbers = (old, *new, *range(9_000, 9_150))
    await town.demo.house.edge.courier.answer(delivery, Answered(deletes=numbers))
    assert old in chat_of(town).messages
    assert not set(new) & set(chat_of(town).messages)


async def test_telegram_asking_for_patience_is_waited_for(town: Town):
    await town.person().says("halo")
    numbers = tuple(chat_of(town).messages)
    town.demo.faults.add(Fault(FaultKind.TOO_MANY, method="deleteMessages", seconds=1))
    delivery = Delivery(1, SITI, "id", Typed("x"))
    await town.demo.house.edge.courier.answer(delivery, Answered(deletes=numbers))
    assert chat_of(town).messages == {}


@pytest.mark.parametrize("kind", [FaultKind.BROKEN, FaultKind.LOST, FaultKind.TIMEOUT])
async def test_bad_weather_is_waited_for(town: Town, kind: FaultKind):
    await town.person().says("halo")
    numbers = tuple(chat_of(town).messages)
    town.demo.faults.add(Fault(kind, method="deleteMessages"))
    await town.demo.house.edge.courier.answer(
        Delivery(1, SITI, "id", Typed("x")), Answered(deletes=numbers)
    )
    assert chat_of(town).messages == {}


async def test_what_outlasts_bad_weather_is_told_before_anything_is_said(town: Town):
    reporter = Reporter(town, Told(chat_of(town).persona))
    await reporter.fills_in()
    await reporter.goes_on_to_the_end()
    town.demo.faults.add(Fault(FaultKind.BROKEN, times=9, method="deleteMessages"))
    await reporter.person.taps("Kirim")
    await reporter.person.hears("Terkirim dan terkunci")
    assert "belum terhapus" in texts_of(town)[-1]
    assert reporter.told.story in texts_of(town)
    town.demo.faults.clear()
    await reporter.person.taps("Hapus jejak")
    await reporter.person.hears("dihapus")
    assert reporter.told.story not in texts_of(town)


async def test_messages_that_telegram_keeps_are_told_by_their_numbers(town: Town):
    siti = town.person()
    await siti.says("lama")
    old = tuple(chat_of(town).messages)
    town.demo.world.shift(timedelta(hours=49))
    left = []

    async def deleted(numbers: tuple[int, ...]) -> Answered:
        left.append(numbers)
        return Answered()

    await town.demo.house.edge.courier.answer(
        Delivery(1, SITI, "id", Typed("x")), Answered(deletes=(*old, 9_000), deleted=deleted)
    )
    assert left == [old]

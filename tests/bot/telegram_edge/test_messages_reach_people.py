"""The edge brings messages to people as Telegram allows it, and tells us when it does not."""

import pytest

from bot.delivery import (
    PRIVATE,
    Answered,
    Blocked,
    Delivery,
    Later,
    NotFetched,
    Page,
    Paper,
    Shown,
    Tapped,
    Told,
    Typed,
)
from bot.render import Button, Message
from bot.settings import TelegramSettings
from bot.simulator.faults import Fault, FaultKind
from bot.simulator.world import TOKEN
from bot.telegram_edge.edge import open_edge
from bot.wording import load_texts
from flows.language import Language
from tests.bot.simulator.town import SITI, Town, a_town

ONE = Message("satu", ((Button("A", "a"),),))
TWO = Message("dua", ((Button("B", "b"),),))


@pytest.fixture
async def town():
    async with a_town() as opened:
        yield opened


@pytest.fixture
async def edge(town: Town):
    async with open_edge(TelegramSettings(api=town.base, token=TOKEN)) as opened:
        yield opened


def shown(town: Town) -> list[tuple[str, bool]]:
    """Return the bot's messages of the chat, and whether each has buttons."""
    messages = town.world.chat(SITI).messages.values()
    return [(one.body.text, bool(one.buttons)) for one in messages if one.by_bot]


def numbers(town: Town) -> list[int]:
    return list(town.world.chat(SITI).messages)


async def test_only_the_newest_screen_has_buttons(town: Town, edge):
    await edge.courier.carry(SITI, Shown(ONE))
    await edge.courier.carry(SITI, Shown(TWO))
    assert shown(town) == [("satu", False), ("dua", True)]


async def test_a_pressed_screen_changes_in_its_place(town: Town, edge):
    await edge.courier.carry(SITI, Shown(ONE))
    await edge.courier.carry(SITI, Shown(TWO, numbers(town)[0]))
    assert shown(town) == [("dua", True)]


async def test_a_press_on_a_screen_above_changes_the_one_at_the_foot(town: Town, edge):
    await edge.courier.carry(SITI, Told(ONE))
    above = numbers(town)[0]
    await edge.courier.carry(SITI, Shown(ONE))
    await edge.courier.carry(SITI, Shown(TWO, above))
    assert shown(town) == [("satu", False), ("dua", True)]


async def test_what_is_told_beside_the_screen_leaves_its_buttons(town: Town, edge):
    await edge.courier.carry(SITI, Shown(ONE))
    await edge.courier.carry(SITI, Told(TWO))
    assert shown(town) == [("satu", True), ("dua", True)]


async def test_a_page_leaves_the_buttons_of_every_screen(town: Town, edge):
    await edge.courier.carry(SITI, Shown(ONE))
    await edge.courier.carry(SITI, Page(TWO))
    await edge.courier.carry(SITI, Page(Message("tiga"), numbers(town)[1]))
    assert shown(town) == [("satu", True), ("tiga", False)]


async def test_a_page_may_travel_back_in_the_answer_to_its_update(edge):
    press = Delivery(1, SITI, "id", Tapped("x", 7, "query"))
    call = edge.courier.ride(press, Answered((Page(TWO, 7),)))
    assert (call["method"], call["message_id"], call["text"]) == ("editMessageText", 7, "dua")
    assert call["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "b"
    first = edge.courier.ride(Delivery(1, SITI, "id", Typed("x")), Answered((Page(ONE),)))
    assert (first["method"], first["chat_id"]) == ("sendMessage", SITI)


async def test_a_screen_never_rides_for_its_number_must_be_known(edge):
    press = Delivery(1, SITI, "id", Tapped("x", 7, "query"))
    assert edge.courier.ride(press, Answered((Shown(ONE),))) is None
    assert edge.courier.ride(press, Answered((Page(ONE), Page(TWO)))) is None


async def test_an_edit_that_changes_nothing_is_no_failure(town: Town, edge):
    await edge.courier.carry(SITI, Shown(ONE))
    await edge.courier.carry(SITI, Shown(ONE, numbers(town)[0]))
    assert shown(town) == [("satu", True)]


async def test_a_contact_is_asked_with_the_button_that_can_give_it(town: Town, edge):
    await edge.courier.carry(SITI, Shown(Message("nomor?", asks_contact="Bagikan")))
    keyboard = town.world.chat(SITI).keyboard
    assert keyboard["keyboard"][0][0]["request_contact"] is True
    await edge.courier.carry(SITI, Shown(ONE))
    assert town.world.chat(SITI).keyboard is None


async def test_a_group_is_given_the_way_to_the_private_chat(town: Town, edge):
    await edge.courier.carry(SITI, Told(Message("x", ((Button("Buka", PRIVATE),),))))
    (message,) = town.world.chat(SITI).messages.values()
    assert message.buttons[0][0]["url"].endswith("t.me/strp_simulasi_bot")


async def test_a_file_is_handed_over_under_its_name(town: Town, edge):
    await edge.courier.carry(SITI, Paper("daftar.xlsx", b"PK", "Ini"))
    (message,) = town.world.chat(SITI).messages.values()
    assert (message.file.name, message.file.data) == ("daftar.xlsx", b"PK")


async def test_a_bundle_of_many_megabytes_is_handed_over(town: Town, edge):
    await edge.courier.carry(SITI, Paper("izin.zip", bytes(9_600_000), "Semua"))
    state = await town.remote.state("siti")
    assert state["messages"][-1]["document"]["file_size"] == 9_600_000


@pytest.mark.parametrize("kind", ["shown", "told", "paper"])
async def test_who_blocked_us_is_told_apart_from_a_bad_moment(town: Town, edge, kind: str):
    reply = {"shown": Shown(ONE), "told": Told(ONE), "paper": Paper("a", b"a")}[kind]
    town.server.faults.add(Fault(FaultKind.BLOCKED))
    with pytest.raises(Blocked):
        await edge.courier.carry(SITI, reply)
    town.server.faults.add(Fault(FaultKind.TOO_MANY, seconds=7))
    with pytest.raises(Later) as wait:
        await edge.courier.carry(SITI, reply)
    assert wait.value.seconds == 7


async def test_a_chat_that_is_gone_is_as_out_of_reach_as_one_that_blocked_us(edge):
    with pytest.raises(Blocked):
        await edge.courier.carry(424_242, Told(ONE))


async def test_a_file_telegram_does_not_give_is_said_to_be_missing(edge):
    with pytest.raises(NotFetched):
        await edge.courier.fetch("no-such-file")


async def test_we_introduce_ourselves_in_both_languages(town: Town, edge):
    await edge.introduce(load_texts())
    commands = town.world.profile.commands
    assert [one["command"] for one in commands[""]][:3] == ["menu", "perlu", "daftar"]
    assert [one["command"] for one in commands["en"]][:3] == ["menu", "check", "register"]
    assert set(town.world.profile.descriptions) == {"", Language.EN.value}

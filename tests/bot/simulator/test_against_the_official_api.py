"""Our Telegram and the official description of the real one agree."""

from __future__ import annotations

from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard
from telegram import KeyboardButton, ReplyKeyboardMarkup

from bot.simulator.methods import METHODS
from bot.simulator.schema import METHODS as SCHEMA
from tests.bot.simulator.town import SITI, a_town
from tests.support.telegram_schema import check_call, check_calls, official_api

_KINDS = {"number": "Integer", "flag": "Boolean", "text": "String", "file": "InputFile"}


def test_every_method_has_its_parameters_written_down() -> None:
    assert METHODS.keys() == SCHEMA.keys()


def test_our_parameters_are_those_of_the_official_api() -> None:
    methods = official_api()["methods"]
    for method, ours in SCHEMA.items():
        theirs = {field["name"]: field for field in methods[method].get("fields", [])}
        assert ours.keys() == theirs.keys(), method
        for name, (kind, is_required) in ours.items():
            assert is_required == theirs[name]["required"], f"{method}.{name}"
            assert _KINDS.get(kind, "") in "".join(theirs[name]["types"]), f"{method}.{name}"


async def test_the_client_library_makes_no_call_that_the_official_api_does_not_know() -> None:
    async with a_town() as town:
        rows = Keyboard(
            [[Button("Ya", callback_data="ya"), Button("Situs", url="https://example.id")]]
        )
        sent = await town.bot.send_message(SITI, "<b>x</b>", parse_mode="HTML", reply_markup=rows)
        await town.bot.edit_message_text("y", SITI, sent.message_id, reply_markup=rows)
        keys = ReplyKeyboardMarkup(
            [[KeyboardButton("Nomor", request_contact=True)]], resize_keyboard=True
        )
        await town.bot.send_message(SITI, "x", reply_markup=keys)
        await town.bot.send_document(SITI, b"x", filename="x.pdf", caption="x")
        await town.bot.send_chat_action(SITI, "typing")
        await town.bot.delete_messages(SITI, [sent.message_id])
        assert check_calls(town.world.calls) == []


def test_slips_are_found() -> None:
    official_api()
    assert check_call("sendMesage", {}) == ["sendMesage: unknown method"]
    assert check_call("sendMessage", {"chat_id": 1, "txt": "x"}) == [
        "sendMessage.txt: unknown",
        "sendMessage.text: missing",
    ]
    bad = {"inline_keyboard": [[{"text": "x", "calback_data": "y"}]]}
    assert check_call("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": bad}) != []
    assert check_call("deleteMessages", {"chat_id": 1, "message_ids": ["x"]}) != []

"""Methods that answer a press or an inline question, and those that fetch."""

from __future__ import annotations

from typing import Final

from bot.simulator.files import DOWNLOAD_BYTES
from bot.simulator.formatting import units
from bot.simulator.messages import Json
from bot.simulator.params import Params
from bot.simulator.refusals import TOO_OLD, bad_request
from bot.simulator.world import World

TOAST_UNITS: Final = 200
MOST_RESULTS: Final = 50


async def answer_callback_query(world: World, params: Params) -> object:
    """Answer a press: the button stops turning, and a few words may appear."""
    press = world.presses.get(params.text("callback_query_id"))
    if press is None or press.is_expired or press.is_answered:
        raise bad_request(TOO_OLD)
    if units(params.text("text")) > TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    press.is_answered = True
    body: Json = {
        "query_id": press.query_id,
        "message_id": press.message_id,
        "text": params.text("text"),
        "alert": params.flag("show_alert"),
        "url": params.text("url"),
    }
    world.wire.tell("answered", press.chat_id, body)
    return True


async def answer_inline_query(world: World, params: Params) -> object:
    """Offer results to a question asked from the text field."""
    results = params.array("results")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    query_id = params.text("inline_query_id")
    world.wire.tell("inline", 0, {"query_id": query_id, "results": results})
    return True


async def get_file(world: World, params: Params) -> object:
    """Tell where a file can be fetched."""
    file = world.shelf.get(params.text("file_id"))
    if len(file.data) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {**file.described(), "file_path": file.path}


async def get_chat(world: World, params: Params) -> object:
    """Describe a chat."""
    chat = world.chat(params.number("chat_id"))
    return {
        **chat.as_chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }

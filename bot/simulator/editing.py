"""Methods that change or remove what is in a chat already."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.simulator.formatting import Formatted
from bot.simulator.keyboards import check_markup, is_inline
from bot.simulator.messages import Json, Message
from bot.simulator.params import Params
from bot.simulator.refusals import NOT_MODIFIED, bad_request
from bot.simulator.sending import read_body, read_caption
from bot.simulator.world import World

DELETABLE: Final = timedelta(hours=48)
MOST_DELETED: Final = 100


async def edit_message_text(world: World, params: Params) -> object:
    """Change the words and the buttons of a text message."""
    message = _editable(world, params)
    if message.file is not None:
        raise bad_request("there is no text in the message to edit")
    return _changed(world, message, read_body(params), _new_markup(params))


async def edit_message_caption(world: World, params: Params) -> object:
    """Change the words under a file."""
    message = _editable(world, params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _changed(world, message, read_caption(params), _new_markup(params))


async def edit_message_reply_markup(world: World, params: Params) -> object:
    """Change or remove the buttons only."""
    message = _editable(world, params)
    return _changed(world, message, message.body, _new_markup(params))


async def delete_message(world: World, params: Params) -> object:
    """Delete one message that is younger than two days."""
    chat = world.chat(params.number("chat_id"))
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if _is_too_old(world, message):
        raise bad_request("message can't be deleted for everyone")
    _remove(world, message)
    return True


async def delete_messages(world: World, params: Params) -> object:
    """Delete up to a hundred messages; those that are not there are passed over."""
    ids = params.array("message_ids")
    if not 1 <= len(ids) <= MOST_DELETED:
        raise bad_request("too many messages to delete" if ids else "message_ids is empty")
    chat = world.chat(params.number("chat_id"))
    found = [chat.messages[i] for i in ids if isinstance(i, int) and i in chat.messages]
    if any(_is_too_old(world, message) for message in found):
        raise bad_request("message can't be deleted for everyone")
    for message in found:
        _remove(world, message)
    return True


def _editable(world: World, params: Params) -> Message:
    chat = world.open_chat(params.number("chat_id"))
    message = chat.messages.get(params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot or not is_inline(message.markup):
        raise bad_request("message can't be edited")
    return message


def _new_markup(params: Params) -> Json | None:
    markup = params.structure("reply_markup")
    if not is_inline(markup):
        raise bad_request("inline keyboard expected")
    check_markup(markup)
    return markup if markup and markup.get("inline_keyboard") else None


def _changed(world: World, message: Message, body: Formatted, markup: Json | None) -> Json:
    if body == message.body and (markup or {}) == (message.markup or {}):
        raise bad_request(NOT_MODIFIED)
    message.body = body
    message.markup = markup
    message.edit_date = world.stamp()
    world.wire.tell("edited", message.chat_id, {"message": world.shown(message)})
    return world.written(message)


def _is_too_old(world: World, message: Message) -> bool:
    return world.stamp() - message.date > DELETABLE.total_seconds()


def _remove(world: World, message: Message) -> None:
    del world.chat(message.chat_id).messages[message.message_id]
    world.wire.tell("deleted", message.chat_id, {"message_id": message.message_id})

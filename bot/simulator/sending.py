"""Methods that put something into a chat."""

from __future__ import annotations

import re
from typing import Final

from bot.simulator.files import UPLOAD_BYTES, StoredFile, Upload
from bot.simulator.formatting import Formatted, read_text, units
from bot.simulator.keyboards import check_markup
from bot.simulator.messages import Json, Message
from bot.simulator.params import Params
from bot.simulator.refusals import Refused, bad_request
from bot.simulator.world import World

TEXT_UNITS: Final = 4096
CAPTION_UNITS: Final = 1024
GROUP: Final = range(2, 11)
_ACTIONS: Final = re.compile(
    "typing|choose_sticker|find_location|upload_(photo|video|voice|document|video_note)"
    "|record_(video|voice|video_note)"
)


async def send_message(world: World, params: Params) -> object:
    """Send a text."""
    return _sent(world, params, body=read_body(params))


async def send_document(world: World, params: Params) -> object:
    """Send a file."""
    file = _stored(world, params.file("document"), as_photo=False)
    return _sent(world, params, body=read_caption(params), file=file)


async def send_photo(world: World, params: Params) -> object:
    """Send a picture."""
    file = _stored(world, params.file("photo"), as_photo=True)
    return _sent(world, params, body=read_caption(params), file=file)


async def send_media_group(world: World, params: Params) -> object:
    """Send an album of two to ten files."""
    items = params.array("media")
    if len(items) not in GROUP:
        raise bad_request("wrong number of media in album: 2-10 expected")
    parts = [_album_part(world, params, item) for item in items]
    group = f"album-{world.wire.number + 1}"
    return [_sent(world, params, body=body, file=file, group=group) for body, file in parts]


async def send_chat_action(world: World, params: Params) -> object:
    """Show that the bot is busy."""
    chat = world.open_chat(params.number("chat_id"))
    if not _ACTIONS.fullmatch(params.text("action")):
        raise bad_request("wrong parameter action in request")
    world.wire.tell("action", chat.chat_id, {"action": params.text("action")})
    return True


def read_body(params: Params) -> Formatted:
    """Read the text of a call; raises `Refused` for an empty or a too long one."""
    body = _marked(params, params.text("text"), "entities")
    if not body.text:
        raise bad_request("message text is empty")
    if units(body.text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return body


def read_caption(params: Params) -> Formatted:
    """Read the caption of a call; raises `Refused` for a too long one."""
    body = _marked(params, params.text("caption"), "caption_entities")
    if units(body.text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return body


def _marked(params: Params, text: str, entities: str) -> Formatted:
    given = tuple(mark for mark in params.array(entities) if isinstance(mark, dict))
    if given and not params.text("parse_mode"):
        return Formatted(text, given)
    return read_text(text, params.text("parse_mode"))


def _sent(
    world: World,
    params: Params,
    *,
    body: Formatted,
    file: StoredFile | None = None,
    group: str = "",
) -> Json:
    chat = world.open_chat(params.number("chat_id"))
    markup = params.structure("reply_markup")
    check_markup(markup)
    message = Message(chat.chat_id, 0, world.stamp(), by_bot=True, body=body, file=file)
    message.markup = markup
    message.group = group
    message.protected = params.flag("protect_content")
    message.reply_to = _reply_to(world, params)
    if markup and "inline_keyboard" not in markup:
        chat.keyboard = None if markup.get("remove_keyboard") else markup
    return world.written(world.add(message))


def _reply_to(world: World, params: Params) -> int:
    reply = params.structure("reply_parameters")
    if reply is None:
        return 0
    number = reply.get("message_id")
    found = isinstance(number, int) and number in world.chat(params.number("chat_id")).messages
    if not found and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return number if isinstance(number, int) and found else 0


def _stored(world: World, given: Upload | str | None, *, as_photo: bool) -> StoredFile:
    if given is None:
        raise bad_request("there is no file in the request")
    if isinstance(given, str):
        return world.shelf.get(given)
    if len(given.data) > UPLOAD_BYTES:
        raise Refused(413, "Request Entity Too Large")
    if not given.data:
        raise bad_request("file must be non-empty")
    shelf = world.shelf
    return shelf.keep_photo(given) if as_photo else shelf.keep_document(given)


def _album_part(world: World, params: Params, item: object) -> tuple[Formatted, StoredFile]:
    if not isinstance(item, dict):
        raise bad_request("can't parse media JSON object")
    inner = Params(item)
    kind = inner.text("type")
    if kind not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: type of the media is not supported here")
    file = _stored(world, params.named(inner.text("media")), as_photo=kind == "photo")
    return read_caption(inner), file

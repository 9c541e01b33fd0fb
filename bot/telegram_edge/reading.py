"""Reads the few fields we need of a Telegram update; everything else stays unread.

python-telegram-bot parses an update in 108-150 us into a hundred objects; these lines read
the twelve fields that matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from bot.delivery import (
    Attached,
    Commanded,
    Content,
    Delivery,
    Edited,
    InGroup,
    Reached,
    SharedPhone,
    Tapped,
    Typed,
    Unreadable,
)

Raw = Mapping[str, Any]
KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member")
MEDIA: Final = (
    "voice", "audio", "video", "video_note", "sticker", "animation", "location", "poll", "dice",
)  # fmt: skip
COMMAND_CHARS: Final = 32


def read_update(update: Raw) -> Delivery | None:
    """Read an update as a delivery; None for what does not concern a person we talk to."""
    kind = next((kind for kind in KINDS if kind in update), None)
    if kind is None:
        return None
    body: Raw = update[kind]
    message = body.get("message", {}) if kind == "callback_query" else body
    chat = message.get("chat") or body.get("from") or {}
    if "id" not in chat or (kind == "edited_message" and not _is_reworded(body, chat)):
        return None
    return Delivery(
        update=int(update["update_id"]),
        chat=int(chat["id"]),
        language=(body.get("from") or {}).get("language_code"),
        content=_content(kind, body, chat),
        message=body.get("message_id"),
    )


def _content(kind: str, body: Raw, chat: Raw) -> Content:
    if kind == "my_chat_member":
        status = body.get("new_chat_member", {}).get("status")
        return Reached(reachable=status not in {"kicked", "left"})
    if chat.get("type", "private") != "private":
        return InGroup()
    if kind == "callback_query":
        message = int(body.get("message", {}).get("message_id", 0))
        return Tapped(str(body.get("data", "")), message, str(body["id"]))
    return Edited() if kind == "edited_message" else _message(body)


def _is_reworded(message: Raw, chat: Raw) -> bool:
    """Tell whether a person changed words to us: a place that moves is edited all the time."""
    is_private = chat.get("type", "private") == "private"
    return is_private and "edit_date" in message and not {"text", "caption"}.isdisjoint(message)


def _message(message: Raw) -> Content:
    if "text" in message:
        return _words(str(message["text"]))
    if "contact" in message:
        return _contact(message)
    if "document" in message and "animation" not in message:
        return _document(message["document"], _caption(message))
    if "photo" in message:
        return _photo(message["photo"], _caption(message))
    return Unreadable(next((kind for kind in MEDIA if kind in message), "other"))


def _words(text: str) -> Content:
    if not text.startswith("/"):
        return Typed(text)
    first, _, rest = text[1:].partition(" ")
    name = first.partition("@")[0].lower()
    is_command = name.isascii() and name.isidentifier() and len(name) <= COMMAND_CHARS
    return Commanded(name, rest.strip()[:64]) if is_command else Typed(text)


def _contact(message: Raw) -> SharedPhone:
    contact: Raw = message["contact"]
    sender = (message.get("from") or {}).get("id")
    own = contact.get("user_id") is not None and contact.get("user_id") == sender
    return SharedPhone(str(contact.get("phone_number", "")), own=own)


def _caption(message: Raw) -> str:
    return str(message.get("caption", ""))


def _document(document: Raw, caption: str) -> Attached:
    return Attached(
        file=str(document["file_id"]),
        name=str(document.get("file_name", "")),
        media_type=str(document.get("mime_type", "")),
        size=int(document.get("file_size", 0)),
        caption=caption,
    )


def _photo(sizes: list[Raw], caption: str) -> Attached:
    """Take the largest of the sizes that Telegram made of a photo."""
    largest = max(sizes, key=lambda size: int(size.get("width", 0)) * int(size.get("height", 0)))
    return Attached(
        file=str(largest["file_id"]),
        name="photo.jpg",
        media_type="image/jpeg",
        size=int(largest.get("file_size", 0)),
        photo=True,
        caption=caption,
    )

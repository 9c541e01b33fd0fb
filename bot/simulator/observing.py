"""What a person saw happen after one act: the ground on which transcripts expect things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.simulator.messages import Json


@dataclass(slots=True)
class Seen:
    """Words, buttons, toasts and documents that appeared, in order."""

    texts: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    screen: str = ""  # the words of the newest message among those that changed
    is_waiting: bool = False  # a press has not been answered yet
    last: int = 0  # the number of the last event


def observe(events: Iterable[Json]) -> Seen:
    """Read a chat's events as its person lives them.

    An old screen may lose its buttons after the new one has come, so what is on the screen is
    told by the newest message, not by the last change.
    """
    seen = Seen()
    shown: dict[int, Json] = {}
    open_presses: set[object] = set()
    for event in events:
        _take(seen, event, open_presses)
        _show(shown, event)
    newest_first = [shown[number] for number in sorted(shown, reverse=True)]
    seen.screen = next((text for text in map(_words, newest_first) if text), "")
    seen.buttons = next((found for found in map(labels, newest_first) if found), [])
    seen.is_waiting = bool(open_presses)
    return seen


def labels(message: Json) -> list[str]:
    """Return the words on the buttons that come with a message."""
    keyboard = message.get("keyboard")
    shown = message.get("reply_markup") or (keyboard if isinstance(keyboard, dict) else None)
    return [label for row in rows(shown) for label in map(_label, row)]


def rows(markup: object) -> list[list[object]]:
    """Return the rows of buttons of any keyboard."""
    if not isinstance(markup, dict):
        return []
    found = markup.get("inline_keyboard") or markup.get("keyboard")
    return found if isinstance(found, list) else []


def _words(message: Json) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _show(shown: dict[int, Json], event: Json) -> None:
    match event:
        case {"message": dict(message)} if message.get("by_bot"):
            shown[message["message_id"]] = message
        case {"kind": "deleted", "message_id": int(number)}:
            shown.pop(number, None)
        case _:
            pass


def _take(seen: Seen, event: Json, open_presses: set[object]) -> None:
    number = event.get("number")
    seen.last = number if isinstance(number, int) else seen.last
    match event:
        case {"kind": "message" | "edited", "message": dict(message)}:
            _take_message(seen, message)
        case {"kind": "answered", "query_id": query_id, "text": str(text)}:
            open_presses.discard(query_id)
            seen.toasts.extend([text] if text else [])
        case {"kind": "expired", "query_id": query_id}:
            open_presses.discard(query_id)
        case {"kind": "pressed", "query_id": query_id}:
            open_presses.add(query_id)
        case _:
            pass


def _take_message(seen: Seen, message: Json) -> None:
    if not message.get("by_bot"):
        return
    if text := _words(message):
        seen.texts.append(text)
    match message:
        case {"document": {"file_name": str(name)}}:
            seen.documents.append(name)
        case {"photo": [*_]}:
            seen.documents.append("photo.jpg")
        case _:
            pass


def _label(button: object) -> str:
    return str(button.get("text", "")) if isinstance(button, dict) else str(button)

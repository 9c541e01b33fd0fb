"""Bubbles: a chat as its person scrolls through it, made of what happened there.

A screen that was changed in place is shown again where it changed, as it was read; a screen that
only lost its buttons is not. Numbers and codes that are new every time are made up, so that the
same conversation always gives the same bubbles.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final

from bot.simulator.messages import Json
from bot.simulator.notes import MADE_UP, last_groups, masked
from bot.simulator.observing import rows

_TAGS: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "bot_command": "u",
}


class Side(StrEnum):
    """Who or what a bubble is of."""

    MINE = "mine"
    TAP = "tap"
    THEIRS = "theirs"
    TOAST = "toast"
    GONE = "gone"  # messages that were deleted
    LATER = "later"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Bubble:
    """Something on the screen; `marked` is safe HTML."""

    side: Side
    marked: str = ""
    file: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class _After:
    """What the bot did since the last act of the person."""

    messages: dict[int, Json] = field(default_factory=dict)
    toasts: list[str] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Chat:
    bubbles: list[Bubble] = field(default_factory=list)
    shown: dict[int, Bubble] = field(default_factory=dict)
    after: _After = field(default_factory=_After)
    groups: frozenset[str] = frozenset()

    def act(self, bubble: Bubble) -> None:
        self.settle()
        self.bubbles.append(bubble)

    def settle(self) -> None:
        """Show what the bot did, in the order of the messages on the screen."""
        after, self.after = self.after, _After()
        self.bubbles += [Bubble(Side.TOAST, _escaped(words)) for words in after.toasts]
        for number in sorted(after.messages.keys() - after.gone):
            bubble, before = _theirs(after.messages[number]), self.shown.get(number)
            self.shown[number] = bubble
            if _says_more(bubble, before):
                self.bubbles.append(bubble)
        if after.gone:
            self.bubbles.append(Bubble(Side.GONE, str(len(after.gone))))


def bubbles_of(events: Iterable[Json]) -> list[Bubble]:
    """Return what the person of a chat saw and did, first to last."""
    happened = list(events)
    chat = _Chat(groups=last_groups(_read(happened)))
    for event in happened:
        _take(chat, event)
    chat.settle()
    return chat.bubbles


def marked_up(text: str, entities: Sequence[Mapping[str, object]]) -> str:
    """Write a formatted text as HTML; Telegram counts in UTF-16 units."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in entities:
        match entity:
            case {"type": str(kind), "offset": int(start), "length": int(length)}:
                tag = _TAGS.get(kind, "span")
                opens.setdefault(start, []).append(f"<{tag}>")
                closes.setdefault(start + length, []).insert(0, f"</{tag}>")
            case _:
                pass
    units = text.encode("utf-16-le")
    pieces, done = [], 0
    for place in sorted({*opens, *closes, len(units) // 2}):
        pieces.append(_escaped(units[2 * done : 2 * place].decode("utf-16-le")))
        pieces += [*closes.get(place, ()), *opens.get(place, ())]
        done = place
    return "".join(pieces)


def _take(chat: _Chat, event: Json) -> None:
    match event:
        case {"kind": "message" | "edited", "message": dict(message)} if message["by_bot"]:
            chat.after.messages[message["message_id"]] = message
        case {"kind": "message", "message": dict(message)}:
            chat.act(_mine(message, chat.groups))
        case {"kind": "pressed", "label": str(label)}:
            chat.act(Bubble(Side.TAP, _escaped(label)))
        case {"kind": "answered", "text": str(text)} if text:
            chat.after.toasts.append(text)
        case {"kind": "deleted", "message_id": int(number)}:
            chat.after.gone.add(number)
        case {"kind": "clock", "shifted": int(moved)} if moved:
            chat.act(Bubble(Side.LATER, str(timedelta(seconds=moved))))
        case {"kind": "officer", "verdict": str(verdict)}:
            chat.act(Bubble(Side.OFFICER, _escaped(verdict)))
        case _:
            pass


def _read(events: Iterable[Json]) -> Iterator[str]:
    for event in events:
        match event:
            case {"message": {"text": str(text)}}:
                yield text
            case _:
                pass


def _mine(message: Json, groups: frozenset[str]) -> Bubble:
    match message:
        case {"text": str(text)} if text in groups:
            return Bubble(Side.MINE, MADE_UP["receipt"][-4:])
        case {"contact": {"phone_number": str(phone)}}:
            return Bubble(Side.MINE, file=f"👤 {phone}")
        case _:
            return Bubble(Side.MINE, _words(message), _file(message))


def _theirs(message: Json) -> Bubble:
    markup = message.get("reply_markup") or message.get("keyboard")
    labels = tuple(tuple(_label(button) for button in row) for row in rows(markup))
    return Bubble(Side.THEIRS, _words(message), _file(message), labels)


def _says_more(bubble: Bubble, before: Bubble | None) -> bool:
    if before is None:
        return True
    only_lost_buttons = bubble.marked == before.marked and not bubble.rows
    return bubble != before and not only_lost_buttons


def _words(message: Json) -> str:
    for words, marks in (("text", "entities"), ("caption", "caption_entities")):
        match message.get(words), message.get(marks):
            case str(text), list(entities):
                return marked_up(masked(text), entities)
            case str(text), _:
                return _escaped(text)
            case _:
                pass
    return ""


def _file(message: Json) -> str:
    match message:
        case {"document": {"file_name": str(name)}}:
            return f"📎 {masked(name)}"
        case {"photo": [*_]}:
            return "🖼"
        case {"sticker": {"emoji": str(emoji)}}:
            return emoji
        case {"location": _}:
            return "📍"
        case {"voice": {"duration": int(seconds)}}:
            return f"🎤 0:{seconds:02d}"
        case _:
            return ""


def _label(button: object) -> str:
    return str(button.get("text", "")) if isinstance(button, dict) else str(button)


def _escaped(text: str) -> str:
    return html.escape(masked(text), quote=False)

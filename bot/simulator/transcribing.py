"""Writes down what happened in a chat, so that it can be held again as a test."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from bot.simulator.events import Event
from bot.simulator.files import StoredFile
from bot.simulator.messages import Chat, Json
from bot.simulator.observing import observe
from bot.simulator.transcript import Step, Transcript, Value, expecting
from bot.simulator.world import World

INLINE_BYTES: Final = 20_000
_READABLE: Final = ("text/csv", "text/plain", "text/tab-separated-values")


def transcribe(world: World, chat: Chat) -> Transcript:
    """Return the conversation of a chat since the last reset."""
    steps: list[Step] = []
    after: list[Json] = []
    for event in _since_reset(world, chat):
        step = _act(world, event)
        if step is None:
            after.append(event.written())
            continue
        _close(steps, after)
        steps.append(step)
        after = [event.written()]
    _close(steps, after)
    return Transcript(
        persona=chat.persona.key,
        steps=tuple(steps),
        language=chat.persona.language,
        at=_began(world, chat),
    )


def _since_reset(world: World, chat: Chat) -> list[Event]:
    events = world.wire.after(0, chat.chat_id)
    resets = [place for place, event in enumerate(events) if event.kind == "reset"]
    return events[resets[-1] + 1 :] if resets else events


def _close(steps: list[Step], after: list[Json]) -> None:
    if steps:
        steps[-1] = expecting(steps[-1], observe(after))


def _began(world: World, chat: Chat) -> datetime:
    first = next(iter(chat.messages.values()), None)
    if first is None:
        return world.now()
    return datetime.fromtimestamp(first.date, tz=world.now().tzinfo)


def _act(world: World, event: Event) -> Step | None:
    match event.written():
        case {"kind": "message", "message": dict(message)} if not message["by_bot"]:
            return _said(world, message)
        case {"kind": "pressed", "label": str(label), "data": str(data)}:
            return Step("taps", label or data)
        case {"kind": "clock", "shifted": int(moved)} if moved:
            return Step("waits", _wait(moved))
        case _:
            return None


def _said(world: World, message: Json) -> Step:
    match message:
        case {"contact": _}:
            return Step("shares_contact", value=True)
        case {"sticker": {"emoji": str(emoji)}}:
            return Step("sends_sticker", emoji)
        case {"location": _}:
            return Step("shares_location", value=True)
        case {"document": {"file_id": str(file_id)}} | {"photo": [{"file_id": str(file_id)}]}:
            return Step("sends", _file(world.shelf.get(file_id)))
        case _:
            return Step("says", str(message.get("text", "")))


def _file(file: StoredFile) -> Value:
    if file.is_photo:
        return {"path": file.name, "as": "photo"}
    if file.mime in _READABLE and len(file.data) <= INLINE_BYTES:
        return {"name": file.name, "text": file.data.decode("utf-8", "replace")}
    return file.name


def _wait(moved: int) -> str:
    hours, rest = divmod(moved, 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "m"), (left, "s"))
    return " ".join(f"{count}{unit}" for count, unit in parts if count) or "0s"

"""Finds the button a person means and taps it, on either kind of keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.simulator.messages import Json
from bot.simulator.observing import rows
from bot.simulator.remote import NotDone, Remote


@dataclass(frozen=True, slots=True)
class Tappable:
    """A button on the screen; `data` is None on the keyboard that replaces the letters."""

    label: str
    message_id: int = 0
    data: str | None = None
    asks_contact: bool = False


def tappables(state: Json) -> list[Tappable]:
    """Return every button that can be tapped, the newest message's first."""
    messages = state.get("messages")
    found: list[Tappable] = []
    for message in reversed(messages if isinstance(messages, list) else []):
        found += of_message(message)
    return found + of_keyboard(state.get("keyboard"))


def of_keyboard(keyboard: object) -> list[Tappable]:
    """Return the buttons of the keyboard that replaces the letters."""
    return [_reply(button) for row in rows(keyboard) for button in row]


def find(state: Json, label: str) -> Tappable:
    """Return the button with these words; raises `NotDone`."""
    offered = tappables(state)
    wanted = label.casefold()
    exact = [button for button in offered if button.label.casefold() == wanted]
    near = [button for button in offered if wanted in button.label.casefold()]
    if not exact and not near:
        words = " | ".join(button.label for button in offered)
        raise NotDone(f"{label!r}? [{words}]")
    return (exact or near)[0]


def find_old(events: Iterable[Json], label: str) -> Tappable:
    """Return the button as it was first shown, even if it is gone; raises `NotDone`."""
    shown = (event.get("message") for event in events)
    messages = (message for message in shown if isinstance(message, dict))
    offered = [button for message in messages for button in of_message(message)]
    exact = [button for button in offered if button.label == label]
    near = [button for button in offered if label.casefold() in button.label.casefold()]
    if not near:
        raise NotDone(label)
    return (exact or near)[0]


async def tap(remote: Remote, chat: str, button: Tappable) -> int:
    """Tap a button; returns the number of the last event before it."""
    if button.data is not None:
        return await remote.act(
            "press",
            chat=chat,
            message_id=button.message_id,
            data=button.data,
            label=button.label,
        )
    if button.asks_contact:
        return await remote.act("contact", chat=chat)
    return await remote.act("say", chat=chat, text=button.label)


def of_message(message: Json) -> list[Tappable]:
    """Return the buttons under a message."""
    number = message.get("message_id")
    found = []
    for row in rows(message.get("reply_markup")):
        for button in row:
            match button:
                case {"text": str(label), "callback_data": str(data)} if isinstance(number, int):
                    found.append(Tappable(label, number, data))
                case _:
                    pass
    return found


def _reply(button: object) -> Tappable:
    if not isinstance(button, dict):
        return Tappable(str(button))
    asks = bool(button.get("request_contact"))
    return Tappable(str(button.get("text", "")), asks_contact=asks)

"""Keyboards, held to the limits of the real server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.simulator.messages import Json
from bot.simulator.refusals import bad_request

DATA_BYTES: Final = 64
BUTTONS: Final = 100
_ACTIONS: Final = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


def check_markup(markup: Json | None) -> None:
    """Refuse a keyboard that Telegram would refuse."""
    if markup is None:
        return
    if "inline_keyboard" in markup:
        _each(_rows(markup, "inline_keyboard"), _check_inline)
    elif "keyboard" in markup:
        _each(_rows(markup, "keyboard"), _check_reply)


def is_inline(markup: Json | None) -> bool:
    """Tell whether the markup belongs under a message, or is none at all."""
    return markup is None or "inline_keyboard" in markup


def _rows(markup: Json, name: str) -> list[list[object]]:
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'can\'t parse {name}: field "{name}" must be an Array of Arrays')
    if sum(len(row) for row in rows) > BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _each(rows: list[list[object]], check: Callable[[object], None]) -> None:
    for row in rows:
        for button in row:
            check(button)


def _check_inline(button: object) -> None:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    if sum(action in button for action in _ACTIONS) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_reply(button: object) -> None:
    text = button.get("text") if isinstance(button, dict) else button
    if not isinstance(text, str) or not text:
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')

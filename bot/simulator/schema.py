"""The methods we speak: their parameters, and whether a call is well formed.

Written by hand from the Bot API 10.1 and limited to what an assistant like ours may use. The
real server ignores parameters that it does not know; here they are noted as a finding, because
in our own calls they are slips of the pen.
"""

from __future__ import annotations

import json
from typing import Final

from bot.simulator.params import Params
from bot.simulator.refusals import bad_request

_MARKUP: Final = "reply_markup:object"
_SENT: Final = (
    "business_connection_id:text chat_id!:chat message_thread_id:number "
    "direct_messages_topic_id:number disable_notification:flag protect_content:flag "
    "allow_paid_broadcast:flag message_effect_id:text suggested_post_parameters:object "
    "reply_parameters:object"
)
_CAPTION: Final = "caption:text parse_mode:text caption_entities:array"
_EDITED: Final = (
    "business_connection_id:text chat_id:chat message_id:number inline_message_id:text"
)
_COMMANDS: Final = "scope:object language_code:text"

_PARAMETERS: Final = {
    "getMe": "",
    "getUpdates": "offset:number limit:number timeout:number allowed_updates:array",
    "setWebhook": (
        "url!:text certificate:file ip_address:text max_connections:number "
        "allowed_updates:array drop_pending_updates:flag secret_token:text"
    ),
    "deleteWebhook": "drop_pending_updates:flag",
    "getWebhookInfo": "",
    "sendMessage": (
        f"{_SENT} text!:text parse_mode:text entities:array link_preview_options:object {_MARKUP}"
    ),
    "editMessageText": (
        f"{_EDITED} text:text parse_mode:text entities:array link_preview_options:object "
        f"rich_message:object {_MARKUP}"
    ),
    "editMessageCaption": f"{_EDITED} {_CAPTION} show_caption_above_media:flag {_MARKUP}",
    "editMessageReplyMarkup": f"{_EDITED} {_MARKUP}",
    "deleteMessage": "chat_id!:chat message_id!:number",
    "deleteMessages": "chat_id!:chat message_ids!:array",
    "answerCallbackQuery": (
        "callback_query_id!:text text:text show_alert:flag url:text cache_time:number"
    ),
    "answerInlineQuery": (
        "inline_query_id!:text results!:array cache_time:number is_personal:flag "
        "next_offset:text button:object"
    ),
    "sendDocument": (
        f"{_SENT} document!:file thumbnail:file {_CAPTION} "
        f"disable_content_type_detection:flag {_MARKUP}"
    ),
    "sendPhoto": (
        f"{_SENT} photo!:file {_CAPTION} show_caption_above_media:flag has_spoiler:flag {_MARKUP}"
    ),
    "sendMediaGroup": (_SENT.replace("suggested_post_parameters:object ", "") + " media!:array"),
    "sendChatAction": (
        "business_connection_id:text chat_id!:chat message_thread_id:number action!:text"
    ),
    "getFile": "file_id!:text",
    "getChat": "chat_id!:chat",
    "setMyCommands": f"commands!:array {_COMMANDS}",
    "deleteMyCommands": _COMMANDS,
    "getMyCommands": _COMMANDS,
    "setMyDescription": "description:text language_code:text",
    "setMyShortDescription": "short_description:text language_code:text",
    "setMyName": "name:text language_code:text",
    "setChatMenuButton": "chat_id:number menu_button:object",
}


def _table(line: str) -> dict[str, tuple[str, bool]]:
    pairs = (word.split(":") for word in line.split())
    return {name.rstrip("!"): (kind, name.endswith("!")) for name, kind in pairs}


METHODS: Final = {method: _table(line) for method, line in _PARAMETERS.items()}


def findings(method: str, params: Params) -> list[str]:
    """Return what the real server would forgive but we should not."""
    known = METHODS[method]
    sent = (*params.values, *params.uploads)
    attached = json.dumps(list(params.values.values()), default=str)
    return [
        f"unknown parameter {name}"
        for name in sent
        if name not in known and f"attach://{name}" not in attached
    ]


def check(method: str, params: Params) -> None:
    """Refuse a call that lacks a parameter or has one of the wrong kind."""
    for name, (kind, is_required) in METHODS[method].items():
        if not params.has(name):
            if is_required:
                raise bad_request(_missing(name))
            continue
        _read(params, name, kind)


def _missing(name: str) -> str:
    words = {"text": "message text is empty", "chat_id": "chat_id is empty"}
    return words.get(name, f"parameter {name} is required")


def _read(params: Params, name: str, kind: str) -> None:
    match kind:
        case "number":
            params.number(name)
        case "object":
            params.structure(name)
        case "array":
            params.array(name)
        case _:
            pass

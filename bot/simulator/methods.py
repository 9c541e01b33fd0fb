"""Every method of the Bot API that our Telegram speaks, and how a call is carried out."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Final

from bot.simulator import answering, editing, profile, schema, sending
from bot.simulator.faults import Faults
from bot.simulator.messages import Json
from bot.simulator.params import Params
from bot.simulator.refusals import Refused, envelope
from bot.simulator.world import World

Method = Callable[[World, Params], Awaitable[object]]

METHODS: Final[dict[str, Method]] = {
    "getMe": profile.get_me,
    "getUpdates": profile.get_updates,
    "setWebhook": profile.set_webhook,
    "deleteWebhook": profile.delete_webhook,
    "getWebhookInfo": profile.get_webhook_info,
    "setMyCommands": profile.set_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "getMyCommands": profile.get_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "setMyName": profile.set_my_name,
    "setChatMenuButton": profile.set_chat_menu_button,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "getFile": answering.get_file,
    "getChat": answering.get_chat,
}
_BY_LOWER: Final = {name.lower(): name for name in METHODS}


async def carry_out(world: World, faults: Faults, method: str, params: Params) -> Json:
    """Carry out a call and return its envelope.

    Raises:
        Dropped: a fault wants the connection closed without an answer.

    """
    name = _BY_LOWER.get(method.lower())
    if name is None:
        return envelope(Refused(404, "Not Found"))
    began = time.perf_counter()
    answer: Json = {"dropped": True}
    try:
        answer = await _answered(world, faults, name, params)
    finally:
        if name != "getUpdates":
            _note(world, name, params, answer, seconds=time.perf_counter() - began)
    return answer


async def _answered(world: World, faults: Faults, name: str, params: Params) -> Json:
    try:
        schema.check(name, params)
        chat_id = _chat_of(world, params)
        faults.before(name, chat_id)
        result = await METHODS[name](world, params)
        faults.after(name, chat_id)
    except Refused as refusal:
        return envelope(refusal)
    return {"ok": True, "result": result}


def _chat_of(world: World, params: Params) -> int:
    press = world.presses.get(params.text("callback_query_id"))
    if press is not None:
        return press.chat_id
    chat_id = params.text("chat_id")
    return int(chat_id) if chat_id.lstrip("-").isdigit() else 0


def _note(world: World, name: str, params: Params, answer: Json, *, seconds: float) -> None:
    files = {field: f"({len(upload.data)} B)" for field, upload in params.uploads.items()}
    world.note_call(
        {
            "method": name,
            "chat": _chat_of(world, params),
            "params": {**params.values, **files},
            "answer": answer,
            "findings": schema.findings(name, params),
            "at": world.now().isoformat(),
            "ms": round(seconds * 1000, 1),
        }
    )

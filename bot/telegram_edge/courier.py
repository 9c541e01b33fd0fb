"""Carries messages to Telegram: edits the screen that was pressed, else sends a new one.

Only one message of a chat shows buttons, and one more that stands apart: when a new screen is
sent, the old one of its kind loses its keyboard. Which message that was is kept in memory alone;
after a restart an old keyboard may stay, and its revision tells it apart.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Final

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.delivery import (
    PRIVATE,
    Answered,
    Blocked,
    Delivery,
    Later,
    NotFetched,
    Page,
    Paper,
    Reply,
    Shown,
    Tapped,
    Told,
)
from bot.lately import Lately
from bot.render import TOAST_CHARS, Button, Message, clip
from bot.telegram_edge.erasing import Eraser
from bot.telegram_edge.presses import Presses

AnyBot = ExtBot[None]
Rows = tuple[tuple[Button, ...], ...]
Place = tuple[int, bool]  # a chat, and whether the screen stands apart
CAPTION_CHARS: Final = 1024
REMEMBERED_CHATS: Final = 50_000
UNCHANGED: Final = "not modified"
NOBODY: Final = "chat not found"


class Courier:
    """Sends to one bot's chats."""

    def __init__(self, bot: AnyBot, presses: Presses) -> None:
        self._bot, self._presses, self._eraser = bot, presses, Eraser(bot)
        self._screens: Lately[Place, int] = Lately(REMEMBERED_CHATS)
        self._asked_contact: set[int] = set()

    async def answer(self, delivery: Delivery, answered: Answered) -> None:
        """Send what the desk answered to a delivery.

        Raises:
            Blocked: the person blocked the assistant.
            Later: Telegram asks to wait.
        """
        if answered.deletes:
            answered = await self._deleted(delivery.chat, answered)
        if isinstance(delivery.content, Tapped):
            await self._toast(delivery.content.callback, answered.toast)
        for reply in answered.replies:
            number = await self.carry(delivery.chat, reply)
            if answered.sent is not None:
                await answered.sent(number)

    async def carry(self, chat: int, reply: Reply) -> int:
        """Bring one message or file to a chat; return its number there.

        Raises:
            Blocked: the person blocked the assistant.
            Later: Telegram asks to wait.
        """
        match reply:
            case Shown():
                return await self.show(chat, reply)
            case Told(message):
                return await self._send(chat, message)
            case Page(message, replaces):
                if replaces and await self._edited(chat, replaces, message):
                    return replaces
                return await self._send(chat, message)
            case Paper():
                return await self.hand(chat, reply)

    def ride(self, delivery: Delivery, answered: Answered) -> dict[str, object] | None:
        """Return the one call that may travel back in the answer to an update; None if several.

        A page needs no word from Telegram afterwards, so it costs no call of its own; a press is
        still answered beside it.
        """
        match answered.replies:
            case (Page(message, replaces),):
                pass
            case _:
                return None
        if isinstance(delivery.content, Tapped):
            self._presses.answer(delivery.content.callback, answered.toast)
        call: dict[str, object] = {
            "method": "editMessageText" if replaces else "sendMessage",
            "chat_id": delivery.chat,
            "text": message.html,
            "parse_mode": "HTML",
        }
        if message.rows:
            call["reply_markup"] = {"inline_keyboard": self._buttons(message.rows)}
        return call | ({"message_id": replaces} if replaces else {})

    async def show(self, chat: int, shown: Shown) -> int:
        """Show a message, in place of the newest screen where Telegram allows it.

        A press may come from a screen above the newest one (after a restart, a screen is shown
        again): what people read is at the foot, so that is what changes.
        """
        message, place, old = shown.message, (chat, shown.apart), shown.replaces
        newest = max(old or 0, self._screens.get(place, 0))
        if old and not message.asks_contact and await self._edited(chat, newest, message):
            if newest != old:
                await self._strip(chat, old)
            self._screens[place] = newest
            return newest
        await self._strip(chat, self._screens.pop(place, 0))
        if message.asks_contact:
            if chat not in self._asked_contact:  # once: an error does not take the button away
                await self._offer_contact(chat, message)
        elif chat in self._asked_contact and not shown.apart:
            await self._withdraw_contact(chat)
        number = await self._send(chat, message)
        self._screens[place] = number
        return number

    async def hand(self, chat: int, paper: Paper) -> int:
        """Hand over a file."""
        send = self._bot.send_photo if paper.is_picture else self._bot.send_document
        with _translated():
            sent = await send(
                chat,
                InputFile(paper.data, filename=paper.name),
                caption=paper.caption[:CAPTION_CHARS] or None,
                parse_mode=ParseMode.HTML,
            )
        return sent.message_id

    async def _send(self, chat: int, message: Message) -> int:
        with _translated():
            sent = await self._bot.send_message(
                chat,
                message.html,
                parse_mode=ParseMode.HTML,
                reply_markup=self._keyboard(message.rows),
                protect_content=message.protected or None,
            )
        return sent.message_id

    async def _deleted(self, chat: int, answered: Answered) -> Answered:
        """Let messages disappear before anything is said; return what there is to say then."""
        for place in ((chat, True), (chat, False)):
            if self._screens.get(place) in answered.deletes:
                del self._screens[place]
        left = await self._eraser.erase(chat, answered.deletes)
        if answered.deleted is None:
            return answered
        return replace(await answered.deleted(left), sent=answered.sent)

    async def fetch(self, file: str) -> bytes:
        """Return the bytes of a file that somebody sent.

        Raises:
            NotFetched: Telegram did not give it.
        """
        try:
            found = await self._bot.get_file(file)
            return bytes(await found.download_as_bytearray())
        except TelegramError as error:
            raise NotFetched(type(error).__name__) from None

    async def _toast(self, callback: str, text: str) -> None:
        with suppress(BadRequest, NetworkError):  # too late to say something small: no harm
            await self._bot.answer_callback_query(callback, text=clip(text, TOAST_CHARS) or None)

    async def _edited(self, chat: int, message_id: int, message: Message) -> bool:
        try:
            await self._bot.edit_message_text(
                message.html,
                chat_id=chat,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=self._keyboard(message.rows),
            )
        except BadRequest as refusal:
            return UNCHANGED in str(refusal)
        except Forbidden:
            raise Blocked from None
        except RetryAfter as wait:
            raise Later(_seconds(wait)) from None
        return True

    async def _strip(self, chat: int, message_id: int) -> None:
        if message_id:
            with suppress(TelegramError):
                await self._bot.edit_message_reply_markup(chat_id=chat, message_id=message_id)

    async def _offer_contact(self, chat: int, message: Message) -> None:
        button = KeyboardButton(message.asks_contact, request_contact=True)
        keyboard = ReplyKeyboardMarkup(
            [[button]], resize_keyboard=True, one_time_keyboard=False, is_persistent=False
        )
        with _translated():
            await self._bot.send_message(chat, message.asks_contact, reply_markup=keyboard)
        self._asked_contact.add(chat)

    async def _withdraw_contact(self, chat: int) -> None:
        self._asked_contact.discard(chat)
        with suppress(TelegramError):
            await self._bot.send_message(chat, "✓", reply_markup=ReplyKeyboardRemove())

    def _keyboard(self, rows: Rows) -> InlineKeyboardMarkup | None:
        if not rows:
            return None
        return InlineKeyboardMarkup(
            [[_pressable(**b) for b in row] for row in self._buttons(rows)]
        )

    def _buttons(self, rows: Rows) -> list[list[dict[str, str]]]:
        """Return buttons as Telegram writes them: a button of the library is dear to make."""
        return [[self._button(button) for button in row] for row in rows]

    def _button(self, button: Button) -> dict[str, str]:
        label, data = button.label, button.data
        if data == PRIVATE:
            return {"text": label, "url": self._bot.link}
        return {"text": label, "url" if data.startswith("https://") else "callback_data": data}


class _translated:  # noqa: N801 - reads as a word where it is used
    """Turn Telegram's refusals into ours."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Forbidden) or _is_nobody(error):
            raise Blocked from None
        if isinstance(error, RetryAfter):
            raise Later(_seconds(error)) from None
        if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            raise Later(5) from None


def _pressable(
    text: str, url: str | None = None, callback_data: str | None = None
) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, url=url, callback_data=callback_data)


def _is_nobody(error: BaseException | None) -> bool:
    """Tell whether the chat is gone: its account was deleted, or never spoke to us."""
    return isinstance(error, BadRequest) and NOBODY in str(error).casefold()


def _seconds(wait: RetryAfter) -> float:
    after = wait.retry_after
    return float(after if isinstance(after, int) else after.total_seconds())

"""What a person does in the chat, turned into updates for the bot."""

from __future__ import annotations

from typing import Final

from bot.simulator.faults import FaultKind, Faults
from bot.simulator.files import StoredFile, Upload
from bot.simulator.formatting import Formatted, typed
from bot.simulator.messages import Chat, Json, Message
from bot.simulator.refusals import bad_request
from bot.simulator.world import BOT_ID, Press, World

TEXT_CHARS: Final = 4096
STICKER: Final = "👍"
MONAS: Final[Json] = {"latitude": -6.175392, "longitude": 106.827153}
_INSTANCE: Final = "-4242424242"


class Visitor:
    """One person's hands on the phone."""

    def __init__(self, world: World, chat: Chat, faults: Faults) -> None:
        self._world = world
        self._chat = chat
        self._faults = faults

    def say(self, text: str) -> Message:
        """Type a text and send it."""
        return self._send(self._new(typed(text[:TEXT_CHARS])))

    def send_document(self, upload: Upload, caption: str = "") -> Message:
        """Send a file as it is."""
        return self._send_file(self._world.shelf.keep_document(upload), caption)

    def send_photo(self, upload: Upload, caption: str = "") -> Message:
        """Send a picture, which Telegram makes smaller."""
        return self._send_file(self._world.shelf.keep_photo(upload), caption)

    def send_voice(self, upload: Upload) -> Message:
        """Send a voice note."""
        return self._send_file(self._world.shelf.keep_voice(upload), "")

    def send_sticker(self, emoji: str) -> Message:
        """Send a sticker, which stands for an emoji."""
        meant = emoji or STICKER
        return self._send_other(
            {"sticker": self._world.shelf.keep_sticker(meant).as_sticker(meant)}
        )

    def share_location(self) -> Message:
        """Share where one is: at the National Monument."""
        return self._send_other({"location": dict(MONAS)})

    def share_contact(self) -> Message:
        """Share the own phone number."""
        persona = self._chat.persona
        message = self._new(Formatted(""))
        message.contact = {
            "phone_number": persona.phone,
            "first_name": persona.first_name,
            "last_name": persona.last_name,
            "user_id": persona.chat_id,
        }
        return self._send(message)

    def press(self, message_id: int, data: str, label: str = "") -> Press:
        """Press a button; like a client of bad will, one may press what is not there.

        `label` is what the person reads on it, where it is not on the screen any more.
        """
        message = self._chat.messages.get(message_id)
        if message is None:
            raise bad_request("message to press not found")
        press = Press(str(self._query_number()), self._chat.chat_id, message_id, data)
        self._world.expect_answer(press)
        body: Json = {
            "message_id": message_id,
            "data": data,
            "query_id": press.query_id,
            "label": label or _label(message, data),
        }
        self._world.wire.tell("pressed", self._chat.chat_id, body)
        self._deliver("callback_query", self._query(press, message), f"press-{press.chat_id}")
        return press

    def ask_inline(self, text: str) -> str:
        """Ask the bot from the text field of any chat; the number of the question returns."""
        number = str(self._query_number())
        query: Json = {"id": number, "from": self._chat.as_user(), "query": text, "offset": ""}
        self._deliver("inline_query", query, f"inline-{self._chat.chat_id}")
        return number

    def block(self, *, blocked: bool) -> None:
        """Block the bot, or let it in again."""
        was, becomes = ("member", "kicked") if blocked else ("kicked", "member")
        self._chat.blocked = blocked
        bot = self._world.bot()
        change: Json = {
            "chat": self._chat.as_chat(),
            "from": self._chat.as_user(),
            "date": self._world.stamp(),
            "old_chat_member": _member(bot, was),
            "new_chat_member": _member(bot, becomes),
        }
        self._deliver("my_chat_member", change, f"chat-{self._chat.chat_id}")
        self._world.wire.tell("blocked", self._chat.chat_id, {"blocked": blocked})

    def _new(self, body: Formatted) -> Message:
        world = self._world
        return Message(self._chat.chat_id, 0, world.stamp(), by_bot=False, body=body)

    def _send_file(self, file: StoredFile, caption: str) -> Message:
        message = self._new(Formatted(caption))
        message.file = file
        return self._send(message)

    def _send_other(self, content: Json) -> Message:
        message = self._new(Formatted(""))
        message.other = content
        return self._send(message)

    def _send(self, message: Message) -> Message:
        keyboard = self._chat.keyboard
        if keyboard and keyboard.get("force_reply"):
            self._chat.keyboard = None
        kept = self._world.add(message)
        self._deliver("message", self._world.written(kept), f"chat-{kept.chat_id}")
        return kept

    def _query(self, press: Press, message: Message) -> Json:
        return {
            "id": press.query_id,
            "from": self._chat.as_user(),
            "message": self._world.written(message),
            "chat_instance": _INSTANCE,
            "data": press.data,
        }

    def _query_number(self) -> int:
        return BOT_ID * 1000 + self._world.inbox.next_id

    def _deliver(self, kind: str, body: Json, queue: str) -> None:
        inbox, chat_id = self._world.inbox, self._chat.chat_id
        update = inbox.put(kind, body, queue)
        if update is None:
            return
        if self._faults.take(FaultKind.DUPLICATE, chat_id=chat_id):
            inbox.repeat(update)
        if self._faults.take(FaultKind.RESEND, chat_id=chat_id):
            inbox.put(kind, body, queue)
        if self._faults.take(FaultKind.REORDER, chat_id=chat_id):
            inbox.swap_last()


def _label(message: Message, data: str) -> str:
    buttons = (button for row in message.buttons for button in row)
    found = (str(button["text"]) for button in buttons if button.get("callback_data") == data)
    return next(found, "")


def _member(bot: Json, status: str) -> Json:
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})

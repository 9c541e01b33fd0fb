"""A small town with a Telegram of its own: people, chats, files and a clock that can jump.

Everything lives in memory. The house takes its clock from here, so that "five hours later" is
one tap for a visitor and one line in a transcript.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.simulator.events import Wire
from bot.simulator.files import Shelf
from bot.simulator.messages import Chat, Json, Message
from bot.simulator.people import PERSONAS, Persona
from bot.simulator.refusals import BLOCKED, Refused, bad_request
from bot.simulator.updates import Inbox

TOKEN: Final = "7000000001:SIMULASI-bukan-token-sungguhan"  # noqa: S105
BOT_ID: Final = 7_000_000_001
PATIENCE: Final = 15.0  # seconds for which a person's Telegram waits for the answer to a press
CALLS_KEPT: Final = 2_000


@dataclass(slots=True)
class Press:
    """A tap that waits for its answer."""

    query_id: str
    chat_id: int
    message_id: int
    data: str
    is_answered: bool = False
    is_expired: bool = False


@dataclass(slots=True)
class Profile:
    """What the bot says about itself, by language; "" holds what is for everybody."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "default"})


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed; an empty address means that the bot polls."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_date: int = 0


class World:
    """The whole simulated Telegram; `clock` gives aware UTC, `patience` is in seconds."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        personas: Iterable[Persona] = PERSONAS,
        patience: float = PATIENCE,
    ) -> None:
        self._clock = clock
        self._seed = tuple(personas)
        self.patience = patience
        self.offset = timedelta()
        self.wire = Wire()
        self.shelf = Shelf()
        self.inbox = Inbox(clock)
        self.profile = Profile()
        self.webhook = Webhook()
        self.chats = {persona.chat_id: Chat(persona) for persona in self._seed}
        self.presses: dict[str, Press] = {}
        self.calls: list[Json] = []
        self._next_message = 1

    def now(self) -> datetime:
        """Return the time in this town (aware, UTC)."""
        return self._clock() + self.offset

    def stamp(self) -> int:
        """Return the time as Telegram writes it: whole seconds since 1970."""
        return int(self.now().timestamp())

    def shift(self, by: timedelta) -> None:
        """Move the clock of the town."""
        self.offset += by
        self._tell_time(int(by.total_seconds()))

    def set_time(self, moment: datetime) -> None:
        """Set the clock of the town (aware)."""
        self.offset = moment - self._clock()
        self._tell_time(0)

    def chat(self, chat_id: int) -> Chat:
        """Return a chat; refuses with 400 an unknown one."""
        found = self.chats.get(chat_id)
        if found is None:
            raise bad_request("chat not found")
        return found

    def open_chat(self, chat_id: int) -> Chat:
        """Return a chat in which the bot may write; refuses with 403 if it was blocked."""
        chat = self.chat(chat_id)
        if chat.blocked:
            raise Refused(403, BLOCKED)
        return chat

    def persona(self, key: str) -> Chat:
        """Return the chat of a persona by its key or number; raises `KeyError`."""
        for chat in self.chats.values():
            if key in (chat.persona.key, str(chat.chat_id)):
                return chat
        raise KeyError(key)

    def bot(self) -> Json:
        """Return the bot as a `User`."""
        name = self.profile.names.get("", "Asisten STRP")
        return {"id": BOT_ID, "is_bot": True, "first_name": name, "username": "strp_simulasi_bot"}

    def add(self, message: Message) -> Message:
        """Give a message its number, keep it and show it."""
        message.message_id = self._next_message
        self._next_message += 1
        self.chat(message.chat_id).messages[message.message_id] = message
        self.wire.tell("message", message.chat_id, {"message": self.shown(message)})
        return message

    def written(self, message: Message) -> Json:
        """Return a message as the Bot API writes it, with what it answers to."""
        chat = self.chat(message.chat_id)
        sender = self.bot() if message.by_bot else chat.as_user()
        said = message.written(sender, chat.as_chat())
        original = chat.messages.get(message.reply_to)
        if original is not None:
            said["reply_to_message"] = self.written(original)
        return said

    def shown(self, message: Message) -> Json:
        """Return a message for the page: as written, and what only the phone knows."""
        extra: Json = {"by_bot": message.by_bot}
        if message.markup and not message.buttons:
            extra["keyboard"] = message.markup
        return self.written(message) | extra

    def expect_answer(self, press: Press) -> None:
        """Keep a press, and mark it expired if nobody answers it in time."""
        self.presses[press.query_id] = press
        asyncio.get_running_loop().call_later(self.patience, self._expire, press)

    def reset(self) -> None:
        """Begin anew: no messages, no presses, the real time. Numbers go on counting."""
        self.offset = timedelta()
        self.inbox.clear()
        self.presses.clear()
        self.calls.clear()
        self.chats = {persona.chat_id: Chat(persona) for persona in self._seed}
        self.wire.tell("reset", 0, {"now": self.now().isoformat()})

    def note_call(self, call: Json) -> None:
        """Remember a call of the bot for those who look inside."""
        self.calls.append(call)
        del self.calls[:-CALLS_KEPT]
        chat_id = call.get("chat")
        self.wire.tell("call", chat_id if isinstance(chat_id, int) else 0, {"call": call})

    def _tell_time(self, shifted: int) -> None:
        self.wire.tell("clock", 0, {"now": self.now().isoformat(), "shifted": shifted})

    def _expire(self, press: Press) -> None:
        if not press.is_answered:
            press.is_expired = True
            body: Json = {"query_id": press.query_id, "message_id": press.message_id}
            self.wire.tell("expired", press.chat_id, body)

"""Messages and chats, as Telegram keeps them."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.simulator.files import StoredFile
from bot.simulator.formatting import Formatted
from bot.simulator.people import Persona

Json = dict[str, object]


@dataclass(slots=True)
class Message:
    """One message; `by_bot` tells which side wrote it."""

    chat_id: int
    message_id: int
    date: int
    by_bot: bool
    body: Formatted = field(default_factory=lambda: Formatted(""))
    file: StoredFile | None = None
    markup: Json | None = None
    contact: Json | None = None
    other: Json = field(default_factory=dict)  # neither words nor a file to open: a sticker
    edit_date: int = 0
    reply_to: int = 0
    group: str = ""
    protected: bool = False

    @property
    def buttons(self) -> list[list[Json]]:
        """Return the rows of buttons under the message."""
        rows = (self.markup or {}).get("inline_keyboard")
        return rows if isinstance(rows, list) else []

    def written(self, sender: Json, chat: Json) -> Json:
        """Return the message as the Bot API writes it."""
        said: Json = {
            "message_id": self.message_id,
            "from": sender,
            "chat": chat,
            "date": self.date,
        }
        return said | self._content() | self._details()

    def _content(self) -> Json:
        if self.contact is not None:
            return {"contact": self.contact}
        if self.other:
            return self.other
        if self.file is None:
            return self._words("text", "entities")
        return _attached(self.file) | self._words("caption", "caption_entities")

    def _words(self, text: str, entities: str) -> Json:
        if not self.body.text:
            return {}
        marks: Json = {entities: list(self.body.entities)} if self.body.entities else {}
        return {text: self.body.text} | marks

    def _details(self) -> Json:
        details: Json = {}
        if self.buttons:
            details["reply_markup"] = {"inline_keyboard": self.buttons}
        if self.edit_date:
            details["edit_date"] = self.edit_date
        if self.group:
            details["media_group_id"] = self.group
        if self.protected:
            details["has_protected_content"] = True
        return details


def _attached(file: StoredFile) -> Json:
    if file.is_photo:
        return {"photo": file.as_photo()}
    if file.is_voice:
        return {"voice": file.as_voice()}
    return {"document": file.as_document()}


@dataclass(slots=True)
class Chat:
    """A private chat of one person with the bot."""

    persona: Persona
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None  # what replaces the letters on the person's phone
    blocked: bool = False

    @property
    def chat_id(self) -> int:
        """Return the number of the chat, which is the number of the person."""
        return self.persona.chat_id

    def as_user(self) -> Json:
        """Return the person as a `User`."""
        return {
            "id": self.chat_id,
            "is_bot": False,
            "first_name": self.persona.first_name,
            "last_name": self.persona.last_name,
            "username": self.persona.username,
            "language_code": self.persona.language,
        }

    def as_chat(self) -> Json:
        """Return the chat as a `Chat`."""
        return {
            "id": self.chat_id,
            "type": "private",
            "first_name": self.persona.first_name,
            "last_name": self.persona.last_name,
            "username": self.persona.username,
        }

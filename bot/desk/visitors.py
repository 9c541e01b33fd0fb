"""A visitor: the chat as it is kept, and the language their Telegram speaks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flows.language import Language, read_language
from storage.conversations import Chat


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is here."""

    chat: Chat = field(repr=False)
    tag: str | None = None  # the language tag of their Telegram

    @property
    def number(self) -> int:
        """Return the number of the chat."""
        return self.chat.chat

    @property
    def language(self) -> Language:
        """Return the language to speak: the chosen one, else that of their Telegram."""
        return read_language(self.chat.language or self.tag)

    def speaking(self, language: str) -> Visitor:
        """Return the same visitor, having chosen a language."""
        return replace(self, chat=replace(self.chat, language=language))

    def facing(self, slot: str | None) -> Visitor:
        """Return the same visitor, with this slot in front."""
        return replace(self, chat=replace(self.chat, focus=slot))

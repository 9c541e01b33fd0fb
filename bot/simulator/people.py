"""The people of the simulated town: one of each kind that the service is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody with a Telegram account; `key` is how transcripts and the page name them."""

    key: str
    chat_id: int
    first_name: str
    last_name: str
    phone: str
    language: str = "id"

    @property
    def username(self) -> str:
        """Return the name after the @."""
        return f"{self.key}_simulasi"

    def speaking(self, language: str) -> Persona:
        """Return the same person with another language in the Telegram app."""
        return replace(self, language=language)


PERSONAS: Final = (
    Persona("siti", 5001, "Siti", "Rahayu", "+6281200005001"),
    Persona("budi", 5002, "Budi", "Santoso", "+6281200005002"),
    Persona("ani", 5003, "Ani", "Wulandari", "+6281200005003"),
    Persona("rahmat", 5004, "Pak Rahmat", "Hidayat", "+6281200005004"),
)

"""The simulator's own words, which it shares with its page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent / "page" / "words.json"


class Words:
    """The words of one language, `id` or `en`."""

    def __init__(self, language: str) -> None:
        every: dict[str, dict[str, str]] = json.loads(_FILE.read_text("utf-8"))
        self.language = language if language in every else "id"
        self._words = every[self.language]

    def say(self, key: str, **places: str | int) -> str:
        """Return a text with its places filled; the key itself where there is none."""
        return self._words.get(key, key).format_map(places)

"""What a person notes down on the way: numbers and codes that are new in every conversation.

A transcript names them in braces, `{reference}`, `{receipt}`, `{last_group}`, so that it can be
written before anybody knows them; a page of dialogues shows made-up ones of the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_FORMS: Final = {
    "receipt": re.compile(r"(?<![\w-])[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}(?![\w-])"),
    "reference": re.compile(r"(?<![^\W_])A[0-9A-HJKMNP-TV-Z]{8}(?![^\W_])"),
}
MADE_UP: Final = {
    "receipt": "7K2M-Q9XF-3DTR-8WVB-5HJC",
    "reference": "A7K2MQ9XF",
}
_LAST: Final = "last_group"  # of the receipt, which people are asked to type


@dataclass(slots=True)
class Notes:
    """The newest number or code of each kind."""

    known: dict[str, str] = field(default_factory=dict)

    def learn(self, texts: Iterable[str]) -> None:
        """Note what stands in words that were read."""
        for text in texts:
            for name, form in _FORMS.items():
                found = form.findall(text)
                if found:
                    self.known[name] = found[-1]

    def fill(self, text: str) -> str:
        """Put what was noted where a text names it in braces."""
        for name, value in self.known.items():
            text = text.replace(f"{{{name}}}", value)
        return text.replace(f"{{{_LAST}}}", self.known.get("receipt", "")[-4:])

    def name(self, text: str) -> str:
        """Put names in braces where a text holds what was noted."""
        for name, value in self.known.items():
            text = text.replace(value, f"{{{name}}}")
        return text


def last_groups(texts: Iterable[str]) -> frozenset[str]:
    """Return what people type to show that they noted a receipt."""
    found = (each for text in texts for each in _FORMS["receipt"].findall(text))
    return frozenset(each[-4:] for each in found)


def masked(text: str) -> str:
    """Put made-up numbers and codes where a text holds real ones."""
    for name, form in _FORMS.items():
        text = form.sub(MADE_UP[name], text)
    return text

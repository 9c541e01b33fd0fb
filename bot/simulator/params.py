"""What a call says, read by kind.

Clients send the same value as JSON, as a form field or as JSON inside a form field; nothing
after this file needs to know which.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.simulator.files import Upload
from bot.simulator.messages import Json
from bot.simulator.refusals import bad_request

_ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of one call and the files that came with it."""

    values: Mapping[str, object]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether a parameter was sent, as a value or as a file."""
        return name in self.values or name in self.uploads

    def text(self, name: str, default: str = "") -> str:
        """Return a parameter as text."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """Return a parameter as a whole number."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """Return a parameter as yes or no."""
        return str(self.values.get(name, "")).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Json | None:
        """Return a parameter that is an object; None if it was not sent."""
        value = self._parsed(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {name.replace('_', ' ')}")
        return value

    def array(self, name: str) -> list[object]:
        """Return a parameter that is a list; empty if it was not sent."""
        value = self._parsed(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(f"array expected as {name.replace('_', ' ')}")
        return value

    def file(self, name: str) -> Upload | str | None:
        """Return a file that came along, or the id of one that Telegram has already."""
        return self.uploads[name] if name in self.uploads else self.named(self.text(name))

    def named(self, value: str) -> Upload | str | None:
        """Return what `attach://<field>` stands for, or the value itself."""
        if value.startswith(_ATTACHED):
            return self.uploads.get(value.removeprefix(_ATTACHED))
        return value or None

    def _parsed(self, name: str) -> object:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            parsed: object = json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None
        return parsed

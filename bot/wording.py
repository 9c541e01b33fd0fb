"""Says things to people: the text catalogue, in both languages.

Every sentence stands in ``flows/texts/<language>/<part>.yaml`` under a dotted key. Texts may
carry Telegram's HTML; whatever fills their places comes from people and is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

import yaml

from flows.dialogue import Indonesian, Lines, Names, Says, Text
from flows.language import Language

JAKARTA: Final = ZoneInfo("Asia/Jakarta")
MONTHS: Final = {
    Language.ID: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November "
    "Desember",
    Language.EN: "January February March April May June July August September October November "
    "December",
}


class NoSuchText(KeyError):
    """The catalogue has no text under this key."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The catalogue: texts by language and key."""

    by_language: Mapping[Language, Mapping[str, str]]

    def has(self, key: str, language: str) -> bool:
        """Tell whether this key has a text in this language."""
        return key in self.by_language[Language(language)]

    def say(self, says: Says, language: Language) -> str:
        """Render anything sayable as Telegram HTML.

        Raises:
            NoSuchText: the key is in no catalogue file.
        """
        match says:
            case Text(key, places):
                filled = {name: self.say(value, language) for name, value in places.items()}
                return self._template(key, language).format_map(filled)
            case Names():
                return html.escape(says.en if language is Language.EN else says.id, quote=False)
            case Lines(parts):
                return "\n".join(self.say(part, language) for part in parts)
            case Indonesian(said):
                return self.say(said, Language.ID)
            case date():
                return spoken_date(says, language)
            case _:
                return html.escape(str(says), quote=False)

    def plain(self, says: Says, language: Language) -> str:
        """Render anything sayable without markup: for buttons, toasts and files."""
        return without_markup(self.say(says, language))

    def _template(self, key: str, language: Language) -> str:
        try:
            return self.by_language[language][key]
        except KeyError:
            raise NoSuchText(key) from None


def without_markup(text: str) -> str:
    """Strip Telegram's HTML from a rendered text."""
    for tag in ("b", "i", "u", "code", "pre", "blockquote"):
        text = text.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return html.unescape(text)


def spoken_date(moment: date, language: Language) -> str:
    """Write a date, or an instant in Jakarta's time, as people say it."""
    if isinstance(moment, datetime):
        local = moment.astimezone(JAKARTA)
        return f"{_day(local, language)}, {local:%H.%M} WIB"
    return _day(moment, language)


def _day(moment: date, language: Language) -> str:
    return f"{moment.day} {MONTHS[language].split()[moment.month - 1]} {moment.year}"


@cache
def load_texts() -> Texts:
    """Read the whole catalogue that comes with the package, once."""
    return Texts({language: _read(language) for language in Language})


def _read(language: Language) -> dict[str, str]:
    texts: dict[str, str] = {}
    folder = files("flows") / "texts" / language.value
    for part in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if part.name.endswith(".yaml"):
            texts.update(yaml.load(part.read_text("utf-8"), Loader=yaml.CSafeLoader) or {})
    return texts

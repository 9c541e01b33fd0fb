"""Draws the pages: templates in which every word is a text of the catalogue, and escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.wording import JAKARTA, Texts, spoken_date
from flows.dialogue import Says, Text
from flows.language import Language

_FOLDER: Final = Path(__file__).parent / "templates"


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language, without markup; the template escapes what comes out."""

    texts: Texts
    language: Language
    now: datetime

    def say(self, key: str, **places: Says) -> str:
        """Say a text of the catalogue."""
        return self.texts.plain(Text(key, places), self.language)

    def told(self, says: Says) -> str:
        """Say anything sayable."""
        return self.texts.plain(says, self.language)

    def act(self, name: str) -> str:
        """Say what was done; by its name, where an older or newer house wrote it down."""
        key = f"office.act.{name}"
        return self.say(key) if self.texts.has(key, self.language) else name

    def at(self, moment: datetime) -> str:
        """Write an instant as short as it is clear today: the hour, or the day and the hour."""
        if moment.astimezone(JAKARTA).date() == self.now.astimezone(JAKARTA).date():
            return f"{moment.astimezone(JAKARTA):%H.%M}"
        return spoken_date(moment, self.language)

    def day(self, day: date) -> str:
        """Write a day."""
        return spoken_date(day, self.language)


@dataclass(frozen=True, slots=True)
class Stage:
    """The templates."""

    _environment: Environment = field(default_factory=_environment)

    def draw(self, name: str, speaker: Speaker, context: Mapping[str, object]) -> str:
        """Draw a page."""
        words = {
            "say": speaker.say,
            "told": speaker.told,
            "act": speaker.act,
            "at": speaker.at,
            "day": speaker.day,
            "language": speaker.language.value,
        }
        return self._environment.get_template(f"{name}.html").render(words | dict(context))

"""Dialogues: played transcripts as one page that anybody can read, both languages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

from bot.simulator.bubbles import Bubble, bubbles_of
from bot.simulator.messages import Json
from bot.simulator.transcript import JAKARTA, Transcript

_TEMPLATE: Final = Path(__file__).parent / "page" / "dialogues.html"
LANGUAGES: Final = ("id", "en")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A conversation that was held: where it belongs, whose it is, and its bubbles."""

    room: str
    name: str  # the same in both languages
    language: str
    who: str
    at: datetime | None
    bubbles: tuple[Bubble, ...]

    @property
    def title(self) -> str:
        """Return the title, which is the name of the file."""
        return self.name.replace("_", " ").capitalize()

    @property
    def day(self) -> str:
        """Return when it was held."""
        return f"{self.at.astimezone(JAKARTA):%Y-%m-%d %H:%M}" if self.at else ""


def dialogue_of(transcript: Transcript, events: Iterable[Json]) -> Dialogue:
    """Make a dialogue of a transcript that was played."""
    name, _, language = transcript.title.rpartition(".")
    return Dialogue(
        room=transcript.folder.name,
        name=name or transcript.title,
        language=language or transcript.language,
        who=transcript.who,
        at=transcript.at,
        bubbles=tuple(bubbles_of(events)),
    )


def write_article(dialogue: Dialogue) -> str:
    """Write one dialogue in one language as HTML."""
    module = _template().make_module({"rooms": (), "languages": LANGUAGES})
    return str(module.article(dialogue))  # type: ignore[attr-defined]


def write_page(dialogues: Sequence[Dialogue]) -> str:
    """Write every dialogue as one page that needs nothing else."""
    pairs: dict[tuple[str, str], dict[str, Dialogue]] = {}
    for one in sorted(dialogues, key=lambda one: (one.room, one.name)):
        pairs.setdefault((one.room, one.name), {})[one.language] = one
    rooms: dict[str, list[dict[str, Dialogue]]] = {}
    for (room, _), pair in pairs.items():
        rooms.setdefault(room, []).append(pair)
    return _template().render(rooms=rooms.items(), languages=LANGUAGES) + "\n"


def save_page(path: Path, dialogues: Sequence[Dialogue]) -> None:
    """Write the page to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write_page(dialogues), "utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_TEMPLATE.read_text("utf-8"))

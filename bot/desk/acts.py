"""Acts: what somebody did, made ready before the transaction in which it takes effect."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from bot.desk.listing import Judged
from bot.desk.papers import Document
from bot.render import Press
from flows.doors import Door
from flows.events import Event
from flows.language import Language


@dataclass(frozen=True, slots=True)
class Happened:
    """An event for the talk in front."""

    event: Event


@dataclass(frozen=True, slots=True)
class PressedButton:
    """A press of a screen's button; ``message`` is the message it stands under."""

    press: Press
    message: int


@dataclass(frozen=True, slots=True)
class WentThrough:
    """Somebody goes through a door; ``language`` is what the door was written in."""

    door: Door
    word: str = ""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Employees to be kept for the list a talk is asking for."""

    judged: Judged = field(repr=False)


@dataclass(frozen=True, slots=True)
class Struck:
    """An employee to be taken off the list: their NIK, the number of their row, or their name."""

    word: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A document to be kept for the question a talk is asking."""

    document: Document = field(repr=False)


@dataclass(frozen=True, slots=True)
class Inquired:
    """Words that are no answer to what is asked: a question of the person's own.

    ``beside`` a talk it is answered above its screen, and their place there is kept. Of one that
    was ``left`` for a page, the page goes on, with a way back to the talk below it. ``spot``:
    where in the talk they would be an answer all the same, if they are sent once more.
    """

    text: str = field(repr=False)
    language: Language
    beside: bool
    left: bool = False
    spot: str = ""


Act: TypeAlias = Happened | PressedButton | WentThrough | Listed | Struck | HandedOver | Inquired

"""What leads to the reporters' counter, read from a delivery alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.delivery import Attached, Commanded, Content, Delivery, Tapped, Typed
from bot.desk.crowd import PAGES
from bot.desk.readying import COMMANDS as DESK_COMMANDS
from bot.render import Press, read_press
from flows.doors import Door, Way, read_way, write_way
from flows.events import Verb, read_verb
from flows.language import Language
from flows.reporting import FOLLOW_UP, REPORT, START
from flows.rules.receipt import pasted_receipt

CODES: Final = frozenset(flow.code for flow in (START, REPORT, FOLLOW_UP))


class Ask(StrEnum):
    """What is wanted at the counter, whatever is being asked there; stands in its doors."""

    BEGIN = ""
    ERASE = "erase"  # forget the visit, delete its messages
    BEFORE = "before"  # delete what was said before the visit too
    CLEAN = "clean"  # delete the one message that told of it
    CODE = "code"  # come back with a code
    PRIVACY = "privacy"
    OURS = "ours"  # what was said belongs to the open report
    OTHERS = "others"  # it does not


BY_BUTTON: Final = frozenset({Ask.ERASE, Ask.BEFORE, Ask.CLEAN, Ask.OURS, Ask.OTHERS})
ELSEWHERE: Final = frozenset({"start", *PAGES, *DESK_COMMANDS})
COMMANDS: Final = {
    "lapor": Ask.BEGIN,
    "report": Ask.BEGIN,
    "privasi": Ask.PRIVACY,
    "privacy": Ask.PRIVACY,
}
ENGLISH: Final = frozenset({"report", "privacy"})


@dataclass(frozen=True, slots=True)
class Led:
    """Somebody was led here.

    ``language`` is what the door was written in; ``spoken`` what a command is written in, which
    says something where nothing else does.
    """

    ask: Ask
    language: Language | None = None
    spoken: Language | None = None


def read_led(content: Content) -> Led | None:
    """Read whether a delivery leads here by itself, and to what."""
    match content:
        case Commanded("start", payload):
            return _by_name(payload) or _by_link(payload.replace("_", "."))
        case Commanded(name):
            return _by_name(name)
        case Tapped(data):
            return _by_way(data) or _by_menu(data)
        case _:
            return None


def read_pasted(content: Content) -> str | None:
    """Read the code of a report that was said to whoever listened, and would stay in the chat."""
    return pasted_receipt(content.text) if isinstance(content, Typed) else None


def read_own_press(content: Content) -> Press | None:
    """Read a press of a button of the counter's own screens."""
    press = read_press(content.data) if isinstance(content, Tapped) else None
    return press if press and press.code in CODES else None


def leads_elsewhere(content: Content) -> bool:
    """Tell whether a delivery is meant for somebody else: a command of theirs, or a button.

    What nobody knows as a command may be the beginning of a story.
    """
    is_command = isinstance(content, Commanded) and content.name in ELSEWHERE
    return is_command or isinstance(content, Tapped)


def words_of(content: Content) -> str:
    """Return the words a delivery brings, be it below a picture."""
    match content:
        case Typed(text):
            return text
        case Attached(caption=caption):
            return caption
        case _:
            return ""


def numbers_of(delivery: Delivery) -> tuple[int, ...]:
    """Return the numbers of the messages a delivery consists of or stands under."""
    pressed = delivery.content.message if isinstance(delivery.content, Tapped) else None
    return tuple(number for number in (delivery.message, pressed) if number)


def write_ask(ask: Ask, language: Language) -> str:
    """Write the data of a button that leads here."""
    return write_way(Way(Door.REPORTING, language, ask.value))


def _by_name(name: str) -> Led | None:
    ask = COMMANDS.get(name)
    spoken = Language.EN if name in ENGLISH else None
    return None if ask is None else Led(ask, spoken=spoken)


def _by_way(data: str) -> Led | None:
    way = read_way(data)
    if way is None or way.door is not Door.REPORTING:
        return None
    return Led(next((ask for ask in Ask if ask.value == way.word), Ask.BEGIN), way.language)


def _by_link(payload: str) -> Led | None:
    """Read a link, which somebody else may have written: it deletes and answers nothing."""
    led = _by_way(payload)
    return replace(led, ask=Ask.BEGIN) if led and led.ask in BY_BUTTON else led


def _by_menu(data: str) -> Led | None:
    """Read a button of another conversation that opens this one."""
    press = read_press(data)
    if press is None or press.code in CODES:
        return None
    leads = read_verb(press.value) == (Verb.OPEN, Door.REPORTING.value)
    return Led(Ask.BEGIN) if leads else None

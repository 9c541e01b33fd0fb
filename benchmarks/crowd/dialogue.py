"""The dialogue that everybody is to hold: the product's own screens, written down for the others.

Six screens lead from the first word to a verdict. What a screen says and which buttons it has is
the same for all; what a button carries, and how a contestant finds the next screen, is its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path as File

from bot import policies
from bot.eligibility import Eligibility
from bot.render import Button, Message
from bot.wording import load_texts
from flows.doors import Door, read_way
from flows.eligibility.path import Path, read_data
from flows.eligibility.rules import Rules, rules_on
from flows.eligibility.verdict import Told, judge
from flows.language import Language
from flows.rules.promise import day_in_jakarta

NOON = datetime(2021, 7, 10, 5, tzinfo=UTC)
CHECK, PURPOSE, EMPLOYER = "check", "dki", "firm"
BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Screen:
    """A text with rows of buttons: each its label, and the answer it gives ("" if none here)."""

    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    is_last: bool

    def labels(self) -> list[list[str]]:
        """Return what stands on the buttons."""
        return [[label for label, _ in row] for row in self.rows]

    def label(self, answer: str) -> str:
        """Return the label of the button that gives an answer."""
        return next(label for row in self.rows for label, given in row if given == answer)


@dataclass(frozen=True, slots=True)
class Walk:
    """The labels that one person taps, and the verdict and the screen it must end with."""

    labels: tuple[str, ...]
    verdict: str
    ends: Screen


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Every screen by the answers that lead to it, and every walk that ends in a verdict."""

    screens: dict[str, Screen]
    walks: tuple[Walk, ...]

    def write(self, file: File) -> None:
        """Write the screens down for contestants that cannot import the product."""
        screens = {key: asdict(screen) for key, screen in self.screens.items()}
        file.write_text(json.dumps(screens, ensure_ascii=False), "utf-8")


def read_dialogue() -> Dialogue:
    """Walk the product's tree once for each sector a company may be of."""
    product, rules = policies.load(), rules_on(policies.load(), day_in_jakarta(NOON))
    tree = Eligibility(product, load_texts(), lambda: NOON)
    screens: dict[str, Screen] = {}
    walks = tuple(_walk(tree, rules, path, screens) for path in _paths(rules))
    return Dialogue(screens, walks)


def _paths(rules: Rules) -> Iterator[Path]:
    for group, sectors in rules.people.groups.items():
        yield from (Path(PURPOSE, EMPLOYER, group, sector) for sector in sectors)


def _walk(tree: Eligibility, rules: Rules, path: Path, screens: dict[str, Screen]) -> Walk:
    """Tap through the answers of a path; a group of one sector asks one question less."""
    is_alone = len(rules.people.groups[path.group]) == 1
    asked = (CHECK, path.purpose, path.kind, *(() if is_alone else (path.group,)), path.sector)
    message, labels = tree.first(Language.ID), []
    screen = screens.setdefault("", _screen(message, ()))
    for count, answer in enumerate(asked, 1):
        labels.append(screen.label(answer))
        message = _after(tree, message, answer)
        screen = _screen(message, asked[:count], is_last=count == len(asked))
        screens[BETWEEN.join(asked[:count])] = screen
    return Walk(tuple(labels), _verdict(rules, path), screen)


def _after(tree: Eligibility, message: Message, answer: str) -> Message:
    buttons = (button for row in message.rows for button in row)
    shown = tree.answer(next(one.data for one in buttons if _answer(one) == answer))
    assert shown is not None
    return shown


def _screen(message: Message, before: tuple[str, ...], *, is_last: bool = False) -> Screen:
    def given(button: Button) -> str:
        answer = _answer(button)
        return "" if is_last or answer in before else answer

    rows = tuple(tuple((button.label, given(button)) for button in row) for row in message.rows)
    return Screen(message.html, rows, is_last)


def _answer(button: Button) -> str:
    """Return the last answer that a button of ours carries, in the language of the dialogue."""
    way = read_way(button.data)
    if way is not None:
        return CHECK if way.door is Door.ELIGIBILITY else ""
    spot = read_data(button.data)
    if spot is None or spot.language is not Language.ID:
        return ""
    path = spot.path
    return path.sector or path.group or path.kind or path.purpose


def _verdict(rules: Rules, path: Path) -> str:
    told = judge(rules, path)
    assert isinstance(told, Told)
    return told.verdict.value

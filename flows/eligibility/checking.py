"""Proves the menu and the tree before people meet them: ``strp flow check eligibility``.

The tree is small enough to be walked whole, for every day on which anything changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flows.checker import BUTTON_BYTES, Examined, Explored, HasText, PlacesOf
from flows.dialogue import Lines, Says, Text
from flows.eligibility.leaves import Leaf, papers_page
from flows.eligibility.naming import code_page
from flows.eligibility.page import UNSURE_EXITS
from flows.eligibility.path import Path, write_answers
from flows.eligibility.rules import Rules, rules_on
from flows.eligibility.tree import EMPLOYERS, FOLDERS, NEEDS, PURPOSES, UNSURE, Question
from flows.eligibility.walk import pages, taps, ways_on
from flows.language import Language
from flows.menu import menu_page
from flows.pages import Page
from flows.promises import Finding
from flows.rules.people import Verdict
from flows.rules.policy import Policies

MOST_TAPS: Final = 5
TYPED: Final = ("65111", "04111", "46")  # a business code, none that there is, half of one


@dataclass(slots=True)
class Proof:
    """What is gathered while pages are looked at."""

    has_text: HasText
    places_of: PlacesOf
    findings: dict[Finding, None] = field(default_factory=dict)
    spoken: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    pages: int = 0
    buttons: int = 0

    def found(self, rule: str, place: str, detail: str) -> None:
        """Note a finding; the same one twice is one."""
        self.findings.setdefault(Finding(rule, place, detail))


def examine_tree(
    policies: Policies, days: Iterable[date], *, has_text: HasText, places_of: PlacesOf
) -> Examined:
    """Walk the tree of these days; return what it does not keep, over all of them."""
    proof = Proof(has_text, places_of)
    for day in days:
        rules = rules_on(policies, day)
        for path, page in pages(rules):
            _look(proof, page)
            _prove_ends(proof, rules, path, page)
        for path, count in taps(rules).items():
            if count > MOST_TAPS:
                proof.found("is_short", write_answers(path), f"{count} taps")
        _look(proof, papers_page(rules, Language.ID))
        for code in TYPED:
            _look(proof, code_page(rules, Language.ID, Path(), code))
    for name in sorted(_expected() - _parts(proof.names)):
        proof.found("is_reached", name, f"nothing leads to {name} on any day")
    return _told(proof, "eligibility")


def examine_menu(*, has_text: HasText, places_of: PlacesOf) -> Examined:
    """Look at the first page."""
    proof = Proof(has_text, places_of)
    for language in Language:
        _look(proof, menu_page(language))
    return _told(proof, "menu")


def _look(proof: Proof, page: Page) -> None:
    proof.pages += 1
    proof.names.add(page.name)
    buttons = (*page.choices, *page.controls)
    proof.buttons += len(buttons)
    for says in (page.text, page.forward, *(button.label for button in buttons)):
        for text in _texts(says):
            _speak(proof, page.name, text)
    values = [button.value for button in buttons]
    if len(set(values)) < len(values):
        proof.found("tells_buttons_apart", page.name, "two buttons have the same value")
    for value in values:
        if len(value.encode()) > BUTTON_BYTES:
            proof.found("fits_its_button", page.name, f"{value} makes {len(value.encode())} bytes")


def _prove_ends(proof: Proof, rules: Rules, path: Path, page: Page) -> None:
    """Check that a question leads on, and a verdict out of the tree."""
    if page.name in set(Question):
        if all(found.spot.path == path for found in ways_on(rules, page)):
            proof.found("ends_somewhere", page.name, "every button leads back here")
    elif not page.choices and not path.leaf:
        proof.found("ends_somewhere", page.name, "no next step")


def _texts(says: Says | None) -> Iterator[Text]:
    match says:
        case Text(_, places):
            yield says
            for place in places.values():
                yield from _texts(place)
        case Lines(parts):
            for part in parts:
                yield from _texts(part)
        case _:
            return


def _speak(proof: Proof, place: str, text: Text) -> None:
    filled = frozenset(text.places)
    if (text.key, filled) in proof.spoken:
        return
    proof.spoken.add((text.key, filled))
    for language in Language:
        if not proof.has_text(text.key, language.value):
            proof.found("has_every_word", place, f"{text.key} is missing in {language}")
            continue
        for name in sorted(proof.places_of(text.key, language.value) - filled):
            proof.found("fills_every_place", place, f"{text.key} in {language} waits for {name}")


def _expected() -> set[str]:
    """Return every question, verdict, doubt and page behind a verdict; each must be somewhere."""
    kinds = {*EMPLOYERS, *NEEDS, *(kind for each in FOLDERS.values() for kind in each), *PURPOSES}
    asked_of = {"dki", "several", "urgent", UNSURE}
    return {*Question, *Verdict, *Leaf, *UNSURE_EXITS, *(kinds - asked_of)}


def _parts(names: set[str]) -> set[str]:
    return {part for name in names for part in name.split(".")}


def _told(proof: Proof, flow: str) -> Examined:
    exits = tuple(sorted({name.partition(".")[0] for name in proof.names if "." in name}))
    explored = Explored(flow, "", proof.pages, proof.buttons, proof.pages, exits=exits)
    return Examined(tuple(sorted(proof.findings)), explored)

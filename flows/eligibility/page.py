"""Opens a spot of the tree as a page: the next question, a verdict, or a page behind one.

Every spot opens, whatever was written in the button: an answer that is not on offer today is
left out, and the page of what remains is shown. So a forged, cut or aged button can do nothing
but show a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from flows.citing import joined
from flows.dialogue import Choice, Lines, Says, Text
from flows.doors import Door, Way, write_way
from flows.eligibility.leaves import Leaf, leaf_text, words_to_hand_on
from flows.eligibility.path import Path, Spot, write_answers, write_data
from flows.eligibility.rules import Rules, is_of_this_tree
from flows.eligibility.telling import below, doubt_text, verdict_text
from flows.eligibility.tree import (
    JAKARTA,
    Question,
    back,
    fitting,
    open_question,
    options,
    trail,
)
from flows.eligibility.verdict import Told, Unsure, judge
from flows.language import Language
from flows.pages import Page
from flows.rules.people import Verdict

REGISTERING: Final = (Door.REGISTRATION, Leaf.PAPERS, Leaf.HR)
CHANGED: Final = Text("eligibility.changed")
CHANGED_ALL: Final = Text("eligibility.changed.all")  # nothing that was answered holds any more
ASKING: Final = (Door.PERSON, Door.TOPICS)
AS_A_COMPANY: Final = Path(purpose=JAKARTA, kind="firm")
WORK: Final = Path(purpose=JAKARTA)
ELSEWHERE: Final = Path(purpose="outside")
IN_OFFICE: Final = Path(purpose=JAKARTA, kind="state")

Exit: TypeAlias = Door | Leaf | Path
EXITS: Final[Mapping[Verdict, tuple[Exit, ...]]] = {
    Verdict.REGISTER: REGISTERING,
    Verdict.EVIDENCE: REGISTERING,
    Verdict.OFFICER: REGISTERING,
    Verdict.WORK_FROM_HOME: (Door.REPORTING, Door.PERSON),
    Verdict.EXEMPT: (Leaf.CARD,),
    Verdict.INDIVIDUAL: (Leaf.PAPERS, Door.PERSON),
    Verdict.PLATFORM: ASKING,
    Verdict.WAVED_THROUGH: ASKING,
    Verdict.OTHER_PAPERS: ASKING,
    Verdict.NOT_NAMED: ASKING,
    Verdict.SILENT: ASKING,
    Verdict.OWN_BUSINESS: (AS_A_COMPANY, Door.PERSON),
    Verdict.NOT_YET: (Door.TOPICS,),
    Verdict.ENDED: (Door.STATUS, Door.TOPICS),
}
UNSURE_EXITS: Final[Mapping[str, tuple[Exit, ...]]] = {
    "purpose": ASKING,
    "place": (WORK, ELSEWHERE),
    "employer": ASKING,
    "need": ASKING,
    "sector": (Leaf.HR, Door.PERSON),
    "code": (IN_OFFICE, Leaf.HR, Door.PERSON),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """A spot whose every answer is on offer today; ``aged`` if its button was of other rules."""

    spot: Spot
    aged: bool = False


def settle(rules: Rules, spot: Spot) -> Settled:
    """Return what a button still says today; one of other rules is asked anew with what holds."""
    if spot.edition == rules.edition:
        return Settled(spot.at(_fitting(rules, spot.path)))
    return Settled(Spot(spot.language, _kept(rules, spot), rules.edition), aged=True)


def open_page(rules: Rules, settled: Settled) -> Page:
    """Return the page of a settled spot."""
    page = _page(rules, settled.spot)
    if not settled.aged:
        return page
    changed = CHANGED if settled.spot.path != Path() else CHANGED_ALL
    return replace(page, text=below([changed, page.text]))


def start_at(rules: Rules, language: Language, path: Path | None = None) -> Settled:
    """Return the spot at which a path is begun, or the first question; no button led there."""
    return settle(rules, Spot(language, path or Path(), rules.edition))


def _fitting(rules: Rules, path: Path) -> Path:
    """Keep of a path what is on offer today."""
    fit = fitting(rules, path)
    told = judge(rules, fit) if path.leaf else None
    is_there = told is not None and path.leaf in _exits(told)
    return replace(fit, leaf=path.leaf) if is_there else fit


def _kept(rules: Rules, spot: Spot) -> Path:
    """Return what still holds of an aged path: all but its last answer, which is asked anew."""
    if not is_of_this_tree(spot.edition):
        return Path()
    fit = fitting(rules, spot.path)
    return back(rules, fit) or Path() if open_question(rules, fit) is None else fit


def _exits(told: Told | Unsure) -> tuple[Exit, ...]:
    return UNSURE_EXITS[told.about] if isinstance(told, Unsure) else EXITS[told.verdict]


def _name(told: Told | Unsure) -> str:
    verdict = "unsure" if isinstance(told, Unsure) else told.verdict.value
    return f"{verdict}.{told.about}"


def _page(rules: Rules, spot: Spot) -> Page:
    told = judge(rules, spot.path)
    if told is None:
        return _question_page(rules, spot)
    if spot.path.leaf:
        return _leaf_page(rules, spot, told)
    return Page(
        name=_name(told),
        text=_after_trail(spot.path, _told_text(rules, spot.path, told)),
        choices=tuple(_way_out(spot, one) for one in _exits(told)),
        controls=_controls(rules, spot),
    )


def _told_text(rules: Rules, path: Path, told: Told | Unsure) -> Says:
    if isinstance(told, Unsure):
        return doubt_text(rules, told)
    return verdict_text(rules, path, told)


def _question_page(rules: Rules, spot: Spot) -> Page:
    question = open_question(rules, spot.path) or Question.PURPOSE
    return Page(
        name=question.value,
        text=_after_trail(spot.path, Text(f"eligibility.ask.{question}")),
        choices=tuple(
            Choice(write_data(spot.at(path)), label)
            for label, path in options(rules, spot.path, question)
        ),
        controls=_controls(rules, spot),
    )


def _leaf_page(rules: Rules, spot: Spot, told: Told | Unsure) -> Page:
    leaf = Leaf(spot.path.leaf)
    others = tuple(one for one in _exits(told) if isinstance(one, Door))
    return Page(
        name=f"{_name(told)}.{leaf}",
        text=leaf_text(rules, spot.path, told, leaf),
        choices=tuple(_way_out(spot, one) for one in others),
        controls=_controls(rules, spot),
        forward=words_to_hand_on(rules, spot.path, told) if leaf is Leaf.HR else None,
    )


def _way_out(spot: Spot, exit_: Exit) -> Choice:
    match exit_:
        case Path():
            label = Text(f"eligibility.exit.{exit_.kind or exit_.purpose}")
            return Choice(write_data(spot.at(exit_)), label)
        case Leaf():
            path = replace(spot.path, leaf=exit_.value)
            return Choice(write_data(spot.at(path)), Text(f"eligibility.exit.{exit_}"))
        case Door():
            way = Way(exit_, spot.language, _word_of(exit_, spot.path))
            return Choice(write_way(way), Text(f"eligibility.exit.{exit_}"))


def _word_of(door: Door, path: Path) -> str:
    """Return what a door is told: the sector to register, or the answers to come back to."""
    if door is Door.PERSON:
        return write_answers(replace(path, leaf=""))
    return path.sector if door is Door.REGISTRATION else ""


def _controls(rules: Rules, spot: Spot) -> tuple[Choice, ...]:
    shorter = back(rules, spot.path)
    menu = Choice(write_way(Way(Door.MENU, spot.language)), Text("menu.home"))
    other = Choice(
        write_data(replace(spot, language=spot.language.other())), Text("control.language")
    )
    if shorter is None:
        return (menu, other)
    return (Choice(write_data(spot.at(shorter)), Text("control.back")), menu, other)


def _after_trail(path: Path, said: Says) -> Lines:
    """Say something below the words of the answers that led there."""
    words = trail(path)
    if not words:
        return below([said])
    return below([Text("eligibility.trail", {"path": joined("eligibility.step", words)}), said])

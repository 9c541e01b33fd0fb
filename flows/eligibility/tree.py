"""Which question comes next: the journey, then the employer, then the business.

Journey and place of work are one question, since together they cost one tap less; where neither
the sector nor anything else needs to be known, nothing more is asked. Nobody needs to know how
the rules weigh a sector: people look for their work by its everyday name.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Final

from flows.dialogue import Says, Text
from flows.eligibility.path import Path
from flows.eligibility.rules import Rules
from flows.rules.kbli import has_division

JAKARTA: Final = "dki"
URGENT: Final = "urgent"
SEVERAL: Final = "several"
UNSURE: Final = "unsure"  # a real answer to every question

PURPOSES: Final = (JAKARTA, "outside", SEVERAL, URGENT, "trip", UNSURE)
EMPLOYERS: Final = ("firm", "bumn", "state", "health", "ojol", "vendor", "small", UNSURE)
NEEDS: Final = ("sick", "death", "birth", "escort", "medical", "errand", UNSURE)
FOLDERS: Final = {
    "health": ("medic", "relief", "clinic", UNSURE),
    "small": ("daily", "home", "own", UNSURE),
}
KINDS: Final = {
    JAKARTA: {*EMPLOYERS, *FOLDERS["health"], *FOLDERS["small"]},
    URGENT: set(NEEDS),
}
CODE_DIGITS: Final = range(2, 6)


class Question(StrEnum):
    """What may be asked."""

    PURPOSE = "purpose"
    EMPLOYER = "employer"
    HEALTH = "health"
    SMALL = "small"
    NEED = "need"
    GROUP = "group"
    SECTOR = "sector"


def open_question(rules: Rules, path: Path) -> Question | None:
    """Return the first question without an answer; None where a verdict can be given."""
    if rules.policy is None:
        return None
    if not path.purpose:
        return Question.PURPOSE
    if path.kind in FOLDERS:
        return Question(path.kind)
    if path.purpose in KINDS and not path.kind:
        return Question.NEED if path.purpose == URGENT else Question.EMPLOYER
    if not _asks_the_sector(rules, path) or path.sector or path.group == UNSURE:
        return None
    return Question.SECTOR if path.group else Question.GROUP


def kind_of(path: Path) -> str:
    """Return the kind of person or journey that a path tells of, as the rulings name it."""
    return path.kind if path.purpose in KINDS else path.purpose


def fitting(rules: Rules, path: Path) -> Path:
    """Keep of a path the answers that are on offer today, except the page behind the verdict."""
    if rules.policy is None:
        return Path()
    fit = Path(purpose=path.purpose if path.purpose in PURPOSES else "")
    if path.kind in KINDS.get(fit.purpose, ()):
        fit = replace(fit, kind=path.kind)
    is_open = open_question(rules, fit) is not None and fit.purpose != URGENT
    return _with_sector(rules, fit, path) if is_open else fit


def options(rules: Rules, path: Path, question: Question) -> tuple[tuple[Says, Path], ...]:
    """Return the answers to a question: their words, and the path each leads to."""
    match question:
        case Question.PURPOSE:
            return tuple((_label("purpose", one), replace(path, purpose=one)) for one in PURPOSES)
        case Question.GROUP:
            return tuple(
                (_label("group", one), _into(rules, path, one))
                for one in (*rules.people.groups, UNSURE)
            )
        case Question.SECTOR:
            sectors = rules.people.groups[path.group]
            chosen = tuple((sector_label(one), replace(path, sector=one)) for one in sectors)
            return (*chosen, (_label("group", UNSURE), replace(path, group=UNSURE)))
        case _:
            kinds = {Question.EMPLOYER: EMPLOYERS, Question.NEED: NEEDS, **_FOLDED}[question]
            return tuple((_label("kind", one), replace(path, kind=one)) for one in kinds)


def back(rules: Rules, path: Path) -> Path | None:
    """Return the path one answer shorter; None from the first question.

    A business that was named before anybody asked for it is kept until its question has come.
    """
    if path.leaf:
        return replace(path, leaf="")
    is_asked = open_question(rules, path) in {None, Question.SECTOR}
    if is_asked and (path.sector or path.group):
        members = rules.people.groups.get(path.group, ())
        is_inside = path.sector and len(members) > 1
        return replace(path, sector="", group=path.group if is_inside else "")
    if path.kind:
        folder = next((name for name, kinds in _MEMBERS if path.kind in kinds), "")
        return replace(path, kind=folder)
    return replace(path, purpose="") if path.purpose else None


def trail(path: Path) -> tuple[Says, ...]:
    """Return the words of the answers so far, in the order of the questions."""
    said: list[Says] = []
    if path.purpose:
        said.append(_label("purpose", path.purpose))
    if path.kind:
        said.append(_label("kind", path.kind))
    if path.sector or path.group:
        said.append(business_label(path))
    return tuple(said)


def business_label(path: Path) -> Says:
    """Name the business as the person did: by code, by sector or by group."""
    if path.code and not path.group:
        return Text("eligibility.kbli", {"code": path.code})
    return sector_label(path.sector) if path.sector else _label("group", path.group)


def sector_label(sector: str) -> Text:
    """Name a sector in everyday words."""
    return Text(f"eligibility.sector.{sector}")


def kind_label(kind: str) -> Text:
    """Name a kind of person or need."""
    return Text(f"eligibility.kind.{kind}")


_FOLDED: Final = {Question(name): kinds for name, kinds in FOLDERS.items()}
_MEMBERS: Final = tuple((name, set(kinds) - {UNSURE}) for name, kinds in FOLDERS.items())


def _label(field: str, answer: str) -> Text:
    return (
        Text("eligibility.unsure") if answer == UNSURE else Text(f"eligibility.{field}.{answer}")
    )


def _asks_the_sector(rules: Rules, path: Path) -> bool:
    """Tell whether the sector decides about this person, and is still to be asked."""
    kind = kind_of(path)
    if kind not in rules.people.rulings:
        return False
    ruling = rules.ruling(kind)
    return ruling.verdict is None and not ruling.sector


def _into(rules: Rules, path: Path, group: str) -> Path:
    """Enter a group; with one sector only there is nothing more to ask."""
    members = rules.people.groups.get(group, ())
    return replace(path, group=group, sector=members[0] if len(members) == 1 else "")


def _is_code(rules: Rules, code: str) -> bool:
    """Tell whether there is such a code, and nothing behind it is judged otherwise."""
    if rules.policy is None or len(code) not in CODE_DIGITS:
        return False
    return has_division(code) and rules.policy.settles(code)


def _with_sector(rules: Rules, fit: Path, path: Path) -> Path:
    group = rules.people.group_of(path.sector)
    if group:
        return replace(fit, sector=path.sector, group=group)
    if _is_code(rules, path.code):
        return replace(fit, sector=path.code)
    known = path.group in rules.people.groups or path.group == UNSURE
    return _into(rules, fit, path.group) if known else fit

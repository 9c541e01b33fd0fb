"""A path through the tree of questions: the answers so far, carried by the button itself.

Answers are named, not numbered: a question that is added or moved breaks no button, and a word
that is no answer any more is left out rather than taken for another. The data of a button is
made of the signs that a link may carry too, so that every path can be a link.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from flows.language import LANGUAGES, Language

MARK: Final = "e"
BETWEEN: Final = "-"
FIELDS: Final = {"p": "purpose", "k": "kind", "g": "group", "s": "sector", "x": "leaf"}


@dataclass(frozen=True, slots=True)
class Path:
    """The answers so far; an empty one is open."""

    purpose: str = ""
    kind: str = ""  # who employs the person, or the urgent need
    group: str = ""
    sector: str = ""  # a sector of the policy, or the digits of a business code
    leaf: str = ""  # a page behind the verdict

    @property
    def code(self) -> str:
        """Return the business code, where one was given instead of a sector."""
        return self.sector if self.sector.isascii() and self.sector.isdigit() else ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a button leads: a path, in a language, as of an edition of the rules and the tree."""

    language: Language
    path: Path
    edition: str

    def at(self, path: Path) -> Spot:
        """Return the spot of another path."""
        return replace(self, path=path)


def path_for(*, sector: str = "", kbli: str = "") -> Path:
    """Return the path on which only the business is known, as when somebody named it in words."""
    return Path(sector=kbli or sector)


def write_answers(path: Path) -> str:
    """Write the answers of a path; a group goes without saying once its sector is known."""
    said = {
        "p": path.purpose,
        "k": path.kind,
        "g": "" if path.sector else path.group,
        "s": path.sector,
        "x": path.leaf,
    }
    return BETWEEN.join(letter + answer for letter, answer in said.items() if answer)


def read_answers(written: str) -> Path:
    """Read answers; what is none is left out."""
    parts = (part for part in written.split(BETWEEN) if part[:1] in FIELDS and part.isascii())
    return Path(**{FIELDS[part[0]]: part[1:] for part in parts})


def write_data(spot: Spot) -> str:
    """Write a spot as the data of a button."""
    head = (MARK, spot.language.value, spot.edition)
    return BETWEEN.join(part for part in (*head, write_answers(spot.path)) if part)


def read_data(data: str) -> Spot | None:
    """Read the data of a button of ours; None if it is not of the tree at all."""
    mark, _, rest = data.partition(BETWEEN)
    if mark != MARK:
        return None
    language, _, rest = rest.partition(BETWEEN)
    edition, _, written = rest.partition(BETWEEN)
    spoken = LANGUAGES.get(language)
    if spoken is None:
        return Spot(Language.ID, Path(), "")
    return Spot(spoken, read_answers(written), edition)

"""Says what is wrong with a row or a file and how to mend it, in the person's language.

The same words stand in the chat, in the answer workbook and on the command line.
"""

from __future__ import annotations

from typing import Final, Protocol

from bot.rosters.reading import MAX_BYTES
from bot.rosters.table import MAX_ROWS, Refusal
from flows.dialogue import Says, Text
from flows.rules.roster import Column, RowProblem

_MEGABYTES: Final = MAX_BYTES // 1024 // 1024


class Say(Protocol):
    """Renders a key of the text catalogue, without markup, in one language."""

    def __call__(self, key: str, **places: str | int) -> str:
        """Return the words under this key with its places filled."""
        ...


def problem_text(problem: RowProblem) -> Text:
    """Tell what is wrong in one cell and how to mend it."""
    return Text(f"roster.problem.{problem.code}", {**_places(problem)})


def line_text(problem: RowProblem) -> Text:
    """Tell what is wrong in one cell, and where the cell is."""
    column = Text(f"roster.column.{problem.column}")
    told = problem_text(problem)
    places: dict[str, Says] = {"row": problem.row, "column": column, "problem": told}
    return Text("roster.line", places)


def refusal_text(refusal: Refusal, *, say: Say) -> Text:
    """Tell why a file could not be read and what to send instead."""
    missing = ", ".join(title(column, say=say) for column in refusal.missing)
    places: dict[str, Says] = {"missing": missing, "rows": MAX_ROWS, "megabytes": _MEGABYTES}
    return Text(f"roster.refused.{refusal.code}", places)


def say_problem(problem: RowProblem, *, say: Say) -> str:
    """Tell what is wrong in one cell, without markup."""
    return say(f"roster.problem.{problem.code}", **_places(problem))


def title(column: Column, *, say: Say) -> str:
    """Return the heading of a column."""
    return say(f"roster.column.{column}")


def _places(problem: RowProblem) -> dict[str, str | int]:
    first_row = problem.first_row or 0
    return {"first_row": first_row, "there": problem.there, "name": problem.name}

"""Says what is wrong with a row or a file and how to mend it, in the person's language.

The same words stand in the chat, in the answer workbook and on the command line.
"""

from __future__ import annotations

from typing import Final, Protocol

from bot.rosters.reading import MAX_BYTES
from bot.rosters.table import MAX_ROWS, Refusal
from flows.rules.roster import Column, RowProblem

_MEGABYTES: Final = MAX_BYTES // 1024 // 1024


class Say(Protocol):
    """Renders a key of the text catalogue, without markup, in one language."""

    def __call__(self, key: str, **places: str | int) -> str:
        """Return the words under this key with its places filled."""
        ...


def say_problem(problem: RowProblem, *, say: Say) -> str:
    """Tell what is wrong in one cell and how to mend it."""
    return say(f"roster.problem.{problem.code}", first_row=problem.first_row or 0)


def say_refusal(refusal: Refusal, *, say: Say) -> str:
    """Tell why a file could not be read and what to send instead."""
    missing = ", ".join(title(column, say=say) for column in refusal.missing)
    return say(
        f"roster.refused.{refusal.code}", missing=missing, rows=MAX_ROWS, megabytes=_MEGABYTES
    )


def title(column: Column, *, say: Say) -> str:
    """Return the heading of a column."""
    return say(f"roster.column.{column}")

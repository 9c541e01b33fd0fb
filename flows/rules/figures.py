"""Figures that may be shown: a count so small that it could name somebody is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

LEAST: Final = 5  # people; fewer can be guessed by whoever knows the company
Name = TypeVar("Name", bound=str)


def hide_small(counts: Mapping[Name, int]) -> dict[Name, int | None]:
    """Hide counts under five; a single hidden one takes the next smallest with it.

    With a total beside it, one hidden count could be worked out again.
    """
    hidden = {name for name, count in counts.items() if 0 < count < LEAST}
    others = [name for name, count in counts.items() if count >= LEAST]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda name: counts[name]))
    return {name: None if name in hidden else count for name, count in counts.items()}

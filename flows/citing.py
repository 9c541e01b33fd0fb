"""Citing: names the sources of a rule as people call them, never by our own short names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from flows.dialogue import Says, Text
from flows.rules.policy import Procedure


def joined(key: str, said: Sequence[Says]) -> Says:
    """Say several things in one line, by a text with the places ``first`` and ``then``."""
    return reduce(lambda first, then: Text(key, {"first": first, "then": then}), said)


def cited(procedure: Procedure, sources: Sequence[str]) -> Says:
    """Name sources as people call them."""
    named: list[Says] = [procedure.cited[one] for one in sources]
    return joined("eligibility.source", named) if named else ""

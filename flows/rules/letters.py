"""A letter of clarification: to whom, where, and whether it names what was reported.

A letter goes out where little is known, so it asks for what any workplace can show, and names no
kind of violation unless an officer chose one that points at nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.rules.cases import Violation, may_be_named


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything an officer decides about a letter."""

    employer: str
    address: str
    names: Violation | None = None  # else it asks in general

    def may_go(self, reports: int) -> bool:
        """Tell whether as many reports carry what it names."""
        return self.names is None or may_be_named(self.names, reports)


def nameable(reports: int) -> tuple[Violation, ...]:
    """Return the kinds that a letter may name where as many reports are there."""
    return tuple(kind for kind in Violation if may_be_named(kind, reports))

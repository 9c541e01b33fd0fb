"""What a correction made of the list: who is new, who was changed, and who was taken off.

An officer who returned an application must not have to read its whole list again, nor overlook
that one name of sixty is now another's. The list as it was returned is kept until the decision.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flows.rules.roster import Employee
from storage.rosters import earlier
from storage.unit import Unit

NEW: Final = "row_new"
CHANGED: Final = "row_changed"
_PIECE: Final = 200  # rows opened at a time, so that others get their turn in between


@dataclass(frozen=True, slots=True)
class ListChanges:
    """What became of a list; ``marks`` are codes by position, ``gone`` the names taken off."""

    marks: Mapping[int, str] = field(default_factory=dict)
    gone: tuple[str, ...] = field(default=(), repr=False)

    @property
    def counts(self) -> Mapping[str, int]:
        """Count the rows that are new, changed and gone."""
        marked = Counter(self.marks.values())
        return {"new": marked[NEW], "changed": marked[CHANGED], "gone": len(self.gone)}


async def list_changes(unit: Unit, reference: str) -> ListChanges:
    """Compare a list with how it was returned; nothing where it never was."""
    before = {one.nik: one for _, one in await _rows(unit, earlier(reference))}
    if not before:
        return ListChanges()
    marks: dict[int, str] = {}
    for position, employee in await _rows(unit, reference):
        was = before.pop(employee.nik, None)
        if was != employee:
            marks[position] = CHANGED if was else NEW
    return ListChanges(marks, tuple(one.name for one in before.values()))


async def _rows(unit: Unit, owner: str) -> list[tuple[int, Employee]]:
    found: list[tuple[int, Employee]] = []
    while rows := await unit.rosters.rows(owner, after=found[-1][0] if found else 0, limit=_PIECE):
        found += [(row.position, row.employee) for row in rows]
    return found

"""Numbers that only grow: serials given out, references, changes of standing.

A number is given out in the caller's transaction: if that fails, it was never given. Others who
want the next one wait until the caller commits.
"""

from __future__ import annotations

from sqlmodel import col, select

from storage.columns import upsert
from storage.drawer import Drawer
from storage.tables import CounterRow


async def advance(drawer: Drawer, name: str, by: int = 1) -> int:
    """Move a counter on and return where it stands."""
    statement = upsert(drawer.session, CounterRow).values(name=name, value=by)
    await drawer.change(
        statement.on_conflict_do_update(
            index_elements=["name"], set_={"value": col(CounterRow.value) + by}
        )
    )
    return await standing_at(drawer, name)


async def standing_at(drawer: Drawer, name: str) -> int:
    """Return where a counter stands."""
    query = select(CounterRow.value).where(CounterRow.name == name)
    return await drawer.one(query) or 0

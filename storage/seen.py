"""Updates that were taken: Telegram hands one over until it is acknowledged, we take it once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, delete

from storage.columns import upsert
from storage.drawer import Drawer
from storage.tables import SeenRow


class Seen:
    """The drawer of updates taken inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def is_first(self, update_id: int, *, at: datetime) -> bool:
        """Keep that an update is taken; False when it was taken before."""
        statement = upsert(self._drawer.session, SeenRow).values(update_id=update_id, at=at)
        return await self._drawer.change(statement.on_conflict_do_nothing()) > 0

    async def prune(self, *, before: datetime) -> int:
        """Forget updates taken before this time, and return how many."""
        return await self._drawer.change(delete(SeenRow).where(col(SeenRow.at) < before))

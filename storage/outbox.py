"""The outbox: messages promised in the same transaction as the fact they tell.

A sender claims a few, sends them, and says what became of them. A claim runs out by itself, so a
sender that dies loses nothing; at worst a message is sent twice, never none. One chat's messages
go out one after the other, and a chat Telegram told us to leave alone holds nobody else up.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, func, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col, delete, select, update
from sqlmodel.sql.expression import SelectOfScalar

from flows.rules.notices import Notice, NoticeStatus, Priority
from storage.columns import replaced, upsert
from storage.drawer import Drawer
from storage.packing import read_map, write_json
from storage.tables import NoticeRow, PauseRow

HELD: Final = timedelta(minutes=2)  # longer than any sending, short enough to repeat soon
_OWED: Final = NoticeStatus.OWED.value


class Outbox:
    """The drawer of notices inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def promise(self, notice: Notice) -> bool:
        """Keep a message owed; False when this promise was made before."""
        statement = upsert(self._drawer.session, NoticeRow).values(_to_values(notice))
        return await self._drawer.change(statement.on_conflict_do_nothing()) > 0

    async def claim(self, limit: int, now: datetime) -> list[Notice]:
        """Hold the messages that go out next, at most one a chat."""
        rows = await self._drawer.all(_next(limit, now))
        claimed = [_to_notice(row, attempts=row.attempts + 1) for row in rows]
        await self._drawer.change(
            update(NoticeRow)
            .where(col(NoticeRow.once).in_([notice.once for notice in claimed]))
            .values(held_until=now + HELD, attempts=col(NoticeRow.attempts) + 1)
        )
        return claimed

    async def sent(self, once: str, *, at: datetime) -> None:
        """Keep that a message arrived."""
        await self._close([once], NoticeStatus.SENT, at)

    async def postpone(self, once: str, *, until: datetime) -> None:
        """Let a message wait."""
        statement = update(NoticeRow).where(col(NoticeRow.once) == once)
        await self._drawer.change(statement.values(due=until, held_until=None))

    async def pause(self, chat: int, *, until: datetime) -> None:
        """Leave a chat alone until then, as Telegram asked; its messages wait."""
        statement = upsert(self._drawer.session, PauseRow).values(chat=chat, until=until)
        await self._drawer.change(replaced(statement, ["chat"], ["until"]))
        waiting = update(NoticeRow).where(col(NoticeRow.chat) == chat)
        await self._drawer.change(
            waiting.where(col(NoticeRow.status) == _OWED).values(held_until=None)
        )

    async def unreachable(self, chat: int, *, at: datetime) -> int:
        """Close every message owed to a chat that blocked us; return how many."""
        query = select(NoticeRow.once).where(NoticeRow.chat == chat, NoticeRow.status == _OWED)
        return await self._close(await self._drawer.all(query), NoticeStatus.UNREACHABLE, at)

    async def owed(self) -> int:
        """Count the messages still owed."""
        query = select(func.count()).select_from(NoticeRow).where(NoticeRow.status == _OWED)
        return await self._drawer.one(query) or 0

    async def of_chat(self, chat: int, *, limit: int = 50) -> list[Notice]:
        """Return the messages to a chat, the latest due first."""
        query = (
            select(NoticeRow)
            .where(NoticeRow.chat == chat)
            .order_by(col(NoticeRow.due).desc(), col(NoticeRow.once))
            .limit(limit)
        )
        rows = await self._drawer.all(query)
        return [_to_notice(row, attempts=row.attempts) for row in rows]

    async def prune(self, *, before: datetime) -> int:
        """Forget messages closed before this time, and return how many."""
        await self._drawer.change(delete(PauseRow).where(col(PauseRow.until) < before))
        closed = delete(NoticeRow).where(col(NoticeRow.closed_at) < before)
        return await self._drawer.change(closed)

    async def _close(self, onces: Sequence[str], status: NoticeStatus, at: datetime) -> int:
        return await self._drawer.change(
            update(NoticeRow)
            .where(col(NoticeRow.once).in_(onces))
            .values(status=status.value, closed_at=at, held_until=None)
        )


def _next(limit: int, now: datetime) -> SelectOfScalar[NoticeRow]:
    """Choose the first message of every chat that may be written to, replies before news."""
    other = aliased(NoticeRow)
    order = (col(NoticeRow.priority), col(NoticeRow.due), col(NoticeRow.once))
    earlier = (col(other.priority), col(other.due), col(other.once))
    is_behind = (
        select(other.once)
        .where(other.chat == NoticeRow.chat, other.status == _OWED)
        .where(
            or_(
                col(other.held_until) > now,
                and_(col(other.due) <= now, tuple_(*earlier) < tuple_(*order)),
            )
        )
        .where(other.once != NoticeRow.once)
    )
    is_paused = select(PauseRow.chat).where(
        PauseRow.chat == NoticeRow.chat, col(PauseRow.until) > now
    )
    held = col(NoticeRow.held_until)
    return (
        select(NoticeRow)
        .where(NoticeRow.status == _OWED, col(NoticeRow.due) <= now)
        .where(or_(held.is_(None), held <= now))
        .where(~is_behind.exists(), ~is_paused.exists())
        .order_by(*order)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def _to_values(notice: Notice) -> dict[str, object]:
    return {
        "once": notice.once,
        "chat": notice.chat,
        "key": notice.key,
        "args": write_json(dict(notice.args)),
        "kind": notice.kind,
        "priority": int(notice.priority),
        "due": notice.due,
        "held_until": None,
        "attempts": notice.attempts,
        "status": notice.status.value,
    }


def _to_notice(row: NoticeRow, *, attempts: int) -> Notice:
    return Notice(
        once=row.once,
        chat=row.chat,
        key=row.key,
        due=row.due,
        args=read_map(row.args),
        kind=row.kind,
        priority=Priority(row.priority),
        attempts=attempts,
        status=NoticeStatus(row.status),
    )

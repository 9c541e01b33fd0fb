"""Conversations, as they are kept: where each chat stands in each of its talks.

A session is plain JSON to this drawer, sealed, and saved by compare-and-set on its revision: of
two turns taken at once, one is kept and the other is told to read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, delete, select, update

from storage.columns import replaced, upsert
from storage.drawer import Drawer
from storage.errors import Stale
from storage.packing import seal_map, unseal_map
from storage.tables import ChatRow, SessionRow


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat of the assistant."""

    chat: int = field(repr=False)
    language: str | None = None  # None: nobody chose one yet
    focus: str | None = None
    unreachable_since: datetime | None = None

    @property
    def is_reachable(self) -> bool:
        """Tell whether messages to this chat arrive, as far as we know."""
        return self.unreachable_since is None


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as it was kept."""

    state: dict[str, object] = field(repr=False)
    revision: int


class Conversations:
    """The drawer of chats and sessions inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def chat(self, chat: int) -> Chat:
        """Return what is known of a chat; of a new one the defaults."""
        row = await self._drawer.one(select(ChatRow).where(ChatRow.chat == chat))
        if row is None:
            return Chat(chat)
        return Chat(row.chat, row.language, row.focus, row.unreachable_since)

    async def focus(self, chat: int, flow: str | None) -> None:
        """Put a conversation in front; typed replies go there."""
        await self._set(chat, {"focus": flow})

    async def speak(self, chat: int, language: str) -> None:
        """Keep the language of a chat: ``id`` or ``en``."""
        await self._set(chat, {"language": language})

    async def mark_unreachable(self, chat: int, *, at: datetime) -> None:
        """Keep that messages to a known chat no longer arrive; of others nothing is kept."""
        await self._reach(chat, at)

    async def mark_reachable(self, chat: int) -> None:
        """Keep that this chat can be reached again."""
        await self._reach(chat, None)

    async def load(self, chat: int, flow: str) -> Kept | None:
        """Return the session of a conversation, if there is one."""
        query = select(SessionRow).where(SessionRow.chat == chat, SessionRow.flow == flow)
        row = await self._drawer.one(query)
        return None if row is None else Kept(self._open(row), row.revision)

    async def save(
        self,
        chat: int,
        flow: str,
        state: Mapping[str, object],
        *,
        expected: int | None,
        revision: int,
        at: datetime,
    ) -> None:
        """Keep a session if its revision is still the expected one; None: if there is none.

        Raises:
            Stale: another turn was kept first.
        """
        sealed = seal_map(self._drawer.sealer, state, about=_about(chat, flow))
        values = {"revision": revision, "sealed": sealed, "saved_at": at}
        kept = (
            await self._add(chat, flow, values)
            if expected is None
            else await self._drawer.change(
                update(SessionRow)
                .where(col(SessionRow.chat) == chat, col(SessionRow.flow) == flow)
                .where(col(SessionRow.revision) == expected)
                .values(values)
            )
        )
        if not kept:
            raise Stale(flow)

    async def forget(self, chat: int, flow: str) -> None:
        """Drop the session of a conversation."""
        await self._drawer.change(
            delete(SessionRow).where(col(SessionRow.chat) == chat, col(SessionRow.flow) == flow)
        )

    async def forget_chat(self, chat: int) -> None:
        """Drop everything kept of a chat's conversations, its language too."""
        await self._drawer.change(delete(SessionRow).where(col(SessionRow.chat) == chat))
        await self._drawer.change(delete(ChatRow).where(col(ChatRow.chat) == chat))

    async def slots(self, chat: int) -> list[str]:
        """Return the names of the conversations that are kept of a chat."""
        query = select(SessionRow.flow).where(SessionRow.chat == chat).order_by(SessionRow.flow)
        return list(await self._drawer.all(query))

    async def idle(self, *, before: datetime, limit: int = 100) -> list[tuple[int, str]]:
        """Return the chats and conversations that have rested since before this time."""
        query = (
            select(SessionRow.chat, SessionRow.flow)
            .where(col(SessionRow.saved_at) < before)
            .order_by(col(SessionRow.saved_at))
            .limit(limit)
        )
        return [(chat, flow) for chat, flow in await self._drawer.session.exec(query)]

    async def _add(self, chat: int, flow: str, values: Mapping[str, object]) -> int:
        statement = upsert(self._drawer.session, SessionRow).values(chat=chat, flow=flow, **values)
        return await self._drawer.change(statement.on_conflict_do_nothing())

    async def _reach(self, chat: int, unreachable_since: datetime | None) -> None:
        await self._drawer.change(
            update(ChatRow)
            .where(col(ChatRow.chat) == chat)
            .values(unreachable_since=unreachable_since)
        )

    async def _set(self, chat: int, values: Mapping[str, object]) -> None:
        statement = upsert(self._drawer.session, ChatRow).values(chat=chat, **values)
        await self._drawer.change(replaced(statement, ["chat"], list(values)))

    def _open(self, row: SessionRow) -> dict[str, object]:
        return unseal_map(self._drawer.sealer, row.sealed, about=_about(row.chat, row.flow))


def _about(chat: int, flow: str) -> str:
    return f"session|{chat}|{flow}"

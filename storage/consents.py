"""What people agreed to: which notice they read, for which purpose, by which button, when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select, update

from storage.columns import upsert
from storage.drawer import Drawer
from storage.tables import ConsentRow


@dataclass(frozen=True, slots=True)
class Consent:
    """One agreement, which can be shown on demand."""

    chat: int = field(repr=False)
    purpose: str
    notice: str  # the version of the privacy notice that was shown
    button: str
    given_at: datetime
    withdrawn_at: datetime | None = None


class Consents:
    """The drawer of consents inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def give(self, consent: Consent) -> None:
        """Keep a consent; giving it again takes a withdrawal back and keeps the new time."""
        statement = upsert(self._drawer.session, ConsentRow).values(
            chat=consent.chat,
            purpose=consent.purpose,
            notice=consent.notice,
            button=consent.button,
            given_at=consent.given_at,
            withdrawn_at=None,
        )
        await self._drawer.change(
            statement.on_conflict_do_update(
                index_elements=["chat", "purpose", "notice"],
                set_={
                    "button": consent.button,
                    "given_at": consent.given_at,
                    "withdrawn_at": None,
                },
                where=col(ConsentRow.withdrawn_at).is_not(None),
            )
        )

    async def withdraw(self, chat: int, purpose: str, *, at: datetime) -> None:
        """Keep that a consent was taken back."""
        await self._drawer.change(
            update(ConsentRow)
            .where(col(ConsentRow.chat) == chat, col(ConsentRow.purpose) == purpose)
            .where(col(ConsentRow.withdrawn_at).is_(None))
            .values(withdrawn_at=at)
        )

    async def of(self, chat: int) -> list[Consent]:
        """Return every consent of a chat, oldest first."""
        query = (
            select(ConsentRow)
            .where(ConsentRow.chat == chat)
            .order_by(col(ConsentRow.given_at), col(ConsentRow.purpose))
        )
        return [_consent(row) for row in await self._drawer.all(query)]


def _consent(row: ConsentRow) -> Consent:
    return Consent(
        row.chat,
        row.purpose,
        row.notice,
        button=row.button,
        given_at=row.given_at,
        withdrawn_at=row.withdrawn_at,
    )

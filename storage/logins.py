"""Logins of officers: a stolen database holds no token that opens the office.

A login ends after half an hour without use, after twelve hours in any case, and at once when it
is revoked or its officer is disabled.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, delete, insert, or_, select, update

from flows.rules.officers import Officer, Role
from storage.drawer import Drawer
from storage.errors import NotKept
from storage.tables import LoginRow, OfficerRow

IDLE: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=12)
NOTED: Final = timedelta(minutes=1)  # use is written down once a minute, not at every page


@dataclass(frozen=True, slots=True)
class Login:
    """An officer who is in."""

    officer: Officer
    began_at: datetime
    used_at: datetime


class Logins:
    """The drawer of logins inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def open(self, token: str, officer: str, *, at: datetime) -> None:
        """Keep a login under a token of the caller's making, at least 128 random bits."""
        await self._drawer.change(
            insert(LoginRow).values(token=_hash(token), officer=officer, began_at=at, used_at=at)
        )

    async def use(self, token: str, *, at: datetime) -> Login:
        """Return the login of a token, and note that it was used.

        Raises:
            NotKept: unknown, ended, revoked, or its officer is disabled; never told which.
        """
        login = await self.look(token, at=at)
        if at - login.used_at > NOTED:
            await self._drawer.change(
                update(LoginRow).where(col(LoginRow.token) == _hash(token)).values(used_at=at)
            )
        return replace(login, used_at=at)

    async def look(self, token: str, *, at: datetime) -> Login:
        """Return the login of a token as it stands: a page that asks by itself is no use of it.

        Raises:
            NotKept: unknown, ended, revoked, or its officer is disabled; never told which.
        """
        row = await self._drawer.one(select(LoginRow).where(LoginRow.token == _hash(token)))
        if row is None or at - row.used_at > IDLE or at - row.began_at > LONGEST:
            raise NotKept("login")
        return Login(await self._officer(row.officer), row.began_at, row.used_at)

    async def close(self, token: str) -> None:
        """End a login."""
        await self._drawer.change(delete(LoginRow).where(col(LoginRow.token) == _hash(token)))

    async def revoke(self, officer: str) -> int:
        """End every login of an officer, and return how many."""
        return await self._drawer.change(delete(LoginRow).where(col(LoginRow.officer) == officer))

    async def prune(self, *, at: datetime) -> int:
        """Forget logins that ended by time, and return how many."""
        ended = or_(col(LoginRow.used_at) < at - IDLE, col(LoginRow.began_at) < at - LONGEST)
        return await self._drawer.change(delete(LoginRow).where(ended))

    async def _officer(self, name: str) -> Officer:
        row = await self._drawer.one(select(OfficerRow).where(OfficerRow.name == name))
        if row is None or row.is_disabled:
            raise NotKept("login")
        return Officer(row.name, frozenset(Role(role) for role in row.roles.split()))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

"""Officers, as they are kept: name, roles, and a password nobody can read back."""

from __future__ import annotations

import asyncio
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlmodel import col, select, update

from flows.rules.officers import Officer, Role
from storage.columns import upsert
from storage.drawer import Drawer
from storage.errors import AlreadyKept, NotKept
from storage.tables import OfficerRow

# OWASP's smallest: 29 ms here; the library's own default takes 215 ms of the processor a login.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Verified for names that do not exist, so that the time tells nothing.
_NOBODY: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$c3RycC1ub2JvZHktaGVyZQ$"
    "8aF1VbZpUz0V1u1rJtZy3m7rR0Q8i3l0tq8VbYg7S8E"
)


async def hash_password(password: str) -> str:
    """Hash a password off the event loop, before the transaction begins."""
    return await asyncio.to_thread(_HASHER.hash, password)


async def is_password(password: str, hashed: str | None) -> bool:
    """Tell whether a password is the one hashed; None takes as long and is never right."""
    return await asyncio.to_thread(_verify, hashed or _NOBODY, password) and hashed is not None


class Officers:
    """The drawer of officers inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def add(self, officer: Officer, hashed: str) -> None:
        """Keep a new officer with a hashed password.

        Raises:
            AlreadyKept: somebody has this name.
        """
        statement = upsert(self._drawer.session, OfficerRow).values(
            name=officer.name,
            roles=_write(officer.roles),
            password=hashed,
            is_disabled=officer.is_disabled,
        )
        if not await self._drawer.change(statement.on_conflict_do_nothing()):
            raise AlreadyKept(officer.name)

    async def get(self, name: str) -> Officer:
        """Return an officer.

        Raises:
            NotKept: nobody has this name.
        """
        row = await self._drawer.one(select(OfficerRow).where(OfficerRow.name == name))
        if row is None:
            raise NotKept(name)
        return _to_officer(row)

    async def password(self, name: str) -> str | None:
        """Return the hash of an officer's password; None for nobody and for the disabled."""
        query = select(OfficerRow.password).where(
            OfficerRow.name == name, col(OfficerRow.is_disabled).is_(other=False)
        )
        return await self._drawer.one(query)

    async def all(self) -> list[Officer]:
        """Return every officer by name."""
        rows = await self._drawer.all(select(OfficerRow).order_by(col(OfficerRow.name)))
        return [_to_officer(row) for row in rows]

    async def set_roles(self, name: str, roles: frozenset[Role]) -> None:
        """Give an officer these roles and no others.

        Raises:
            NotKept: nobody has this name.
        """
        await self._set(name, {"roles": _write(roles)})

    async def set_password(self, name: str, hashed: str) -> None:
        """Give an officer a new password.

        Raises:
            NotKept: nobody has this name.
        """
        await self._set(name, {"password": hashed})

    async def disable(self, name: str) -> None:
        """Let an officer in no more; logins are revoked apart.

        Raises:
            NotKept: nobody has this name.
        """
        await self._set(name, {"is_disabled": True})

    async def enable(self, name: str) -> None:
        """Let an officer in again.

        Raises:
            NotKept: nobody has this name.
        """
        await self._set(name, {"is_disabled": False})

    async def _set(self, name: str, values: dict[str, object]) -> None:
        statement = update(OfficerRow).where(col(OfficerRow.name) == name).values(values)
        if not await self._drawer.change(statement):
            raise NotKept(name)


def _verify(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _write(roles: frozenset[Role]) -> str:
    return " ".join(sorted(role.value for role in roles))


def _to_officer(row: OfficerRow) -> Officer:
    roles = frozenset(Role(role) for role in row.roles.split())
    return Officer(row.name, roles, row.is_disabled)

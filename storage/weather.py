"""Whose doing is it? What the drivers raise, told as our own errors.

A lost race is ``Stale`` and a database that does not answer ``Unavailable``; a mistake in our
statements stays the bug it is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from storage.errors import Stale, StorageError, Unavailable

_RACES: Final = frozenset({"40001", "40P01"})  # serialization failure, deadlock
_DOWN: Final = ("08", "53", "57P")  # connection, no resources, operator intervention
_SQLITE_DOWN: Final = frozenset(
    {"SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY"}
)


@asynccontextmanager
async def told_as_ours() -> AsyncIterator[None]:
    """Turn a driver's errors into the room's own, without what was being written."""
    try:
        yield
    except DBAPIError as error:
        if (told := _told(error)) is None:
            raise
        raise told from None
    except (NoConnectionFree, ConnectionError, OSError) as error:
        raise Unavailable(type(error).__name__) from None


def _told(error: DBAPIError) -> StorageError | None:
    state = str(getattr(error.orig, "sqlstate", "") or "")
    name = str(getattr(error.orig, "sqlite_errorname", "") or "")
    if state in _RACES:
        return Stale(state)
    is_down = state.startswith(_DOWN) or any(name.startswith(down) for down in _SQLITE_DOWN)
    if (
        is_down
        or error.connection_invalidated
        or (isinstance(error, InterfaceError) and not state)
    ):
        return Unavailable(state or name or type(error).__name__)
    return None

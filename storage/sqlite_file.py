"""The file of a SQLite store: made for us alone, and in WAL before anybody works with it.

SQLite does not wait its turn when it changes the kind of its journal; it refuses at once. So the
change is made here, once, with patience, and not by each connection.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url

from storage.errors import Unavailable

BUSY_SECONDS: Final = 10  # how long a writer waits for one of another process
_PAUSE_SECONDS: Final = 0.05


async def prepare_file(url: str) -> None:
    """Make the file of a SQLite store, if the URL names one that is not there.

    Raises:
        Unavailable: the folder is missing, not ours, or full.
    """
    told = make_url(url)
    if told.get_backend_name() == "sqlite":
        await asyncio.to_thread(_prepare, Path(told.database or ""))


def copy_file(source: Path, target: Path) -> None:
    """Copy the file of a SQLite store as of one moment, also while others work with it.

    Raises:
        Unavailable: it cannot be read, or the copy not written.
    """
    target.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
            here.backup(there)
    except sqlite3.Error as error:
        raise Unavailable(type(error).__name__) from None


def _prepare(path: Path) -> None:
    patience = float(BUSY_SECONDS)
    while not _is_in_wal(path) and patience > 0:
        time.sleep(_PAUSE_SECONDS)
        patience -= _PAUSE_SECONDS


def _is_in_wal(path: Path) -> bool:
    """Try once; False when another process is at it."""
    try:
        path.touch(mode=0o600)  # the files SQLite makes beside it take its mode
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise Unavailable(error.sqlite_errorname) from None
    except OSError as error:
        raise Unavailable(type(error).__name__) from None
    return True

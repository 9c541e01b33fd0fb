"""The secrets of the report service that lie in files: the pepper, and whom the authority is.

Without the pepper no receipt leads anywhere, so a second one is never made beside cases that were
kept under the first.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from nacl.signing import SigningKey, VerifyKey

from storage.errors import Unsealable
from storage.reports.cases import Cases
from storage.reports.database import ReportStore
from storage.reports.receipt_keys import PEPPER_BYTES

PEPPER: Final = "pepper"
AUTHORITY: Final = "authority.pub"
OURS_ALONE: Final = 0o600


async def load_pepper(folder: Path, store: ReportStore, random: Callable[[int], bytes]) -> bytes:
    """Read the pepper; make it, if nothing was ever kept.

    Raises:
        Unsealable: it is lost or damaged.
    """
    path = folder / PEPPER
    if not path.exists():
        async with store.begin() as session:
            if await Cases(session).epochs():
                raise Unsealable(PEPPER)
        with suppress(FileExistsError):  # another process made it
            write_new(path, random(PEPPER_BYTES))
    pepper = path.read_bytes()
    if len(pepper) != PEPPER_BYTES:
        raise Unsealable(PEPPER)
    return pepper


def read_authority(folder: Path) -> VerifyKey:
    """Read the public key of the authority that certifies inspectors.

    Raises:
        Unsealable: what is there is no key.
    """
    path = folder / AUTHORITY
    if not path.exists():
        # Nobody is certified by a key whose other half is thrown away at once.
        return SigningKey.generate().verify_key
    try:
        return VerifyKey(bytes.fromhex(path.read_text("ascii").strip()))
    except ValueError:
        raise Unsealable(AUTHORITY) from None


def write_authority(folder: Path, authority: VerifyKey) -> None:
    """Name the authority, once; another one may not take its place unseen.

    Raises:
        FileExistsError: one is named already.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_new(folder / AUTHORITY, f"{bytes(authority).hex()}\n".encode())


def write_new(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read, and that was not there before.

    Raises:
        FileExistsError: it was.
    """
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE)
    with os.fdopen(opened, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())

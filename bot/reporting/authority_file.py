"""The authority's private half, in a file under a passphrase: it certifies inspectors by hand.

It is no part of the data folder. Whoever has it and its passphrase can make inspectors, so it
belongs on a stick in a safe and is brought out once a month.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from nacl.signing import SigningKey

from bot.reporting.enrolling import Authority
from storage.reports.epochs import Locked, lock, unlock
from storage.reports.secrets import write_new

HALF: Final = 32  # bytes of the signing seed, and of the key under which cases meet


def make_authority_file(path: Path, passphrase: str) -> Authority:
    """Make an authority and keep it in a new file.

    Raises:
        FileExistsError: something is there.
    """
    authority = Authority(SigningKey.generate(), secrets.token_bytes(HALF))
    plain = bytes(authority.signing) + authority.cluster_key
    write_new(path, lock(plain, passphrase))
    return authority


def open_authority_file(path: Path, passphrase: str) -> Authority:
    """Open the authority.

    Raises:
        Locked: another passphrase, or a damaged file.
    """
    plain = unlock(path.read_bytes(), passphrase)
    if len(plain) != 2 * HALF:
        raise Locked
    return Authority(SigningKey(plain[:HALF]), plain[HALF:])

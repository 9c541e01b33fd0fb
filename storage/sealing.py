"""Sealing: what a thief of the disk reads of names, numbers and files is noise.

Values are sealed with XChaCha20-Poly1305 and bound to the thing they belong to, so that a sealed
NIK cannot be moved to another row. Look-ups go by a keyed hash (the blind index). Keys have
versions: the newest seals, all of them open. The key of the blind index comes from the oldest
version and stays, for a changed one would find nothing again.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from storage.errors import Unsealable

ENVIRONMENT: Final = "STRP_SEALING_KEY"
FILE: Final = "sealing.keys"
KEY_BYTES: Final = 32
VERSIONS: Final = 255  # the version is one byte
_BLIND_BYTES: Final = 20


class Sealer:
    """Seals and opens values, and hashes them for look-ups."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        if not keys or not all(_is_key(version, key) for version, key in keys.items()):
            raise Unsealable
        self._boxes = {version: Aead(key) for version, key in keys.items()}
        self._index = hashlib.blake2b(keys[min(keys)], person=b"strp-blind-index").digest()
        self.version: Final = max(keys)

    @property
    def versions(self) -> frozenset[int]:
        """Return the versions of the keys at hand."""
        return frozenset(self._boxes)

    def seal(self, plain: bytes, *, about: bytes) -> bytes:
        """Seal bytes that belong to the thing ``about`` names."""
        box = self._boxes[self.version].encrypt(plain, aad=about)
        return bytes([self.version]) + bytes(box)

    def unseal(self, sealed: bytes, *, about: bytes) -> bytes:
        """Open sealed bytes.

        Raises:
            Unsealable: the key is not here, or the bytes were changed or moved.
        """
        box = self._boxes.get(sealed[0]) if sealed else None
        if box is None:
            raise Unsealable
        try:
            return bytes(box.decrypt(sealed[1:], aad=about))
        except (CryptoError, ValueError):
            raise Unsealable from None

    def blind(self, value: str, *, purpose: str) -> bytes:
        """Hash a value under the key, so that equal ones are found and none is read."""
        told = f"{purpose}\0{value}".encode()
        return hashlib.blake2b(told, key=self._index, digest_size=_BLIND_BYTES).digest()


def load_sealer(folder: Path, environment: Mapping[str, str]) -> Sealer:
    """Read the keys from the environment or the folder; make the first one if there is none.

    Raises:
        Unsealable: what is there cannot be read as keys.
    """
    if told := environment.get(ENVIRONMENT, "").strip():
        return Sealer(_read(told))
    path = folder / FILE
    if not path.exists():
        _write_first(path)
    return Sealer(_read(path.read_text("ascii")))


def add_key(folder: Path) -> int:
    """Add a key that seals from now on, and return its version; older ones still open.

    Raises:
        Unsealable: what is there cannot be read as keys.
    """
    path = folder / FILE
    told = path.read_text("ascii") if path.exists() else ""
    version = max(_read(told), default=0) + 1
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    _write_new(fresh, told + _line(version))
    fresh.replace(path)
    return version


def _read(told: str) -> dict[int, bytes]:
    """Read keys written as ``version:base64``, one a line or separated by commas."""
    keys = {}
    for entry in told.replace(",", "\n").split():
        version, _, key = entry.rpartition(":")
        try:
            keys[int(version or 1)] = base64.b64decode(key, validate=True)
        except ValueError:
            raise Unsealable from None
    return keys


def _line(version: int) -> str:
    return f"{version}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n"


def _write_first(path: Path) -> None:
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    _write_new(fresh, _line(1))
    # A link is made or refused in one step: of two processes at once, one makes the key.
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()


def _write_new(path: Path, told: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(told)
        file.flush()
        os.fsync(file.fileno())


def _is_key(version: int, key: bytes) -> bool:
    return 1 <= version <= VERSIONS and len(key) == KEY_BYTES

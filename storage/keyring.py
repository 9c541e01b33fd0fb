"""The key ring: which keys sign permits, and for which days each of them speaks.

A key has a number of one byte and the days whose permits it may sign, so that a stolen old key
makes no permit for tomorrow. The private half is made on the first start and lies in one file
that only the service's account can read, or comes from the environment. Whoever only checks gets
the public halves, which are no secret.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from nacl.signing import SigningKey

from storage.errors import StorageError

ENVIRONMENT: Final = "STRP_SIGNING_KEYS"
FILE: Final = "signing.keys"
SEED_BYTES: Final = 32
LAST_KID: Final = 255  # the number is one byte
LIFE: Final = timedelta(days=400)  # a permit holds for weeks; a year's keys fit on one page
BEGINNING: Final = date(2020, 1, 1)  # the first key has none before it


class NoSigningKey(StorageError):
    """There is no key for these days, or the keys cannot be read."""


@dataclass(frozen=True, slots=True)
class PermitKey:
    """A key that signs permits whose days lie within its own, both included."""

    kid: int
    not_before: date
    expires: date
    seed: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """Return the half of the key that checks, 32 bytes."""
        return bytes(SigningKey(self.seed).verify_key)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key that checks; it is no secret."""

    kid: int
    not_before: date
    expires: date
    public: bytes

    def speaks_for(self, start: date, until: date) -> bool:
        """Tell whether the key may sign a permit for these days."""
        return self.not_before <= start and until <= self.expires


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys at hand, oldest first."""

    keys: tuple[PermitKey, ...]

    @property
    def public(self) -> tuple[PublicKey, ...]:
        """Return the halves that check."""
        return tuple(
            PublicKey(key.kid, key.not_before, key.expires, key.public) for key in self.keys
        )

    def key_for(self, start: date, until: date) -> PermitKey:
        """Return the newest key that speaks for these days.

        Raises:
            NoSigningKey: none does.
        """
        fitting = [key for key in self.keys if key.not_before <= start and until <= key.expires]
        if not fitting:
            raise NoSigningKey(f"{start}..{until}")
        return max(fitting, key=lambda key: (key.not_before, key.kid))


def load_keyring(folder: Path, environment: Mapping[str, str], *, today: date) -> KeyRing:
    """Read the keys from the environment or the folder; make the first if there is none.

    Raises:
        NoSigningKey: what is there cannot be read as keys.
    """
    if told := environment.get(ENVIRONMENT, "").strip():
        return read_keys(told)
    path = folder / FILE
    if not path.exists():
        _write_first(path, today)
    return read_keys(path.read_text("ascii"))


def add_key(folder: Path, *, today: date) -> int:
    """Add a key that signs permits beginning today or later; return its number.

    Raises:
        NoSigningKey: the file cannot be read, or all 255 numbers are used.
    """
    path = folder / FILE
    ring = read_keys(path.read_text("ascii")) if path.exists() else KeyRing(())
    kid = max((key.kid for key in ring.keys), default=0) + 1
    if kid > LAST_KID:
        raise NoSigningKey(str(kid))
    start = today if ring.keys else BEGINNING
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    _write_new(fresh, [*ring.keys, _make(kid, start, today)])
    fresh.replace(path)
    return kid


def read_keys(told: str) -> KeyRing:
    """Read keys written as ``kid:first day:last day:seed``, one a line or between commas.

    Raises:
        NoSigningKey: this is not how keys are written, or a number comes twice.
    """
    try:
        keys = [_read_line(line) for line in told.replace(",", "\n").split()]
    except (ValueError, binascii.Error):
        raise NoSigningKey from None
    if not keys or len({key.kid for key in keys}) != len(keys):
        raise NoSigningKey
    return KeyRing(tuple(sorted(keys, key=lambda key: key.kid)))


def _read_line(line: str) -> PermitKey:
    kid, not_before, expires, seed = line.split(":")
    key = PermitKey(
        int(kid),
        date.fromisoformat(not_before),
        date.fromisoformat(expires),
        base64.b64decode(seed, validate=True),
    )
    if not 1 <= key.kid <= LAST_KID or len(key.seed) != SEED_BYTES:
        raise ValueError
    return key


def _write_line(key: PermitKey) -> str:
    seed = base64.b64encode(key.seed).decode()
    return f"{key.kid}:{key.not_before}:{key.expires}:{seed}\n"


def _make(kid: int, start: date, today: date) -> PermitKey:
    return PermitKey(kid, start, today + LIFE, secrets.token_bytes(SEED_BYTES))


def _write_first(path: Path, today: date) -> None:
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    _write_new(fresh, [_make(1, BEGINNING, today)])
    # A link is made or refused in one step: of two processes at once, one makes the key.
    with suppress(FileExistsError):
        path.hardlink_to(fresh)
    fresh.unlink()


def _write_new(path: Path, keys: list[PermitKey]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.writelines(map(_write_line, keys))
        file.flush()
        os.fsync(file.fileno())

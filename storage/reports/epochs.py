"""Keys that die: an inspector's pair serves one month, and is destroyed when its cases are gone.

What was sealed to a destroyed pair cannot be opened by an inspector again, not from any backup
either: the private halves stand in files outside the database and outside every backup.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from nacl import pwhash
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.signing import SigningKey, VerifyKey
from nacl.utils import random

from storage.reports.receipt_keys import KEY_BYTES, MEMORY, PASSES

_CERTIFICATE: Final = b"strp inspector certificate 1\x00"
_SALT: Final = pwhash.argon2id.SALTBYTES


_EPOCH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_FILE: Final = re.compile(rf"({_EPOCH.pattern})\.([A-Za-z0-9-]+)\.key", re.ASCII)


class Locked(Exception):
    """A key file cannot be opened: gone, damaged, or another passphrase."""


class Uncertified(Exception):
    """A key in the store was not put there by the authority."""


@dataclass(frozen=True, slots=True)
class EpochKeys:
    """An inspector's private keys for one epoch; only ever in memory while at work."""

    inspector: str
    epoch: str
    opening: PrivateKey
    signing: SigningKey


@dataclass(frozen=True, slots=True)
class Certificate:
    """An inspector's public keys for one epoch, signed by the authority."""

    inspector: str
    epoch: str
    opening: bytes
    signing: bytes
    signature: bytes = b""

    def checked(self, authority: VerifyKey) -> Certificate:
        """Return this certificate if the authority signed it.

        Raises:
            Uncertified: it did not, so nothing may be sealed to it or believed from it.
        """
        try:
            authority.verify(_signed_words(self), self.signature)
        except (BadSignatureError, ValueError):
            raise Uncertified(self.inspector) from None
        return self

    def opening_key(self) -> PublicKey:
        """Return the key that cases are sealed to."""
        return PublicKey(self.opening)

    def signing_key(self) -> VerifyKey:
        """Return the key that this inspector's words are checked with."""
        return VerifyKey(self.signing)


def epoch_of(day: date) -> str:
    """Name the epoch of a day in Jakarta: its month."""
    return f"{day:%Y-%m}"


def is_epoch(text: str) -> bool:
    """Tell whether a text names an epoch: a month there is."""
    return _EPOCH.fullmatch(text) is not None


def new_epoch_keys(inspector: str, epoch: str) -> EpochKeys:
    """Make an inspector's keys for an epoch."""
    return EpochKeys(inspector, epoch, PrivateKey.generate(), SigningKey.generate())


def certify(keys: EpochKeys, authority: SigningKey) -> Certificate:
    """Sign an inspector's public keys for an epoch."""
    bare = Certificate(
        keys.inspector,
        keys.epoch,
        bytes(keys.opening.public_key),
        bytes(keys.signing.verify_key),
    )
    signature = authority.sign(_signed_words(bare)).signature
    return Certificate(bare.inspector, bare.epoch, bare.opening, bare.signing, signature)


def lock(plain: bytes, passphrase: str) -> bytes:
    """Lock a secret under a passphrase, for a file."""
    salt = random(_SALT)
    box = SecretBox(_from_passphrase(passphrase, salt))
    return salt + bytes(box.encrypt(plain))


def unlock(locked: bytes, passphrase: str) -> bytes:
    """Unlock a secret.

    Raises:
        Locked: the passphrase is another, or the file is damaged.
    """
    try:
        box = SecretBox(_from_passphrase(passphrase, locked[:_SALT]))
        return box.decrypt(locked[_SALT:])
    except (CryptoError, ValueError):
        raise Locked from None


def lock_keys(keys: EpochKeys, passphrase: str) -> bytes:
    """Lock private keys under a passphrase, for a file."""
    return lock(bytes(keys.opening) + bytes(keys.signing), passphrase)


def unlock_keys(locked: bytes, passphrase: str, *, inspector: str, epoch: str) -> EpochKeys:
    """Unlock private keys.

    Raises:
        Locked: the passphrase is another, or the file is damaged.
    """
    plain = unlock(locked, passphrase)
    opening, signing = PrivateKey(plain[:KEY_BYTES]), SigningKey(plain[KEY_BYTES:])
    return EpochKeys(inspector, epoch, opening, signing)


class KeyFolder:
    """The folder of locked epoch keys; it must never be backed up."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, keys: EpochKeys, passphrase: str) -> None:
        """Write an inspector's keys, readable by the service's own user only.

        Raises:
            ValueError: no file can be named after this inspector and month.
        """
        path = self._file(keys.inspector, keys.epoch)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(lock_keys(keys, passphrase))

    def epochs(self, inspector: str) -> list[str]:
        """Return the epochs an inspector has a key file for, oldest first."""
        return sorted(epoch for epoch, name in self._kept() if name == inspector)

    def most(self) -> int:
        """Return of how many epochs the inspector with the most has keys."""
        return max(Counter(name for _, name in self._kept()).values(), default=0)

    def unlocked(self, inspector: str, passphrase: str) -> dict[str, EpochKeys]:
        """Return the keys of every epoch that a passphrase opens, oldest first."""
        found = {}
        for epoch in self.epochs(inspector):
            with suppress(Locked):  # locked under another passphrase
                found[epoch] = self.unlock(inspector, epoch, passphrase)
        return found

    def unlock(self, inspector: str, epoch: str, passphrase: str) -> EpochKeys:
        """Read and unlock an inspector's keys.

        Raises:
            Locked: destroyed, damaged, or another passphrase.
        """
        try:
            locked = self._file(inspector, epoch).read_bytes()
        except FileNotFoundError:
            raise Locked(inspector) from None
        return unlock_keys(locked, passphrase, inspector=inspector, epoch=epoch)

    def destroy(self, epoch: str) -> int:
        """Destroy all keys of an epoch; return how many there were."""
        files = sorted(self._folder.glob(f"{epoch}.*.key"))
        for file in files:
            _overwrite(file)
            file.unlink()
        return len(files)

    def _kept(self) -> list[tuple[str, str]]:
        named = (_FILE.fullmatch(file.name) for file in self._folder.glob("*.key"))
        return [(name[1], name[3]) for name in named if name]

    def _file(self, inspector: str, epoch: str) -> Path:
        name = f"{epoch}.{inspector}.key"
        if not _FILE.fullmatch(name):
            raise ValueError(name)
        return self._folder / name


def seal_to(words: bytes, certificate: Certificate) -> bytes:
    """Seal a short secret to an inspector."""
    return SealedBox(certificate.opening_key()).encrypt(words)


def open_as(sealed: bytes, keys: EpochKeys) -> bytes:
    """Open a short secret as an inspector.

    Raises:
        Locked: it was sealed to somebody else.
    """
    try:
        return SealedBox(keys.opening).decrypt(sealed)
    except CryptoError:
        raise Locked(keys.inspector) from None


def _overwrite(file: Path) -> None:
    # A courtesy on a plain disk; on flash the old cells may live on, so the passphrase counts.
    with file.open("r+b") as opened:
        opened.write(random(file.stat().st_size))
        opened.flush()
        os.fsync(opened.fileno())


def _from_passphrase(passphrase: str, salt: bytes) -> bytes:
    made: bytes = pwhash.argon2id.kdf(
        KEY_BYTES, passphrase.encode(), salt, opslimit=PASSES, memlimit=MEMORY
    )
    return made


def _signed_words(certificate: Certificate) -> bytes:
    names = f"{certificate.inspector}\x00{certificate.epoch}\x00".encode()
    return _CERTIFICATE + names + certificate.opening + certificate.signing

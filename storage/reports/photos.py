"""Photos of a report: sealed bytes under a key that stands in the first message only.

They are padded to steps of 64 KiB and bound to their case, so that neither size nor place tells
one photo from another.
"""

from __future__ import annotations

from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import Aead
from nacl.utils import random

from storage.reports.envelopes import Unopenable

STEP: Final = 64 * 1024
LARGEST: Final = 4 * 1024 * 1024  # a redrawn photo is far smaller
_LENGTH: Final = 4


class PhotoTooLarge(Exception):
    """The photo does not fit."""


def new_photo_key() -> bytes:
    """Make the key of one photo."""
    return random(Aead.KEY_SIZE)


def seal_photo(photo: bytes, case: bytes, key: bytes) -> bytes:
    """Seal a redrawn photo to its case.

    Raises:
        PhotoTooLarge: it has more than 4 MiB.
    """
    if len(photo) > LARGEST:
        raise PhotoTooLarge
    plain = len(photo).to_bytes(_LENGTH, "big") + photo
    size = -(-len(plain) // STEP) * STEP
    return bytes(Aead(key).encrypt(plain.ljust(size, b"\x00"), aad=case))


def open_photo(sealed: bytes, case: bytes, key: bytes) -> bytes:
    """Open a photo of a case.

    Raises:
        Unopenable: another key, another case, or changed bytes.
    """
    try:
        plain: bytes = Aead(key).decrypt(sealed, aad=case)
    except (CryptoError, ValueError):
        raise Unopenable from None
    length = int.from_bytes(plain[:_LENGTH], "big")
    if length > len(plain) - _LENGTH:
        raise Unopenable
    return plain[_LENGTH : _LENGTH + length]

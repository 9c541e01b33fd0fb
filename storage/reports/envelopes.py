"""Sealed envelopes: what is said in a case, for those who hold its key and for nobody else.

A sealed box says nothing about where it belongs, so the case, the direction and the number of
the message stand inside, with a signature of the writer: an envelope moved to another case, to
another place or written by somebody with access to the store only is refused when opened.
Every envelope has one of four sizes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from nacl.exceptions import BadSignatureError, CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

SIZES: Final = (512, 2_048, 8_192, 32_768)
CASE_BYTES: Final = 16
SIGNATURE_BYTES: Final = 64
_HEAD: Final = struct.Struct(">B16sBIH")  # form, case, direction, number, length of the words
_FORM: Final = 1
_MEANING: Final = b"strp report envelope 1\x00"
LONGEST: Final = SIZES[-1] - _HEAD.size - SIGNATURE_BYTES


class Direction(IntEnum):
    """Who writes to whom."""

    FROM_REPORTER = 1
    TO_REPORTER = 2
    NOTE = 3  # among inspectors; never given to the reporter
    ORDER = 4  # to a field unit, kept with the case
    TAKEN = 5  # which company of the register an inspector takes the employer for


class Unopenable(Exception):
    """An envelope is not what it should be: wrong key, moved, changed, or not signed."""


class TooLong(Exception):
    """The words do not fit into the largest envelope."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an envelope belongs."""

    case: bytes
    direction: Direction
    number: int


def seal_words(words: bytes, place: Place, to: PublicKey, writer: SigningKey) -> bytes:
    """Seal signed words to a case, padded to one of four sizes.

    Raises:
        TooLong: the words do not fit.
    """
    if len(words) > LONGEST:
        raise TooLong
    head = _HEAD.pack(_FORM, place.case, place.direction, place.number, len(words))
    signature = writer.sign(_MEANING + head + words).signature
    return SealedBox(to).encrypt(_padded(head + words + signature))


def open_words(sealed: bytes, place: Place, key: PrivateKey) -> tuple[bytes, bytes]:
    """Open an envelope that should belong here; return the words and their signature.

    Raises:
        Unopenable: the key does not fit, or the envelope belongs elsewhere.
    """
    try:
        plain = SealedBox(key).decrypt(sealed)
        form, case, direction, number, length = _HEAD.unpack_from(plain)
    except (CryptoError, struct.error):
        raise Unopenable from None
    written = (form, case, direction, number)
    if written != (_FORM, place.case, place.direction, place.number):
        raise Unopenable
    end = _HEAD.size + length
    if len(plain) not in SIZES or end + SIGNATURE_BYTES > len(plain):
        raise Unopenable
    return plain[_HEAD.size : end], plain[end : end + SIGNATURE_BYTES]


def check_writer(words: bytes, signature: bytes, place: Place, writer: VerifyKey) -> None:
    """Check who wrote the words of an envelope.

    Raises:
        Unopenable: it was somebody else.
    """
    head = _HEAD.pack(_FORM, place.case, place.direction, place.number, len(words))
    try:
        writer.verify(_MEANING + head + words, signature)
    except (BadSignatureError, ValueError):
        raise Unopenable from None


def _padded(plain: bytes) -> bytes:
    size = next(size for size in SIZES if len(plain) <= size)
    return plain.ljust(size, b"\x00")

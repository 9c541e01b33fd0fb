"""Looks for what must not be there: every form in which a byte string could lie in a file."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.rules.cases import folded_employer
from flows.rules.employers import employer_words

SHORTEST_WORD = 5
START = 4


def forms_of_number(number: int) -> Iterator[tuple[str, bytes]]:
    """Yield the forms in which a chat's number could be written."""
    words = str(number).encode()
    yield from forms_of_text(str(number))
    # Only the bytes that count: SQLite keeps a number in as few as it needs, big end first.
    for order in ("little", "big"):
        yield f"{order} end first", number.to_bytes((number.bit_length() + 7) // 8, order)
    yield "hex", f"{number:x}".encode()
    yield "varint", varint(number)
    for name in ("md5", "sha1", "sha256", "blake2b"):
        digest = hashlib.new(name, words).digest()
        yield name, digest
        yield f"{name} hex", digest.hex().encode()


def forms_of_text(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the forms in which a word could be written."""
    plain = text.encode()
    yield "utf-8", plain
    yield "utf-16", text.encode("utf-16-le")
    yield "utf-8 hex", plain.hex().encode()
    for shift in range(3):
        coded = base64.b64encode(b"\x00" * shift + plain)
        start = -(-shift * 8 // 6) + (1 if shift else 0)
        yield f"base64 at {shift}", coded[start : len(coded) - 4]


def forms_of_words(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the forms of every longer word of a text."""
    for word in sorted({word for word in re.findall(r"\w+", text) if len(word) >= SHORTEST_WORD}):
        for form, needle in forms_of_text(word):
            if len(needle) >= SHORTEST_WORD:
                yield f"{word} {form}", needle


def forms_of_receipt(receipt: str) -> Iterator[tuple[str, bytes]]:
    """Yield the forms of a receipt: whole, without dashes, and its halves."""
    bare = receipt.replace("-", "")
    for text in (receipt, bare, bare[:10], bare[10:]):
        yield from forms_of_text(text)
        yield from forms_of_text(text.lower())


def forms_under(key: bytes, text: str) -> Iterator[tuple[str, bytes]]:
    """Yield what could stand for a text under a key."""
    told = text.encode()
    for name in ("sha256", "sha1", "md5"):
        made = hmac.digest(key, told, name)
        yield f"hmac {name}", made
        yield f"hmac {name} hex", made.hex().encode()
    for size in (16, 20, 32):
        for person in (b"", b"tie"):
            made = hashlib.blake2b(told, key=key[:64], digest_size=size, person=person).digest()
            yield f"keyed blake2b {size} {person.decode()}".rstrip(), made


def forms_of_employer(name: str, keys: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield what could stand for an employer under keys: the name, folded, and word by word."""
    for text in sorted({name, folded_employer(name), *employer_words(name)}):
        for key in keys:
            yield from forms_under(key, text)


def varint(number: int) -> bytes:
    coded = bytearray()
    while number > 127:
        coded.append(number & 127 | 128)
        number >>= 7
    return bytes([*coded, number])


def haystack(*folders: Path) -> dict[str, bytes]:
    """Read every byte under some folders, and what is compressed inside."""
    found = {}
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                kept = file.read_bytes()
                found[str(file)] = kept + b"".join(inflated(kept))
    return found


def inflated(kept: bytes) -> Iterator[bytes]:
    for head in (b"\x78\x9c", b"\x78\x01", b"\x78\xda", b"\x1f\x8b"):
        for start in (found.start() for found in re.finditer(re.escape(head), kept)):
            try:
                yield zlib.decompressobj(47).decompress(kept[start : start + 100_000])
            except zlib.error:
                continue


def found_in(hay: dict[str, bytes], needles: list[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Return which needle lies in which file.

    Thousands of needles in many megabytes: the first four bytes of each are looked for all at
    once, as numbers, and only what is there by its beginning is looked for whole.
    """
    by_start: dict[int, list[tuple[str, bytes]]] = {}
    for form, needle in needles:
        assert len(needle) >= START, (form, needle)
        by_start.setdefault(int.from_bytes(needle[:START], sys.byteorder), []).append(
            (form, needle)
        )
    starts = set(by_start)
    return [
        (name, f"{form} {needle!r}")
        for name, kept in hay.items()
        for start in _present(starts, kept)
        for form, needle in by_start[start]
        if needle in kept
    ]


def _present(starts: set[int], kept: bytes) -> set[int]:
    """Return which four bytes, as numbers, follow one another somewhere."""
    found: set[int] = set()
    for shift in range(START):
        cut = kept[shift:]
        found |= starts.intersection(array("I", cut[: len(cut) // START * START]))
    return found

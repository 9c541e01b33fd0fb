"""The token: what a permit's code says, so that it proves itself without a network.

Two bytes (the version and the number of the key), eight facts in canonical CBOR and a signature
of 64 bytes, written in signs that a QR code packs tightly. There is one way only to write given
facts: whatever could be written otherwise is refused, so two codes that look different are
different. The NIK is not in it, only sixteen bits that a checkpoint can compare.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeAlias

from flows.rules.base41 import NotBase41, read_base41, write_base41
from flows.rules.cbor import Item, NotCanonical, read_list, write_list

VERSION: Final = 1
HEAD_BYTES: Final = 2
SIGNATURE_BYTES: Final = 64
EPOCH: Final = date(2020, 1, 1)  # days are counted from here
LONGEST_NAME: Final = 40  # letters; more make the code too fine for a poor camera
LONGEST_NAME_BYTES: Final = 60
LARGEST_SERIAL: Final = (1 << 35) - 1  # what seven signs of a control code can say
LARGEST_CHECK: Final = 0xFFFF
LARGEST_AREA: Final = 0xFFFF
LARGEST_KID: Final = 0xFF
LAST_DAY: Final = 0xFFFF  # in days after the epoch: the year 2199
LONGEST_TOKEN: Final = 600  # signs; the longest true one has 424
MARK: Final = "/V#"  # what follows it never reaches a server

Read: TypeAlias = tuple["PermitFacts", int, bytes]


class Malformed(ValueError):
    """This is not the one right way to write a permit."""


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """What a permit says. Its days are days in Jakarta, both included."""

    serial: int
    holder: str = field(repr=False)
    nik_check: int = field(repr=False)
    company: str
    sector: str
    valid_from: date
    valid_until: date
    area: int


def encode(facts: PermitFacts, kid: int) -> bytes:
    """Write the facts as the bytes that are signed with the key ``kid`` (0 to 255).

    Names are shortened to what a code holds.

    Raises:
        Malformed: a fact is out of its bounds.
    """
    fitting = (
        0 <= kid <= LARGEST_KID
        and 0 < facts.serial <= LARGEST_SERIAL
        and 0 <= facts.nik_check <= LARGEST_CHECK
        and 0 <= facts.area <= LARGEST_AREA
        and EPOCH <= facts.valid_from <= facts.valid_until <= EPOCH + timedelta(LAST_DAY)
    )
    if not fitting:
        raise Malformed
    return bytes([VERSION, kid]) + write_list(_items(facts))


def decode(raw: bytes) -> Read:
    """Read a signed token: its facts, the number of the key, and the signature.

    Raises:
        Malformed: another version, or not exactly what ``encode`` and a signature give.
    """
    body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    try:
        items, end = read_list(body[HEAD_BYTES:])
    except NotCanonical:
        raise Malformed from None
    facts = _facts(items)
    if end != len(body) - HEAD_BYTES or encode(facts, body[1]) != body:
        raise Malformed
    return facts, body[1], signature


def write_token(raw: bytes, host: str) -> str:
    """Write a signed token as the web address that stands in the code."""
    return f"HTTPS://{host.upper()}{MARK}{write_base41(raw)}"


def read_token(text: str) -> bytes:
    """Read the bytes out of a code, a link with any host, or the bare signs.

    Raises:
        Malformed: it does not hold a token at all.
    """
    signs = "".join(text.split()).rpartition("#")[2].upper()
    if not signs or len(signs) > LONGEST_TOKEN:
        raise Malformed
    try:
        return read_base41(signs)
    except NotBase41:
        raise Malformed from None


def is_token(text: str) -> bool:
    """Tell whether a text claims to be a permit, be it true or not."""
    try:
        raw = read_token(text)
    except Malformed:
        return MARK in text.upper()
    return len(raw) > HEAD_BYTES + SIGNATURE_BYTES


def shorten(name: str) -> str:
    """Return a name as a code holds it: composed letters, single spaces, cut at 40 letters."""
    spaced = " ".join(unicodedata.normalize("NFC", name).split())
    seen = "".join(letter for letter in spaced if letter.isprintable())
    cut = seen[:LONGEST_NAME].encode()[:LONGEST_NAME_BYTES]
    return " ".join(unicodedata.normalize("NFC", cut.decode(errors="ignore")).split())


def _items(facts: PermitFacts) -> tuple[Item, ...]:
    return (
        facts.serial,
        shorten(facts.holder),
        facts.nik_check,
        shorten(facts.company),
        shorten(facts.sector),
        (facts.valid_from - EPOCH).days,
        (facts.valid_until - facts.valid_from).days,
        facts.area,
    )


def _facts(items: tuple[Item, ...]) -> PermitFacts:
    match items:
        case (
            int(serial),
            str(holder),
            int(nik_check),
            str(company),
            str(sector),
            int(first),
            int(length),
            int(area),
        ) if first + length <= LAST_DAY:
            start = EPOCH + timedelta(first)
            until = start + timedelta(length)
            return PermitFacts(serial, holder, nik_check, company, sector, start, until, area)
        case _:
            raise Malformed

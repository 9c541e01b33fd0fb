"""A company and its workplaces: who asks, and where people must come to work."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

_WORD: Final = re.compile(r"\w+")
_ABBREVIATED: Final = """jl jln jalan no nomor gd gdg gedung kav kavling lt lantai rt rw kel
kelurahan kec kecamatan jakarta dki street st number building floor"""
LEFT_OUT: Final = frozenset(_ABBREVIATED.split())  # words of any address


@dataclass(frozen=True, slots=True)
class Company:
    """A legal person, known by its business number."""

    nib: str
    name: str


@dataclass(frozen=True, slots=True)
class Workplace:
    """An address in DKI Jakarta that is judged by the policy. ``city`` is its kota."""

    id: str
    nib: str
    address: str = field(repr=False)
    city: str
    district: str


def workplace_id(nib: str, district: str, address: str) -> str:
    """Name a workplace of a company by its kecamatan and address, however that is abbreviated.

    A company may have several in one kecamatan. Whoever writes one address in two ways makes two
    of it, so an officer is told of the others (``checks.nearby``).
    """
    words = (word for word in _WORD.findall(address.casefold()) if word not in LEFT_OUT)
    return f"{nib}-{district}-{crc32(' '.join(words).encode()):08x}"

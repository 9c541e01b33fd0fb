"""Signs a QR code packs tightly and a link carries unchanged: 41 of them, three for two bytes.

Of the 45 signs that a QR code stores in five and a half bits, four are left out (space, percent,
dot and slash), so that what is written stands in the fragment of a web address as it is, and
survives being copied out of a chat.
"""

from __future__ import annotations

from typing import Final

SIGNS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-:"
BASE: Final = len(SIGNS)
_VALUE: Final = {sign: value for value, sign in enumerate(SIGNS)}
_MOST: Final = {3: 0xFFFF, 2: 0xFF}  # two signs are a last, odd byte


class NotBase41(ValueError):
    """The text was not written by ``write_base41``."""


def write_base41(raw: bytes) -> str:
    """Write bytes as signs: the low digit first, three for a pair, two for a last odd byte."""
    return "".join(_write_group(raw[start : start + 2]) for start in range(0, len(raw), 2))


def read_base41(text: str) -> bytes:
    """Read the signs back; there is exactly one way to write given bytes.

    Raises:
        NotBase41: a foreign sign, a single last one, or a number too great for its bytes.
    """
    return b"".join(_read_group(text[start : start + 3]) for start in range(0, len(text), 3))


def _write_group(pair: bytes) -> str:
    number, signs = int.from_bytes(pair, "big"), []
    for _ in range(len(pair) + 1):
        number, digit = divmod(number, BASE)
        signs.append(SIGNS[digit])
    return "".join(signs)


def _read_group(group: str) -> bytes:
    number = 0
    for sign in reversed(group):
        if sign not in _VALUE:
            raise NotBase41
        number = number * BASE + _VALUE[sign]
    if number > _MOST.get(len(group), -1):
        raise NotBase41
    return number.to_bytes(len(group) - 1, "big")

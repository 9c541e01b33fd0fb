"""The control code: eight signs for a checkpoint without a camera.

Seven signs of Crockford's alphabet say the serial, stirred so that neighbours do not look alike;
the eighth is a check. One wrong sign, and any two signs exchanged, are always noticed. The code
is no secret and proves nothing by itself: it is a serial that people can read out aloud.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS: Final = 8
GROUP: Final = 4
BITS: Final = 35
SERIAL_DIGITS: Final = 9
REFERENCES: Final = 1 << BITS - 1  # from here on numbers are of applications, below of permits

_ALL: Final = (1 << BITS) - 1
_FACTOR: Final = 0x2_545F_4915  # odd, so that it can be undone
_UNDO: Final = pow(_FACTOR, -1, _ALL + 1)
_HALF: Final = 18  # more than half of the bits: one step of stirring undoes itself
_POLYNOMIAL: Final = 0b100101  # x^5 + x^2 + 1 makes a field of the 32 signs
_AS_MEANT: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = re.compile(r"[\s\-‐-―_.]+")


class NotAControlCode(ValueError):
    """What was typed is no control code, or has a slip in it."""


def write_control_code(serial: int) -> str:
    """Return the eight signs of a serial, without a dash.

    Raises:
        NotAControlCode: the serial is negative or wider than 35 bits.
    """
    if not 0 <= serial <= _ALL:
        raise NotAControlCode
    number = _stir(serial)
    values = [number >> shift & 31 for shift in reversed(range(0, BITS, 5))]
    return "".join(ALPHABET[value] for value in (*values, _fold(values)))


def read_control_code(text: str) -> int:
    """Return the serial a code stands for, however it was typed.

    Raises:
        NotAControlCode: wrong length, a foreign sign, or the check does not agree.
    """
    signs = clean_control_code(text)
    values = [ALPHABET.find(sign) for sign in signs]
    if len(values) != SIGNS or min(values) < 0 or _fold(values[:-1]) != values[-1]:
        raise NotAControlCode
    number = 0
    for value in values[:-1]:
        number = number << 5 | value
    return _unstir(number)


def clean_control_code(text: str) -> str:
    """Return the signs as they are kept: capitals, no dashes, O as zero, I and L as one."""
    return _BETWEEN.sub("", text).upper().translate(_AS_MEANT)


def show_control_code(code: str) -> str:
    """Put a dash in the middle, as it stands on a permit."""
    return f"{code[:GROUP]}-{code[GROUP:]}"


def show_serial(serial: int) -> str:
    """Write a serial as it stands on a permit: nine digits or more, in groups of three."""
    return f"{serial:0{SERIAL_DIGITS + 2},}".replace(",", " ")


def _stir(number: int) -> int:
    return _turn(_turn(_turn(number) * _FACTOR & _ALL) * _FACTOR & _ALL)


def _unstir(number: int) -> int:
    return _turn(_turn(_turn(number) * _UNDO & _ALL) * _UNDO & _ALL)


def _turn(number: int) -> int:
    return number ^ number >> _HALF


def _fold(values: list[int]) -> int:
    """Weigh every sign by another power of the field's root, and add."""
    total = 0
    for value in values:
        total = _doubled()[total ^ value]
    return total


@cache
def _doubled() -> tuple[int, ...]:
    return tuple(
        each << 1 ^ (_POLYNOMIAL if each >= len(ALPHABET) // 2 else 0)
        for each in range(len(ALPHABET))
    )

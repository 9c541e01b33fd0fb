"""The code a reporter keeps: the only way back to a report, and held by nobody else.

One hundred random bits in Crockford's alphabet, five groups of four. No sign can be taken for
another: small letters, spaces, dashes, an O for a zero and an I or L for a one are all read as
meant. There is no check sign: it would cost a guesser nothing and a reporter four more bits,
and a code that is not found says the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

BITS: Final = 100  # a million cases and a thousand tries a second: found once in 10**19 years
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS: Final = 20
GROUP: Final = 4
BITS_A_SIGN: Final = 5
LETTERED_GROUPS: Final = 3
VOWELS: Final = frozenset("AEIOU")

_AS_MEANT: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = re.compile(r"[\s\-‐-―_.]+")
_SHAPED: Final = re.compile(  # looked for at every group, for a word of four may stand before it
    r"(?<![0-9A-Za-z])(?=((?:[0-9A-Za-z]{4}[\s\-‐-―_.]){4}[0-9A-Za-z]{4}|[0-9A-Za-z]{20})"
    r"(?![0-9A-Za-z]))"
)


class NotAReceipt(ValueError):
    """What was typed cannot be the code of a report."""


def write_receipt(number: int) -> str:
    """Write a number of 100 bits as people copy it: five groups of four.

    Raises:
        NotAReceipt: the number is negative or wider than 100 bits.
    """
    if not 0 <= number < 1 << BITS:
        raise NotAReceipt
    shifts = reversed(range(0, BITS, BITS_A_SIGN))
    return grouped("".join(ALPHABET[number >> shift & 31] for shift in shifts))


def draw_receipt(random: Callable[[int], bytes]) -> str:
    """Draw a new code that is known for one wherever it is said, as all but one in 1,600 are.

    Args:
        random: gives as many unpredictable bytes as it is asked for.
    """
    while True:
        drawn = int.from_bytes(random(-(-BITS // 8)), "big") >> (-BITS % 8)
        if pasted_receipt(receipt := write_receipt(drawn)):
            return receipt


def read_receipt(text: str) -> str:
    """Read a code however it was copied, and return its twenty signs without dashes.

    Raises:
        NotAReceipt: it does not have twenty signs of the alphabet.
    """
    signs = _meant(text)
    if len(signs) != SIGNS or set(signs).difference(ALPHABET):
        raise NotAReceipt
    return signs


def grouped(signs: str) -> str:
    """Put dashes between the groups."""
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))


def is_last_group(text: str, receipt: str) -> bool:
    """Tell whether this is the last group of the code, or the whole code."""
    typed, signs = _meant(text), _meant(receipt)
    return bool(signs) and typed in {signs[-GROUP:], signs}


def holds_receipt(text: str) -> bool:
    """Tell whether a code stands somewhere in a text, where it would give itself away."""
    return any(map(_could_be, _SHAPED.findall(text)))


def pasted_receipt(text: str) -> str | None:
    """Return the twenty signs of a code said where no code is asked for, or None.

    Three of its groups must hold a letter, as those of all but one code in ten thousand do: a
    name before the number of an identity card is no code. Where a word of four letters stands
    beside a code, the groups that look least like words are the code.
    """
    likely = [found for found in filter(_could_be, _SHAPED.findall(text)) if _is_lettered(found)]
    return read_receipt(max(likely, key=_likeness)) if likely else None


def _likeness(found: str) -> tuple[bool, int, int]:
    """Rank groups by how a code is written: one mark throughout, digits in many, few vowels."""
    marks = set(re.findall("[^0-9A-Za-z]", found))
    vowels = sum(sign in VOWELS for sign in found.upper())
    return len(marks) <= 1, _digit_groups(found), -vowels


def _is_lettered(found: str) -> bool:
    return sum(not group.isdigit() for group in _groups(found)) >= LETTERED_GROUPS


def _digit_groups(found: str) -> int:
    return sum(any(map(str.isdigit, group)) for group in _groups(found))


def _groups(found: str) -> list[str]:
    return re.findall("[0-9A-Za-z]{4}", found)


def _could_be(found: str) -> bool:
    try:
        read_receipt(found)
    except NotAReceipt:
        return False
    # Five words of four letters are a sentence; a code without one digit comes once in 2,000. What
    # was typed counts, for nearly every word has an I, L or O that could be meant as a digit.
    return any(sign.isdigit() for sign in found)


def _meant(text: str) -> str:
    return _BETWEEN.sub("", text).upper().translate(_AS_MEANT)

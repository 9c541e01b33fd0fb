"""The area of a permit: which parts of DKI Jakarta it opens, one bit each.

A worker crosses several kota between home and workplace, so permits open all six; the bits are
there for the day a rule closes one of them. A place never changes its bit: signed permits name it.
"""

from __future__ import annotations

from typing import Final

from flows.rules.places import REGENCIES

ORDER: Final = ("3101", "3171", "3172", "3173", "3174", "3175")  # the lowest bit first
ALL_OF_DKI: Final = (1 << len(ORDER)) - 1


def regencies_in(area: int) -> tuple[str, ...]:
    """Return the names of the kota and kabupaten an area opens."""
    return tuple(REGENCIES[code].name for bit, code in enumerate(ORDER) if area >> bit & 1)

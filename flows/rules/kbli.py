"""KBLI 2020: which two digits a business code can begin with.

The classification's codes themselves are not kept; that a division exists is all that is known.
"""

from __future__ import annotations

from typing import Final

_NO_DIVISIONS: Final = frozenset(
    {"00", "04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89"}
)


def has_division(code: str) -> bool:
    """Tell whether a code begins with a division of KBLI 2020."""
    return code[:2] not in _NO_DIVISIONS

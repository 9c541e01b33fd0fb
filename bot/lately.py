"""Lately: what was set last is remembered, the oldest is forgotten first.

For courtesies and caches in the memory of one process, which strangers fill: nothing grows with
them, and what is forgotten may cost a tap and never an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

from typing_extensions import override

K = TypeVar("K")
V = TypeVar("V")


class Lately(OrderedDict[K, V]):
    """A mapping of the ``most`` entries that were set last."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    @override
    def __setitem__(self, key: K, value: V) -> None:
        """Set an entry and count it as the newest; one too many pushes the oldest out."""
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)

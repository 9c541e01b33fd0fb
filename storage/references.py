"""References: what an application is called, from its first draft on."""

from __future__ import annotations

from typing import Final

from flows.rules.control_code import REFERENCES, write_control_code
from storage.counters import advance
from storage.drawer import Drawer

COUNTER: Final = "references"
MARK: Final = "A"  # tells a reference from the control code of a permit


class References:
    """The drawer of references inside one open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer

    async def next(self) -> str:
        """Give out a reference nobody had: a letter, seven signs and a check sign.

        No permit has these signs as its control code, however many there will be.
        """
        return MARK + write_control_code(REFERENCES + await advance(self._drawer, COUNTER))

"""Slots: where a chat's conversations are kept beside one another.

A chat has one draft of a registration, any number of corrections of what was returned to it, and
within either perhaps one employee being entered. So a slot is named by the flow, the application
it is about if it is about one, and the slot it was opened from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ABOUT: Final = "/"
WITHIN: Final = "+"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one conversation in one chat."""

    flow: str
    about: str = ""  # the application a correction, or somebody on its list, is about
    within: str = ""  # the name of the slot it was opened from

    @property
    def name(self) -> str:
        """Return the name it is kept under."""
        own = f"{self.flow}{ABOUT}{self.about}" if self.about else self.flow
        return f"{self.within}{WITHIN}{own}" if self.within else own


def slot_of_employee(within: Slot, session: str) -> Slot:
    """Return the slot of somebody entered by hand for the list of a session."""
    return Slot("employee", about=session, within=within.name)


def read_slot(name: str) -> Slot:
    """Read a name that a slot was kept under."""
    within, _, own = name.rpartition(WITHIN)
    flow, _, about = own.partition(ABOUT)
    return Slot(flow, about, within)

"""The first page: three doors, and two small ones below."""

from __future__ import annotations

from typing import Final

from flows.dialogue import Choice, Text
from flows.doors import Door, Way, write_way
from flows.language import Language
from flows.pages import Page

DOORS: Final = (Door.ELIGIBILITY, Door.REGISTRATION, Door.REPORTING, Door.STATUS, Door.TOPICS)


def menu_page(language: Language) -> Page:
    """Return the page that everybody sees first."""
    doors = tuple(
        Choice(write_way(Way(door, language)), Text(f"menu.open.{door}")) for door in DOORS
    )
    other = Choice(write_way(Way(Door.MENU, language.other())), Text("control.language"))
    return Page("menu", Text("menu.doors"), doors, (other,))

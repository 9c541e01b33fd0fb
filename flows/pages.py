"""Pages: what is shown to the crowd, without a session and without anything being kept.

A page is derived from its button alone, so it costs no read and no write, and it is as right
after a restart as before. Screens (``flows.effects``) belong to sessions; pages to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.dialogue import Choice, Says


@dataclass(frozen=True, slots=True)
class Page:
    """A text, the choices under it, and the ways out; a choice's value is its button's data."""

    name: str
    text: Says
    choices: tuple[Choice, ...]
    controls: tuple[Choice, ...]
    forward: Says | None = None  # words to hand on to somebody else

"""Drafts: what was typed and not handed in."""

from __future__ import annotations

from typing import Final

from bot.desk.slots import read_slot
from flows.session import unpack
from storage.unit import Unit

REGISTRATION: Final = "registration"


async def forget_draft(unit: Unit, chat: int, slot: str) -> bool:
    """Forget a conversation; a draft with its rows and files. Tell whether it was a draft."""
    kept = await unit.conversations.load(chat, slot)
    session = unpack(kept.state) if kept else None
    await unit.conversations.forget(chat, slot)
    if session is None or read_slot(slot).flow != REGISTRATION:
        return False
    if await unit.applications.find(session.id) is not None:
        return False  # its rows and files belong to the application now
    await unit.rosters.clear(session.id)
    await unit.files.delete(session.id)
    return True

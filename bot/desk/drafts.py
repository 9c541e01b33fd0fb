"""Drafts: what was typed and not handed in."""

from __future__ import annotations

from typing import Final

from bot.desk.slots import read_slot
from flows.dialogue import Answers
from flows.registration.keys import CONSENT, ROSTER, WHO
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


async def noted_in_draft(unit: Unit, chat: int) -> int | None:
    """Count the employees noted in a company's draft that is open; None if there is no draft."""
    kept = await unit.conversations.load(chat, REGISTRATION)
    session = unpack(kept.state) if kept else None
    if session is None or session.closed is not None or not _is_begun(session.answers):
        return None
    return sum(session.counts.get(ROSTER.name, {}).values())


def _is_begun(answers: Answers) -> bool:
    """Tell whether somebody agreed and speaks for a company: before, nothing could be sent."""
    return answers.has(CONSENT.name) and answers.get(WHO) == "company"

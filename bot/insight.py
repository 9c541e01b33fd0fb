"""A look into the house for whoever tries it out: where a chat stands, without its secrets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.desk.slots import read_slot
from bot.desk.talks import Talk, Talks
from bot.desk.visitors import Visitor
from flows.position import here, place_name, progress
from storage.database import Database
from storage.unit import Unit

Told = dict[str, object]
SEALED: Final = "•••"
LATEST: Final = 3
LONG: Final = 60  # handles of files say nothing to anybody


class Insight:
    """Tells what is known of a chat."""

    def __init__(self, database: Database, talks: Talks, clock: Callable[[], datetime]) -> None:
        self._database, self._talks, self._clock = database, talks, clock

    async def of(self, chat: int) -> Told:
        """Return where a chat stands, as plain JSON values; personal answers are masked."""
        async with self._database.reading() as unit:
            visitor = Visitor(await unit.conversations.chat(chat))
            talk = await self._talks.in_front(unit, visitor)
            return {
                "language": visitor.language.value,
                **(_of_talk(talk) if talk else {}),
                **await self._applications(unit, chat),
            }

    async def _applications(self, unit: Unit, chat: int) -> Told:
        own = await unit.applications.of_chat(chat, limit=LATEST)
        if not own:
            return {}
        return {
            "promise": [
                {
                    "application": one.reference,
                    "status": one.status.value,
                    "due_at": one.due_at.isoformat() if one.due_at and one.is_open else None,
                }
                for one in own
            ]
        }


def _of_talk(talk: Talk) -> Told:
    done, total = progress(talk.flow, talk.session)
    private = {question.name for question in talk.flow.questions() if question.private}
    answers = {
        name: SEALED if name in private else value
        for name, value in talk.session.answers.values.items()
    }
    return {
        "flow": talk.flow.name,
        "step": place_name(here(talk.flow, talk.session)),
        "about": read_slot(talk.slot.name).about or talk.session.id,
        "revision": talk.session.revision,
        "policy": talk.session.policy,
        "progress": [done, total],
        "answers": {name: value for name, value in answers.items() if len(str(value)) < LONG},
        "rows": {name: dict(units) for name, units in talk.session.counts.items()},
    }

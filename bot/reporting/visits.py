"""A visit: what memory holds of a chat while somebody reports. It is kept in no store.

All of it is one piece, so that it is saved whole or not at all; photos lie beside it. A mark of
where a chat's words go outlives it by hours: words typed after a long pause must be told that the
session is over, and never be taken for words to the assistant. A command leads away from an open
report; whose the next words are is asked then, for they may be its story.

The numbers of a chat's latest messages lie in this process's memory too, for a day at most and
alike for everybody: what was said before somebody thought of reporting can give them away as well,
and without its number it cannot be deleted.
"""

from __future__ import annotations

import json
from array import array
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from flows.language import Language, read_language
from flows.session import Session, pack, unpack
from storage.errors import Unavailable
from storage.live.report_sessions import DAY, ReportSessions

VISIT: Final = "visit"
FRONT: Final = "front"
STEPS: Final = "steps"
MOST_REMEMBERED: Final = 300  # messages of one conversation, for erasing them
NUMBERS: Final = "q"  # each of eight bytes
MOST_STEPS: Final = 100  # messages of one chat, whatever they were about


class Standing(StrEnum):
    """Where what a chat says goes."""

    HERE = "here"  # to the counter
    LEFT = "left"  # elsewhere; it has just led away from an open report
    ASKED = "asked"  # nobody knows: it was led away from an open report
    BESIDE = "beside"  # elsewhere, as was asked and told; a report is open
    AWAY = "away"  # elsewhere


@dataclass(frozen=True, slots=True)
class Front:
    """Where a chat stands, and the language it spoke at the counter."""

    standing: Standing
    language: Language


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who has come to report: how far they are, and what must be erasable."""

    language: Language = Language.ID
    update: int = 0  # the highest number of a delivery that was taken
    trail: tuple[int, ...] = ()  # messages of both sides
    handed_back: tuple[int, ...] = ()  # of those, what was not taken and still stands there
    is_fixed: bool = False  # the case looked into can be withdrawn no more
    held: str = field(default="", repr=False)  # said while nobody knew to whom
    session: Session | None = field(default=None, repr=False)

    def remembering(self, message: int | None) -> Visit:
        """Return this visit with one more message of the conversation."""
        if message is None or message in self.trail:
            return self
        return replace(self, trail=(*self.trail, message)[-MOST_REMEMBERED:])


class Visits:
    """All visits; ``own`` is this process's memory, which is there when the shared one is not."""

    def __init__(self, sessions: ReportSessions, own: ReportSessions) -> None:
        self._sessions, self._own = sessions, own
        self._memories = (own,) if sessions is own else (own, sessions)

    def turn(self, chat: str) -> AbstractAsyncContextManager[None]:
        """Hold a visit for one turn."""
        return self._sessions.turn(chat)

    async def load(self, chat: str) -> Visit | None:
        """Return the visit of a chat, if there is one."""
        kept = await self._sessions.load(chat, VISIT)
        return _unpacked(kept) if kept else None

    async def save(self, chat: str, visit: Visit) -> None:
        """Keep a visit for thirty minutes from now."""
        await self._sessions.save(chat, VISIT, _packed(visit))

    async def keep_photo(self, chat: str, handle: str, photo: bytes) -> None:
        """Keep a redrawn photo for as long as a visit may rest."""
        await self._sessions.save(chat, handle, photo)

    async def photo(self, chat: str, handle: str) -> bytes | None:
        """Return a photo, if it is still there."""
        return await self._sessions.load(chat, handle)

    async def forget_photo(self, chat: str, handle: str) -> None:
        """Forget a photo at once."""
        await self._sessions.forget(chat, handle)

    async def forget(self, chat: str) -> None:
        """Forget a visit at once, and that there was one."""
        await self._sessions.forget(chat, VISIT)
        await self.leave(chat)

    async def come(self, chat: str, language: Language) -> None:
        """Mark that reporting is in front of a chat."""
        await self.stand(chat, Front(Standing.HERE, language))

    async def stand(self, chat: str, front: Front) -> None:
        """Mark where a chat stands from now on, for a day."""
        mark = f"{front.standing}:{front.language}".encode()
        for memory in reversed(self._memories):
            await memory.save(chat, FRONT, mark, DAY)

    async def leave(self, chat: str) -> None:
        """Take reporting from the front of a chat; the visit itself stays.

        Where processes share a memory, each may hold a mark of its own: theirs must learn of it.
        """
        front = await self.front(chat)
        if self._sessions is not self._own and front and front.standing is not Standing.AWAY:
            with suppress(Unavailable):
                await self.stand(chat, replace(front, standing=Standing.AWAY))
        await self._own.forget(chat, FRONT)

    async def step(self, chat: str, message: int | None) -> None:
        """Note the number of a message of a chat, whatever it is about."""
        if message is not None:
            await self._note(chat, (*await self.steps(chat), message))

    async def steps(self, chat: str) -> tuple[int, ...]:
        """Return the numbers of a chat's latest messages, as far as this process has seen them."""
        kept = await self._own.load(chat, STEPS)
        return tuple(array(NUMBERS, kept)) if kept else ()

    async def forget_steps(self, chat: str, up_to: int) -> None:
        """Forget the numbers of messages that are gone."""
        await self._note(chat, tuple(one for one in await self.steps(chat) if one > up_to))

    async def _note(self, chat: str, numbers: tuple[int, ...]) -> None:
        kept = array(NUMBERS, numbers[-MOST_STEPS:])  # every turn passes here: no JSON
        await self._own.save(chat, STEPS, kept.tobytes(), DAY)

    async def front(self, chat: str) -> Front | None:
        """Return where a chat stands, as the shared memory knows, else as this process does."""
        found = None
        with suppress(Unavailable):
            found = await self._sessions.load(chat, FRONT)
        if found is None and self._sessions is not self._own:
            found = await self._own.load(chat, FRONT)
        return _front(found.decode()) if found else None


def _front(mark: str) -> Front:
    standing, marked, language = mark.partition(":")
    if not marked:  # of an older release, which marked nothing else
        return Front(Standing.HERE, read_language(mark))
    return Front(Standing(standing), read_language(language))


def _packed(visit: Visit) -> bytes:
    packed = {
        "language": visit.language.value,
        "update": visit.update,
        "trail": visit.trail,
        "handed_back": visit.handed_back,
        "is_fixed": visit.is_fixed,
        "held": visit.held,
        "session": pack(visit.session) if visit.session else None,
    }
    return json.dumps(packed).encode()


def _unpacked(kept: bytes) -> Visit:
    packed = json.loads(kept)
    session = packed["session"]
    return Visit(
        language=Language(packed["language"]),
        update=packed["update"],
        trail=tuple(packed["trail"]),
        handed_back=tuple(packed.get("handed_back", ())),  # none in a visit of an older release
        is_fixed=packed.get("is_fixed", False),
        held=packed.get("held", ""),
        session=unpack(session) if session else None,
    )

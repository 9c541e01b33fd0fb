"""A reporter's conversation, from /lapor to the receipt and back, kept in no store.

The edge hands in a chat's number as a word; it is used for nothing but to find the session in
memory and to count, and it ends there: the desk below is never given it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.pictures.drawer import PhotoDrawer
from bot.pictures.redraw import Undrawable
from bot.reporting.answering import Answering
from bot.reporting.errors import Busy, NobodyToRead, TooLate, Unknown
from flows.dialogue import Answers, Flow, Text
from flows.effects import Effect, Show, Submit, Tell
from flows.events import Event, Handed, Said, Unusable
from flows.reporting import FOLLOW_UP, REPORT
from flows.reporting.report import EMPLOYER, PHOTO, RECEIPT
from flows.rules.cases import folded_employer
from flows.rules.receipt import BITS, write_receipt
from flows.screens import screen
from flows.session import Closed, Session, pack, unpack
from flows.turn import begin, turn
from storage.errors import StorageError
from storage.live.report_sessions import ReportSessions
from storage.reports.flood import Deed, FloodGate

STATE: Final = "state"
TRAIL: Final = "trail"
FLOWS: Final = {flow.name: flow for flow in (REPORT, FOLLOW_UP)}
MOST_REMEMBERED: Final = 300  # messages of one conversation, for erasing them
HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a conversation is given from outside."""

    clock: Callable[[], datetime]
    random: Callable[[int], bytes]


class HeldBack(Exception):
    """Too much from one chat, or from everybody; the person is told ``text``."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text


class ReportConversation:
    """Takes the turns of reporters."""

    def __init__(
        self,
        sessions: ReportSessions,
        answering: Answering,
        *,
        gate: FloodGate,
        drawer: PhotoDrawer,
        around: Surroundings,
    ) -> None:
        self._sessions, self._answering = sessions, answering
        self._gate, self._drawer, self._around = gate, drawer, around

    async def open(self, chat: str, flow: Flow) -> Sequence[Effect]:
        """Begin a report or a follow-up; what was being entered before is dropped."""
        await self._forget_photo(chat)
        session = self._ready(begin(flow, self._around.random(6).hex()))
        await self._save(chat, session)
        return (Show(screen(flow, session)),)

    async def is_open(self, chat: str) -> bool:
        """Tell whether a session of this chat is live, so that the edge brings its turns here."""
        return await self._session(chat) is not None

    async def take(self, chat: str, event: Event) -> Sequence[Effect]:
        """Take one turn; a session that is over says so."""
        try:
            self._count(Deed.MESSAGE, chat)
        except HeldBack as held:
            return (Tell(held.text),)
        session = await self._session(chat)
        if session is None:
            return (Tell(Text("reporting.expired")),)
        return await self._turned(chat, session, event)

    async def take_photo(self, chat: str, photo: bytes) -> Sequence[Effect]:
        """Take a photo: it is drawn anew first, and nothing else of it is ever held."""
        try:
            drawn = await self._drawer.redraw(photo)
        except Undrawable:
            return await self.take(chat, Unusable(Text("reporting.problem.photo")))
        handle = f"{PHOTO.name}-{self._around.random(4).hex()}"
        await self._sessions.save(chat, handle, drawn)
        return await self.take(chat, Handed(handle))

    async def remember(self, chat: str, message: int) -> None:
        """Remember a message of this conversation for as long as the session lives."""
        kept = (*await self.trail(chat), message)[-MOST_REMEMBERED:]
        await self._sessions.save(chat, TRAIL, json.dumps(kept).encode())

    async def trail(self, chat: str) -> tuple[int, ...]:
        """Return the messages of this conversation, for the edge to delete."""
        kept = await self._sessions.load(chat, TRAIL)
        return tuple(json.loads(kept)) if kept else ()

    async def erase(self, chat: str) -> tuple[int, ...]:
        """Forget the conversation at once; return its messages, for the edge to delete."""
        trail = await self.trail(chat)
        await self._forget_photo(chat)
        for part in (STATE, TRAIL):
            await self._sessions.forget(chat, part)
        return trail

    async def _turned(self, chat: str, session: Session, event: Event) -> Sequence[Effect]:
        flow = FLOWS[session.flow]
        after, effects = turn(flow, session, event)
        handed_in = next((one for one in effects if isinstance(one, Submit)), None)
        if handed_in is not None:
            return await self._handed_in(chat, session, after, handed_in)
        ready = self._ready(after)
        await self._save(chat, ready)
        if ready is after:
            return effects
        return (Show(screen(flow, ready)),)

    async def _handed_in(
        self, chat: str, before: Session, after: Session, handed_in: Submit
    ) -> Sequence[Effect]:
        """Carry out before telling; whatever was not kept leaves the session as it was."""
        try:
            told = await self._carried_out(chat, handed_in)
        except HeldBack as held:
            return (Tell(held.text), Show(screen(FLOWS[before.flow], before)))
        await self._forget_photo(chat)
        emptied = replace(after, answers=Answers())
        await self._save(chat, emptied)
        return (*told, Show(screen(FLOWS[after.flow], emptied)))

    async def _carried_out(self, chat: str, handed_in: Submit) -> Sequence[Effect]:
        answers = handed_in.answers
        deeds = _deeds(chat, handed_in)
        self._count_all(deeds, answers.get(RECEIPT) or "")
        try:
            if handed_in.flow == FOLLOW_UP.name:
                return await self._answering.follow_up(answers)
            photo = answers.get(PHOTO)
            drawn = await self._sessions.load(chat, photo) if photo else None
            return await self._answering.report(answers, drawn)
        except (Busy, NobodyToRead, StorageError):
            self._give_back(deeds)
            raise HeldBack(Text("reporting.flood.busy")) from None
        except Unknown:
            return (Tell(Text("follow_up.unknown")),)
        except TooLate:
            return (Tell(Text("follow_up.too_late")),)

    def _count_all(self, deeds: Sequence[tuple[Deed, str]], receipt: str) -> None:
        for number, (deed, person) in enumerate(deeds):
            try:
                self._count(deed, person, thing=receipt if deed is not Deed.RECEIPT else "")
            except HeldBack:
                self._give_back(deeds[:number])
                raise

    def _give_back(self, deeds: Sequence[tuple[Deed, str]]) -> None:
        for deed, person in deeds:
            self._gate.give_back(deed, person)

    def _count(self, deed: Deed, person: str, *, thing: str = "") -> None:
        waiting = self._gate.wait(deed, person, self._around.clock(), thing=thing)
        if waiting:
            raise HeldBack(_held_back(deed, waiting))

    def _ready(self, session: Session) -> Session:
        """Make the receipt of a report that has none yet."""
        if session.flow != REPORT.name or session.closed or session.answers.has(RECEIPT.name):
            return session
        bits = int.from_bytes(self._around.random(-(-BITS // 8)), "big") >> (-BITS % 8)
        made, _ = turn(REPORT, session, Said(write_receipt(bits)))
        return made

    async def _session(self, chat: str) -> Session | None:
        kept = await self._sessions.load(chat, STATE)
        session = unpack(json.loads(kept)) if kept else None
        return session if session and session.flow in FLOWS else None

    async def _save(self, chat: str, session: Session) -> None:
        if session.closed is Closed.CANCELLED:
            session = replace(session, answers=Answers())
            await self._forget_photo(chat)
        await self._sessions.save(chat, STATE, json.dumps(pack(session)).encode())

    async def _forget_photo(self, chat: str) -> None:
        session = await self._session(chat)
        photo = session.answers.get(PHOTO) if session else None
        if photo:
            await self._sessions.forget(chat, photo)


def _held_back(deed: Deed, waiting: timedelta) -> Text:
    hours, minutes = -(-waiting // HOUR), -(-waiting // MINUTE)
    match deed:
        case Deed.MESSAGE:
            return Text("reporting.flood.too_fast", {"minutes": minutes})
        case Deed.EMPLOYER:
            return Text("reporting.flood.same", {"hours": hours})
        case _:
            return Text("reporting.flood.too_many", {"hours": hours})


def _deeds(chat: str, handed_in: Submit) -> tuple[tuple[Deed, str], ...]:
    if handed_in.flow == FOLLOW_UP.name:
        return ((Deed.RECEIPT, chat),)
    employer = folded_employer(handed_in.answers.get(EMPLOYER) or "")
    return ((Deed.EMPLOYER, f"{chat}|{employer}"), (Deed.REPORT, chat))

"""A reporter's conversation, from /lapor to the receipt and back, kept in no store.

The counter hands in a chat's number as a word; it is used for nothing but to find photos in
memory and to count, and it ends there: the desk below is never given it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeAlias

from bot.pictures.drawer import PhotoDrawer
from bot.pictures.redraw import Undrawable
from bot.reporting.answering import Answering
from bot.reporting.counting import Counting, Counts, HeldBack, PhotoGone, deeds_of
from bot.reporting.errors import TooLate, Unknown
from bot.reporting.visits import Visit, Visits
from flows.dialogue import Answers, Flow, Text
from flows.effects import Effect, Open, Show, Submit, Tell
from flows.events import Asked, Event, Handed, Said, Unusable, Verb
from flows.reporting import FOLLOW_UP, REPORT, START
from flows.reporting.follow_up import (
    HELD_RECEIPT,
    is_code_given,
    is_look_wished,
    is_withdrawal_sure,
    looked_into,
)
from flows.reporting.report import PHOTO, RECEIPT
from flows.rules.receipt import NotAReceipt, draw_receipt, read_receipt
from flows.screens import screen
from flows.session import Closed, Session
from flows.turn import begin, turn
from storage.live.flood import Deed, FloodGate

FLOWS: Final = {flow.name: flow for flow in (START, REPORT, FOLLOW_UP)}
EXPIRED: Final = Text("reporting.expired")
HELP: Final = Text("control.help_text")
EXPECTS_FILE: Final = Text("control.expects_file")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a conversation is given from outside."""

    clock: Callable[[], datetime]
    random: Callable[[int], bytes]


Taken: TypeAlias = tuple[Visit, Sequence[Effect]]


class ReportConversation:
    """Takes the turns of reporters; whoever calls holds the visit and keeps what comes back."""

    def __init__(
        self,
        visits: Visits,
        answering: Answering,
        *,
        gate: FloodGate,
        drawer: PhotoDrawer,
        around: Surroundings,
    ) -> None:
        self._visits, self._answering = visits, answering
        self._counts, self._drawer, self._around = Counts(gate, around.clock), drawer, around

    async def open(self, chat: str, visit: Visit, flow: Flow) -> Taken:
        """Begin a conversation; what was being entered before is dropped."""
        if flow is REPORT and not await self._answering.is_read():
            return visit, (Tell(Text("reporting.nobody")), *_shown_again(visit))
        await self._forget_photo(chat, visit)
        session = self._ready(begin(flow, self._around.random(6).hex()))
        begun = replace(visit, session=session, is_fixed=False)
        return begun, (Show(screen(flow, session)),)

    async def forget(self, chat: str, visit: Visit | None) -> None:
        """Forget a visit and its photo at once."""
        if visit is not None:
            await self._forget_photo(chat, visit)
        await self._visits.forget(chat)

    async def take(self, chat: str, visit: Visit, event: Event) -> Taken:
        """Take one turn; a session that is over says so."""
        try:
            await self._counts.count(Deed.MESSAGE, chat)
        except HeldBack as held:
            return visit, (Tell(held.text),)
        if visit.session is None:
            return visit, (Tell(EXPIRED),)
        if _is_at_a_door(visit.session) and is_receipt(event):
            visit, _ = await self.open(chat, visit, FOLLOW_UP)
        return await self._turned(chat, visit, event)

    async def redrawn(self, chat: str, photo: bytes) -> Event:
        """Draw a photo anew, and hold nothing else of it; the event tells what became of it."""
        try:
            drawn = await self._drawer.redraw(photo)
        except Undrawable:
            return Unusable(Text("reporting.problem.photo"))
        handle = f"{PHOTO.name}-{self._around.random(4).hex()}"
        await self._visits.keep_photo(chat, handle, drawn)
        return Handed(handle)

    async def _turned(self, chat: str, visit: Visit, event: Event) -> Taken:
        session = visit.session
        if session is None:
            return visit, (Tell(EXPIRED),)
        flow = FLOWS[session.flow]
        after, effects = turn(flow, session, event)
        if flow is FOLLOW_UP and (is_code_given(session, after) or is_look_wished(after)):
            return await self._looked(chat, visit, after)
        if flow is FOLLOW_UP and is_withdrawal_sure(after):
            after, effects = turn(flow, after, Asked(Verb.SUBMIT))
        for effect in effects:
            if isinstance(effect, Submit):
                return await self._handed_in(chat, visit, after, effect)
            if isinstance(effect, Open):
                return await self.open(chat, visit, FLOWS.get(effect.flow, START))
        ready = self._ready(after)
        shown = effects if ready is after else (Show(screen(flow, ready)),)
        return replace(visit, session=ready), tuple(map(_for_reporters, shown))

    async def _looked(self, chat: str, visit: Visit, after: Session) -> Taken:
        """Say how the case stands and go on; a code that leads nowhere is handed back.

        Only a code that is new here is a try: looking again is free.
        """
        tried: tuple[Counting, ...] = () if is_look_wished(after) else ((Deed.RECEIPT, ""),)
        receipt = after.answers.get(HELD_RECEIPT) or ""
        try:
            async with self._counts.counted(chat, tried):
                looked = await self._answering.look(receipt)
        except HeldBack as held:
            return visit, (Tell(held.text), *_shown_again(visit))
        except Unknown:
            session = replace(after, answers=Answers())
            unknown = screen(FOLLOW_UP, session, problem=Text("follow_up.unknown"))
            return replace(visit, session=session), (Show(unknown),)
        seen = looked_into(after, is_over=looked.is_over)
        found = replace(visit, session=seen, is_fixed=looked.is_fixed)
        return found, (*looked.told, Show(screen(FOLLOW_UP, seen)))

    async def _handed_in(
        self, chat: str, visit: Visit, after: Session, handed_in: Submit
    ) -> Taken:
        """Carry out before telling; whatever was not kept leaves the visit as it was."""
        try:
            told = await self._carried_out(chat, handed_in)
        except PhotoGone:
            return _without_photo(visit)
        except HeldBack as held:
            return visit, (Tell(held.text), *_shown_again(visit))
        await self._forget_photo(chat, visit)
        emptied, flow = replace(after, answers=Answers()), FLOWS[after.flow]
        return replace(visit, session=emptied), (*told, Show(screen(flow, emptied)))

    async def _carried_out(self, chat: str, handed_in: Submit) -> Sequence[Effect]:
        answers = handed_in.answers
        receipt = answers.get(RECEIPT) or ""
        try:
            async with self._counts.counted(chat, deeds_of(handed_in), receipt):
                if handed_in.flow == FOLLOW_UP.name:
                    return await self._answering.follow_up(answers)
                return await self._answering.report(answers, await self._photo(chat, answers))
        except Unknown:
            return (Tell(Text("follow_up.unknown")),)
        except TooLate:
            return (Tell(Text("follow_up.too_late")),)

    def _ready(self, session: Session) -> Session:
        """Make the receipt of a report that has none yet."""
        if session.flow != REPORT.name or session.closed or session.answers.has(RECEIPT.name):
            return session
        made, _ = turn(REPORT, session, Said(draw_receipt(self._around.random)))
        return made

    async def _photo(self, chat: str, answers: Answers) -> bytes | None:
        handle = answers.get(PHOTO)
        photo = await self._visits.photo(chat, handle) if handle else None
        if handle and photo is None:
            raise PhotoGone
        return photo

    async def _forget_photo(self, chat: str, visit: Visit) -> None:
        photo = visit.session.answers.get(PHOTO) if visit.session else None
        if photo:
            await self._visits.forget_photo(chat, photo)


def _shown_again(visit: Visit) -> tuple[Show, ...]:
    session = visit.session
    return (Show(screen(FLOWS[session.flow], session)),) if session else ()


def _without_photo(visit: Visit) -> Taken:
    """Ask for the photo again: it rested longer than anything may."""
    if visit.session is None:
        return visit, (Tell(EXPIRED),)
    session = replace(
        visit.session,
        answers=visit.session.answers.without(PHOTO.name),
        revision=visit.session.revision + 1,
    )
    shown = screen(REPORT, session, problem=Text("reporting.problem.photo_gone"))
    return replace(visit, session=session), (Show(shown),)


def _is_at_a_door(session: Session) -> bool:
    """Tell whether nothing is being entered, so that a code can only be meant to open its case."""
    return session.flow == START.name or session.closed in {Closed.SUBMITTED, Closed.LEFT}


def is_receipt(event: Event) -> bool:
    """Tell whether what is said is shaped like a code."""
    try:
        return isinstance(event, Said) and bool(read_receipt(event.text))
    except NotAReceipt:
        return False


def _for_reporters(effect: Effect) -> Effect:
    """Say what is true here: nothing of a report waits, and its only file is a photo."""
    if isinstance(effect, Show) and effect.screen.problem == EXPECTS_FILE:
        return Show(replace(effect.screen, problem=Text("reporting.problem.expects_photo")))
    return Tell(Text("reporting.help_text")) if effect == Tell(HELP) else effect

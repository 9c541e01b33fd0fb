"""Turning: has one turn taken inside an open transaction, and carries out what it wishes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.delivery import Answered, Reply
from bot.desk.handing_in import HandingIn, Refused, employee_of
from bot.desk.slots import read_slot, slot_of_employee
from bot.desk.speaking import Speaker, answer
from bot.desk.talks import Talk, Talks, by_unit
from bot.desk.visitors import Visitor
from bot.wording import Texts
from flows.dialogue import Says, Text
from flows.doors import Door, read_door
from flows.effects import (
    Effect,
    Forget,
    Open,
    Screen,
    Show,
    Submit,
    SwitchLanguage,
    Tell,
    Toast,
)
from flows.events import Asked, Counted, Event, Pressed, Verb
from flows.registration.employee import NIK
from flows.registration.keys import CONSENT, LANGUAGE, ROSTER
from flows.registration.who import AGREED, NOTICE
from flows.rules.roster import is_same_name
from flows.screens import both, screen
from flows.session import Closed, Session
from flows.turn import turn
from storage.consents import Consent
from storage.unit import Unit

Leads = tuple[Door, str]
PURPOSE: Final = "registration"
REOPENED: Final = Asked(Verb.REOPEN)
RESUMED: Final = Text("desk.resumed")


@dataclass(frozen=True, slots=True)
class Turned:
    """What came of a turn: what is shown, and the door it led to, if it led away."""

    answered: Answered
    visitor: Visitor
    leads: Leads | None = None


class Turning:
    """Takes turns."""

    def __init__(
        self,
        talks: Talks,
        handing_in: HandingIn,
        texts: Texts,
        clock: Callable[[], datetime],
    ) -> None:
        self._talks, self._handing_in = talks, handing_in
        self._texts, self._clock = texts, clock

    async def take(self, unit: Unit, talk: Talk, event: Event) -> Turned:
        """Take one turn of a talk and keep what came of it.

        Raises:
            Stale: another turn of this talk was kept first.
        """
        after, effects = await self._turned(unit, talk, event)
        try:
            told = await self._carry_out(unit, talk, effects)
        except Refused as refused:
            return await self._kept_back(unit, talk, refused.problem, event)
        visitor = await self._language(unit, talk, after, effects)
        await self._consent(unit, talk, after)
        visitor = await self._talks.keep(unit, replace(talk, visitor=visitor), after)
        if talk.slot.within and after.closed is not None:
            return await self._back(unit, replace(talk, visitor=visitor), after)
        if _needs_no_language(talk, visitor, after):
            return await self._without_language(unit, replace(talk, visitor=visitor))
        speaker = Speaker(self._texts, visitor.language)
        return Turned(_answer(speaker, talk, effects, told), visitor, _led(effects))

    async def _turned(
        self, unit: Unit, talk: Talk, event: Event
    ) -> tuple[Session, tuple[Effect, ...]]:
        """Turn; once a NIK is known, what is known of it may be the next thing to ask about."""
        after, effects = turn(talk.flow, talk.session, event)
        if after.answers.get(NIK) in {None, talk.session.answers.get(NIK)}:
            return after, effects
        flow = await self._talks.by_now(unit, talk, after)
        return turn(flow, after, Asked(Verb.SHOW))

    def now(self) -> datetime:
        """Return the time of the turn (aware, UTC)."""
        return self._clock()

    async def show(self, unit: Unit, talk: Talk, *, note: Text | None = None) -> Turned:
        """Show where a talk stands, and put it in front."""
        visitor = await self._talks.keep(unit, talk, talk.session)
        shown = screen(talk.flow, talk.session, note=note or talk.note)
        speaker = Speaker(self._texts, visitor.language)
        return Turned(answer([speaker.screen(shown)]), visitor)

    async def take_up(self, unit: Unit, talk: Talk, *, note: Text | None = None) -> Turned:
        """Show where an open talk stands, or go on with one its person ended.

        ``note`` is said above it, unless the talk has something of its own to say.
        """
        if talk.session.closed is None:
            return await self.show(unit, talk, note=talk.note or note)
        return await self.take(unit, replace(talk, note=talk.note or note), REOPENED)

    async def _carry_out(
        self, unit: Unit, talk: Talk, effects: Sequence[Effect]
    ) -> tuple[Says, ...]:
        told: list[Says] = []
        for effect in effects:
            match effect:
                case Submit():
                    await self._handing_in.take(unit, talk, effect)
                case Forget():
                    await self._forget(unit, talk)
                case Tell(text):
                    told.append(text)
                case Show() | Toast() | SwitchLanguage() | Open():
                    pass
        return tuple(told)

    async def _forget(self, unit: Unit, talk: Talk) -> None:
        """Forget the rows of a talk, and whoever is being entered among them."""
        await unit.rosters.clear(talk.session.id)
        entering = slot_of_employee(talk.slot, talk.session.id)
        await unit.conversations.forget(talk.visitor.number, entering.name)

    async def _kept_back(self, unit: Unit, talk: Talk, problem: Text, event: Event) -> Turned:
        """Show why something could not be handed in; everything stands as before."""
        visitor = await self._talks.keep(unit, talk, talk.session)
        shown = screen(talk.flow, talk.session, problem=problem)
        speaker = Speaker(self._texts, visitor.language)
        toast = speaker.plain(problem) if isinstance(event, Pressed) else ""
        return Turned(answer([speaker.screen(shown)], toast), visitor)

    async def _language(
        self, unit: Unit, talk: Talk, after: Session, effects: Sequence[Effect]
    ) -> Visitor:
        wanted = _wanted_language(talk, after, effects)
        if wanted is None or wanted == talk.visitor.chat.language:
            return talk.visitor
        await unit.conversations.speak(talk.visitor.number, wanted)
        return talk.visitor.speaking(wanted)

    async def _consent(self, unit: Unit, talk: Talk, after: Session) -> None:
        """Record an agreement the moment it is given, before anything else is entered."""
        agreed = after.answers.get(CONSENT) == AGREED
        if agreed and talk.session.answers.get(CONSENT) != AGREED:
            chat, now = talk.visitor.number, self._clock()
            await unit.consents.give(Consent(chat, PURPOSE, NOTICE, button=AGREED, given_at=now))

    async def _without_language(self, unit: Unit, talk: Talk) -> Turned:
        """Go on where somebody switched the language instead of answering which they speak."""
        anew = await self._talks.load(unit, talk.visitor, talk.slot)
        return await self.show(unit, anew or talk)

    async def _back(self, unit: Unit, talk: Talk, after: Session) -> Turned:
        """Go back to the talk this one was opened from, with what was entered here."""
        await self._talks.drop(unit, talk)
        outer = await self._talks.load(unit, talk.visitor, read_slot(talk.slot.within))
        if outer is None:
            return Turned(answer([]), talk.visitor, (Door.MENU, ""))
        if after.closed is not Closed.SUBMITTED:
            return await self.take(unit, outer, Asked(Verb.SHOW))
        owner, entered = outer.session.id, employee_of(after.answers)
        listed = await unit.rosters.listed(owner, [entered.nik])
        known = by_unit(await unit.rosters.keep(owner, [entered]))
        note = _added(entered.name, listed.get(entered.nik))
        return await self.take(unit, outer, Counted(ROSTER.name, known, note=note))


def _added(name: str, there: str | None) -> Text:
    """Say that somebody was added, or whose place they took."""
    if there is None:
        return Text("employee.submitted")
    key = "updated" if is_same_name(name, there) else "replaced"
    return Text(f"employee.{key}", {"name": name, "there": there})


def _needs_no_language(talk: Talk, visitor: Visitor, after: Session) -> bool:
    is_new = talk.visitor.chat.language is None and visitor.chat.language is not None
    return is_new and not after.answers.has(LANGUAGE.name)


def _wanted_language(talk: Talk, after: Session, effects: Sequence[Effect]) -> str | None:
    if any(isinstance(effect, SwitchLanguage) for effect in effects):
        return talk.visitor.language.other().value
    answered = after.answers.get(LANGUAGE)
    return answered if answered != talk.session.answers.get(LANGUAGE) else None


def _answer(
    speaker: Speaker, talk: Talk, effects: Sequence[Effect], told: Sequence[Says]
) -> Answered:
    replies: list[Reply] = [speaker.told(one) for one in told]
    screens = [effect.screen for effect in effects if isinstance(effect, Show)]
    replies += [speaker.screen(_noted(shown, talk.note)) for shown in screens[-1:]]
    toasts = [effect.text for effect in effects if isinstance(effect, Toast)]
    return answer(replies, speaker.plain(toasts[-1]) if toasts else "")


def _noted(shown: Screen, note: Text | None) -> Screen:
    return replace(shown, note=both(note, shown.note))


def _led(effects: Sequence[Effect]) -> Leads | None:
    names = [effect.flow for effect in effects if isinstance(effect, Open)]
    return read_door(names[-1]) if names else None

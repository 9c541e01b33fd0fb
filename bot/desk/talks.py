"""Talks: one conversation of one chat, taken out of the store and put back.

The flow is built anew for every turn, for the rules of the day and what is known of the person;
a session that was begun under other rules is re-read by today's before anything else happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.activities import trades
from bot.desk.drafts import noted_in_draft
from bot.desk.remarks import remarks
from bot.desk.slots import Slot, read_slot
from bot.desk.visitors import Visitor
from flows.catalogue import FLOWS
from flows.dialogue import Answers, Flow, Text
from flows.registration.company import workplace_of
from flows.registration.employee import NIK
from flows.registration.keys import ADDRESS, LANGUAGE, NIB
from flows.resume import resume
from flows.rules.applications import Application, ApplicationStatus, RowDecision
from flows.rules.caps import WorkUnit
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from flows.rules.rejudging import NOT_NEEDED
from flows.session import Session, pack, unpack
from flows.situation import Handed, Situation
from flows.turn import begin
from storage.unit import Unit

ID_BYTES: Final = 4
REMARKED: Final = frozenset({ApplicationStatus.RETURNED, ApplicationStatus.REFUSED})
LAPSED: Final = "lapsed"  # closed by rule: the permit itself was abolished
RULES_CHANGED: Final = Text("desk.rules_changed")


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation at hand: who, where, by which questions, and how far."""

    visitor: Visitor
    slot: Slot
    flow: Flow
    session: Session
    kept: int | None  # the revision in the store; None if it is not there yet
    note: Text | None = None  # what changed while the person was away


class Talks:
    """Takes talks out of the store and puts them back."""

    def __init__(
        self,
        policies: Policies,
        *,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
    ) -> None:
        self._policies, self._random = policies, random
        self.clock = clock

    async def in_front(self, unit: Unit, visitor: Visitor) -> Talk | None:
        """Return the talk that typed words go to, if there is one."""
        name = visitor.chat.focus
        return await self.load(unit, visitor, read_slot(name)) if name else None

    async def load(self, unit: Unit, visitor: Visitor, slot: Slot) -> Talk | None:
        """Return the talk of a slot as today's rules read it; None if there is none."""
        kept = await unit.conversations.load(visitor.number, slot.name)
        session = unpack(kept.state) if kept else None
        if kept is None or session is None or slot.flow not in FLOWS:
            return None
        flow = await self._flow(unit, visitor, slot, session)
        fitted = self._fitted(flow, session)
        note = RULES_CHANGED if fitted.policy != session.policy else None
        return Talk(visitor, slot, flow, fitted, kept.revision, note)

    async def begin(
        self,
        unit: Unit,
        visitor: Visitor,
        slot: Slot,
        *,
        answers: Mapping[str, str | int] | None = None,
        counts: Mapping[str, Mapping[str, int]] | None = None,
    ) -> Talk:
        """Begin a talk, in place of the one that was kept there."""
        kept = await unit.conversations.load(visitor.number, slot.name)
        fresh = Session(await self._name(unit, slot), slot.flow, version=0, policy="")
        known = replace(fresh, answers=Answers(dict(answers or {})), counts=counts or {})
        flow = await self._flow(unit, visitor, slot, known)
        begun = replace(begin(flow, known.id), answers=known.answers, counts=known.counts)
        revision = kept.revision + 1 if kept else 0
        session = replace(resume(flow, begun), revision=revision)
        return Talk(visitor, slot, flow, session, kept.revision if kept else None)

    async def keep(self, unit: Unit, talk: Talk, after: Session) -> Visitor:
        """Keep a talk as it stands after a turn, and put it in front of the visitor.

        Raises:
            Stale: another turn of this talk was kept first.
        """
        if talk.kept != after.revision:
            await unit.conversations.save(
                talk.visitor.number,
                talk.slot.name,
                pack(after),
                expected=talk.kept,
                revision=after.revision,
                at=self.clock(),
            )
        return await self.put_in_front(unit, talk.visitor, talk.slot.name)

    async def put_in_front(self, unit: Unit, visitor: Visitor, slot: str | None) -> Visitor:
        """Let typed words go to a slot from now on; None: to none."""
        if visitor.chat.focus != slot:
            await unit.conversations.focus(visitor.number, slot)
        return visitor.facing(slot)

    async def drop(self, unit: Unit, talk: Talk) -> None:
        """Forget a talk that is over and leads nowhere."""
        await unit.conversations.forget(talk.visitor.number, talk.slot.name)

    def _fitted(self, flow: Flow, session: Session) -> Session:
        # Only another definition or other rules are a reason: what a person has answered may
        # change which questions are asked at all, and must not change the screen before them.
        is_same = (session.version, session.policy) == (flow.version, flow.policy)
        return session if is_same else resume(flow, session)

    async def _name(self, unit: Unit, slot: Slot) -> str:
        if slot.flow == "registration":
            return slot.about or await unit.references.next()
        return self._random(ID_BYTES).hex()

    async def by_now(self, unit: Unit, talk: Talk, after: Session) -> Flow:
        """Build the flow of a talk once more, for what a turn has told us."""
        return await self._flow(unit, talk.visitor, talk.slot, after)

    async def _flow(self, unit: Unit, visitor: Visitor, slot: Slot, session: Session) -> Flow:
        return FLOWS[slot.flow](await self._situation(unit, visitor, slot, session))

    async def _situation(
        self, unit: Unit, visitor: Visitor, slot: Slot, session: Session
    ) -> Situation:
        blank = Situation(
            day_in_jakarta(self.clock()),
            self._policies,
            trades=trades,
            language_chosen=_knows_language(visitor, session),
        )
        match slot.flow:
            case "registration":
                standing = await _standing(unit, session, blank.on)
                return replace(
                    blank, opened=await _opened(unit, visitor, session), standing=standing
                )
            case "status":
                handed = await self._handed(unit, visitor.number)
                draft = await noted_in_draft(unit, visitor.number)
                return replace(blank, applications=handed, draft=draft)
            case _:
                return await _known_of(unit, slot, session, blank)

    async def _handed(self, unit: Unit, chat: int) -> tuple[Handed, ...]:
        own = await unit.applications.of_chat(chat)
        return tuple([await self._told(unit, one) for one in own])

    async def _told(self, unit: Unit, application: Application) -> Handed:
        is_issued = application.status is ApplicationStatus.ISSUED
        decided = await unit.rosters.decisions(application.reference) if is_issued else {}
        refused = decided.get(RowDecision.REFUSED, 0)
        has_lapsed = application.automatic and application.reason == NOT_NEEDED
        is_remarked = refused > 0 or (application.status in REMARKED and not has_lapsed)
        procedure = self._policies.procedure
        return Handed(
            application.reference,
            application.company,
            LAPSED if has_lapsed else application.status.value,
            application.due_at,
            permits=decided.get(RowDecision.APPROVED, 0),
            refused=refused,
            remarks=await remarks(unit, procedure, application) if is_remarked else "",
        )


async def _opened(unit: Unit, visitor: Visitor, session: Session) -> dict[str, str]:
    """Return the open applications of the company a registration is about, by workplace.

    Anybody can type a number and an address: another chat's application is not named to them.
    """
    nib = session.answers.get(NIB)
    if not nib:
        return {}
    others = await unit.applications.of_company(nib)
    return {
        one.workplace: one.reference if one.chat == visitor.number else ""
        for one in others
        if one.is_open and one.reference != session.id
    }


async def _standing(unit: Unit, session: Session, on: date) -> dict[WorkUnit, int]:
    """Count the permits of the workplace a registration is for; none before it is named."""
    if not session.answers.get(ADDRESS):
        return {}
    return await unit.permits.in_force(workplace_of(session.answers), on=on)


async def _known_of(unit: Unit, slot: Slot, session: Session, blank: Situation) -> Situation:
    """Look up the NIK of an employee who is being entered: on the list, and among permits."""
    nik = session.answers.get(NIK)
    if not nik:
        return blank
    noted = await unit.rosters.listed(slot.about, [nik])
    return replace(blank, noted=noted, permitted=await unit.permits.held([nik], on=blank.on))


def _knows_language(visitor: Visitor, session: Session) -> bool:
    """Tell whether they need not be asked; who answered it here keeps the step in the count."""
    return visitor.chat.language is not None and not session.answers.has(LANGUAGE.name)


def by_unit(counts: Mapping[WorkUnit, int]) -> dict[str, int]:
    """Write how many employees are noted as a session keeps it, by the word of their unit."""
    return {unit.value: count for unit, count in counts.items()}

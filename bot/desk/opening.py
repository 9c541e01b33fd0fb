"""Opening: what happens when somebody goes through a door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.delivery import Page, Paper
from bot.desk.crowd import Crowd
from bot.desk.listing import noted, template
from bot.desk.own_data import OwnData
from bot.desk.remarks import remarks
from bot.desk.slots import Slot, read_slot
from bot.desk.speaking import Speaker, answer
from bot.desk.talks import Talk, Talks, by_unit
from bot.desk.turning import Turned, Turning
from bot.desk.visitors import Visitor
from bot.wording import Texts
from flows.dialogue import Text
from flows.doors import Door, Way
from flows.events import Asked, Verb
from flows.registration.keys import (
    ACTIVITY,
    CATEGORY,
    DECLARATION,
    EVIDENCE_FILE,
    LETTER,
    LIST,
    NIB_DOCUMENT,
    ROSTER,
    SECTOR,
    WHO,
)
from flows.rules.applications import Application, ApplicationStatus, RowDecision
from flows.rules.notices import Notice, Priority
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from flows.session import Closed
from flows.status.conversation import APPLICATION
from storage.unit import Unit

REGISTRATION: Final = Slot("registration")
REOPENED: Final = Asked(Verb.REOPEN)
RESUMED: Final = Text("desk.resumed")
DECIDED: Final = frozenset({ApplicationStatus.ISSUED, ApplicationStatus.REFUSED})
# Papers and the declaration belong to one application: the next one is vouched for by itself.
GIVEN_ANEW: Final = frozenset(
    key.name for key in (ROSTER, LETTER, NIB_DOCUMENT, EVIDENCE_FILE, DECLARATION)
)
Opener = Callable[[Unit, Visitor, str], Awaitable[Turned]]


class Opening:
    """Opens doors, inside the transaction of the turn that led to them."""

    def __init__(
        self,
        crowd: Crowd,
        talks: Talks,
        turning: Turning,
        *,
        texts: Texts,
        policies: Policies,
        clock: Callable[[], datetime],
    ) -> None:
        self._crowd, self._talks = crowd, talks
        self._turning, self._texts = turning, texts
        self._policies, self._clock = policies, clock
        own_data = OwnData(texts)
        self._empty_list: Paper | None = None
        self._doors: Mapping[Door, Opener] = {
            Door.REGISTRATION: self._registration,
            Door.DRAFT: self._registration,
            Door.STATUS: self._status,
            Door.CORRECTION: self._correction,
            Door.RESUBMISSION: self._resubmission,
            Door.PAPERS: self._permits,
            Door.DATA: own_data.show,
            Door.ERASURE: own_data.erase,
            Door.TEMPLATE: self._template,
            Door.LIST: self._list,
            Door.EMPLOYEE: self._employee,
            Door.TALK: self._back,
        }

    async def open(self, unit: Unit, visitor: Visitor, door: Door, word: str) -> Turned:
        """Go through a door, to a session or to a page."""
        opener = self._doors.get(door)
        if opener is not None:
            return await opener(unit, visitor, word)
        visitor = await self._talks.put_in_front(unit, visitor, None)
        page = self._crowd.page(visitor.number, Way(door, visitor.language, word))
        return Turned(answer([Page(page)]), visitor)

    async def _begun(self, unit: Unit, visitor: Visitor, slot: Slot) -> Turned:
        talk = await self._talks.begin(unit, visitor, slot)
        return await self._turning.show(unit, talk)

    async def _registration(self, unit: Unit, visitor: Visitor, sector: str) -> Turned:
        """Take up the draft there is, else begin one; a sector found before is not asked again."""
        standing = await self._talks.load(unit, visitor, REGISTRATION)
        if standing and standing.session.closed in {None, Closed.CANCELLED}:
            note = standing.note or (RESUMED if standing.session.answers.values else None)
            if standing.session.closed is None:
                return await self._turning.show(unit, standing, note=note)
            return await self._turning.take(unit, replace(standing, note=note), REOPENED)
        known = self._known(sector)
        talk = await self._talks.begin(unit, visitor, REGISTRATION, answers=known)
        return await self._turning.show(unit, talk)

    def _known(self, sector: str) -> dict[str, str | int]:
        policy = self._policies.on(day_in_jakarta(self._clock()))
        found = policy.sectors.get(sector) if policy else None
        if found is None:
            return {}
        return {
            WHO.name: "company",
            ACTIVITY.name: LIST,
            CATEGORY.name: found.category.value,
            SECTOR.name: found.id,
        }

    async def _status(self, unit: Unit, visitor: Visitor, reference: str) -> Turned:
        """Show what became of an application; where there is only one, that one at once."""
        own = await unit.applications.of_chat(visitor.number)
        references = [one.reference for one in own]
        chosen = references[0] if len(references) == 1 else reference
        known = {APPLICATION.name: chosen} if chosen in references else None
        talk = await self._talks.begin(unit, visitor, Slot("status"), answers=known)
        return await self._turning.show(unit, talk)

    async def _correction(self, unit: Unit, visitor: Visitor, reference: str) -> Turned:
        """Lay a returned application before its representative, every answer in its place."""
        application = await self._own(unit, visitor, reference)
        if application is None or application.status is not ApplicationStatus.RETURNED:
            return await self._told(unit, visitor, Text("desk.gone"))
        slot = Slot("registration", about=reference)
        talk = await self._talks.load(unit, visitor, slot)
        if talk is None or talk.session.closed is Closed.SUBMITTED:
            counts = await unit.rosters.counts(reference)
            talk = await self._talks.begin(
                unit,
                visitor,
                slot,
                answers=application.answers,
                counts={ROSTER.name: by_unit(counts)},
            )
        reopened = replace(talk, session=replace(talk.session, closed=None))
        shown = await self._turning.show(unit, reopened)
        told = await remarks(unit, self._policies.procedure, application)
        speaker = Speaker(self._texts, visitor.language)
        replies = (speaker.told(told), *shown.answered.replies)
        return replace(shown, answered=answer(replies))

    async def _resubmission(self, unit: Unit, visitor: Visitor, reference: str) -> Turned:
        """Begin anew with what was refused, so that nothing is typed twice."""
        application = await self._own(unit, visitor, reference)
        if application is None or application.status not in DECIDED:
            return await self._told(unit, visitor, Text("desk.gone"))
        standing = await self._talks.load(unit, visitor, REGISTRATION)
        if standing and standing.session.closed is None and standing.session.answers.values:
            return await self._turning.show(unit, standing, note=Text("desk.draft_first"))
        return await self._carried_over(unit, visitor, application)

    async def _carried_over(
        self, unit: Unit, visitor: Visitor, application: Application
    ) -> Turned:
        rows = await unit.rosters.rows(application.reference)
        employees = [one.employee for one in rows if one.decision is not RowDecision.APPROVED]
        counts = Counter(one.unit.value for one in employees)
        answers = {
            name: value for name, value in application.answers.items() if name not in GIVEN_ANEW
        }
        talk = await self._talks.begin(
            unit, visitor, REGISTRATION, answers=answers, counts={ROSTER.name: counts}
        )
        await unit.rosters.keep(talk.session.id, employees)
        note = Text("desk.carried_over", {"rows": len(employees)})
        return await self._turning.show(unit, talk, note=note)

    async def _permits(self, unit: Unit, visitor: Visitor, reference: str) -> Turned:
        """Promise the permits once more, to whoever applied for them."""
        application = await self._own(unit, visitor, reference)
        if application is None or application.status is not ApplicationStatus.ISSUED:
            return await self._told(unit, visitor, Text("desk.gone"))
        now = self._clock()
        decided = await unit.rosters.decisions(reference)
        await unit.outbox.promise(
            Notice(
                once=f"{reference}.papers.{now.timestamp():.0f}",
                chat=visitor.number,
                key="notice.issued",
                kind="issued",
                due=now,
                args={
                    "reference": reference,
                    "permits": decided.get(RowDecision.APPROVED, 0),
                    "refused": decided.get(RowDecision.REFUSED, 0),
                },
                priority=Priority.REPLY,
            )
        )
        return await self._told(unit, visitor, Text("desk.papers_coming"))

    async def _template(self, unit: Unit, visitor: Visitor, _: str) -> Turned:
        """Hand out the empty list, and show the question again below it."""
        if self._empty_list is None:
            self._empty_list = template(lambda language: Speaker(self._texts, language))
        shown = await self._again(unit, visitor)
        return replace(shown, answered=answer((self._empty_list, *shown.answered.replies)))

    async def _list(self, unit: Unit, visitor: Visitor, _: str) -> Turned:
        """Hand out the list as it is noted, and say how somebody is taken off it."""
        standing = await self._talks.in_front(unit, visitor)
        rows = await unit.rosters.rows(standing.session.id) if standing else []
        if not rows:
            return await self._again(unit, visitor)
        employees = [(row.position, row.employee) for row in rows]
        paper = await noted(employees, Speaker(self._texts, visitor.language))
        told = await self._told(unit, visitor, Text("desk.list_noted", {"rows": len(rows)}))
        return replace(told, answered=answer((paper, *told.answered.replies)))

    async def _employee(self, unit: Unit, visitor: Visitor, _: str) -> Turned:
        """Ask for one employee, within the registration in front."""
        outer = read_slot(visitor.chat.focus or "")
        if outer.flow != REGISTRATION.flow:
            return await self._registration(unit, visitor, "")
        return await self._begun(unit, visitor, Slot("employee", within=outer.name))

    async def _back(self, unit: Unit, visitor: Visitor, _: str) -> Turned:
        return await self._again(unit, visitor)

    async def _again(self, unit: Unit, visitor: Visitor) -> Turned:
        standing: Talk | None = await self._talks.in_front(unit, visitor)
        if standing is None:
            return await self.open(unit, visitor, Door.MENU, "")
        return await self._turning.show(unit, standing)

    async def _told(self, unit: Unit, visitor: Visitor, text: Text) -> Turned:
        shown = await self._again(unit, visitor)
        told = Speaker(self._texts, visitor.language).told(text)
        return replace(shown, answered=answer((told, *shown.answered.replies)))

    async def _own(self, unit: Unit, visitor: Visitor, reference: str) -> Application | None:
        found = await unit.applications.find(reference)
        return found if found and found.chat == visitor.number else None

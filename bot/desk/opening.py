"""Opening: what happens when somebody goes through a door."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.delivery import Page, Paper
from bot.desk.crowd import Crowd
from bot.desk.listing import noted, template
from bot.desk.mending import REGISTRATION, Mending
from bot.desk.own_data import OwnData
from bot.desk.slots import Slot, slot_of_employee
from bot.desk.speaking import Speaker, answer
from bot.desk.talks import Talk, Talks
from bot.desk.turning import RESUMED, Turned, Turning
from bot.desk.visitors import Visitor
from bot.wording import Texts
from flows.dialogue import Text
from flows.doors import Door, Way
from flows.registration.keys import (
    ACTIVITY,
    CATEGORY,
    LIST,
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

DECIDED: Final = frozenset({ApplicationStatus.ISSUED, ApplicationStatus.REFUSED})
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
        self._mending = Mending(talks, turning, texts, policies.procedure)
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

    async def _registration(self, unit: Unit, visitor: Visitor, sector: str) -> Turned:
        """Take up the draft there is, else begin one; a sector found before is not asked again."""
        standing = await self._talks.load(unit, visitor, REGISTRATION)
        if standing and standing.session.closed in {None, Closed.CANCELLED}:
            note = RESUMED if standing.session.answers.values else None
            return await self._turning.take_up(unit, standing, note=note)
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
        application = await self._own(unit, visitor, reference)
        if application is None or application.status is not ApplicationStatus.RETURNED:
            return await self._told(unit, visitor, Text("desk.gone"))
        return await self._mending.correct(unit, visitor, application)

    async def _resubmission(self, unit: Unit, visitor: Visitor, reference: str) -> Turned:
        application = await self._own(unit, visitor, reference)
        if application is None or application.status not in DECIDED:
            return await self._told(unit, visitor, Text("desk.gone"))
        return await self._mending.resubmit(unit, visitor, application)

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
        """Ask for one employee, within the registration in front; one half entered is taken up."""
        outer = await self._talks.in_front(unit, visitor)
        if outer is None or outer.slot.flow != REGISTRATION.flow:
            return await self._registration(unit, visitor, "")
        slot = slot_of_employee(outer.slot, outer.session.id)
        standing = await self._talks.load(unit, visitor, slot)
        if standing and standing.session.answers.values:
            return await self._turning.show(unit, standing, note=Text("desk.employee_resumed"))
        return await self._turning.show(unit, await self._talks.begin(unit, visitor, slot))

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

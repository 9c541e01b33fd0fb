"""Mending: takes up what came back from the officers, returned or refused, whole or in part.

What was returned is corrected where it stands. What was refused is applied for anew with the same
answers: papers and the declaration are given anew, and of the employees those come along who hold
no permit. Both begin with what the officers said, at the answer that it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.desk.remarks import remarks
from bot.desk.slots import Slot
from bot.desk.speaking import Speaker, answer
from bot.desk.talks import Talk, Talks, by_unit
from bot.desk.turning import RESUMED, Turned, Turning
from bot.desk.visitors import Visitor
from bot.wording import Texts
from flows.dialogue import AnyKey, Text
from flows.registration.keys import (
    ACTIVITY,
    DECLARATION,
    EVIDENCE_FILE,
    LETTER,
    NIB,
    NIB_DOCUMENT,
    REGENCY,
    REPRESENTATIVE,
    ROSTER,
)
from flows.rules.applications import Application, RowDecision
from flows.rules.policy import Procedure
from flows.turn import TAKEN_UP
from storage.unit import Unit

REGISTRATION: Final = Slot("registration")
# Papers and the declaration belong to one application: the next one is vouched for by itself.
GIVEN_ANEW: Final = frozenset(
    key.name for key in (ROSTER, LETTER, NIB_DOCUMENT, EVIDENCE_FILE, DECLARATION)
)
# Reasons of an answer that is carried over; all others are of papers or people, asked for anyway.
CONCERNED: Final[Mapping[str, AnyKey]] = {
    "R01": NIB,
    "R02": ACTIVITY,
    "R06": REGENCY,
    "R12": REPRESENTATIVE,
}


class Mending:
    """Takes up what came back."""

    def __init__(self, talks: Talks, turning: Turning, texts: Texts, procedure: Procedure) -> None:
        self._talks, self._turning = talks, turning
        self._texts, self._procedure = texts, procedure

    async def correct(self, unit: Unit, visitor: Visitor, application: Application) -> Turned:
        """Lay a returned application before its representative, every answer in its place."""
        shown = await self._corrected(unit, visitor, application)
        return await self._with_remarks(unit, shown, application)

    async def resubmit(self, unit: Unit, visitor: Visitor, application: Application) -> Turned:
        """Begin anew with what was refused, or go on with it; nothing is typed twice."""
        standing = await self._talks.load(unit, visitor, REGISTRATION)
        is_open = standing is not None and standing.session.closed is None
        if standing and standing.session.carried == application.reference:
            if is_open or standing.session.closed in TAKEN_UP:
                shown = await self._turning.take_up(unit, standing, note=RESUMED)
                return await self._with_remarks(unit, shown, application)
        elif standing and is_open and standing.session.answers.values:
            return await self._turning.show(unit, standing, note=Text("desk.draft_first"))
        shown = await self._carried_over(unit, visitor, application)
        return await self._with_remarks(unit, shown, application)

    async def _corrected(self, unit: Unit, visitor: Visitor, application: Application) -> Turned:
        slot = Slot("registration", about=application.reference)
        talk = await self._talks.load(unit, visitor, slot)
        if talk is not None and talk.session.closed in {None, *TAKEN_UP}:
            return await self._turning.take_up(unit, talk)
        counts = await unit.rosters.counts(application.reference)
        talk = await self._talks.begin(
            unit,
            visitor,
            slot,
            answers=application.answers,
            counts={ROSTER.name: by_unit(counts)},
        )
        return await self._turning.show(unit, talk)

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
        concerned = _concerned(application, talk)
        begun = replace(talk.session, carried=application.reference, cursor=concerned)
        key = "desk.carried_to_mend" if concerned else "desk.carried_over"
        note = Text(key, {"rows": len(employees)})
        return await self._turning.show(unit, replace(talk, session=begun), note=note)

    async def _with_remarks(self, unit: Unit, shown: Turned, application: Application) -> Turned:
        told = await remarks(unit, self._procedure, application)
        speaker = Speaker(self._texts, shown.visitor.language)
        return replace(shown, answered=answer((speaker.told(told), *shown.answered.replies)))


def _concerned(application: Application, talk: Talk) -> str | None:
    """Name the answer that an application was refused for, if it was carried over."""
    key = CONCERNED.get(application.reason or "")
    return key.name if key and talk.session.answers.has(key.name) else None

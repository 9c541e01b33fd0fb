"""The end of a case: measures rung by rung, and without a measure only by two officers.

And the end of what is kept of it: erased when its day has come, its keys destroyed with its
month.
"""

from __future__ import annotations

from dataclasses import replace

from bot.reporting.errors import NeedsAnother, NotYet
from bot.reporting.inspecting import InspectorDesk
from bot.reporting.opened import AtWork, OpenedCase, employer_of
from bot.reporting.ties import tie_to
from flows.rules.cases import (
    ENDS,
    CaseStatus,
    Measure,
    NoRoad,
    RefusedReason,
    may_follow,
    may_move,
    needs_second_officer,
)
from flows.rules.employers import employer_words, may_be_one
from storage.reports.case_holders import CaseHolders
from storage.reports.case_values import Case, Ending
from storage.reports.cases import Cases
from storage.reports.database import Transaction
from storage.reports.envelopes import Unopenable
from storage.reports.epochs import KeyFolder, Locked, epoch_of
from storage.reports.inspectors import Inspectors
from storage.reports.orders import FieldOrders


class ClosingDesk:
    """What inspectors do once an order is out, or when there is nothing to order."""

    def __init__(self, desk: InspectorDesk, folder: KeyFolder) -> None:
        self._desk, self._house, self._folder = desk, desk.house, folder

    async def act(self, at_work: AtWork, case: bytes) -> None:
        """Note that a unit has begun to act on a case."""
        async with self._house.store.begin() as session:
            found = await self._desk.held(session, at_work, case)
            await self._move(session, found, replace(found, status=CaseStatus.ACTING))
            await self._desk.note_act(session, at_work, "acting", case)

    async def look_again(self, at_work: AtWork, case: bytes) -> None:
        """Take a case back into review: an answer came, or a visit found nothing yet.

        Its orders are taken back for good, and what one officer proposed is off.
        """
        async with self._house.store.begin() as session:
            found = await self._desk.held(session, at_work, case)
            again = replace(found, status=CaseStatus.REVIEWED, ending=Ending())
            await self._move(session, found, again)
            await FieldOrders(session).revoke(case)
            await self._desk.note_act(session, at_work, "again", case)

    async def possible(self, case: Case) -> tuple[Measure, ...]:
        """Return the measures that may follow what was done about this employer before."""
        async with self._house.store.begin() as session:
            before = await _measures_before(Cases(session), case)
        return tuple(measure for measure in Measure if may_follow(measure, before))

    async def step_aside(self, at_work: AtWork, case: bytes) -> None:
        """Give up one's keys to a case and to all about its employer, for a tie to it.

        Cases to come are given up as soon as somebody opens or weighs them: what is kept of the
        tie is readable to inspectors at work alone.

        Raises:
            NeedsAnother: nobody else in service could open one of them.
        """
        async with self._house.store.begin() as session:
            opened = await self._desk.opened(session, at_work, case)
            key = await self._desk.cluster_key(session, at_work, opened.case)
            given_up = await _about_the_same(session, at_work, opened)
            holders = CaseHolders(session)
            for one in given_up:
                others = await holders.in_service(one.id) - {at_work.inspector}
                if not others and one.status not in ENDS:
                    raise NeedsAnother
            if employer_words(opened.statement.employer):
                tie = tie_to(opened.statement.employer, key)
                await Inspectors(session).keep_tie(at_work.inspector, tie)
            for one in given_up:
                await holders.drop(one.id, at_work.inspector)
            for one in given_up:  # the log comes last: other acts wait for it
                await self._desk.note_act(session, at_work, "aside", one.id)

    async def close(self, at_work: AtWork, case: bytes, measure: Measure) -> bool:
        """Close a case with what was done about it; tell whether it is closed now.

        Without a measure the first officer asks a second one to.

        Raises:
            NotYet: an earlier rung of the ladder was not taken against this employer.
            NeedsAnother: the same officer asked for it before.
        """
        async with self._house.store.begin() as session:
            found = await self._desk.held(session, at_work, case)
            if not may_follow(measure, await _measures_before(Cases(session), found)):
                raise NotYet
            ended = _ended(found, CaseStatus.CLOSED, Ending(measure=measure), at_work.inspector)
            await self._move(session, found, ended)
            verb = "closed" if ended.status is CaseStatus.CLOSED else "asked-to-close"
            await self._desk.note_act(session, at_work, f"{verb}:{measure.value}", case)
        return ended.status is CaseStatus.CLOSED

    async def refuse(self, at_work: AtWork, case: bytes, reason: RefusedReason) -> bool:
        """Refuse a case, or ask a second officer to; tell whether it is refused now.

        Raises:
            NeedsAnother: the same officer asked for it before.
        """
        async with self._house.store.begin() as session:
            found = await self._desk.held(session, at_work, case)
            ended = _ended(found, CaseStatus.REFUSED, Ending(reason=reason), at_work.inspector)
            await self._move(session, found, ended)
            verb = "refused" if ended.status is CaseStatus.REFUSED else "asked-to-refuse"
            await self._desk.note_act(session, at_work, f"{verb}:{reason.value}", case)
        return ended.status is CaseStatus.REFUSED

    async def purge(self) -> int:
        """Erase what is due, destroy the keys of months without cases; return how many cases."""
        today = self._house.today()
        async with self._house.store.begin() as session:
            erased = await Cases(session).purge(today)
            living = await Cases(session).epochs() | {epoch_of(today)}
            known = {one.epoch for one in await Inspectors(session).certificates()}
            dead = {epoch for epoch in known - living if epoch < epoch_of(today)}
            for epoch in dead:
                await Inspectors(session).forget_epoch(epoch)
        for epoch in dead:
            self._folder.destroy(epoch)
        if erased:
            await self._house.store.scrub()
        return erased

    async def _move(self, session: Transaction, before: Case, after: Case) -> None:
        await Cases(session).save(before, after, self._house.today())


def _ended(found: Case, end: CaseStatus, ending: Ending, inspector: str) -> Case:
    """Return a case as an officer ends it, or as it waits for a second one to end it so."""
    if not may_move(found.status, end):
        raise NoRoad
    proposed = found.ending.asked_by if replace(found.ending, asked_by=None) == ending else None
    if proposed == inspector:
        raise NeedsAnother
    if proposed is None and needs_second_officer(end, ending.measure):
        return replace(found, ending=replace(ending, asked_by=inspector))
    return replace(found, status=end, ending=replace(ending, asked_by=proposed))


async def _about_the_same(session: Transaction, at_work: AtWork, opened: OpenedCase) -> list[Case]:
    """Return the opened case and all others of this inspector that may be about its employer."""
    held = await Cases(session).for_holder(at_work.inspector, limit=None)
    return [one for one in held if await _is_about(session, at_work, one, opened)]


async def _is_about(session: Transaction, at_work: AtWork, case: Case, opened: OpenedCase) -> bool:
    tag = opened.case.triage.cluster_tag
    if case.id == opened.case.id or (tag and tag == case.triage.cluster_tag):
        return True
    try:
        employer = await employer_of(Cases(session), case, at_work)
    except (Locked, Unopenable):
        return False
    return may_be_one(employer_words(employer), employer_words(opened.statement.employer))


async def _measures_before(cases: Cases, case: Case) -> list[Measure]:
    tag = case.triage.cluster_tag
    others = await cases.about(tag) if tag else ()
    return [one.ending.measure for one in others if one.ending.measure]

"""Judging: what officers do to an application, each act one transaction.

Every act names the version the officer had in front, so that nothing is decided about a state
nobody saw, and a form sent twice decides once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.outcomes import Move
from flows.dialogue import Answers
from flows.registration.sector import ruling
from flows.rules.applications import (
    Application,
    ApplicationStatus,
    NoRoad,
    RowDecision,
    SameOfficer,
    Taken,
    Verdict,
    claim,
    confirm,
    contest,
    is_leased,
    propose,
    release,
    send_back,
)
from flows.rules.issuing import signable_under
from flows.rules.officers import Officer, Role
from flows.rules.policy import Policies
from flows.rules.promise import day_in_jakarta
from flows.rules.rejudging import NoSuchSector, may_settle, pickable, settle
from flows.situation import Situation
from storage.database import Database
from storage.errors import Stale
from storage.unit import Unit

_TRIES: Final = 20  # officers who reach for the same application at once, each losing to another
_FASTER: Final = (Stale, Taken, NoRoad, SameOfficer)  # it moved between our look and our reach


class NotAllowed(Exception):
    """This officer does not act in this role."""


class NoSuchReason(Exception):
    """The policy has no reason for refusal under this code."""


@dataclass(frozen=True, slots=True)
class InHand:
    """An application as the officer saw it."""

    officer: Officer
    reference: str
    version: int


@dataclass(frozen=True, slots=True)
class Judging:
    """What verifiers do; ``on_decided`` is told a reference when its permits can be signed.

    Every act raises `NotAllowed` for other officers and `NotKept` for an unknown reference.
    Every act on what is in hand raises `Stale` if it changed since the officer saw it, `Taken` if
    it is not on this officer's desk, and `NoRoad` if that cannot be done where it stands.
    """

    database: Database
    policies: Policies
    clock: Callable[[], datetime]
    on_decided: Callable[[str], None]

    async def claim_next(self, officer: Officer) -> Application | None:
        """Put the most urgent free application on an officer's desk; None when none waits."""
        _let_in(officer)
        for _ in range(_TRIES):
            try:
                return await self._take_next(officer)
            except _FASTER:
                continue
        return None

    async def claim(self, officer: Officer, reference: str) -> Application:
        """Put one application on an officer's desk.

        Raises:
            Taken: another officer has it.
            SameOfficer: it waits for the second look of somebody else.
            NoRoad: it is not with the officers.
            Stale: another officer took it in the same moment.
        """
        _let_in(officer)
        now = self.clock()
        async with self.database.unit() as unit:
            found = await unit.applications.get(reference)
            claimed = claim(found, officer.name, now=now)
            return await self._move(unit, found, officer, now).keep(claimed, "claim")

    async def keep_lease(self, officer: Officer, reference: str) -> bool:
        """Renew the lease of an officer at work; False when it is no longer theirs."""
        _let_in(officer)
        async with self.database.unit() as unit:
            return await unit.applications.keep_lease(reference, officer.name, now=self.clock())

    async def release(self, hand: InHand) -> Application:
        """Lay an application back into the queue."""
        async with self._held(hand) as move:
            return await move.keep(release(move.before), "release")

    async def refuse_rows(
        self, hand: InHand, positions: Collection[int], reason: str
    ) -> frozenset[int]:
        """Refuse employees by position, and return the positions that there are.

        Raises:
            NoSuchReason: the policy has no such reason for a person.
        """
        self._let_pass_for_a_person(reason)
        async with self._held(hand) as move:
            rows = await _mark(move, positions, RowDecision.REFUSED, reason)
            await move.keep(move.before, "refuse_rows", {"rows": len(rows), "reason": reason})
        return rows

    async def reopen_rows(self, hand: InHand, positions: Collection[int]) -> frozenset[int]:
        """Leave employees open again by position, and return the positions that there are."""
        async with self._held(hand) as move:
            rows = await _mark(move, positions, RowDecision.PENDING)
            await move.keep(move.before, "reopen_rows", {"rows": len(rows)})
        return rows

    async def approve(self, hand: InHand) -> Application:
        """Approve whoever was not refused; with everybody refused it is a refusal.

        Raises:
            NotIssuable: no permit could be signed for it today; the subclass says why.
        """
        async with self._held(hand) as held:
            verdict, reason = await _verdict(held.unit, hand.reference)
            move = self._signable(held) if verdict is Verdict.APPROVE else held
            decided = _proposed(move, verdict, reason)
            kept = await move.keep(decided, verdict.value, _because(reason))
        return self._told(kept)

    async def refuse(self, hand: InHand, reason: str, *, note: str = "") -> Application:
        """Refuse an application as a whole; the note is for the company.

        Raises:
            NoSuchReason: the policy has no such reason.
        """
        self._let_pass(reason)
        async with self._held(hand) as move:
            refused = _proposed(move, Verdict.REFUSE, reason, note)
            return await move.keep(refused, Verdict.REFUSE.value, _because(reason))

    async def send_back(self, hand: InHand, reason: str, *, note: str = "") -> Application:
        """Ask the company for a correction; the promise rests until it answers.

        Raises:
            NoSuchReason: the policy has no such reason.
        """
        self._let_pass(reason)
        async with self._held(hand) as move:
            asked = send_back(move.before, reason, officer=move.by, now=move.at, note=note)
            return await move.keep(asked, "return", _because(reason))

    async def settle(self, hand: InHand, sector: str) -> Application:
        """Name the sector where the rules and the company leave it open; its caps then hold.

        Raises:
            NoSuchSector: no permits are given for it today.
            NoRoad: the rules list its sector by themselves.
        """
        async with self._held(hand) as move:
            before, situation = move.before, Situation(day_in_jakarta(move.at), self.policies)
            policy, rule = situation.policy, ruling(situation, Answers(before.answers))
            if policy is None or sector not in {one.id for one in pickable(policy)}:
                raise NoSuchSector(sector)
            if not may_settle(before, rule):
                raise NoRoad(before.status)
            settled = settle(before, sector, officer=move.by)
            facts = {"sector": sector, "before": before.sector, "policy": policy.id}
            return await move.keep(settled, "settle", facts)

    async def confirm(self, hand: InHand) -> Application:
        """Confirm what the first officer proposed.

        Raises:
            SameOfficer: it was this officer's own proposal.
            NotIssuable: no permit could be signed for it today; the subclass says why.
        """
        async with self._held(hand) as move:
            if move.before.proposed is Verdict.APPROVE:
                self._signable(move)
            confirmed = confirm(move.before, officer=move.by, now=move.at)
            kept = await move.keep(confirmed, "confirm", _because(confirmed.reason))
        return self._told(kept)

    async def contest(self, hand: InHand) -> Application:
        """Lay a proposal aside: the second officer judges anew.

        Raises:
            SameOfficer: it was this officer's own proposal.
        """
        async with self._held(hand) as move:
            return await move.keep(contest(move.before, officer=move.by), "contest")

    async def _take_next(self, officer: Officer) -> Application | None:
        now = self.clock()
        async with self.database.unit() as unit:
            reference = await unit.queue.next_for(officer.name, now)
            if reference is None:
                return None
            found = await unit.applications.get(reference)
            if is_leased(found, now=now):  # since it was found, by whomever: perhaps by oneself
                raise Taken(reference)
            claimed = claim(found, officer.name, now=now)
            return await self._move(unit, found, officer, now).keep(claimed, "claim_next")

    @asynccontextmanager
    async def _held(self, hand: InHand) -> AsyncIterator[Move]:
        """Open a transaction around what lies on this officer's desk, as it was seen."""
        _let_in(hand.officer)
        now = self.clock()
        async with self.database.unit() as unit:
            found = await unit.applications.get(hand.reference)
            if found.version != hand.version:
                raise Stale(hand.reference)
            if found.officer != hand.officer.name or not is_leased(found, now=now):
                raise Taken(hand.reference)
            yield self._move(unit, found, hand.officer, now)

    def _move(self, unit: Unit, found: Application, officer: Officer, now: datetime) -> Move:
        return Move(unit, found, officer.name, now, self.policies)

    def _signable(self, move: Move) -> Move:
        """See that an approval can be signed, by two officers where today's rules are silent."""
        before = move.before
        policy = signable_under(before, self.policies, day_in_jakarta(move.at))
        needs_two = before.four_eyes or not policy.is_listed(before.sector)
        return replace(move, before=replace(before, four_eyes=needs_two))

    def _told(self, kept: Application) -> Application:
        """Wake the issuer; only ever called after the commit."""
        if kept.status is ApplicationStatus.DECIDED:
            self.on_decided(kept.reference)
        return kept

    def _let_pass(self, reason: str) -> None:
        if reason not in self.policies.procedure.reasons:
            raise NoSuchReason(reason)

    def _let_pass_for_a_person(self, reason: str) -> None:
        self._let_pass(reason)
        if not self.policies.procedure.reasons[reason].of_a_person:
            raise NoSuchReason(reason)


def _let_in(officer: Officer) -> None:
    if not officer.may(Role.VERIFIER):
        raise NotAllowed(officer.name)


async def _mark(
    move: Move, positions: Collection[int], decision: RowDecision, reason: str | None = None
) -> frozenset[int]:
    # What was proposed to a second officer stays as it is; who would change it judges anew.
    if move.before.status is not ApplicationStatus.IN_REVIEW:
        raise NoRoad(move.before.status)
    rosters, reference = move.unit.rosters, move.before.reference
    there = frozenset(positions) & frozenset(await rosters.positions(reference))
    await rosters.decide(reference, decision, positions=there, reason=reason)
    return there


async def _verdict(unit: Unit, reference: str) -> tuple[Verdict, str | None]:
    """Say what the employees' decisions come to; a refusal of all has their commonest reason."""
    counts = await unit.rosters.decisions(reference)
    reasons = await unit.rosters.reasons(reference)
    if counts.keys() - {RowDecision.REFUSED} or not reasons:
        return Verdict.APPROVE, None
    return Verdict.REFUSE, min(reasons, key=lambda reason: (-reasons[reason], reason))


def _proposed(move: Move, verdict: Verdict, reason: str | None, note: str = "") -> Application:
    return propose(move.before, verdict, officer=move.by, now=move.at, reason=reason, note=note)


def _because(reason: str | None) -> dict[str, str | int]:
    return {"reason": reason} if reason else {}

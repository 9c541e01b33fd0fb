"""The inspectors' side: open, weigh, ask, note, order. Every act of theirs is written down.

An inspector who holds no key to a case is answered as if it were not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from nacl.public import PublicKey

from bot.reporting.desk import ReportHouse
from bot.reporting.errors import AsksWho, Tied, TooLate, Unknown
from bot.reporting.opened import (
    NOT_LISTED,
    AtWork,
    OpenedCase,
    cluster_tag,
    open_case,
)
from bot.reporting.ties import tied_to
from bot.reporting.weight import Weighed, evidence_of, reports_beside, weighed_by
from flows.rules.cases import (
    ENDS,
    CaseStatus,
    Register,
    priority_of,
    told_count,
)
from flows.rules.identity import Nib, read_nib
from flows.rules.identity_questions import asks_who
from storage.errors import NotKept
from storage.reports.case_audit import Act, CaseAudit
from storage.reports.case_holders import CaseHolders
from storage.reports.case_values import Case, Triage, next_place
from storage.reports.cases import Cases
from storage.reports.database import Transaction
from storage.reports.envelopes import Direction, seal_words
from storage.reports.epochs import open_as
from storage.reports.inspectors import Inspectors
from storage.reports.photos import open_photo


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the statistics; small counts only as "fewer than five"."""

    week: str
    district: str
    violation: str
    count: str


class InspectorDesk:
    """What inspectors do with cases until an order is out."""

    def __init__(self, house: ReportHouse) -> None:
        self.house = house

    async def list(self, at_work: AtWork) -> Sequence[Case]:
        """Return the cases this inspector may open, most urgent first."""
        async with self.house.store.begin() as session:
            return await Cases(session).for_holder(at_work.inspector)

    async def open(self, at_work: AtWork, case: bytes) -> OpenedCase:
        """Open a case.

        Raises:
            Unknown: no such case, or no key to it.
            Locked: the keys of its epoch are destroyed or not unlocked.
            Unopenable: something in it was moved, changed or not signed.
            Tied: it is about an employer whose cases were given up; so is this one now.
        """
        try:
            async with self.house.store.begin() as session:
                opened = await self.opened(session, at_work, case)
                await self.note_act(session, at_work, "opened", case)
        except Tied:
            await self._give_up(at_work, case)
            raise
        return opened

    async def peek(self, at_work: AtWork, case: bytes) -> OpenedCase:
        """Open a case for an act upon it, which writes a line of its own."""
        async with self.house.store.begin() as session:
            return await self.opened(session, at_work, case)

    async def photo(self, at_work: AtWork, case: bytes) -> bytes | None:
        """Return the photo of a case, if it has one."""
        async with self.house.store.begin() as session:
            opened = await self.opened(session, at_work, case)
            sealed = await Cases(session).photo(case)
            await self.note_act(session, at_work, "photo", case)
        if sealed is None or opened.photo_key is None:
            return None
        return open_photo(sealed, case, opened.photo_key)

    async def triage(self, at_work: AtWork, case: bytes, register: Register) -> Weighed:
        """Weigh a case and put it beside others about the same employer.

        Raises:
            TooLate: the case has ended.
        """
        async with self.house.store.begin() as session:
            opened = await self.opened(session, at_work, case)
            if opened.case.status in ENDS:
                raise TooLate
            key = await self.cluster_key(session, at_work, opened.case)
            tag = cluster_tag(opened.case.id, opened.statement, key)
            reports = await reports_beside(session, opened, tag, ())
            evidence = evidence_of(opened, reports, register)
            triage = Triage(
                priority=priority_of(opened.statement.violation, evidence),
                cluster_tag=tag,
                district=opened.statement.district,
                violation=opened.statement.violation,
                assigned_to=at_work.inspector,
            )
            waits = opened.case.status is CaseStatus.WAITING
            status = CaseStatus.REVIEWED if waits else opened.case.status
            after = replace(opened.case, triage=triage, status=status)
            kept = await Cases(session).save(opened.case, after, self.house.today())
            for other in await self._tied(session, at_work, opened):
                await CaseHolders(session).drop(case, other)  # who weighs it can open it
            await self.note_act(session, at_work, "triaged", case)
        return weighed_by(replace(opened, case=kept), evidence)

    async def weighed(
        self, opened: OpenedCase, register: Register, still_shown: Collection[bytes] = ()
    ) -> Weighed | None:
        """Weigh an opened case as it is shown; None if it was not triaged.

        ``still_shown`` are withdrawn cases that inspectors may not yet know to be withdrawn.
        """
        async with self.house.store.begin() as session:
            reports = await self.counted(session, opened, still_shown)
        return weighed_by(opened, evidence_of(opened, reports, register)) if reports else None

    async def ask(self, at_work: AtWork, case: bytes, words: str) -> None:
        """Ask the reporter, who reads it when coming back with the receipt.

        Raises:
            AsksWho: it asks who the reporter is.
            NoRoad: nothing can be asked where the case stands.
        """
        if asks_who(words):
            raise AsksWho
        async with self.house.store.begin() as session:
            opened = await self.opened(session, at_work, case)
            if opened.case.status is not CaseStatus.ASKED:
                asked = replace(opened.case, status=CaseStatus.ASKED)
                await Cases(session).save(opened.case, asked, self.house.today())
            await self.write(session, at_work, opened, Direction.TO_REPORTER, words.encode())
            await self.note_act(session, at_work, "asked", case)

    async def take_for(self, at_work: AtWork, case: bytes, nib: str) -> None:
        """Note which company of the register the employer is, for all inspectors of the case.

        Raises:
            ValueError: this is no NIB, and not ``NOT_LISTED``.
            TooLate: the case has ended.
        """
        if nib != NOT_LISTED and not isinstance(read_nib(nib), Nib):
            raise ValueError
        async with self.house.store.begin() as session:
            opened = await self.opened(session, at_work, case)
            if opened.case.status in ENDS:
                raise TooLate
            await self.write(session, at_work, opened, Direction.TAKEN, nib.encode())
            await self.note_act(session, at_work, "taken", case)

    async def note(self, at_work: AtWork, case: bytes, words: str) -> None:
        """Note something for the inspectors of a case; the reporter's key does not open it."""
        async with self.house.store.begin() as session:
            opened = await self.opened(session, at_work, case)
            await self.write(session, at_work, opened, Direction.NOTE, words.encode())
            await self.note_act(session, at_work, "noted", case)

    async def statistics(self) -> Sequence[Figure]:
        """Count reports by week, district and kind; small counts are not told."""
        async with self.house.store.begin() as session:
            tallied = await Cases(session).tallied()
        counted = Counter((f"{day:%G-W%V}", where, what) for day, where, what in tallied)
        return [Figure(*key, count=told_count(count)) for key, count in sorted(counted.items())]

    async def note_act(self, session: Transaction, at_work: AtWork, act: str, case: bytes) -> None:
        """Write down what an officer did."""
        done = Act(self.house.clock(), at_work.inspector, act, case)
        await CaseAudit(session).append(done)

    async def held(self, session: Transaction, at_work: AtWork, case: bytes) -> Case:
        """Return a case this inspector, being in service, holds a key to.

        Raises:
            Unknown: no such case, no key to it, or no longer in service.
        """
        try:
            await Inspectors(session).role(at_work.inspector)
            await Cases(session).sealed_key(case, at_work.inspector)
            return await Cases(session).get(case)
        except NotKept:
            raise Unknown from None

    async def weigh(
        self, session: Transaction, opened: OpenedCase, register: Register
    ) -> Weighed | None:
        """Weigh an opened case within a transaction; None if it was not triaged."""
        reports = await self.counted(session, opened)
        return weighed_by(opened, evidence_of(opened, reports, register)) if reports else None

    async def counted(
        self, session: Transaction, opened: OpenedCase, still_shown: Collection[bytes] = ()
    ) -> int:
        """Count the reports that speak for this one, itself among them; 0 if not triaged."""
        tag = opened.case.triage.cluster_tag
        return 0 if tag is None else await reports_beside(session, opened, tag, still_shown)

    async def opened(self, session: Transaction, at_work: AtWork, case: bytes) -> OpenedCase:
        """Open a case within a transaction, without a line in the log of acts.

        Raises:
            Unknown, Locked, Unopenable, Tied: as in ``open``.
        """
        found = await self.held(session, at_work, case)
        cases, inspectors = Cases(session), Inspectors(session)
        sealed = await cases.sealed_key(case, at_work.inspector)
        kept = await cases.messages(case)
        certified = await inspectors.certificates()
        authority = self.house.authority
        writers = [one.checked(authority).signing_key() for one in certified]
        opened = open_case(found, sealed, kept, at_work=at_work, writers=writers)
        if at_work.inspector in await self._tied(session, at_work, opened):
            raise Tied
        return opened

    async def cluster_key(self, session: Transaction, at_work: AtWork, case: Case) -> bytes:
        """Return the key under which inspectors compare employers."""
        sealed = await Inspectors(session).cluster_key(at_work.inspector, case.epoch)
        return open_as(sealed, at_work.epoch(case.epoch))

    async def _tied(self, session: Transaction, at_work: AtWork, opened: OpenedCase) -> set[str]:
        key = await self.cluster_key(session, at_work, opened.case)
        return await tied_to(Inspectors(session), opened.statement.employer, key)

    async def _give_up(self, at_work: AtWork, case: bytes) -> None:
        """Drop the key of who has a tie, unless nobody else could open the case."""
        async with self.house.store.begin() as session:
            holders = CaseHolders(session)
            if await holders.in_service(case) - {at_work.inspector}:
                await holders.drop(case, at_work.inspector)
                await self.note_act(session, at_work, "aside", case)

    async def write(
        self,
        session: Transaction,
        at_work: AtWork,
        opened: OpenedCase,
        direction: Direction,
        words: bytes,
    ) -> None:
        """Write a signed message into a case within a transaction.

        Raises:
            Stale: somebody else wrote first.
            TooLong: the words do not fit.
        """
        place = next_place(opened.case, direction)
        signing = at_work.epoch(opened.case.epoch).signing
        sealed = seal_words(words, place, _reader(opened, direction), signing)
        await Cases(session).append(opened.case, direction, sealed, self.house.today())


def _reader(opened: OpenedCase, direction: Direction) -> PublicKey:
    to_reporter = direction is Direction.TO_REPORTER
    return opened.to_reporter() if to_reporter else opened.to_office()

"""The reporter's side: hand in, look, add, withdraw. It is never told who is asking.

No method here takes a chat, a name or an address, so none can be kept. Handing in twice with
the same receipt is handing in once. A receipt that leads nowhere costs the same work as one that
leads to a case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from nacl.public import PrivateKey, PublicKey
from nacl.signing import VerifyKey

from bot.reporting.decoy import Material, new_decoy
from bot.reporting.dialogue import Line, readable_lines
from bot.reporting.errors import NobodyToRead, TooLate, Unknown
from bot.reporting.receipt_queue import ReceiptQueue
from bot.reporting.statements import Opening, Statement, pack_opening, statement_of
from bot.reporting.ties import tied_to
from flows.dialogue import Answers
from flows.reporting.report import RECEIPT
from flows.rules.cases import (
    ENDS,
    CaseStatus,
    Measure,
    RefusedReason,
    may_move,
    purge_day,
)
from storage.errors import AlreadyKept, Stale
from storage.reports.case_keys import REPORTER, CaseKeys, open_case_keys, seal_case_keys
from storage.reports.case_values import Case, Ending, next_place
from storage.reports.cases import Cases
from storage.reports.database import ReportStore
from storage.reports.envelopes import CASE_BYTES, Direction, seal_words
from storage.reports.epochs import Certificate, epoch_of
from storage.reports.inspectors import Inspectors
from storage.reports.photos import new_photo_key, seal_photo
from storage.reports.receipt_keys import ReceiptKeys

JAKARTA: Final = ZoneInfo("Asia/Jakarta")
TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Followed:
    """What the holder of a receipt is shown."""

    status: CaseStatus
    reason: RefusedReason | None
    measure: Measure | None
    lines: Sequence[Line] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReportHouse:
    """What both desks stand on."""

    store: ReportStore
    authority: VerifyKey
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]

    def today(self) -> date:
        """Return the day in Jakarta: nothing finer is ever kept of a report."""
        return self.clock().astimezone(JAKARTA).date()


class ReportDesk:
    """Takes reports and answers those who hold a receipt."""

    def __init__(self, house: ReportHouse, queue: ReceiptQueue, pepper: bytes) -> None:
        self._house, self._queue, self._pepper = house, queue, pepper
        self._decoy = new_decoy()

    async def is_read(self) -> bool:
        """Tell whether an inspector certified for this month is in service."""
        async with self._house.store.begin() as session:
            return bool(await Inspectors(session).in_service(epoch_of(self._house.today())))

    async def submit(self, answers: Answers, photo: bytes | None = None) -> None:
        """Seal and keep a report; the same receipt again changes nothing.

        Raises:
            Busy: too many receipts are being computed.
            NobodyToRead: nobody without a conflict of interest could open it.
        """
        keys = await self._queue.keys(answers.get(RECEIPT) or "")
        statement = statement_of(answers)
        try:
            await self._keep(keys, statement, photo)
        except AlreadyKept:
            return

    async def _keep(self, keys: ReceiptKeys, statement: Statement, photo: bytes | None) -> None:
        case_keys = CaseKeys(PrivateKey.generate(), PrivateKey.generate())
        case = self._new_case(keys, case_keys)
        photo_key = new_photo_key() if photo else None
        opening = Opening(statement, bytes(keys.signing.verify_key), photo_key)
        place = next_place(case, Direction.FROM_REPORTER)
        to = PublicKey(case.case_public)
        sealed = seal_words(pack_opening(opening), place, to, keys.signing)
        async with self._house.store.begin() as session:
            readers = await self._readers(Inspectors(session), statement, case.epoch)
            cases = Cases(session)
            await cases.add(case, _sealed_to_all(case, case_keys, keys, readers))
            await cases.append(case, Direction.FROM_REPORTER, sealed, case.day_created)
            if photo and photo_key:
                await cases.keep_photo(case.id, seal_photo(photo, case.id, photo_key))

    def _new_case(self, keys: ReceiptKeys, case_keys: CaseKeys) -> Case:
        today = self._house.today()
        return Case(
            id=self._house.random(CASE_BYTES),
            lookup=keys.tag,
            reporter_public=bytes(keys.private.public_key),
            case_public=bytes(case_keys.dialogue.public_key),
            office_public=bytes(case_keys.office.public_key) if case_keys.office else b"",
            epoch=epoch_of(today),
            day_created=today,
            day_purge=purge_day(CaseStatus.WAITING, today),
        )

    async def _readers(
        self, inspectors: Inspectors, statement: Statement, epoch: str
    ) -> Sequence[Certificate]:
        certified = [
            certificate.checked(self._house.authority)
            for certificate in await inspectors.in_service(epoch)
        ]
        tied = await tied_to(inspectors, statement.employer, self._pepper)
        readers = [one for one in certified if one.inspector not in tied]
        if not readers:
            raise NobodyToRead
        return readers

    async def look(self, receipt: str) -> Followed:
        """Return status and dialogue of the case of a receipt.

        Raises:
            Busy: too many receipts are being computed.
            Unknown: there is none, or it was erased.
        """
        keys = await self._queue.keys(receipt)
        async with self._house.store.begin() as session:
            cases = Cases(session)
            case = await cases.by_lookup(keys.tag)
            found = await self._material(cases, case, keys)
            certificates = await Inspectors(session).certificates()
        held = open_case_keys(found.sealed, found.case, REPORTER, found.private)
        writers = [one.checked(self._house.authority).signing_key() for one in certificates]
        lines = readable_lines(found.kept, held.dialogue, found.reporter, writers)
        if case is None:
            raise Unknown
        ending = case.ending if case.status in ENDS else Ending()  # else one officer's proposal
        return Followed(case.status, ending.reason, ending.measure, lines)

    async def _material(self, cases: Cases, case: Case | None, keys: ReceiptKeys) -> Material:
        """Read what a receipt opens; the same is asked of the store where it opens nothing."""
        case_id = case.id if case else self._decoy.case
        sealed = await cases.keys_of(case_id, REPORTER.decode())
        kept = await cases.messages(case_id)
        if sealed is None:
            return self._decoy
        return Material(case_id, keys.private, keys.signing.verify_key, sealed, tuple(kept))

    async def add(self, receipt: str, words: str) -> None:
        """Add an answer or a fact to the case of a receipt.

        Raises:
            Busy, Unknown: as in ``look``.
            TooLate: the case has ended.
        """
        keys = await self._queue.keys(receipt)
        for tries_left in reversed(range(TRIES)):
            try:
                await self._add_once(keys, words)
            except Stale:
                if not tries_left:
                    raise
            else:
                return

    async def _add_once(self, keys: ReceiptKeys, words: str) -> None:
        async with self._house.store.begin() as session:
            cases = Cases(session)
            case = await _found(cases, keys)
            if case.status in ENDS:
                raise TooLate
            place = next_place(case, Direction.FROM_REPORTER)
            to = PublicKey(case.case_public)
            sealed = seal_words(words.encode(), place, to, keys.signing)
            await cases.append(case, Direction.FROM_REPORTER, sealed, self._house.today())

    async def withdraw(self, receipt: str) -> None:
        """Withdraw the report of a receipt.

        Raises:
            Busy, Unknown: as in ``look``.
            TooLate: it was handed to a unit that acts, or has ended.
        """
        keys = await self._queue.keys(receipt)
        async with self._house.store.begin() as session:
            cases = Cases(session)
            case = await _found(cases, keys)
            if not may_move(case.status, CaseStatus.WITHDRAWN):
                raise TooLate
            withdrawn = replace(case, status=CaseStatus.WITHDRAWN)
            await cases.save(case, withdrawn, self._house.today())


async def _found(cases: Cases, keys: ReceiptKeys) -> Case:
    case = await cases.by_lookup(keys.tag)
    if case is None:
        raise Unknown
    return case


def _sealed_to_all(
    case: Case, case_keys: CaseKeys, keys: ReceiptKeys, readers: Sequence[Certificate]
) -> list[tuple[str, bytes]]:
    public = keys.private.public_key
    own = seal_case_keys(CaseKeys(case_keys.dialogue), case.id, REPORTER, public)
    theirs = [
        (
            reader.inspector,
            seal_case_keys(case_keys, case.id, reader.inspector.encode(), reader.opening_key()),
        )
        for reader in readers
    ]
    return [(REPORTER.decode(), own), *theirs]

"""A case as an inspector at work has it open: the one place where a report is readable."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Final

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PublicKey
from nacl.signing import VerifyKey

from bot.reporting.dialogue import Line, missing_numbers, office_lines, readable_lines
from bot.reporting.statements import Opening, Statement, unpack_opening
from flows.rules.cases import Violation, folded_employer
from flows.rules.field_order import FieldOrder, Window
from storage.reports.case_keys import CaseKeys, open_case_keys
from storage.reports.case_values import Case, Kept
from storage.reports.cases import Cases
from storage.reports.envelopes import Direction, Unopenable, check_writer, open_words
from storage.reports.epochs import EpochKeys, Locked

NOT_LISTED: Final = "-"  # an inspector looked, and the register does not have the employer


@dataclass(frozen=True, slots=True)
class AtWork:
    """An inspector with unlocked keys, by epoch; only ever in memory."""

    inspector: str
    keys: Mapping[str, EpochKeys] = field(repr=False)

    def epoch(self, epoch: str) -> EpochKeys:
        """Return the keys of an epoch.

        Raises:
            Locked: they were not unlocked, or are destroyed.
        """
        if epoch not in self.keys:
            raise Locked(self.inspector)
        return self.keys[epoch]


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """Everything an inspector reads of a case."""

    case: Case
    keys: CaseKeys = field(repr=False)
    statement: Statement = field(repr=False)
    lines: Sequence[Line] = field(repr=False)
    notes: Sequence[Line] = field(repr=False)
    photo_key: bytes | None = field(repr=False)
    missing: tuple[int, ...]  # numbers of messages somebody took out of the store

    def said_by_reporter(self) -> tuple[str, ...]:
        """Return all words of the reporter, which no order may carry."""
        own = (line.words for line in self.lines if line.direction is Direction.FROM_REPORTER)
        return (*own, self.statement.sector)

    @property
    def taken_for(self) -> str | None:
        """Return the NIB an inspector took the employer for, if one did; may be ``NOT_LISTED``."""
        taken = (line.words for line in self.notes if line.direction is Direction.TAKEN)
        return next(reversed(tuple(taken)), None)

    def to_reporter(self) -> PublicKey:
        """Return the key of the dialogue."""
        return PublicKey(self.case.case_public)

    def to_office(self) -> PublicKey:
        """Return the key of what inspectors write among themselves."""
        return PublicKey(self.case.office_public)


def open_case(
    case: Case,
    sealed: bytes,
    kept: Sequence[Kept],
    *,
    at_work: AtWork,
    writers: Sequence[VerifyKey],
) -> OpenedCase:
    """Open a case with an inspector's keys.

    Raises:
        Locked: the keys of its epoch are not at hand.
        Unopenable: something in it was moved, changed or not signed.
    """
    own = at_work.epoch(case.epoch)
    keys = open_case_keys(sealed, case.id, at_work.inspector.encode(), own.opening)
    opening, reporter = _opening(kept, keys)
    if keys.office is None:
        raise Unopenable
    return OpenedCase(
        case=case,
        keys=keys,
        statement=opening.statement,
        lines=readable_lines(kept, keys.dialogue, reporter, writers),
        notes=office_lines(kept, keys.office, writers),
        photo_key=opening.photo_key,
        missing=missing_numbers(kept),
    )


async def employer_of(cases: Cases, case: Case, at_work: AtWork) -> str:
    """Open the name of the employer a case is about, and nothing that was said since.

    Raises:
        NotKept: the inspector holds no key to it.
        Locked, Unopenable: as in ``open_case``.
    """
    sealed, kept = (
        await cases.sealed_key(case.id, at_work.inspector),
        await cases.messages(case.id),
    )
    own = at_work.epoch(case.epoch)
    keys = open_case_keys(sealed, case.id, at_work.inspector.encode(), own.opening)
    return _opening(kept, keys)[0].statement.employer


def _opening(kept: Sequence[Kept], keys: CaseKeys) -> tuple[Opening, VerifyKey]:
    if not kept:
        raise Unopenable
    first = kept[0]
    words, signature = open_words(first.sealed, first.place, keys.dialogue)
    opening = unpack_opening(words)
    try:
        reporter = VerifyKey(opening.reporter)
    except (CryptoError, ValueError, TypeError):
        raise Unopenable from None
    check_writer(words, signature, first.place, reporter)
    return opening, reporter


def cluster_tag(case: bytes, statement: Statement, cluster_key: bytes) -> bytes:
    """Name the workplace of a case under the inspectors' key, so that cases meet.

    Branches of a chain are told apart by their district. Where nothing but a legal form was
    written there is no name to meet by, and the case stands alone.
    """
    employer = folded_employer(statement.employer)
    name = f"{employer}|{statement.district}".encode() if employer else case
    made: bytes = blake2b(name, digest_size=16, key=cluster_key, encoder=RawEncoder)
    return made


def pack_order(order: FieldOrder) -> bytes:
    """Write a field order for its envelope."""
    packed = {**asdict(order), "day": order.day.isoformat()}
    return json.dumps(packed, ensure_ascii=False).encode()


def unpack_order(words: str) -> FieldOrder:
    """Read a field order from its envelope."""
    packed = json.loads(words)
    return FieldOrder(
        employer=packed["employer"],
        address=packed["address"],
        violation=Violation(packed["violation"]),
        day=date.fromisoformat(packed["day"]),
        window=Window(packed["window"]),
        instruction=packed["instruction"],
    )

"""What a report says, as it is written into the first envelope of its case.

There is no field for a person, and reading one back refuses fields it does not know.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field

from flows.dialogue import Answers
from flows.reporting import report
from flows.rules.cases import Violation
from storage.reports.envelopes import Unopenable


@dataclass(frozen=True, slots=True)
class Statement:
    """One report, as told."""

    employer: str
    address: str
    regency: str
    district: str
    sector: str
    violation: Violation
    when: str
    how_many: str
    story: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """The first message of a case: the statement, and the keys it introduces."""

    statement: Statement
    reporter: bytes = field(repr=False)  # what the reporter adds is checked with it
    photo_key: bytes | None = field(default=None, repr=False)


def statement_of(answers: Answers) -> Statement:
    """Take the statement out of complete answers."""
    return Statement(
        employer=answers.get(report.EMPLOYER) or "",
        address=answers.get(report.ADDRESS) or "",
        regency=answers.get(report.REGENCY) or "",
        district=answers.get(report.DISTRICT) or "",
        sector=answers.get(report.SECTOR) or "",
        violation=Violation(answers.get(report.VIOLATION) or ""),
        when=answers.get(report.WHEN) or "",
        how_many=answers.get(report.HOW_MANY) or "",
        story=answers.get(report.STORY) or "",
    )


def pack_opening(opening: Opening) -> bytes:
    """Write the first message of a case."""
    photo = opening.photo_key
    packed = {
        "statement": asdict(opening.statement),
        "reporter": base64.b64encode(opening.reporter).decode(),
        "photo_key": base64.b64encode(photo).decode() if photo else None,
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_opening(words: bytes) -> Opening:
    """Read the first message of a case.

    Raises:
        Unopenable: it is not one.
    """
    try:
        packed = json.loads(words)
        told = packed["statement"]
        statement = Statement(**{**told, "violation": Violation(told["violation"])})
        photo = packed["photo_key"]
        return Opening(
            statement,
            base64.b64decode(packed["reporter"]),
            base64.b64decode(photo) if photo else None,
        )
    except (ValueError, KeyError, TypeError):
        raise Unopenable from None

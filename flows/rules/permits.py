"""A permit: what one employee shows, and whether it still stands.

A serial is never used twice. A permit is suspended while something is looked into, and revoked
or replaced for good; expiry is no status, it is written in the permit itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class PermitStatus(StrEnum):
    """Whether a permit stands."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    REPLACED = "replaced"  # a corrected permit with another serial took its place


ROADS: Final[Mapping[PermitStatus, frozenset[PermitStatus]]] = MappingProxyType(
    {
        PermitStatus.VALID: frozenset(
            {PermitStatus.SUSPENDED, PermitStatus.REVOKED, PermitStatus.REPLACED}
        ),
        PermitStatus.SUSPENDED: frozenset({PermitStatus.VALID, PermitStatus.REVOKED}),
        PermitStatus.REVOKED: frozenset(),
        PermitStatus.REPLACED: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit for one employee. Its days are days in Jakarta, its times UTC."""

    serial: int
    control_code: str
    application: str
    holder: str = field(repr=False)
    nik: str = field(repr=False)
    company: str
    sector: str
    valid_from: date
    valid_until: date
    token: str = field(repr=False)  # the signed text of the code
    issued_at: datetime
    policy_version: str
    area: int
    status: PermitStatus = PermitStatus.VALID
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Every serial that does not stand, as of a change number that only grows."""

    sequence: int
    highest: int  # the last serial given out
    revoked: tuple[int, ...]
    suspended: tuple[int, ...]


def may_move(status: PermitStatus, to: PermitStatus) -> bool:
    """Tell whether a road leads from one status to another."""
    return to in ROADS[status]

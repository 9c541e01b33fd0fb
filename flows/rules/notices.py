"""A notice: a message we owe somebody, promised together with the fact it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum


class Priority(IntEnum):
    """Who waits longest when not everything can be sent at once."""

    REPLY = 0
    NOTICE = 1
    BROADCAST = 2


class NoticeStatus(StrEnum):
    """What became of a notice."""

    OWED = "owed"
    SENT = "sent"
    UNREACHABLE = "unreachable"  # the person blocked the assistant


@dataclass(frozen=True, slots=True)
class Notice:
    """One message owed. ``once`` names the promise: the same one is never made twice."""

    once: str
    chat: int = field(repr=False)
    key: str  # of the text catalogue
    due: datetime
    args: Mapping[str, str | int] = field(default_factory=dict, repr=False)
    kind: str = "text"  # or a thing the sender draws: permits, roster_result
    priority: Priority = Priority.NOTICE
    attempts: int = 0
    status: NoticeStatus = NoticeStatus.OWED

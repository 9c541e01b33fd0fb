"""Unit: one transaction with every drawer in it; all of it is kept, or nothing.

``async with database.unit() as unit:`` commits on a clean exit only.
"""

from __future__ import annotations

from typing import Final

from storage.applications import Applications
from storage.audit import Audit
from storage.companies import Companies
from storage.consents import Consents
from storage.conversations import Conversations
from storage.drawer import Drawer
from storage.endings import Endings
from storage.files import Files
from storage.lessons import Lessons
from storage.logins import Logins
from storage.officers import Officers
from storage.outbox import Outbox
from storage.permits import Permits
from storage.queue import Queue
from storage.references import References
from storage.rosters import Rosters
from storage.seen import Seen
from storage.unmatched import UnmatchedQuestions


class Unit:
    """The drawers, all inside the same open transaction."""

    def __init__(self, drawer: Drawer) -> None:
        self.conversations: Final = Conversations(drawer)
        self.seen: Final = Seen(drawer)
        self.consents: Final = Consents(drawer)
        self.companies: Final = Companies(drawer)
        self.references: Final = References(drawer)
        self.rosters: Final = Rosters(drawer)
        self.applications: Final = Applications(drawer)
        self.queue: Final = Queue(drawer)
        self.permits: Final = Permits(drawer)
        self.officers: Final = Officers(drawer)
        self.logins: Final = Logins(drawer)
        self.audit: Final = Audit(drawer)
        self.outbox: Final = Outbox(drawer)
        self.files: Final = Files(drawer)
        self.unmatched: Final = UnmatchedQuestions(drawer)
        self.lessons: Final = Lessons(drawer)
        self.endings: Final = Endings(drawer)

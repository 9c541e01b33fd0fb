"""The schema on one page: what is kept, under which keys, and what can never be.

Sealed columns hold ciphertext only; ``blind`` columns hold keyed hashes for look-ups. What the
law of the product forbids is forbidden by the database too: two open applications for one
workplace, one officer as both pairs of eyes, two standing permits for one employee of an
application, a changed line of the audit.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import CheckConstraint, Index, LargeBinary, MetaData, Text, text
from sqlmodel import Field, SQLModel

from storage.columns import BigNumber, Utc

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
GIVEN: Final[dict[str, Any]] = {"autoincrement": False}  # numbers come from the caller
STANDING_STATUSES: Final = "'valid', 'suspended'"
OPEN_STATUSES: Final = "'submitted', 'in_review', 'second_look', 'returned', 'decided'"


def one_of_each(name: str, *columns: str, statuses: str) -> Index:
    """Forbid two rows alike in these columns while both are in one of the statuses."""
    among = text(f"status IN ({statuses})")
    return Index(name, *columns, unique=True, sqlite_where=among, postgresql_where=among)


class Row(SQLModel):
    """A row of the registration store; reports have a store of their own."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class ChatRow(Row, table=True):
    """A chat: its language, the conversation in front, whether it can be reached."""

    __tablename__ = "chats"
    chat: int = Field(primary_key=True, sa_type=BigNumber, sa_column_kwargs=GIVEN)
    language: str | None = None  # None: nobody chose one yet
    focus: str | None = None
    unreachable_since: datetime | None = Field(default=None, sa_type=Utc)


class SessionRow(Row, table=True):
    """The session of one conversation in one chat."""

    __tablename__ = "sessions"
    chat: int = Field(primary_key=True, sa_type=BigNumber)
    flow: str = Field(primary_key=True)
    revision: int
    sealed: bytes = Field(sa_type=LargeBinary)
    saved_at: datetime = Field(sa_type=Utc, index=True)


class SeenRow(Row, table=True):
    """An update of Telegram that was taken."""

    __tablename__ = "seen"
    update_id: int = Field(primary_key=True, sa_type=BigNumber, sa_column_kwargs=GIVEN)
    at: datetime = Field(sa_type=Utc, index=True)


class ConsentRow(Row, table=True):
    """What somebody agreed to, when, and by which button."""

    __tablename__ = "consents"
    chat: int = Field(primary_key=True, sa_type=BigNumber)
    purpose: str = Field(primary_key=True)
    notice: str = Field(primary_key=True)
    button: str
    given_at: datetime = Field(sa_type=Utc)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Utc)


class CompanyRow(Row, table=True):
    """A company."""

    __tablename__ = "companies"
    nib: str = Field(primary_key=True)
    name: str


class WorkplaceRow(Row, table=True):
    """An address of a company."""

    __tablename__ = "workplaces"
    id: str = Field(primary_key=True)
    nib: str = Field(foreign_key="companies.nib", index=True)
    address: str
    city: str
    district: str


class RepresentativeRow(Row, table=True):
    """Who may speak for a company."""

    __tablename__ = "representatives"
    chat: int = Field(primary_key=True, sa_type=BigNumber)
    nib: str = Field(primary_key=True, foreign_key="companies.nib", index=True)
    since: datetime = Field(sa_type=Utc)


class ApplicationRow(Row, table=True):
    """A company's request."""

    __tablename__ = "applications"
    __table_args__ = (
        one_of_each("uq_applications_open", "nib", "workplace", statuses=OPEN_STATUSES),
        CheckConstraint("maker <> checker", name="four_eyes"),
        Index("ix_applications_status_due_at", "status", "due_at"),
        Index("ix_applications_nib_submitted_at", "nib", "submitted_at"),
        Index("ix_applications_workplace_submitted_at", "workplace", "submitted_at"),
    )
    reference: str = Field(primary_key=True)
    chat: int = Field(sa_type=BigNumber, index=True)
    nib: str = Field(foreign_key="companies.nib")
    company: str
    workplace: str = Field(foreign_key="workplaces.id")
    sector: str
    policy_version: str
    submitted_at: datetime = Field(sa_type=Utc, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    asked: str = Field(sa_type=Text)
    outcome: str
    risks: str = Field(sa_type=Text)
    four_eyes: bool
    complete_at: datetime | None = Field(default=None, sa_type=Utc)
    due_at: datetime | None = Field(default=None, sa_type=Utc)
    status: str
    version: int
    officer: str | None = None
    leased_until: datetime | None = Field(default=None, sa_type=Utc)
    proposed: str | None = None
    maker: str | None = None
    checker: str | None = None
    automatic: bool
    reason: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=Utc, index=True)
    decided_under: str | None = None
    settled_by: str | None = None


class StepRow(Row, table=True):
    """One move of an application."""

    __tablename__ = "steps"
    application: str = Field(primary_key=True, foreign_key="applications.reference")
    version: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Utc)
    by: str
    before: str | None = None
    after: str
    reason: str | None = None


class RosterRow(Row, table=True):
    """One employee of a draft or an application."""

    __tablename__ = "roster"
    __table_args__ = (Index("uq_roster_owner_position", "owner", "position", unique=True),)
    owner: str = Field(primary_key=True)
    blind: bytes = Field(primary_key=True, sa_type=LargeBinary)
    position: int
    unit: str
    sealed: bytes = Field(sa_type=LargeBinary)
    decision: str
    reason: str | None = None


class PermitRow(Row, table=True):
    """One permit."""

    __tablename__ = "permits"
    __table_args__ = (
        one_of_each("uq_permits_standing", "application", "blind", statuses=STANDING_STATUSES),
        Index("ix_permits_application_blind", "application", "blind"),
    )
    serial: int = Field(primary_key=True, sa_type=BigNumber, sa_column_kwargs=GIVEN)
    control_code: str = Field(unique=True)
    application: str = Field(foreign_key="applications.reference")
    blind: bytes = Field(sa_type=LargeBinary, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    company: str
    sector: str
    area: int
    policy_version: str
    valid_from: date
    valid_until: date = Field(index=True)
    issued_at: datetime = Field(sa_type=Utc)
    status: str = Field(index=True)
    reason: str | None = None
    changed: int = Field(default=0, sa_type=BigNumber)


class CounterRow(Row, table=True):
    """A number that only grows: serials given out, changes of standing."""

    __tablename__ = "counters"
    name: str = Field(primary_key=True)
    value: int = Field(sa_type=BigNumber)


class OfficerRow(Row, table=True):
    """Somebody with a login."""

    __tablename__ = "officers"
    name: str = Field(primary_key=True)
    roles: str
    password: str
    is_disabled: bool


class LoginRow(Row, table=True):
    """One login of one officer, known by the hash of its token."""

    __tablename__ = "logins"
    token: bytes = Field(primary_key=True, sa_type=LargeBinary)
    officer: str = Field(foreign_key="officers.name", index=True)
    began_at: datetime = Field(sa_type=Utc)
    used_at: datetime = Field(sa_type=Utc, index=True)


class AuditRow(Row, table=True):
    """One line of the audit, chained to the line before."""

    __tablename__ = "audit"
    number: int = Field(primary_key=True, sa_type=BigNumber, sa_column_kwargs=GIVEN)
    at: str
    actor: str
    act: str
    subject: str = Field(index=True)
    facts: str = Field(sa_type=Text)
    previous: str
    hash: str


class AuditHeadRow(Row, table=True):
    """Where the chain ends; the one lock every writer of the audit takes."""

    __tablename__ = "audit_head"
    id: int = Field(primary_key=True, sa_column_kwargs=GIVEN)
    number: int = Field(sa_type=BigNumber)
    hash: str


class NoticeRow(Row, table=True):
    """A message owed."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_owed", "status", "priority", "due"),)
    once: str = Field(primary_key=True)
    chat: int = Field(sa_type=BigNumber, index=True)
    key: str
    args: str = Field(sa_type=Text)
    kind: str
    priority: int
    due: datetime = Field(sa_type=Utc)
    held_until: datetime | None = Field(default=None, sa_type=Utc)
    attempts: int
    status: str
    closed_at: datetime | None = Field(default=None, sa_type=Utc)


class PauseRow(Row, table=True):
    """A chat that Telegram told us to leave alone for a while."""

    __tablename__ = "pauses"
    chat: int = Field(primary_key=True, sa_type=BigNumber, sa_column_kwargs=GIVEN)
    until: datetime = Field(sa_type=Utc)


class FileRow(Row, table=True):
    """A file somebody handed in, sealed."""

    __tablename__ = "files"
    owner: str = Field(primary_key=True)
    sha256: str = Field(primary_key=True)
    media_type: str
    size: int
    kept_at: datetime = Field(sa_type=Utc, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)


class ProbeRow(Row, table=True):
    """A known word sealed with each key, so that a wrong key is found at the start."""

    __tablename__ = "probes"
    version: int = Field(primary_key=True, sa_column_kwargs=GIVEN)
    sealed: bytes = Field(sa_type=LargeBinary)

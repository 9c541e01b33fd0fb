"""Everything kept of reports, on one page: no person, no chat, no time finer than a day.

The tables have their own metadata and their own database. On SQLite they have no row numbers,
so that not even the order of arrival is written down. Whoever adds a column here must first
explain it to the test that lists them all.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

ORDERLESS: Final = {"sqlite_with_rowid": False}


class ReportTable(SQLModel):
    """The root of the tables of reports, apart from all other tables."""

    metadata = MetaData()


class CaseRow(ReportTable, table=True):
    """One case. What is not sealed is what a queue must be sorted by."""

    __tablename__ = "report_case"
    __table_args__ = ORDERLESS
    id: bytes = Field(primary_key=True)
    lookup: bytes = Field(unique=True)
    reporter_public: bytes
    case_public: bytes
    office_public: bytes
    epoch: str = Field(index=True)
    day_created: date
    day_purge: date = Field(index=True)
    status: str = Field(index=True)
    version: int
    envelopes: int
    priority: int | None = None
    cluster_tag: bytes | None = Field(default=None, index=True)
    district: str | None = None
    violation: str | None = None
    assigned_to: str | None = None
    reason: str | None = None
    measure: str | None = None
    closing_asked_by: str | None = None


class CaseKeyRow(ReportTable, table=True):
    """The key of a case, sealed to one holder."""

    __tablename__ = "report_case_key"
    __table_args__ = ORDERLESS
    case_id: bytes = Field(primary_key=True)
    holder: str = Field(primary_key=True)
    sealed: bytes


class EnvelopeRow(ReportTable, table=True):
    """One sealed message of a case."""

    __tablename__ = "report_envelope"
    __table_args__ = ORDERLESS
    case_id: bytes = Field(primary_key=True)
    number: int = Field(primary_key=True)
    direction: int
    sealed: bytes
    day: date


class PhotoRow(ReportTable, table=True):
    """One sealed photo of a case."""

    __tablename__ = "report_photo"
    __table_args__ = ORDERLESS
    case_id: bytes = Field(primary_key=True)
    sealed: bytes


class InspectorRow(ReportTable, table=True):
    """An inspector, by working name."""

    __tablename__ = "report_inspector"
    __table_args__ = ORDERLESS
    id: str = Field(primary_key=True)
    role: str
    disabled: bool = False


class InspectorKeyRow(ReportTable, table=True):
    """An inspector's certified public keys for one epoch."""

    __tablename__ = "report_inspector_key"
    __table_args__ = ORDERLESS
    inspector: str = Field(primary_key=True)
    epoch: str = Field(primary_key=True)
    opening: bytes
    signing: bytes
    signature: bytes
    sealed_cluster_key: bytes


class ConflictRow(ReportTable, table=True):
    """An employer an inspector must not judge, as keyed tags of the words of its name."""

    __tablename__ = "report_conflict"
    __table_args__ = ORDERLESS
    inspector: str = Field(primary_key=True)
    employer_tag: bytes = Field(primary_key=True)


class FieldOrderRow(ReportTable, table=True):
    """Who wrote and approved an order, and if it was taken back; an envelope has its words."""

    __tablename__ = "report_field_order"
    __table_args__ = ORDERLESS
    case_id: bytes = Field(primary_key=True)
    envelope: int = Field(primary_key=True)
    written_by: str
    approved_by: str | None = None
    revoked: bool = False


class CaseAuditRow(ReportTable, table=True):
    """What an officer did, chained to what was done before; never what a reporter did."""

    __tablename__ = "report_case_audit"
    number: int = Field(primary_key=True)
    at: datetime
    inspector: str
    act: str
    case_id: bytes | None = None
    before: bytes
    chained: bytes

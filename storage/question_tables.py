"""The schema of questions: what was asked without people, and what officers taught.

A part of the schema in ``storage/tables.py``; it stands apart because nothing in it belongs to
anybody, and nothing refers to it.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Text
from sqlmodel import Field

from storage.columns import Utc
from storage.tables import GIVEN, Row, one_of_each


class UnmatchedRow(Row, table=True):
    """A text that was not answered at once, on one day; nothing of who wrote it."""

    __tablename__ = "unmatched"
    __table_args__ = ({"sqlite_with_rowid": False},)  # no number tells who asked first
    text: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    day: date = Field(primary_key=True, index=True)
    reason: str
    offered: str = Field(sa_type=Text)
    times: int


class TapRow(Row, table=True):
    """How often a question was tapped after a text, on one day."""

    __tablename__ = "unmatched_taps"
    __table_args__ = ({"sqlite_with_rowid": False},)
    text: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    day: date = Field(primary_key=True, index=True)
    word: str = Field(primary_key=True)
    times: int


class LessonRow(Row, table=True):
    """Something officers taught the assistant, or want to."""

    __tablename__ = "lessons"
    __table_args__ = (
        one_of_each("uq_lessons_in_force", "key", statuses="'in_force'"),
        CheckConstraint("maker <> checker", name="four_eyes"),
    )
    number: int = Field(primary_key=True, sa_column_kwargs=GIVEN)
    phrase: str
    key: str
    intent: str
    written_id: str | None = Field(default=None, sa_type=Text)
    written_en: str | None = Field(default=None, sa_type=Text)
    status: str = Field(index=True)
    maker: str
    checker: str | None = None
    proposed_at: datetime = Field(sa_type=Utc)
    decided_at: datetime | None = Field(default=None, sa_type=Utc)
    version: int

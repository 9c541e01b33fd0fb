"""Questions that were not answered at once are kept without people, and officers teach."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_unmatched()
    make_lessons()


def make_unmatched() -> None:
    op.create_table(
        "unmatched",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("offered", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("text", "language", "day", name=op.f("pk_unmatched")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unmatched_day"), "unmatched", ["day"])
    op.create_table(
        "unmatched_taps",
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("text", "language", "day", "word", name=op.f("pk_unmatched_taps")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unmatched_taps_day"), "unmatched_taps", ["day"])


def make_lessons() -> None:
    op.create_table(
        "lessons",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("intent", sa.String(), nullable=False),
        sa.Column("written_id", sa.Text(), nullable=True),
        sa.Column("written_en", sa.Text(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("maker", sa.String(), nullable=False),
        sa.Column("checker", sa.String(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("maker <> checker", name=op.f("ck_lessons_four_eyes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lessons")),
    )
    op.create_index(op.f("ix_lessons_status"), "lessons", ["status"])
    op.create_index(
        "uq_lessons_in_force",
        "lessons",
        ["key"],
        unique=True,
        sqlite_where=sa.text("status IN ('in_force')"),
        postgresql_where=sa.text("status IN ('in_force')"),
    )

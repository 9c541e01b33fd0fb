"""The first tables of the store of reports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_report_case()
    _make_report_case_audit()
    _make_report_case_key()
    _make_report_conflict()
    _make_report_envelope()
    _make_report_field_order()
    _make_report_inspector()
    _make_report_inspector_key()
    _make_report_photo()


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("report_photo")
    op.drop_table("report_inspector_key")
    op.drop_table("report_inspector")
    op.drop_table("report_field_order")
    op.drop_table("report_envelope")
    op.drop_table("report_conflict")
    op.drop_table("report_case_key")
    op.drop_table("report_case_audit")
    op.drop_table("report_case")


def _make_report_case() -> None:
    op.create_table(
        "report_case",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("reporter_public", sa.LargeBinary(), nullable=False),
        sa.Column("case_public", sa.LargeBinary(), nullable=False),
        sa.Column("office_public", sa.LargeBinary(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("day_created", sa.Date(), nullable=False),
        sa.Column("day_purge", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("envelopes", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=True),
        sa.Column("cluster_tag", sa.LargeBinary(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("violation", sa.String(), nullable=True),
        sa.Column("assigned_to", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("closing_asked_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("lookup"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_report_case_cluster_tag"), "report_case", ["cluster_tag"], unique=False
    )
    op.create_index(op.f("ix_report_case_day_purge"), "report_case", ["day_purge"], unique=False)
    op.create_index(op.f("ix_report_case_epoch"), "report_case", ["epoch"], unique=False)
    op.create_index(op.f("ix_report_case_status"), "report_case", ["status"], unique=False)


def _make_report_case_audit() -> None:
    op.create_table(
        "report_case_audit",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inspector", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("case_id", sa.LargeBinary(), nullable=True),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("chained", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )


def _make_report_case_key() -> None:
    op.create_table(
        "report_case_key",
        sa.Column("case_id", sa.LargeBinary(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "holder"),
        sqlite_with_rowid=False,
    )


def _make_report_conflict() -> None:
    op.create_table(
        "report_conflict",
        sa.Column("inspector", sa.String(), nullable=False),
        sa.Column("employer_tag", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("inspector", "employer_tag"),
        sqlite_with_rowid=False,
    )


def _make_report_envelope() -> None:
    op.create_table(
        "report_envelope",
        sa.Column("case_id", sa.LargeBinary(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "number"),
        sqlite_with_rowid=False,
    )


def _make_report_field_order() -> None:
    op.create_table(
        "report_field_order",
        sa.Column("case_id", sa.LargeBinary(), nullable=False),
        sa.Column("envelope", sa.Integer(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "envelope"),
        sqlite_with_rowid=False,
    )


def _make_report_inspector() -> None:
    op.create_table(
        "report_inspector",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _make_report_inspector_key() -> None:
    op.create_table(
        "report_inspector_key",
        sa.Column("inspector", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("opening", sa.LargeBinary(), nullable=False),
        sa.Column("signing", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_cluster_key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("inspector", "epoch"),
        sqlite_with_rowid=False,
    )


def _make_report_photo() -> None:
    op.create_table(
        "report_photo",
        sa.Column("case_id", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
        sqlite_with_rowid=False,
    )

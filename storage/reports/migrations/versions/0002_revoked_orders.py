"""An order that was taken back says so itself, and no later step of its case brings it back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GONE_ON = ("disposed", "acting", "closed")


def upgrade() -> None:
    """Add the mark; of earlier releases, only a last order whose case went on is in force."""
    op.add_column(
        "report_field_order",
        sa.Column("revoked", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    names = ("case_id", "envelope", "approved_by", "revoked")
    orders = sa.table("report_field_order", *map(sa.column, names))
    cases = sa.table("report_case", sa.column("id"), sa.column("status"))
    later = orders.alias()
    was_replaced = sa.exists().where(
        later.c.case_id == orders.c.case_id,
        later.c.envelope > orders.c.envelope,
        later.c.approved_by.is_not(None),
    )
    went_on = orders.c.case_id.in_(sa.select(cases.c.id).where(cases.c.status.in_(GONE_ON)))
    op.execute(
        orders.update()
        .where(orders.c.approved_by.is_not(None), sa.or_(was_replaced, ~went_on))
        .values(revoked=sa.true())
    )


def downgrade() -> None:
    """Take the mark away."""
    op.drop_column("report_field_order", "revoked")

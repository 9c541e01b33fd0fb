"""A decision names the rules it was taken under, and who named the sector if an officer did."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("decided_under", "settled_by"):
        op.add_column("applications", sa.Column(column, sa.String(), nullable=True))

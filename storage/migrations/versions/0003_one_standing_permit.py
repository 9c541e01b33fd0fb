"""One employee of an application has one permit that stands, and who has one is quickly found."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STANDING = sa.text("status IN ('valid', 'suspended')")


def upgrade() -> None:
    op.create_index(
        "uq_permits_standing",
        "permits",
        ["application", "blind"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.drop_index("ix_permits_application", "permits")
    op.create_index("ix_permits_application_blind", "permits", ["application", "blind"])

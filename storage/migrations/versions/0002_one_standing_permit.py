"""One employee of an application has one permit that stands, whoever issues at the same time."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
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

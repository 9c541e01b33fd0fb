"""What was handed in or decided on a day is found without reading every application."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("decided_at", "submitted_at"):
        op.create_index(f"ix_applications_{column}", "applications", [column])

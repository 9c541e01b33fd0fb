"""What a company asked for, and for which workplace, is found without reading every application."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("nib", "workplace"):
        name = f"ix_applications_{column}_submitted_at"
        op.create_index(name, "applications", [column, "submitted_at"])

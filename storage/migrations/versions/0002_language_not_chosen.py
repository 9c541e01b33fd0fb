"""A chat may not have chosen a language yet; then it is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chats") as table:
        table.alter_column("language", existing_type=sa.String(), nullable=True)

"""What Alembic runs: it migrates over the connection it is handed."""

from __future__ import annotations

from alembic import context

from storage.question_tables import LessonRow

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=LessonRow.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's transaction holds it all
    compare_type=True,
)
context.run_migrations()

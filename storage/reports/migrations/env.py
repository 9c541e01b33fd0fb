"""Runs the migrations of the store of reports on a connection that is handed in."""

from alembic import context

from storage.reports.tables import ReportTable

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=ReportTable.metadata,
    version_table="report_version",
)
with context.begin_transaction():
    context.run_migrations()

"""The first schema: conversations, applications, permits, officers, audit, outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER audit_{act}_refused BEFORE {act} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
"""
REFUSAL = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER audit_change_refused BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
"""


def upgrade() -> None:
    make_talks()
    make_companies()
    make_applications()
    make_employees()
    make_office()
    make_the_rest()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(REFUSAL)
        op.execute(POSTGRESQL)
    else:
        for act in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(act=act))


def make_talks() -> None:
    op.create_table('chats',
    sa.Column('chat', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('focus', sa.String(), nullable=True),
    sa.Column('unreachable_since', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('chat', name=op.f('pk_chats'))
    )
    op.create_table('sessions',
    sa.Column('chat', sa.BigInteger(), nullable=False),
    sa.Column('flow', sa.String(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('chat', 'flow', name=op.f('pk_sessions'))
    )
    op.create_index(op.f('ix_sessions_saved_at'), 'sessions', ['saved_at'], unique=False)
    op.create_table('seen',
    sa.Column('update_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('update_id', name=op.f('pk_seen'))
    )
    op.create_index(op.f('ix_seen_at'), 'seen', ['at'], unique=False)
    op.create_table('consents',
    sa.Column('chat', sa.BigInteger(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('notice', sa.String(), nullable=False),
    sa.Column('button', sa.String(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('chat', 'purpose', 'notice', name=op.f('pk_consents'))
    )


def make_companies() -> None:
    op.create_table('companies',
    sa.Column('nib', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('nib', name=op.f('pk_companies'))
    )
    op.create_table('workplaces',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('nib', sa.String(), nullable=False),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('city', sa.String(), nullable=False),
    sa.Column('district', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['nib'], ['companies.nib'], name=op.f('fk_workplaces_nib')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workplaces'))
    )
    op.create_index(op.f('ix_workplaces_nib'), 'workplaces', ['nib'], unique=False)
    op.create_table('representatives',
    sa.Column('chat', sa.BigInteger(), nullable=False),
    sa.Column('nib', sa.String(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['nib'], ['companies.nib'], name=op.f('fk_representatives_nib')),
    sa.PrimaryKeyConstraint('chat', 'nib', name=op.f('pk_representatives'))
    )
    op.create_index(op.f('ix_representatives_nib'), 'representatives', ['nib'], unique=False)


def make_applications() -> None:
    op.create_table('applications',
    sa.Column('reference', sa.String(), nullable=False),
    sa.Column('chat', sa.BigInteger(), nullable=False),
    sa.Column('nib', sa.String(), nullable=False),
    sa.Column('company', sa.String(), nullable=False),
    sa.Column('workplace', sa.String(), nullable=False),
    sa.Column('sector', sa.String(), nullable=False),
    sa.Column('policy_version', sa.String(), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('asked', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('risks', sa.Text(), nullable=False),
    sa.Column('four_eyes', sa.Boolean(), nullable=False),
    sa.Column('complete_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('officer', sa.String(), nullable=True),
    sa.Column('leased_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('proposed', sa.String(), nullable=True),
    sa.Column('maker', sa.String(), nullable=True),
    sa.Column('checker', sa.String(), nullable=True),
    sa.Column('automatic', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('maker <> checker', name=op.f('ck_applications_four_eyes')),
    sa.ForeignKeyConstraint(['nib'], ['companies.nib'], name=op.f('fk_applications_nib')),
    sa.ForeignKeyConstraint(['workplace'], ['workplaces.id'], name=op.f('fk_applications_workplace')),
    sa.PrimaryKeyConstraint('reference', name=op.f('pk_applications'))
    )
    op.create_index(op.f('ix_applications_chat'), 'applications', ['chat'], unique=False)
    op.create_index(op.f('ix_applications_decided_at'), 'applications', ['decided_at'], unique=False)
    op.create_index(op.f('ix_applications_submitted_at'), 'applications', ['submitted_at'], unique=False)
    op.create_index('ix_applications_status_due_at', 'applications', ['status', 'due_at'], unique=False)
    op.create_index('uq_applications_open', 'applications', ['nib', 'workplace'], unique=True, sqlite_where=sa.text("status IN ('submitted', 'in_review', 'second_look', 'returned', 'decided')"), postgresql_where=sa.text("status IN ('submitted', 'in_review', 'second_look', 'returned', 'decided')"))
    op.create_table('steps',
    sa.Column('application', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('before', sa.String(), nullable=True),
    sa.Column('after', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['application'], ['applications.reference'], name=op.f('fk_steps_application')),
    sa.PrimaryKeyConstraint('application', 'version', name=op.f('pk_steps'))
    )


def make_employees() -> None:
    op.create_table('roster',
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('blind', sa.LargeBinary(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('decision', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('owner', 'blind', name=op.f('pk_roster'))
    )
    op.create_index('uq_roster_owner_position', 'roster', ['owner', 'position'], unique=True)
    op.create_table('counters',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_counters'))
    )
    op.create_table('permits',
    sa.Column('serial', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('control_code', sa.String(), nullable=False),
    sa.Column('application', sa.String(), nullable=False),
    sa.Column('blind', sa.LargeBinary(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('company', sa.String(), nullable=False),
    sa.Column('sector', sa.String(), nullable=False),
    sa.Column('area', sa.Integer(), nullable=False),
    sa.Column('policy_version', sa.String(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('changed', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['application'], ['applications.reference'], name=op.f('fk_permits_application')),
    sa.PrimaryKeyConstraint('serial', name=op.f('pk_permits')),
    sa.UniqueConstraint('control_code', name=op.f('uq_permits_control_code'))
    )
    op.create_index(op.f('ix_permits_application'), 'permits', ['application'], unique=False)
    op.create_index(op.f('ix_permits_blind'), 'permits', ['blind'], unique=False)
    op.create_index(op.f('ix_permits_status'), 'permits', ['status'], unique=False)
    op.create_index(op.f('ix_permits_valid_until'), 'permits', ['valid_until'], unique=False)


def make_office() -> None:
    op.create_table('officers',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('roles', sa.String(), nullable=False),
    sa.Column('password', sa.String(), nullable=False),
    sa.Column('is_disabled', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_officers'))
    )
    op.create_table('logins',
    sa.Column('token', sa.LargeBinary(), nullable=False),
    sa.Column('officer', sa.String(), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['officer'], ['officers.name'], name=op.f('fk_logins_officer')),
    sa.PrimaryKeyConstraint('token', name=op.f('pk_logins'))
    )
    op.create_index(op.f('ix_logins_officer'), 'logins', ['officer'], unique=False)
    op.create_index(op.f('ix_logins_used_at'), 'logins', ['used_at'], unique=False)
    op.create_table('audit',
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('at', sa.String(), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('act', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('previous', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_audit'))
    )
    op.create_index(op.f('ix_audit_subject'), 'audit', ['subject'], unique=False)
    op.create_table('audit_head',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_head'))
    )


def make_the_rest() -> None:
    op.create_table('notices',
    sa.Column('once', sa.String(), nullable=False),
    sa.Column('chat', sa.BigInteger(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('args', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('due', sa.DateTime(timezone=True), nullable=False),
    sa.Column('held_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('once', name=op.f('pk_notices'))
    )
    op.create_index(op.f('ix_notices_chat'), 'notices', ['chat'], unique=False)
    op.create_index('ix_notices_owed', 'notices', ['status', 'priority', 'due'], unique=False)
    op.create_table('pauses',
    sa.Column('chat', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('chat', name=op.f('pk_pauses'))
    )
    op.create_table('files',
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('media_type', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('owner', 'sha256', name=op.f('pk_files'))
    )
    op.create_index(op.f('ix_files_kept_at'), 'files', ['kept_at'], unique=False)
    op.create_table('probes',
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_probes'))
    )

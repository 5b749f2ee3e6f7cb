"""What a delegation did, newest first, without going through every record."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ('delegation_id', 'on_behalf_of_id'):
        named = sa.text(f'{column} IS NOT NULL')
        op.create_index(
            f'ix_journal_entry_{column}', 'journal_entry', [column, 'at', 'id'],
            sqlite_where=named, postgresql_where=named,
        )


def downgrade() -> None:
    op.drop_index('ix_journal_entry_on_behalf_of_id', 'journal_entry')
    op.drop_index('ix_journal_entry_delegation_id', 'journal_entry')

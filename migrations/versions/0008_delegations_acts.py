"""What a delegation did, newest first, without going through every record; what is left of an index made anew."""

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
    op.create_table(
        'search_rest',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('plan_id', sa.Integer(), nullable=False),
        sa.Column('section_id', sa.Integer(), nullable=True),
        sa.Column('done', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_search_rest_plan_id_plan')),
        sa.ForeignKeyConstraint(['section_id'], ['section.id'], name=op.f('fk_search_rest_section_id_section')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_rest')),
    )


def downgrade() -> None:
    op.drop_table('search_rest')
    op.drop_index('ix_journal_entry_on_behalf_of_id', 'journal_entry')
    op.drop_index('ix_journal_entry_delegation_id', 'journal_entry')

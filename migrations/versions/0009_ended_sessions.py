"""Sessions somebody signed out of: no copy of their cookies opens them."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'ended_session',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('key', sa.String(length=32), nullable=False),
        sa.Column('until', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_ended_session')),
        sa.UniqueConstraint('key', name=op.f('uq_ended_session_key')),
    )


def downgrade() -> None:
    op.drop_table('ended_session')

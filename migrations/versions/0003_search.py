"""What is searched: pieces of texts and remarks, and the words they are found by. It is filled by the program itself."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'search_form',
        sa.Column('form', sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint('form', name=op.f('pk_search_form')),
    )
    op.create_table(
        'search_piece',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('plan_id', sa.Integer(), nullable=False),
        sa.Column('section_id', sa.Integer(), nullable=True),
        sa.Column('revision_id', sa.Integer(), nullable=True),
        sa.Column('comment_id', sa.Integer(), nullable=True),
        sa.Column('kind', sa.String(length=8), nullable=False),
        sa.Column('language', sa.String(length=35), nullable=False),
        sa.Column('paragraph', sa.Integer(), nullable=True),
        sa.Column('label', sa.String(length=20), nullable=True),
        sa.Column('number', sa.Integer(), nullable=True),
        sa.Column('until_number', sa.Integer(), nullable=True),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('digest', sa.BigInteger(), nullable=False),
        sa.Column('body', sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'title', 'summary', 'comment', 'answer')", name=op.f('ck_search_piece_kind')
        ),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_search_piece_plan_id_plan')),
        sa.ForeignKeyConstraint(['section_id'], ['section.id'], name=op.f('fk_search_piece_section_id_section')),
        sa.ForeignKeyConstraint(['revision_id'], ['revision.id'], name=op.f('fk_search_piece_revision_id_revision')),
        sa.ForeignKeyConstraint(['comment_id'], ['comment.id'], name=op.f('fk_search_piece_comment_id_comment')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_search_piece')),
    )
    op.create_index('ix_search_piece_standing', 'search_piece', ['section_id', 'language', 'until_number'])
    op.create_index(op.f('ix_search_piece_comment_id'), 'search_piece', ['comment_id'])
    op.create_index(op.f('ix_search_piece_plan_id_search_piece_label'), 'search_piece', ['plan_id', 'label'])
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(
            'CREATE TABLE search_words (id integer CONSTRAINT pk_search_words PRIMARY KEY, words tsvector NOT NULL)'
        )
        op.execute('CREATE INDEX ix_search_words_words ON search_words USING gin (words) WITH (fastupdate = off)')
    else:
        # The words come folded and cut, with a space between them; the table keeps where they stand and no text.
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5("
            "words, content = '', columnsize = 0, tokenize = \"ascii tokenchars '='\")"
        )


def downgrade() -> None:
    op.drop_table('search_words')
    op.drop_table('search_piece')
    op.drop_table('search_form')

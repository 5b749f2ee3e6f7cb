"""Who brought each word of a revision, and what revisions took out; worked out for the revisions there are."""

import json
from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

from wiki.text.replay import Written, replay
from wiki.text.runs import spell_runs

revision = "0004"
down_revision = '0002'
branch_labels = None
depends_on = None

BATCH = 200


def upgrade() -> None:
    op.create_table(
        "biography",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_biography_revision_id_revision")),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_biography")),
    )
    op.create_table(
        "taken_out",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("runs", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_taken_out_plan_id_plan")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_taken_out_section_id_section")),
        sa.PrimaryKeyConstraint("plan_id", "number", "place", name=op.f("pk_taken_out")),
    )
    op.create_index("ix_taken_out_digest", "taken_out", ["digest"])
    op.create_index("ix_taken_out_section_id_taken_out_number", "taken_out", ["section_id", "number"])
    fill(op.get_bind())


def downgrade() -> None:
    op.drop_table("taken_out")
    op.drop_table("biography")


def fill(connection: sa.Connection) -> None:
    """Tell the biographies of all revisions, plan by plan."""
    for (plan_id,) in connection.execute(sa.text("SELECT id FROM plan ORDER BY id")).all():
        rows: dict[int, tuple[int, int]] = {}
        for one, found in replay(_revisions(connection, plan_id, rows)):
            revision_id, section_id = rows.pop(one.number)
            connection.execute(
                sa.text("INSERT INTO biography (revision_id, runs) VALUES (:revision_id, :runs)"),
                {"revision_id": revision_id, "runs": spell_runs(found.runs)},
            )
            for place, gone in enumerate(found.gone):
                words, around = gone.key
                scope = [one.language, words] if around is None else [one.language, words, one.section, *around]
                connection.execute(
                    sa.text(
                        "INSERT INTO taken_out (plan_id, number, place, section_id, language, digest, words, runs) "
                        "VALUES (:plan_id, :number, :place, :section_id, :language, :digest, :words, :runs)"
                    ),
                    {
                        "plan_id": plan_id,
                        "number": one.number,
                        "place": place,
                        "section_id": section_id,
                        "language": one.language,
                        "digest": blake2b(json.dumps(scope).encode(), digest_size=16).hexdigest(),
                        "words": gone.text,
                        "runs": spell_runs(gone.runs),
                    },
                )


def _revisions(connection, plan_id, rows):
    asked = sa.text(
        "SELECT revision.id, revision.number, revision.language, journal_entry.act, section.id, section.number, "
        "revision.text_hash, text.body FROM revision "
        "JOIN section ON section.id = revision.section_id JOIN text ON text.hash = revision.text_hash "
        "JOIN journal_entry ON journal_entry.id = revision.entry_id "
        "WHERE section.plan_id = :plan_id AND revision.number > :after ORDER BY revision.number LIMIT :batch"
    )
    after = 0
    while found := connection.execute(asked, {"plan_id": plan_id, "after": after, "batch": BATCH}).all():
        for row_id, number, language, act, section_id, section, text_hash, body in found:
            rows[number] = row_id, section_id
            yield Written(number, act, section, language, body, text_hash)
        after = found[-1][1]

"""What is searched: pieces of texts and remarks, as readers see them, each with the moments it stood.

They are drawn from the texts, revisions and comments and can be made anew from them at any time; no backup holds them.
The words they are found by stand in a table of each database's own kind, `search_words`: services/search_stores.py.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.comment import Comment
from wiki.models.revision import Revision
from wiki.models.section import Section

KINDS = ("text", "title", "summary", "comment", "answer")

#: tables drawn from others begin so; no backup holds them
DERIVED = "search_"
#: those of the words, which each database keeps in its own way, and which are no models
WORDS = "search_words"


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether something in the database is a model's, for Alembic's comparison."""
    return kind != "table" or not (name or "").startswith(WORDS)


class SearchPiece(db.Model):
    """A paragraph of a section, from entry `number` on until entry `until_number` took it away; or a remark.

    A paragraph that is not changed stays one piece, however many revisions pass over it; one that is very long is
    several. `revision` is the one it was read from, `paragraph` its permanent id there, `label` the number typed
    before it. `digest` tells pieces of the same paragraph apart. A private note has no number.
    """

    __tablename__ = "search_piece"
    __table_args__ = (
        CheckConstraint("kind IN ('text', 'title', 'summary', 'comment', 'answer')", name="kind"),
        Index("ix_search_piece_standing", "section_id", "language", "until_number"),
        Index(None, "comment_id"),
        Index(None, "plan_id", "label"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    kind: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(35))
    paragraph: Mapped[int | None]
    label: Mapped[str | None] = mapped_column(String(20))
    number: Mapped[int | None]
    until_number: Mapped[int | None]
    at: Mapped[datetime]
    digest: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[str] = mapped_column(Text)

    section: Mapped[Section | None] = relationship()
    revision: Mapped[Revision | None] = relationship()
    comment: Mapped[Comment | None] = relationship()


class SearchRest(db.Model):
    """What is still to be made anew: a section, up to entry `done` of which it is made; or the remarks of a plan, up to
    the row `done`."""

    __tablename__ = "search_rest"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    done: Mapped[int]


class SearchForm(db.Model):
    """The form of the words in the index (wiki/text/folding.FORM); without a row it was never made."""

    __tablename__ = "search_form"

    form: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

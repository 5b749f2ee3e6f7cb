"""Who brought each word of a revision, and what revisions took out; all of it can be worked out anew from the texts."""

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.db import db


class Biography(db.Model):
    """The runs of a revision's text, from its start to its end: how many characters, brought by which revision.

    `runs` is a JSON list of lengths and numbers of journal entries by turns; a length of 0 is a place where that
    revision took words out.
    """

    __tablename__ = "biography"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    runs: Mapped[str] = mapped_column(Text)


class TakenOut(db.Model):
    """A stretch of words that revision `number` took out of a section, to be known again where it is put back.

    `place` counts the stretches of one revision. `digest` is over the language, the words without white space around
    them and, unless they are unmistakable, the section and what stood around them; `runs` is spelled as in Biography.
    """

    __tablename__ = "taken_out"
    __table_args__ = (Index(None, "digest"), Index(None, "section_id", "number"))

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    language: Mapped[str] = mapped_column(String(35))
    digest: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(Text)
    runs: Mapped[str] = mapped_column(Text)

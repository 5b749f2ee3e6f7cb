"""Revisions and their texts; and what is being typed but not yet saved."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.journal import JournalEntry
from wiki.models.person import Person
from wiki.models.section import Section


class Text(db.Model):
    """The exact source of a text, stored once, under the SHA-256 of its UTF-8 bytes."""

    __tablename__ = "text"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[str] = mapped_column(LongText)


class Revision(db.Model):
    """One immutable state of a section's text in one language, made by journal entry `number`.

    `parent` is the newest revision it followed, `base` the one its author had opened; they differ when
    edits were combined, and `typed_hash` then keeps the author's own text as it was sent. `title`, `level`,
    `brackets_open` and `paragraphs` (the ids of its paragraphs, in order, as JSON) are read from the text once.
    """

    __tablename__ = "revision"
    __table_args__ = (
        Index("uq_revision_section_language_number", "section_id", "language", "number", unique=True),
        Index(None, "text_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    language: Mapped[str] = mapped_column(String(35))
    number: Mapped[int]
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    text_hash: Mapped[str] = mapped_column(ForeignKey("text.hash"))
    typed_hash: Mapped[str | None] = mapped_column(ForeignKey("text.hash"))
    title: Mapped[str] = mapped_column(LongText)
    level: Mapped[int]
    brackets_open: Mapped[int]
    summary: Mapped[str] = mapped_column(String(500), default="")
    paragraphs: Mapped[str] = mapped_column(LongText, deferred=True)

    section: Mapped[Section] = relationship()
    entry: Mapped[JournalEntry] = relationship()
    text: Mapped[Text] = relationship(foreign_keys=[text_hash])
    parent: Mapped["Revision | None"] = relationship(foreign_keys=[parent_id], remote_side=[id])
    base: Mapped["Revision | None"] = relationship(foreign_keys=[base_id], remote_side=[id])


class Autosave(db.Model):
    """What a person is typing into a section, kept on the server, outside the journal, until it is saved."""

    __tablename__ = "autosave"
    __table_args__ = (UniqueConstraint("person_id", "section_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    language: Mapped[str] = mapped_column(String(35))
    base_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    body: Mapped[str] = mapped_column(LongText)
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()
    section: Mapped[Section] = relationship()
    base: Mapped[Revision] = relationship()

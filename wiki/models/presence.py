"""Who has a section open in the editor just now; a moment's knowledge, outside the journal."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.person import Person


class Presence(db.Model):
    """A person whose browser said, at `seen_at`, that it has the section open for editing in a language."""

    __tablename__ = "presence"
    __table_args__ = (UniqueConstraint("section_id", "language", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    language: Mapped[str] = mapped_column(String(35))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    seen_at: Mapped[datetime]

    person: Mapped[Person] = relationship()

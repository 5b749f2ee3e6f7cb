"""Comments, and where their passages stand in each revision."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.delegation import Delegation
from wiki.models.journal import JournalEntry
from wiki.models.person import Person
from wiki.models.revision import Revision
from wiki.models.section import Section

AUDIENCES = ("private", "participants", "observers", "public")
DISPOSITIONS = ("accepted", "accepted_in_part", "noted", "not_accepted", "out_of_scope")


class Comment(db.Model):
    """A remark on a passage, a section or the plan, or a reply to one.

    A private note stands outside the journal and has neither number nor entry until it is submitted.
    `start` and `end` are the passage in `revision`, as first chosen; where it went is in PassagePlace.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("audience IN ('private', 'participants', 'observers', 'public')", name="audience"),
        CheckConstraint("(audience = 'private') = (number IS NULL)", name="private_outside_journal"),
        Index(None, "plan_id", "section_id"),
        Index(None, "reply_to_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int | None]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("journal_entry.id"))
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(String(12), default="participants")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id"))
    late: Mapped[bool] = mapped_column(default=False)  # it came after the stage's deadline
    at: Mapped[datetime]
    resolved_number: Mapped[int | None]  # the entry that closed the discussion; null while it is open
    disposition: Mapped[str | None] = mapped_column(String(20))
    disposition_reason: Mapped[str] = mapped_column(Text, default="")
    disposition_number: Mapped[int | None]
    disposition_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    erased_number: Mapped[int | None]

    entry: Mapped[JournalEntry | None] = relationship()
    section: Mapped[Section | None] = relationship()
    revision: Mapped[Revision | None] = relationship(foreign_keys=[revision_id])
    disposition_revision: Mapped[Revision | None] = relationship(foreign_keys=[disposition_revision_id])
    person: Mapped[Person] = relationship()
    delegation: Mapped[Delegation | None] = relationship(foreign_keys=[delegation_id])
    on_behalf_of: Mapped[Delegation | None] = relationship(foreign_keys=[on_behalf_of_id])


class PassagePlace(db.Model):
    """Where an open comment's passage stands in one revision: the carried range, and what became of it there.

    `lost` is written once, at the revision that took the words away, and has no range.
    """

    __tablename__ = "passage_place"
    __table_args__ = (
        CheckConstraint("state IN ('exact', 'edited', 'moved', 'lost')", name="state"),
        Index(None, "revision_id"),
    )

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    start: Mapped[int | None]
    end: Mapped[int | None]

    comment: Mapped[Comment] = relationship()
    revision: Mapped[Revision] = relationship()

"""Sections, and where they stand."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.journal import JournalEntry
from wiki.models.plan import Plan


class Section(db.Model):
    """A place in the plan with a permanent id, `number`; the plan's root section is number 0.

    `paragraphs_given` counts the paragraph ids handed out so far, so that none is ever given twice.
    """

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    paragraphs_given: Mapped[int] = mapped_column(default=0)

    plan: Mapped[Plan] = relationship()


class Placement(db.Model):
    """Where a section stands from journal entry `number` on: under which parent, in which order, or taken out.

    Siblings are ordered by `order_key`, compared by code point. A section whose parent is taken out is out too.
    """

    __tablename__ = "placement"
    __table_args__ = (Index("uq_placement_section_number", "section_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    number: Mapped[int]
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))  # null for the root section alone
    order_key: Mapped[str] = mapped_column(String(200))
    removed: Mapped[bool] = mapped_column(default=False)

    section: Mapped[Section] = relationship(foreign_keys=[section_id])
    entry: Mapped[JournalEntry] = relationship()

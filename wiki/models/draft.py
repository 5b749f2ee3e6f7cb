"""Drafts: names for moments."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.journal import JournalEntry
from wiki.models.plan import Plan


class Draft(db.Model):
    """A name, a document symbol and a date given to moment `number`; nothing is copied to freeze it.

    `date` is the one printed on the document, not when it was frozen. Only `distribution` may change later
    (a restricted draft is made public), by an entry. The adopted text is a draft with `adopted` set.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("plan_id", "slug"),
        CheckConstraint("distribution IN ('restricted', 'public')", name="distribution"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"))
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(160))
    symbol: Mapped[str] = mapped_column(String(80), default="")
    date: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    distribution: Mapped[str] = mapped_column(String(10), default="restricted")
    adopted: Mapped[bool] = mapped_column(default=False)

    plan: Mapped[Plan] = relationship()
    entry: Mapped[JournalEntry] = relationship()

"""Stages: the phases of the process, each with its dates and its own table of who may do what."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.plan import Plan


class Stage(db.Model):
    """A phase with dates. A date is wall time ("2007-01-31T18:00") in a named zone, so that it stays six
    o'clock in Montreal whatever the law makes of summer time. `table` holds, as JSON, the cells of the access
    table that are this stage's to say. `first_closes` keeps the deadline as it was before any extension.
    """

    __tablename__ = "stage"
    __table_args__ = (
        UniqueConstraint("plan_id", "slug"),
        CheckConstraint("state IN ('planned', 'open', 'closed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(160))
    note: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int]
    opens: Mapped[str | None] = mapped_column(String(16))
    closes: Mapped[str | None] = mapped_column(String(16))
    first_closes: Mapped[str | None] = mapped_column(String(16))
    zone: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8), default="planned")
    table: Mapped[str] = mapped_column(Text)
    opened_number: Mapped[int | None]
    closed_number: Mapped[int | None]

    plan: Mapped[Plan] = relationship()

    @property
    def closes_at(self) -> datetime | None:
        """The deadline as an aware moment."""
        return datetime.fromisoformat(self.closes).replace(tzinfo=ZoneInfo(self.zone)) if self.closes else None

    @property
    def opens_at(self) -> datetime | None:
        return datetime.fromisoformat(self.opens).replace(tzinfo=ZoneInfo(self.zone)) if self.opens else None

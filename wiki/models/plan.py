"""A plan, and the roles persons have in it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.person import Person, new_uid

VISIBILITIES = ("private", "participants", "public")


class Plan(db.Model):
    """The text under negotiation: one thing that lives for years, whatever paper carries it.

    `private` is seen by its secretariat alone, `participants` by everyone with a role, `public` by all
    (who without a role see only public drafts). Once `sealed_number` is set the text is adopted.
    """

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint("visibility IN ('private', 'participants', 'public')", name="visibility"),
        CheckConstraint("numbering IN ('typed', 'computed')", name="numbering"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(35))  # the language it is negotiated in (BCP 47)
    visibility: Mapped[str] = mapped_column(String(12), default="private")
    numbering: Mapped[str] = mapped_column(String(8), default="typed")
    created_at: Mapped[datetime]
    sealed_number: Mapped[int | None]


class Role(db.Model):
    """What a person is in a plan, from a moment until a moment."""

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint("role IN ('secretariat', 'chair', 'expert', 'party', 'observer', 'reader')", name="role"),
        Index(None, "plan_id", "person_id"),
        Index(None, "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(12))
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    person: Mapped[Person] = relationship()

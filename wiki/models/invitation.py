"""Invitations: a place kept for a person who has not come yet."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.delegation import Delegation
from wiki.models.person import Person, new_uid
from wiki.models.plan import Plan


class Invitation(db.Model):
    """An address invited to a plan in a role. The link is the uid signed with the installation's key,
    so that it can be shown again to those who may invite, and a copy of the database alone opens no door.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("role IN ('secretariat', 'chair', 'expert', 'party', 'observer', 'reader')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(12))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    focal_point: Mapped[bool] = mapped_column(default=False)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    invited_by: Mapped[Person] = relationship(foreign_keys=[invited_by_id])

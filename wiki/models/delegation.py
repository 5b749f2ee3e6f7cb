"""Delegations, and who belongs to them from when to when."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.person import Person, new_uid

KINDS = ("party", "group", "observer")


class Delegation(db.Model):
    """A Party, a group of Parties, or an observer organisation."""

    __tablename__ = "delegation"
    __table_args__ = (CheckConstraint("kind IN ('party', 'group', 'observer')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(160), unique=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)  # as written in brackets: "KE", "G77", "IUCN"


class Membership(db.Model):
    """A person in a delegation, or a Party in a group, from a date until a date (that day no longer included)."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (member_id IS NULL)", name="one_member"),
        Index(None, "person_id"),
        Index(None, "member_id"),
        Index(None, "delegation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    focal_point: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date]
    until: Mapped[date | None]

    delegation: Mapped[Delegation] = relationship(foreign_keys=[delegation_id])
    member: Mapped[Delegation | None] = relationship(foreign_keys=[member_id])
    person: Mapped[Person | None] = relationship()

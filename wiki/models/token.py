"""Personal tokens: keys by which programs act for a person."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.person import Person, new_uid

#: what a token may be for; reading is always part of it
SCOPES = ("read", "comment", "edit", "manage")


class Token(db.Model):
    """A key a person gave to a program. Kept is only the SHA-256 of its 256 random bits, and its first signs (`hint`),
    by which its owner knows it again. `scopes` are separated by blanks, in the order of SCOPES. `last_used_at` is
    written at most once an hour.
    """

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    hint: Mapped[str] = mapped_column(String(16))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @property
    def scope_names(self) -> tuple[str, ...]:
        return tuple(self.scopes.split())

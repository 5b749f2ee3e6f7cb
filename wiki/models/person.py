"""A person: one account in the installation. Names live here and nowhere else."""

import secrets
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.db import db


def new_uid() -> str:
    """A random name of 128 bits, hexadecimal, that means the same thing in every installation."""
    return secrets.token_hex(16)


class Person(db.Model):
    """One account; may be closed and pseudonymised, never deleted.

    The operator is the person behind the command line: it has no address and cannot sign in.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)  # stored in lower case
    password_hash: Mapped[str | None] = mapped_column(String(255))
    session_key: Mapped[str] = mapped_column(String(32), default=new_uid)  # a new one ends every open session
    is_administrator: Mapped[bool] = mapped_column(default=False)
    is_operator: Mapped[bool] = mapped_column(default=False)
    may_make_plans: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None] = mapped_column(String(35))
    timezone: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]
    signed_in_before_at: Mapped[datetime | None]  # the time before that: what happened since is news
    closed_at: Mapped[datetime | None]

    # The four properties Flask-Login asks for; written here so that models need not know Flask-Login.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.closed_at is None and not self.is_operator

    def get_id(self) -> str:
        return f"{self.uid}.{self.session_key}"

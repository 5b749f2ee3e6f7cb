"""The installation itself: one row, made by the first migration, which also serves as its lock."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.db import db


class Installation(db.Model):
    """This copy of Plenary; `uid` is what the digest chain of its own journal begins with."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(120), default="Plenary")

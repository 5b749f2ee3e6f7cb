"""Sessions that were closed: a copy of a browser's cookie opens nothing any more."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wiki.db import db


class EndedSession(db.Model):
    """A session somebody signed out of, by its random name; forgotten once every cookie of it has run out."""

    __tablename__ = "ended_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    until: Mapped[datetime]

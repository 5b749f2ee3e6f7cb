"""The outbox: letters written in the transaction of the act they tell of, sent afterwards."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wiki.db import db


class OutgoingMail(db.Model):
    """One letter; sent by `plenary work`, which tries again until it goes or `attempts` runs out."""

    __tablename__ = "outgoing_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    error: Mapped[str] = mapped_column(String(500), default="")

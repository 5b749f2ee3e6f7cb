"""The journal: the numbered record of everything that officially happened to a plan or to the installation."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wiki.db import db
from wiki.models.delegation import Delegation
from wiki.models.person import Person

VISIBILITIES = ("public", "observers", "participants", "secretariat")


class JournalEntry(db.Model):
    """Entry `number` of a plan's record (of the installation's own where there is no plan).

    `act` is the number of the first entry of the act it belongs to. `digest` is over the entry's fields,
    the digest before it and the salted hash of its payload; services/journal.py says exactly how.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        Index("uq_journal_entry_plan_number", "plan_id", "number", unique=True),
        Index(
            "uq_journal_entry_installation_number",
            "number",
            unique=True,
            sqlite_where=text("plan_id IS NULL"),
            postgresql_where=text("plan_id IS NULL"),
        ),
        Index(None, "plan_id", "subject"),
        # Most entries are made for no delegation, and stand in neither.
        Index(
            "ix_journal_entry_delegation_id",
            "delegation_id",
            "at",
            "id",
            sqlite_where=text("delegation_id IS NOT NULL"),
            postgresql_where=text("delegation_id IS NOT NULL"),
        ),
        Index(
            "ix_journal_entry_on_behalf_of_id",
            "on_behalf_of_id",
            "at",
            "id",
            sqlite_where=text("on_behalf_of_id IS NOT NULL"),
            postgresql_where=text("on_behalf_of_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    act: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))  # noun.verb, as in "revision.save"
    subject: Mapped[str] = mapped_column(String(80))  # what it happened to, as in "section/12"
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    payload_hash: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

    person: Mapped[Person | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship(foreign_keys=[delegation_id])
    on_behalf_of: Mapped[Delegation | None] = relationship(foreign_keys=[on_behalf_of_id])
    payload: Mapped["EntryPayload"] = relationship(back_populates="entry", uselist=False)


class EntryPayload(db.Model):
    """What an entry says, apart from the entry, so that it can be withheld or erased and the chain still holds.

    `body` is canonical JSON, the very text that was hashed with the salt; it is null once erased, and
    `erased_number` then names the entry of the act that erased it.
    """

    __tablename__ = "entry_payload"

    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), primary_key=True)
    format: Mapped[int]
    visibility: Mapped[str] = mapped_column(String(12))
    salt: Mapped[str] = mapped_column(String(32))
    body: Mapped[str | None] = mapped_column(Text)
    erased_number: Mapped[int | None]

    entry: Mapped[JournalEntry] = relationship(back_populates="payload")

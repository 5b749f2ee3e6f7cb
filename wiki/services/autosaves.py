"""Autosaves: what a person is typing, kept on the server until it is saved. Outside the journal, seen by its author."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import joinedload

from wiki import clock
from wiki.db import UTCDateTime, connection, db, key_of, transaction
from wiki.errors import StaleRevision, TooLarge, TypedElsewhere
from wiki.models import Autosave, Person, Revision, Section
from wiki.services import access
from wiki.services.writing import MAX_TEXT, check_characters

_ALL = datetime.max.replace(tzinfo=UTC)
_FORGET = delete(Autosave.__table__).where(
    Autosave.person_id == bindparam("person"),
    Autosave.section_id == bindparam("section"),
    Autosave.language == bindparam("spoken"),
    Autosave.at <= bindparam("known", type_=UTCDateTime),
)


def keep_typing(
    actor: Person,
    section: Section,
    *,
    text: str,
    based_on: int,
    language: str = "",
    known: datetime | None = None,
) -> Autosave:
    """Keep what the actor has typed into a section so far, with the revision it started from.

    Taken from everyone who may read the text, even while the stage is closed to their edits: what is
    typed is never lost for want of a right that ended a minute ago. `known` is when the last of what the page knows to
    be kept was kept; given, other words that were kept since, from another window, are not written over.
    Raises TypedElsewhere (with those words), StaleRevision, TooLarge and what `access.require` raises.
    """
    if len(text) > MAX_TEXT:
        raise TooLarge("A section holds at most %(limit)s characters; divide it.", field="text", limit=MAX_TEXT)
    check_characters(text)
    with transaction(section.plan_id):
        access.require(actor, section.plan, "read_restricted")
        language = language or section.plan.language
        base = db.session.scalars(
            select(Revision).where(
                Revision.section_id == section.id, Revision.language == language, Revision.number == based_on
            )
        ).first()
        if base is None:
            raise StaleRevision("Number %(number)s is not a revision of this section.", number=based_on)
        kept = _find(actor, section, language)
        if kept is None:
            kept = Autosave(person_id=actor.id, section_id=section.id, language=language)
            db.session.add(kept)
        elif known is not None and kept.at > known and kept.body != text:
            raise TypedElsewhere(text=kept.body, based_on=kept.base.number, at=kept.at)
        kept.base_id, kept.body, kept.at = base.id, text, clock.now()
    return kept


def find_typing(actor: Person | None, section: Section, *, language: str = "") -> Autosave | None:
    """What the actor has typed into this section and not saved."""
    return _find(actor, section, language or section.plan.language) if actor else None


def list_typing(actor: Person | None) -> list[Autosave]:
    """Everything the actor has typed and not saved, newest first."""
    if actor is None:
        return []
    return list(
        db.session.scalars(
            select(Autosave)
            .where(Autosave.person_id == actor.id)
            .options(joinedload(Autosave.section).joinedload(Section.plan))
            .order_by(Autosave.at.desc())
        )
    )


def discard_typing(actor: Person, section: Section, *, language: str = "") -> None:
    """Let go of what was typed, because its author said so."""
    with transaction(section.plan_id):
        kept = _find(actor, section, language or section.plan.language)
        if kept is not None:
            db.session.delete(kept)


def forget_typing(actor: Person, section: Section, language: str, known: datetime | None) -> None:
    """Part of a save, in its transaction: what it saved needs to be kept no more. What another window of the author
    kept after `known` stays (None: nothing does)."""
    asked = {"person": key_of(actor), "section": key_of(section), "spoken": language, "known": known or _ALL}
    connection().execute(_FORGET, asked)


def _find(actor: Person, section: Section, language: str) -> Autosave | None:
    return db.session.scalars(
        select(Autosave)
        .where(Autosave.person_id == actor.id, Autosave.section_id == section.id, Autosave.language == language)
        .options(joinedload(Autosave.base))
    ).first()

"""Presences: who else has a section open in the editor. Outside the journal; forgotten when a browser falls silent."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from wiki import clock
from wiki.db import db, transaction
from wiki.models import Person, Presence, Section
from wiki.services import access
from wiki.services.writing import newest_revision

#: how long one counts as there after it last said so, as browsers do every 25 seconds: a slow line may swallow a word
#: or two
STAYS = timedelta(seconds=70)


@dataclass(frozen=True, slots=True)
class Around:
    """What goes on around somebody who edits: the others' names, the newest revision's number and its author."""

    others: tuple[str, ...]
    newest: int | None
    saved_by: str


def mark_presence(actor: Person, section: Section, *, language: str = "") -> Around:
    """Note that the actor has the section open for editing, and say who else has."""
    language = language or section.plan.language
    now = clock.now()
    with transaction(section.plan_id):
        access.require(actor, section.plan, "edit")
        here = list(
            db.session.scalars(
                select(Presence)
                .where(Presence.section_id == section.id, Presence.language == language)
                .options(joinedload(Presence.person))
            )
        )
        own = next((one for one in here if one.person_id == actor.id), None)
        if own is None:
            own = Presence(section_id=section.id, language=language, person_id=actor.id, seen_at=now)
            db.session.add(own)
        own.seen_at = now
        others = []
        for one in here:
            if one.seen_at < now - STAYS:
                db.session.delete(one)
            elif one is not own:
                others.append(one.person.name)
        newest = newest_revision(section, language)
        saved_by = newest.entry.person.name if newest and newest.entry.person else ""
    return Around(tuple(sorted(others)), newest.number if newest else None, saved_by)


def end_presence(actor: Person, section: Section, *, language: str = "") -> None:
    """Forget that the actor had the section open."""
    with transaction(section.plan_id):
        db.session.execute(
            delete(Presence).where(
                Presence.section_id == section.id,
                Presence.language == (language or section.plan.language),
                Presence.person_id == actor.id,
            )
        )

"""Texts as they are read at a moment, and what a save would come to. Nothing is written here."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from wiki.db import db
from wiki.errors import EditConflict, NotFound, StaleRevision, TooLarge
from wiki.models import Person, Plan, Revision, Section
from wiki.services import access, moments
from wiki.services.moments import Moment
from wiki.services.revisions import find_revision
from wiki.services.writing import MAX_TEXT, check_characters, newest_revision
from wiki.text.merge import merge_texts


@dataclass(frozen=True, slots=True)
class WholeText:
    """The plan's source at a moment, every byte as it stood, with the SHA-256 of it in UTF-8."""

    moment: Moment
    language: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a save would come to: the text it would make, or the conflict it would meet; `newest` is what it meets."""

    newest: Revision
    text: str | None
    conflict: EditConflict | None


def find_text(
    actor: Person | None, plan: Plan, number: int, *, at: str | None = None, language: str = ""
) -> tuple[Moment, Revision]:
    """The revision that holds a section's text at a moment; raises NotFound, and what `moments.find_moment` raises."""
    moment = moments.find_moment(actor, plan, at)
    item = moments.outline_at(plan, moment.number, language or plan.language).item(number)
    if item.revision_id is None:
        raise NotFound("This section has no text in that language yet.")
    found = select(Revision).where(Revision.id == item.revision_id)
    return moment, db.session.scalars(found.options(joinedload(Revision.text), undefer(Revision.paragraphs))).one()


def find_whole_text(actor: Person | None, plan: Plan, *, at: str | None = None, language: str = "") -> WholeText:
    """The plan's whole text at a moment; raises what `moments.find_moment` raises."""
    moment = moments.find_moment(actor, plan, at)
    language = language or plan.language
    source = moments.source_at(plan, moment.number, language)
    return WholeText(moment, language, source, hashlib.sha256(source.encode()).hexdigest())


def preview_merge(
    actor: Person | None, section: Section, *, text: str, based_on: int, language: str = ""
) -> MergePreview:
    """What saving this text, begun from that revision, would come to now; nothing is saved.

    Raises TooLarge, Invalid, StaleRevision, NotFound, and what `access.require` raises.
    """
    if len(text) > MAX_TEXT:
        raise TooLarge("A section holds at most %(limit)s characters; divide it.", field="text", limit=MAX_TEXT)
    check_characters(text)
    access.require(actor, section.plan, "read_restricted")
    language = language or section.plan.language
    newest = newest_revision(section, language)
    if newest is None:
        raise NotFound("This section has no text in that language yet.")
    try:
        base = find_revision(actor, section, based_on, language=language).text.body
    except NotFound as error:
        raise StaleRevision("Number %(number)s is not a revision of this section.", number=based_on) from error
    theirs = newest.text.body
    merged = merge_texts(base, text, theirs)
    conflict = EditConflict(base=base, mine=text, theirs=theirs, newest=newest.number) if merged.text is None else None
    return MergePreview(newest, merged.text, conflict)

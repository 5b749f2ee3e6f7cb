"""Threads: how remarks are read, whatever is asked of them. Queries only; rights to act are asked in comments."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from wiki.db import db
from wiki.errors import NotFound
from wiki.models import Comment, Draft, PassagePlace, Person, Placement, Plan, Revision, Section, Text
from wiki.presenters.comments import Lost, Note, note_of
from wiki.services import access, moments, passages
from wiki.services.writing import newest_revision


def check_readable(actor: Person | None, standing: access.Standing, comment: Comment) -> None:
    """Raise NotFound where the comment is not for the actor's eyes."""
    own = actor is not None and comment.person_id == actor.id
    if not own and comment.audience not in standing.audiences:
        raise NotFound("There is no such comment.")


def quotable(plan: Plan, numbers: Collection[int]) -> set[int]:
    """Of these comments of a plan, by number, those whose quoted words stand in a public draft."""
    shown, newer, place, own = aliased(Revision), aliased(Revision), aliased(Placement), aliased(Revision)
    taken_out = (
        select(place.removed)
        .where(place.section_id == shown.section_id, place.number <= Draft.number)
        .order_by(place.number.desc())
        .limit(1)
        .correlate(shown, Draft)
        .scalar_subquery()
    )
    of_same = and_(newer.section_id == shown.section_id, newer.language == shown.language, newer.number > shown.number)
    rows = db.session.execute(
        select(Comment.number, Comment.quote, shown.text_hash)
        .distinct()
        .join(own, own.id == Comment.revision_id)
        .join(shown, and_(shown.section_id == own.section_id, shown.language == own.language))
        .join(Draft, and_(Draft.plan_id == Comment.plan_id, Draft.number >= shown.number))
        .where(Comment.plan_id == plan.id, Comment.number.in_(numbers), Draft.distribution == "public")
        .where(~exists().where(of_same, newer.number <= Draft.number), ~taken_out)
    ).all()
    texts = select(Text.hash, Text.body).where(Text.hash.in_({row.text_hash for row in rows}))
    bodies = {row.hash: row.body for row in db.session.execute(texts)}
    return {row.number for row in rows if row.quote in bodies[row.text_hash]}


def veil_quotes(actor: Person | None, plan: Plan, standing: access.Standing, notes: Sequence[Note]) -> list[Note]:
    """The notes, without the words they quote where these were never published and the actor may not read them.

    A remark is as public as its author made it; the text it is about is not, by that.
    """
    if standing.may("read_restricted"):
        return list(notes)
    me = actor.id if actor is not None else None
    hidden = {note.number for note in notes if note.quote and note.number is not None and note.person_id != me}
    if hidden:
        hidden -= quotable(plan, hidden)
    return [
        replace(note, quote="", lost=replace(note.lost, words="") if note.lost else None, veiled=True)
        if note.number in hidden
        else note
        for note in notes
    ]


def readable(actor: Person | None, standing: access.Standing) -> ColumnElement[bool]:
    """The condition on Comment that it is for the actor's eyes: private notes are for their author's alone."""
    if actor is None:
        return Comment.audience.in_(standing.audiences)
    return or_(Comment.audience.in_(standing.audiences), Comment.person_id == actor.id)


def readable_if_asked(comment: type[Comment] = Comment) -> ColumnElement[bool]:
    """The same condition for a statement that is built once, with what `asked_by` says."""
    return or_(
        comment.audience.in_(bindparam("audiences", expanding=True)),
        comment.person_id == bindparam("person_id", type_=Integer),
    )


def asked_by(actor: Person | None, standing: access.Standing) -> dict[str, Any]:
    """The parameters of `readable_if_asked`."""
    return {"audiences": sorted(standing.audiences), "person_id": actor.id if actor else None}


def thread_of(comment: Comment) -> Comment:
    """The comment a thread begins with."""
    return db.session.get_one(Comment, comment.reply_to_id) if comment.reply_to_id is not None else comment


def loaded(query: Any) -> Any:
    """The query with everything a note shows joined to it."""
    return query.options(
        joinedload(Comment.person),
        joinedload(Comment.delegation),
        joinedload(Comment.on_behalf_of),
        joinedload(Comment.section),
        joinedload(Comment.revision),
        joinedload(Comment.disposition_revision).joinedload(Revision.section),
    )


def load_notes(actor: Person | None, plan: Plan, standing: access.Standing, roots: Select[Any]) -> list[Note]:
    """Threads with their replies, each passage as it was last seen."""
    last = and_(PassagePlace.comment_id == Comment.id, PassagePlace.revision_id == passages.newest_place_id())
    rows = db.session.execute(
        loaded(roots.select_from(Comment).add_columns(PassagePlace, Revision.number).outerjoin(PassagePlace, last))
        .outerjoin(Revision, Revision.id == PassagePlace.revision_id)
        .where(readable(actor, standing))
    ).all()
    keys = [comment.id for comment, _, _ in rows]
    replies: dict[int | None, list[Comment]] = {}
    if keys:
        query = select(Comment).where(Comment.reply_to_id.in_(keys), readable(actor, standing)).order_by(Comment.id)
        for reply in db.session.scalars(loaded(query)):
            replies.setdefault(reply.reply_to_id, []).append(reply)
    notes = [
        note_of(
            comment,
            place=place,
            lost=Lost(number, comment.quote) if place is not None and place.state == "lost" else None,
            replies=replies.get(comment.id, ()),
        )
        for comment, place, number in rows
    ]
    return veil_quotes(actor, plan, standing, notes)


def lost_by(revision_id: int | None) -> dict[int, int]:
    """For comments whose words had gone by a revision, in its language: the number of the revision that took them,
    last where they came back between."""
    if revision_id is None:
        return {}
    shown = select(Revision.section_id, Revision.language, Revision.number).where(Revision.id == revision_id).subquery()
    rows = db.session.execute(
        select(PassagePlace.comment_id, func.max(Revision.number))
        .join(Revision, Revision.id == PassagePlace.revision_id)
        .join(shown, and_(shown.c.section_id == Revision.section_id, shown.c.language == Revision.language))
        .where(PassagePlace.state == "lost", Revision.number <= shown.c.number)
        .group_by(PassagePlace.comment_id)
    )
    return {row[0]: row[1] for row in rows}


def in_state(state: str) -> ColumnElement[bool]:
    open_ = and_(
        Comment.audience != "private",
        Comment.erased_number.is_(None),
        Comment.resolved_number.is_(None),
    )
    if state == "open":
        return and_(open_, Comment.disposition.is_(None))
    if state == "answered":
        return Comment.disposition.is_not(None)
    if state == "resolved":
        return Comment.resolved_number.is_not(None)
    return and_(open_, PassagePlace.state == "lost")


def find(actor: Person | None, plan: Plan, which: ColumnElement[bool]) -> Comment:
    """The comment of the plan for which the condition holds; raises NotFound for one the actor may not read."""
    standing = access.see_plan(actor, plan)
    query = select(Comment).where(Comment.plan_id == plan.id, which, readable(actor, standing))
    comment = db.session.scalars(query).first()
    if comment is None:
        raise NotFound("There is no such comment.")
    check_readable(actor, standing, thread_of(comment))
    return comment


def readable_revision(
    standing: access.Standing, section: Section, revision: Revision | None, language: str
) -> Revision | None:
    """The revision named, if it may be read with this standing, else the newest that may; NotFound if none may."""
    if revision is not None and revision.section_id != section.id:
        raise NotFound("This section has no revision %(number)s.", number=revision.number)
    if standing.may("read_restricted"):
        return revision or newest_revision(section, language)
    public = select(Draft.number).where(Draft.plan_id == section.plan_id, Draft.distribution == "public").distinct()
    for number in db.session.scalars(public.order_by(Draft.number.desc())):
        items = moments.outline_at(section.plan, number, revision.language if revision else language).items
        held = next((item.revision_id for item in items if item.section_id == section.id), None)
        if held is not None and (revision is None or revision.id == held):
            return db.session.get_one(Revision, held)
    raise NotFound("Nothing of this section has been published yet.")

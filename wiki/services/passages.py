"""Passages: where comments hold on to the text, carried from revision to revision by the comparison itself."""

from sqlalchemy import select

from wiki.db import db
from wiki.models import Comment, PassagePlace, Revision
from wiki.text.compare import Comparison
from wiki.text.passages import Passage, carry


def carry_to(revision: Revision, before: Revision, comparison: Comparison) -> None:
    """Carry every open comment's passage from the revision before to this one; a lost one keeps its last place."""
    open_places = db.session.scalars(
        select(PassagePlace)
        .join(Comment, Comment.id == PassagePlace.comment_id)
        .where(PassagePlace.revision_id == before.id, PassagePlace.state != "lost", Comment.resolved_number.is_(None))
    ).all()
    held = [
        Passage(place.start, place.end) for place in open_places if place.start is not None and place.end is not None
    ]
    for place, carried in zip(open_places, carry(held, comparison), strict=True):
        there = carried.passage
        db.session.add(
            PassagePlace(
                comment_id=place.comment_id,
                revision_id=revision.id,
                state=carried.state,
                start=there.start if there else None,
                end=there.end if there else None,
            )
        )

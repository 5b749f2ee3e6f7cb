"""Passages: where comments hold on to the text, carried from revision to revision by the comparison itself.

They ask nobody's rights and open no transaction: comments and saves do both, and then come here.
"""

import json
from collections.abc import Iterable

from sqlalchemy import ColumnElement, ScalarSelect, bindparam, select
from sqlalchemy.orm import aliased, joinedload

from wiki.db import connection, db
from wiki.models import Comment, PassagePlace, Revision
from wiki.text.compare import Comparison, compare_texts
from wiki.text.paragraphs import split_paragraphs
from wiki.text.passages import Passage, carry, find_quote

#: how many revisions a comment made on an old one is carried through one by one; beyond, the last step is one leap
MAX_STEPS = 100


def carry_to(revision: Revision, before: Revision, comparison: Comparison) -> None:
    """Carry every open comment's passage from the revision before to this one; a lost one keeps its last place.

    Words that were lost and stand here again, unmistakably, get their place back.
    """
    asked = {"plan_id": revision.section.plan_id, "section_id": revision.section_id}
    if connection().scalar(_ANY_OPEN, asked) is None:
        return  # as with most sections
    _return_lost(revision)
    _carry(db.session.scalars(_HELD, {"revision_id": before.id}).all(), revision, comparison)


def catch_up(comment: Comment) -> None:
    """Carry one comment's passage from where it last stood to the section's newest revision."""
    last = last_place(comment)
    if last is None or comment.section_id is None:
        return
    place, revision = last, last.revision
    behind = list(
        db.session.scalars(
            select(Revision)
            .where(
                Revision.section_id == comment.section_id,
                Revision.language == revision.language,
                Revision.number > revision.number,
            )
            .order_by(Revision.number)
            .options(joinedload(Revision.text))
        )
    )
    if len(behind) > MAX_STEPS:
        behind = [*behind[: MAX_STEPS - 1], behind[-1]]
    for following in behind:
        if place.state == "lost":
            _return_lost(following, only=comment)
        else:
            _carry([place], following, compare_texts(revision.text.body, following.text.body))
        db.session.flush()
        place, revision = db.session.get(PassagePlace, (comment.id, following.id)) or place, following


def find_words(
    revision: Revision, *, quote: str, prefix: str = "", suffix: str = "", paragraph: int | None = None
) -> tuple[Passage | None, bool]:
    """Where the words stand in the revision's source, and whether they themselves were found.

    They are looked for in their paragraph, then in the whole text, where words chosen across paragraphs are
    found. What cannot be placed falls back to the paragraph; None where there is none of that id either.
    Without a quote the paragraph itself is meant.
    """
    text = revision.text.body
    block = paragraph_of(revision, paragraph)
    if not quote.strip():
        return block, block is not None
    if block is not None:
        inside = find_quote(text[block.start : block.end], quote, prefix=prefix, suffix=suffix)
        if inside is not None:
            return Passage(block.start + inside.start, block.start + inside.end), True
    found = find_quote(text, quote, prefix=prefix, suffix=suffix, near=block.start if block else None)
    return (found, True) if found is not None else (block, False)


def paragraph_of(revision: Revision, paragraph: int | None) -> Passage | None:
    """The range of the paragraph with this permanent id; None where the revision has none of that id."""
    ids = json.loads(revision.paragraphs)
    if paragraph not in ids:
        return None
    block = split_paragraphs(revision.text.body)[ids.index(paragraph)]
    return Passage(block.start, block.end)


def paragraphs_of(revision: Revision) -> list[tuple[int, str]]:
    """The paragraphs of a revision in order: permanent id and source."""
    text = revision.text.body
    blocks = split_paragraphs(text)
    return [
        (number, text[block.start : block.end])
        for number, block in zip(json.loads(revision.paragraphs), blocks, strict=True)
    ]


def surrounding(text: str, passage: Passage) -> Passage:
    """The paragraph a passage begins in, or as much more as the passage takes."""
    for block in split_paragraphs(text):
        if block.start <= passage.start < block.end:
            return Passage(block.start, max(block.end, passage.end))
    return passage


def newest_place_id(*, before: ColumnElement[int] | None = None) -> ScalarSelect[int]:
    """For a query over Comment: the row id of the newest revision its passage is known in.

    Within a section and language row ids of revisions grow with their numbers, so this reads one key of the
    primary index, however long the history is.
    """
    place = aliased(PassagePlace)
    query = select(place.revision_id).where(place.comment_id == Comment.id)
    if before is not None:
        query = query.where(place.revision_id < before)
    return query.order_by(place.revision_id.desc()).limit(1).correlate(Comment).scalar_subquery()


def last_place(comment: Comment) -> PassagePlace | None:
    """What is known last about a comment's passage."""
    return db.session.scalars(
        select(PassagePlace)
        .where(PassagePlace.comment_id == comment.id)
        .order_by(PassagePlace.revision_id.desc())
        .limit(1)
        .options(joinedload(PassagePlace.revision).joinedload(Revision.text))
    ).first()


def _carry(held: Iterable[PassagePlace], revision: Revision, comparison: Comparison) -> None:
    places = [place for place in held if place.start is not None and place.end is not None]
    if not places:
        return
    passages = [Passage(place.start or 0, place.end or 0) for place in places]
    text = comparison.new
    for place, carried in zip(places, carry(passages, comparison), strict=True):
        there = carried.passage
        state: str = carried.state
        if there is not None:
            # What once was edited stays so until the words are again those that were remarked on.
            state = max(place.state, state, key=("exact", "moved", "edited").index)
            if state == "edited" and text[there.start : there.end] == place.comment.quote:
                state = "exact"
        _stand(place.comment_id, revision, state, there)


def _return_lost(revision: Revision, *, only: Comment | None = None) -> None:
    """Find open comments whose words were lost and are back: by a revert to a text in which they stood, or
    because the very words stand in this text exactly once."""
    lost = _LOST.where(Comment.id == only.id) if only else _LOST_AND_OPEN
    asked = {
        "plan_id": revision.section.plan_id,
        "section_id": revision.section_id,
        "language": revision.language,
        "revision_id": revision.id,
    }
    candidates = db.session.scalars(lost, asked).all()
    if not candidates:
        return
    stood = db.session.scalars(
        select(PassagePlace)
        .join(Revision, Revision.id == PassagePlace.revision_id)
        .where(
            PassagePlace.comment_id.in_([comment.id for comment in candidates]),
            PassagePlace.state != "lost",
            Revision.text_hash == revision.text_hash,
        )
    )
    places = {place.comment_id: place for place in stood}
    text = revision.text.body
    for comment in candidates:
        before = places.get(comment.id)
        if before is not None:
            _stand(comment.id, revision, before.state, Passage(before.start or 0, before.end or 0))
        elif comment.quote and (start := text.find(comment.quote)) >= 0 and text.find(comment.quote, start + 1) < 0:
            _stand(comment.id, revision, "exact", Passage(start, start + len(comment.quote)))


def _stand(comment_id: int, revision: Revision, state: str, there: Passage | None) -> None:
    db.session.add(
        PassagePlace(
            comment_id=comment_id,
            revision_id=revision.id,
            state=state,
            start=there.start if there else None,
            end=there.end if there else None,
        )
    )


# What every save asks is built once: building and hashing a statement costs more than running it.
_ANY_OPEN = (
    select(Comment.id)
    .where(
        Comment.plan_id == bindparam("plan_id"),
        Comment.section_id == bindparam("section_id"),
        Comment.resolved_number.is_(None),
    )
    .limit(1)
)
_HELD = (
    select(PassagePlace)
    .join(Comment, Comment.id == PassagePlace.comment_id)
    .where(
        PassagePlace.revision_id == bindparam("revision_id"),
        PassagePlace.state != "lost",
        Comment.resolved_number.is_(None),
    )
    .options(joinedload(PassagePlace.comment))
)
_LOST = (
    select(Comment)
    .join(
        PassagePlace,
        (PassagePlace.comment_id == Comment.id)
        & (PassagePlace.revision_id == newest_place_id(before=bindparam("revision_id"))),
    )
    .join(Revision, Revision.id == PassagePlace.revision_id)
    .where(
        Comment.plan_id == bindparam("plan_id"),
        Comment.section_id == bindparam("section_id"),
        PassagePlace.state == "lost",
        Revision.language == bindparam("language"),
    )
)
_LOST_AND_OPEN = _LOST.where(Comment.resolved_number.is_(None))

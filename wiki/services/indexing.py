"""Indexing: what is searched, kept along with the text by the same transaction. It is made anew by reindexing.py.

The doors through which texts, placements and remarks are written (writing, comments, answers, notes) come here with one
line each. Nobody's rights are asked: who may find what is asked when somebody searches (searches.py).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.orm import aliased, joinedload, undefer

from wiki.db import connection, db
from wiki.models import (
    Comment,
    JournalEntry,
    Placement,
    Plan,
    Revision,
    SearchPiece,
    Section,
)
from wiki.services import search_stores, standings
from wiki.text.finding import bare_number
from wiki.text.folding import cut_pieces
from wiki.text.paragraphs import Paragraph, split_paragraphs, typed_number
from wiki.text.plain import plain_words

PARAGRAPHS = ("text", "title")
_MAX_LABEL = 20
#: sections that came or went with one are told of so many at a time
_AT_ONCE = 200

_PIECES = SearchPiece.__table__
_STANDING = select(_PIECES.c.id, _PIECES.c.paragraph, _PIECES.c.digest).where(
    _PIECES.c.section_id == bindparam("section"),
    _PIECES.c.language == bindparam("spoken"),
    _PIECES.c.until_number.is_(None),
    or_(*(_PIECES.c.kind == kind for kind in PARAGRAPHS)),  # a list would be spelt out anew at each save
)
_END = update(_PIECES).where(_PIECES.c.id == bindparam("piece")).values(until_number=bindparam("ended"))
_END_ALL = (
    update(_PIECES)
    .where(
        _PIECES.c.section_id.in_(bindparam("sections", expanding=True)),
        _PIECES.c.until_number.is_(None),
        or_(*(_PIECES.c.kind == kind for kind in PARAGRAPHS)),
    )
    .values(until_number=bindparam("ended"))
)
_ADD = insert(_PIECES).returning(_PIECES.c.id, sort_by_parameter_order=True)


def index_revision(
    revision: Revision,
    section: Section,
    text: str,
    *,
    at: datetime,
    blocks: Sequence[Paragraph] | None = None,
    number: int | None = None,
) -> None:
    """Keep what a new revision changed: its new paragraphs begin to stand, those that are no more in it end.

    `number` is the entry since when it stands where that is not the one that made the revision: its section was
    put back.
    """
    blocks = split_paragraphs(text) if blocks is None else blocks
    ids: list[int | None] = json.loads(revision.paragraphs)
    # A text saved when paragraphs were cut otherwise has ids for other blocks; it is found, by its section alone.
    if len(ids) != len(blocks):
        ids = [None] * len(blocks)
    since = revision.number if number is None else number
    writes = connection()
    asked = {"section": section.id, "spoken": revision.language}
    standing = [(row.id, (row.paragraph, row.digest)) for row in writes.execute(_STANDING, asked)]
    now = {(key, _digest(text[block.start : block.end])): block for key, block in zip(ids, blocks, strict=True)}
    ended = [{"piece": key, "ended": since} for key, known in standing if known not in now]
    if ended:
        writes.execute(_END, ended)
    known = {known for _, known in standing}
    common = {
        "plan_id": section.plan_id,
        "section_id": section.id,
        "revision_id": revision.id,
        "comment_id": None,
        "language": revision.language,
        "number": since,
        "until_number": None,
        "at": at,
    }
    added: list[dict[str, Any]] = []
    for (key, digest), block in now.items():
        if (key, digest) not in known:
            added += _paragraph(text[block.start : block.end], block, common, key, digest)
    if revision.summary and number is None:
        summary = {"kind": "summary", "paragraph": None, "label": None, "digest": 0, "body": revision.summary}
        added.append({**common, **summary})
    _add(added)


def _paragraph(
    source: str, block: Paragraph, common: dict[str, Any], key: int | None, digest: int
) -> Iterable[dict[str, Any]]:
    typed = typed_number(source)
    label = bare_number(typed)[:_MAX_LABEL] if typed and block.kind != "heading" else None
    for body in cut_pieces(plain_words(source)):
        yield {
            **common,
            "kind": "title" if block.kind == "heading" else "text",
            "paragraph": key,
            "label": label,
            "digest": digest,
            "body": body,
        }
        label = None


def index_placement(placement: Placement, section: Section, *, at: datetime, new: bool = False) -> None:
    """End what stood in a section and under it when they are taken out; let it stand again when they come back.

    `new` says that the section has never stood anywhere, and holds nothing.
    """
    if new and not standings.are_known(section.plan_id):
        return
    known = standings.standings_of(section.plan_id, before=placement.number)
    stood = known.stands(section.id)
    known.put(section.id, placement.parent_id, placement.removed)
    stands = known.stands(section.id)
    if stood is None or stood == stands:
        return
    moved = known.go_along(section.id)
    for start in range(0, len(moved), _AT_ONCE):
        some = moved[start : start + _AT_ONCE]
        if stands:
            for revision in newest_revisions(some, placement.number):
                index_revision(revision, revision.section, revision.text.body, at=at, number=placement.number)
        else:
            connection().execute(_END_ALL, {"sections": some, "ended": placement.number})


def newest_revisions(sections: Sequence[int], number: int) -> Iterable[Revision]:
    """The newest revision of each section in each language, as of an entry."""
    newer = aliased(Revision)
    newest = (
        ~select(newer.id)
        .where(
            newer.section_id == Revision.section_id,
            newer.language == Revision.language,
            newer.number > Revision.number,
            newer.number <= number,
        )
        .exists()
    )
    return db.session.scalars(
        select(Revision)
        .where(Revision.section_id.in_(sections), Revision.number <= number, newest)
        .order_by(Revision.section_id, Revision.language)
        .options(joinedload(Revision.text), joinedload(Revision.section), undefer(Revision.paragraphs))
    ).all()


def index_comment(comment: Comment) -> None:
    """Keep the words of a remark, and of the answer to it, as they are now; those of an erased one go."""
    forget_comment(comment)
    if comment.erased_number is not None:
        return
    revision = db.session.get(Revision, comment.revision_id) if comment.revision_id else None
    plan = db.session.get_one(Plan, comment.plan_id)
    said = [("comment", comment.number, comment.at, comment.body)]
    if comment.disposition_reason and comment.disposition_number is not None:
        answered = db.session.scalars(
            select(JournalEntry.at).where(
                JournalEntry.plan_id == plan.id, JournalEntry.number == comment.disposition_number
            )
        ).one()
        said.append(("answer", comment.disposition_number, answered, comment.disposition_reason))
    _add(
        [
            {
                "plan_id": plan.id,
                "section_id": comment.section_id,
                "revision_id": None,
                "comment_id": comment.id,
                "kind": kind,
                "language": revision.language if revision else plan.language,
                "paragraph": None,
                "label": None,
                "number": number,
                "until_number": None,
                "at": at,
                "digest": _digest(body),
                "body": body,
            }
            for kind, number, at, whole in said
            for body in cut_pieces(plain_words(whole))
        ]
    )


def forget_comment(comment: Comment) -> None:
    """Take the words of a remark, and of the answer to it, out of what is searched."""
    rows = db.session.execute(
        select(_PIECES.c.id, _PIECES.c.body, _PIECES.c.language).where(_PIECES.c.comment_id == comment.id)
    ).all()
    if rows:
        search_stores.drop_words([(row.id, row.body, row.language) for row in rows])
        connection().execute(delete(_PIECES).where(_PIECES.c.comment_id == comment.id))


def _add(pieces: list[dict[str, Any]]) -> None:
    if not pieces:
        return
    keys = connection().execute(_ADD, pieces).scalars()
    search_stores.keep_words([(key, piece["body"], piece["language"]) for key, piece in zip(keys, pieces, strict=True)])


def _digest(source: str) -> int:
    """Sixty-four bits of a hash, as a signed number."""
    return int.from_bytes(blake2b(source.encode(), digest_size=8).digest(), signed=True)

"""Hits: the pieces of one page of a search with what is told about each: its section, its drafts, what removed it.

They are chosen before (searches.py), by those who may read them; here they are loaded, in few queries.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import joinedload

from wiki.db import db
from wiki.models import Comment, Draft, JournalEntry, Plan, Revision, SearchPiece
from wiki.presenters.searches import Hit, hit_of
from wiki.services import moments
from wiki.services.search_scopes import Scope, readable_drafts
from wiki.text.finding import Query

_ENTRY = joinedload(SearchPiece.revision).joinedload(Revision.entry)
_SAID = joinedload(SearchPiece.comment)
_LOADED = (
    select(SearchPiece)
    .where(SearchPiece.id.in_(bindparam("keys", expanding=True)))
    .options(
        joinedload(SearchPiece.section),
        _ENTRY.joinedload(JournalEntry.person),
        _ENTRY.joinedload(JournalEntry.delegation),
        _ENTRY.joinedload(JournalEntry.on_behalf_of),
        _SAID.joinedload(Comment.person),
        _SAID.joinedload(Comment.delegation),
        _SAID.joinedload(Comment.on_behalf_of),
    )
)
_R = Revision.__table__
_NEWER = _R.alias("newer")
_ENDS = select(_R.c.section_id, _R.c.language, _R.c.number).where(
    _R.c.section_id.in_(bindparam("sections", expanding=True)), _R.c.number.in_(bindparam("ends", expanding=True))
)
_TITLES = select(_R.c.section_id, _R.c.language, _R.c.title).where(
    _R.c.section_id.in_(bindparam("sections", expanding=True)),
    _R.c.number <= bindparam("moment"),
    ~exists().where(
        _NEWER.c.section_id == _R.c.section_id,
        _NEWER.c.language == _R.c.language,
        _NEWER.c.number > _R.c.number,
        _NEWER.c.number <= bindparam("moment"),
    ),
)
#: later than any entry
_NOW = 2**31 - 1


class Kept(NamedTuple):
    """A row that is a hit: its piece, whether that stands, and the kind it is counted as."""

    id: int
    plan_id: int
    standing: bool
    shown_as: str


def hits_of(scope: Scope, query: Query, kept: Sequence[Kept]) -> list[Hit]:
    """The hits of one page; four queries, and the outlines published titles are read from."""
    if not kept:
        return []
    pieces = {piece.id: piece for piece in db.session.scalars(_LOADED, {"keys": [one.id for one in kept]})}
    readable = _drafts(scope, {one.plan_id for one in kept})
    ends = _ends([pieces[one.id] for one in kept if not one.standing])
    informed = set(scope.informed)
    titles = _titles(scope, [piece for piece in pieces.values() if piece.plan_id in informed])
    found = []
    for one in kept:
        piece, plan = pieces[one.id], scope.standings[one.plan_id][0]
        drafts = readable.get(plan.id, [])
        if plan.id not in informed:
            title = _published_title(piece, plan, drafts)
        elif piece.revision is not None and not one.standing:
            title = piece.revision.title
        else:
            title = titles.get((piece.section_id, plan.language if piece.comment_id else piece.language), "")
        found.append(
            hit_of(
                piece,
                plan,
                query,
                standing=one.standing,
                title=title,
                drafts=drafts,
                by_revision=(piece.section_id, piece.language, piece.until_number) in ends,
                informed=plan.id in informed,
            )
        )
    return found


def _drafts(scope: Scope, plans: set[int]) -> dict[int, list[Draft]]:
    """The drafts the reader may read, by plan, up to the moment looked at."""
    found: dict[int, list[Draft]] = {}
    for draft in db.session.scalars(select(Draft).where(Draft.plan_id.in_(plans), readable_drafts(scope))):
        reference = scope.reference[draft.plan_id]
        if reference is None or draft.number <= reference:
            found.setdefault(draft.plan_id, []).append(draft)
    return found


def _ends(gone: Sequence[SearchPiece]) -> set[tuple[int | None, str, int | None]]:
    """Of pieces that do not stand any more, those that a revision of their section ended, by what names it."""
    if not gone:
        return set()
    asked = {"sections": {piece.section_id for piece in gone}, "ends": {piece.until_number for piece in gone}}
    return {(row.section_id, row.language, row.number) for row in db.session.execute(_ENDS, asked)}


def _titles(scope: Scope, pieces: Sequence[SearchPiece]) -> dict[tuple[int | None, str], str]:
    """The titles sections have at the moment looked at, by section and language, for those who may read it."""
    sections = {piece.section_id for piece in pieces} - {None}
    if not sections:
        return {}
    moment = next((scope.reference[key] for key in scope.informed if scope.reference[key] is not None), None)
    rows = db.session.execute(_TITLES, {"sections": sections, "moment": moment or _NOW})
    return {(row.section_id, row.language): row.title for row in rows}


def _published_title(piece: SearchPiece, plan: Plan, drafts: Sequence[Draft]) -> str:
    """The title of a piece's section in the newest of these drafts it stood in; of a remark's, in the newest of all."""
    if piece.section is None:
        return ""
    said, until = piece.comment_id is not None, piece.until_number
    held_in = [
        draft.number
        for draft in drafts
        if said or ((piece.number or 0) <= draft.number and (until is None or draft.number < until))
    ]
    if not held_in:
        return ""
    language = plan.language if said else piece.language
    return moments.outline_at(plan, max(held_in), language).title_of(piece.section.number)

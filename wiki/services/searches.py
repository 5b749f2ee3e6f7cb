"""Searching: what was written and said, for those who may read it; and going straight to a paragraph or a symbol.

A piece is found by somebody only if a page would show it to them: the newest text and what stood before it to those
who may read any moment, to others what stood in a public draft. Counts are of that as well. Nothing is written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import Subquery, and_, case, exists, func, or_, select
from sqlalchemy.orm import joinedload

from wiki.db import db
from wiki.errors import NotFound
from wiki.models import Comment, Draft, Person, Plan, SearchPiece
from wiki.presenters.searches import KINDS, Found
from wiki.services import moments, search_stores
from wiki.services.search_hits import Kept, hits_of
from wiki.services.search_scopes import (
    DRAFT,
    PIECE,
    REMARK,
    TEXT,
    Filters,
    Scope,
    Wanted,
    narrowed,
    readable_drafts,
    readable_remarks,
    scope_of,
    stood_at,
    up_to_reference,
)
from wiki.text.finding import holds, read_query, read_target

PAGE = 20
#: how many hits, one for each paragraph or remark, are looked through; the newest
MOST = 2_000

EVERYTHING = Filters()

_PIECES, _REMARKS = SearchPiece.__table__, Comment.__table__
_ROOT = _REMARKS.alias("root")


def search(
    actor: Person | None, typed: str, *, plan: Plan | None = None, filters: Filters = EVERYTHING, page: int = 1
) -> Found:
    """Look for words and phrases in one plan, or in all the actor may know of.

    What stands in the text comes first, newest first, then what was in it before. A paragraph is one hit, by the
    newest of its wordings that holds what is looked for. Nothing that is typed is wrong; it may find nothing.
    Raises Invalid and NotFound for filters that name nothing, and what `access.require` raises.
    """
    query = read_query(typed, language=filters.language)
    scope = scope_of(actor, plan, filters)
    wanted = narrowed(scope, plan, filters)
    found = search_stores.matching(query)
    if found is None or not scope.standings:
        return Found(query)
    rows = _rows(scope, found, wanted)
    kept, counts = _sorted(scope, rows[:MOST])
    if filters.kind:
        kept = [row for row in kept if row.shown_as == filters.kind]
    pages = max(1, ceil(len(kept) / PAGE))
    page = min(max(1, page), pages)
    shown = kept[(page - 1) * PAGE : page * PAGE]
    named = [one for one, _ in scope.standings.values() if holds(one.title, query, language=one.language)]
    return Found(
        query=query,
        hits=tuple(hits_of(scope, query, shown)),
        counts=counts,
        total=len(kept),
        page=page,
        pages=pages,
        beyond=len(rows) > MOST,
        plans=tuple(named) if plan is None and page == 1 and filters == EVERYTHING else (),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody asked to be taken: a draft of a plan, or a paragraph of one of its sections."""

    slug: str
    draft: str = ""
    section: int | None = None
    paragraph: int | None = None


def find_place(actor: Person | None, typed: str, *, plan: Plan | None = None) -> Place | None:
    """The place that what was typed names, as "¶12", "paragraph 3 bis" or a document symbol; None where it names none.

    Paragraphs are those of the newest text the actor may read, by their typed numbers; the first of that number is
    taken. Raises NotFound where somebody asked in words for a place that is not there.
    """
    target = read_target(typed)
    if target is None:
        return None
    if target.kind == "symbol":
        draft = _find_symbol(actor, target.name)
        if draft is not None:
            return Place(draft.plan.slug, draft=draft.slug)
        if not target.said:
            return None
        raise NotFound("There is no draft with the symbol “%(symbol)s”.", symbol=target.name)
    if plan is None:
        raise NotFound("Every plan has its own paragraphs: open one, and go to the paragraph there.")
    place = _find_paragraph(actor, plan, target.name)
    if place is None:
        raise NotFound("There is no paragraph %(number)s in this text.", number=target.name)
    return place


def _find_paragraph(actor: Person | None, plan: Plan, number: str) -> Place | None:
    moment = moments.find_moment(actor, plan)
    rows = db.session.execute(
        select(PIECE.section_id, PIECE.paragraph).where(
            PIECE.plan_id == plan.id,
            PIECE.label == number,
            PIECE.language == plan.language,
            PIECE.paragraph.is_not(None),
            stood_at(moment.number),
        )
    ).all()
    for item in moments.outline_at(plan, moment.number).items if rows else ():
        here = [row.paragraph for row in rows if row.section_id == item.section_id]
        if here:
            return Place(plan.slug, section=item.number, paragraph=min(here))
    return None


def _find_symbol(actor: Person | None, symbol: str) -> Draft | None:
    """The newest draft with this document symbol that the actor may read, in any plan."""
    return db.session.scalars(
        select(Draft)
        .where(readable_drafts(scope_of(actor, None, EVERYTHING)), func.lower(Draft.symbol) == symbol.lower())
        .options(joinedload(Draft.plan))
        .order_by(Draft.date.desc(), Draft.id.desc())
        .limit(1)
    ).first()


def _rows(scope: Scope, found: Subquery, wanted: Wanted) -> Sequence[Any]:
    """The newest readable wording of each paragraph that matches, and each remark, newest first; one more than MOST."""
    published = exists().where(
        DRAFT.plan_id == PIECE.plan_id,
        DRAFT.distribution == "public",
        stood_at(DRAFT.number),
        up_to_reference(scope),
    )
    in_text = and_(
        PIECE.kind.in_(TEXT),
        or_(PIECE.plan_id.in_(scope.informed), and_(PIECE.plan_id.in_(scope.outside), published)),
    )
    summed_up = and_(PIECE.kind == "summary", PIECE.plan_id.in_(scope.informed))
    said = and_(
        PIECE.comment_id.is_not(None),
        readable_remarks(scope, REMARK),
        or_(REMARK.reply_to_id.is_(None), readable_remarks(scope, _ROOT.c)),
    )
    alone = case((PIECE.paragraph.is_not(None), 0), else_=PIECE.id)
    newest = (
        select(func.max(PIECE.id))
        .select_from(
            found.join(_PIECES, PIECE.id == found.c.id)
            .outerjoin(_REMARKS, REMARK.id == PIECE.comment_id)
            .outerjoin(_ROOT, _ROOT.c.id == REMARK.reply_to_id)
        )
        .where(or_(and_(or_(in_text, summed_up), wanted.text), and_(said, wanted.remark)), *wanted.both)
        .group_by(PIECE.section_id, PIECE.language, PIECE.paragraph, alone)
        .order_by(func.max(PIECE.at).desc(), func.max(PIECE.id).desc())
        .limit(MOST + 1)
    )
    search_stores.weigh_ways()
    return db.session.execute(
        select(PIECE.id, PIECE.plan_id, PIECE.kind, PIECE.language, PIECE.until_number, PIECE.digest)
        .where(search_stores.among(PIECE.id, newest))
        .order_by(PIECE.at.desc(), PIECE.id.desc())
    ).all()


def _sorted(scope: Scope, rows: Sequence[Any]) -> tuple[list[Kept], dict[str, int]]:
    """What stands, then what does not any more; words that only went elsewhere in the plan are no hit of their own."""
    standing: list[Kept] = []
    gone: list[Kept] = []
    there: set[tuple[int, str, int]] = set()
    before = []
    for key, plan, kind, language, until, digest in rows:  # a field of a row found by its name costs many times as much
        reference = scope.reference[plan]
        if kind == "summary":
            gone.append(Kept(key, plan, True, "history"))
        elif kind not in TEXT:
            standing.append(Kept(key, plan, True, "comment"))
        elif until is None or (reference is not None and reference < until):
            there.add((plan, language, digest))
            standing.append(Kept(key, plan, True, kind))
        else:
            before.append((key, (plan, language, digest)))
    for key, words in before:
        if words not in there:
            there.add(words)
            gone.append(Kept(key, words[0], False, "history"))
    kept = [*standing, *sorted(gone, key=lambda one: one.standing)]
    return kept, {kind: sum(one.shown_as == kind for one in kept) for kind in KINDS}

"""Comparing moments of a plan and revisions of a section. Nothing is written.

A comparison depends on two texts only, so it is kept in each worker under their two hashes, bounded in characters;
sections that are the same on both sides are never read.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from wiki.db import db
from wiki.errors import NotFound
from wiki.models import JournalEntry, Person, Plan, Revision, Section, Text
from wiki.presenters.changes import (
    PlanComparison,
    SectionChange,
    Side,
    Status,
    count_changes,
    plain_title,
    substance_of,
)
from wiki.services import access, moments, revisions
from wiki.services.moments import Item, Moment, Outline
from wiki.text.compare import Comparison, compare_texts
from wiki.text.redline import WORDS, render_redline
from wiki.text.render import RENDER_VERSION

#: how much a worker keeps of comparisons and of their renderings, in characters
KEPT = 24_000_000

#: what a piece costs beside its characters
PIECE = 60

_lock = Lock()

_MOVE = re.compile(r'(<a class="moved" id=")move-([0-9]+-(?:from|to)" href="#)move-')


def _weight(comparison: Comparison) -> int:
    return sum(PIECE + len(piece.old) + len(piece.new) for piece in comparison.pieces) + PIECE


_compared: LRUCache[tuple[str, str], Comparison] = LRUCache(KEPT, getsizeof=_weight)
_rendered: LRUCache[tuple[object, ...], str] = LRUCache(KEPT, getsizeof=lambda html: PIECE + len(html))


def compare_moments(
    actor: Person | None, plan: Plan, *, before: str, after: str, language: str = "", section: int | None = None
) -> tuple[Moment, Moment, PlanComparison]:
    """The plan at two moments, by their names, with what became of each section; or of one and those under it.

    Raises NotFound for a moment, or a section at neither moment, and what `access.require` raises.
    """
    then, now = moments.find_moment(actor, plan, before), moments.find_moment(actor, plan, after)
    language = language or plan.language
    old, new = moments.outline_at(plan, then.number, language), moments.outline_at(plan, now.number, language)
    within = None if section is None else _within(old, section) | _within(new, section)
    if within is not None and not within:
        raise NotFound("This section does not stand in the plan at this moment.")
    return then, now, PlanComparison(tuple(_compare_outlines(old, new, within)), language)


def compare_revisions(
    actor: Person | None, section: Section, *, before: int, after: int
) -> tuple[Revision, Revision, SectionChange]:
    """Two revisions of a section, by their numbers. Raises NotFound and what `access.require` raises."""
    old, new = revisions.find_revision(actor, section, before), revisions.find_revision(actor, section, after)
    comparison = None
    if old.text_hash != new.text_hash:
        comparison = _compare(old.text_hash, old.text.body, new.text_hash, new.text.body)
    change = _change(section.number, _side_of(old), _side_of(new), moved=False, comparison=comparison)
    return old, new, change


def render_change(
    change: SectionChange, *, side: str = "inline", only_substance: bool = False, words: Mapping[str, str] = WORDS
) -> str:
    """Safe HTML of a section's redline: "inline", or one "old" or "new" side; empty where nothing differs.

    `words` are what it says besides the text, in the reader's language.
    """
    if change.comparison is None:
        return ""
    hashes = tuple(side_of.text_hash if side_of else None for side_of in (change.old, change.new))
    key = (*hashes, change.number, side, only_substance, RENDER_VERSION, *words.values())
    with _lock:
        kept = _rendered.get(key)
    if kept is None:
        shown = substance_of(change.comparison) if only_substance else change.comparison
        kept = render_redline(shown, side=side, prefix=f"c{change.number}-", fold=side == "inline", words=words)
        with _lock:
            if len(kept) < KEPT // 4:
                _rendered[key] = kept
    # Moves are numbered within a section; a page may hold many sections.
    return _MOVE.sub(rf"\g<1>move-{change.number}-\g<2>move-{change.number}-", kept)


def list_recent_moments(
    actor: Person | None, plan: Plan, *, before: int | None = None, limit: int = 25
) -> list[JournalEntry]:
    """The last entries of acts, newest first: the moments there are besides drafts; none for readers."""
    if not access.see_plan(actor, plan).may("read_restricted"):
        return []
    following = aliased(JournalEntry)
    goes_on = select(following.id).where(
        following.plan_id == plan.id, following.number == JournalEntry.number + 1, following.act == JournalEntry.act
    )
    query = select(JournalEntry).where(JournalEntry.plan_id == plan.id, ~goes_on.exists())
    if before is not None:
        query = query.where(JournalEntry.number < before)
    query = query.order_by(JournalEntry.number.desc()).limit(limit).options(joinedload(JournalEntry.person))
    return list(db.session.scalars(query))


def _within(outline: Outline, section: int) -> set[int]:
    try:
        return {item.section_id for item in outline.subtree(section)}
    except NotFound:
        return set()


def _compare_outlines(old: Outline, new: Outline, within: set[int] | None) -> Iterable[SectionChange]:
    was = {item.section_id: item for item in old.items}
    now = {item.section_id: item for item in new.items}
    moved = _moved(old.items, new.items)
    ordered = [key for key in _document_order(old.items, new.items) if within is None or key in within]
    differing = [key for key in ordered if _hash(was.get(key)) != _hash(now.get(key))]
    compared = _compare_all([(_hash(was.get(key)), _hash(now.get(key))) for key in differing])
    for key in ordered:
        before, after = was.get(key), now.get(key)
        there = after or before
        assert there is not None
        yield _change(
            there.number,
            _side(before, was),
            _side(after, now),
            moved=key in moved,
            comparison=compared.get((_hash(before), _hash(after))),
        )


def _change(
    number: int, old: Side | None, new: Side | None, *, moved: bool, comparison: Comparison | None
) -> SectionChange:
    inserted, deleted, classes = count_changes(comparison) if comparison is not None else (0, 0, {})
    status: Status
    if old is None or old.text_hash is None:
        status = "added" if new is not None and new.text_hash is not None else "unchanged"
    elif new is None or new.text_hash is None:
        status = "removed"
    else:
        status = "unchanged" if comparison is None else "changed"
    return SectionChange(
        number=number,
        status=status,
        moved=moved,
        retitled=old is not None and new is not None and status == "changed" and old.title != new.title,
        old=old,
        new=new,
        comparison=comparison,
        inserted=inserted,
        deleted=deleted,
        classes=classes,
    )


def _side(item: Item | None, outline: dict[int, Item]) -> Side | None:
    if item is None:
        return None
    above = outline.get(item.parent_id) if item.parent_id is not None else None
    return Side(
        title=plain_title(item.title),
        level=item.level,
        parent=plain_title(above.title) if above else "",
        revision=item.revision_number,
        text_hash=item.text_hash,
        brackets_open=item.brackets_open,
    )


def _side_of(revision: Revision) -> Side:
    return Side(
        title=plain_title(revision.title),
        level=revision.level,
        parent="",
        revision=revision.number,
        text_hash=revision.text_hash,
        brackets_open=revision.brackets_open,
    )


def _hash(item: Item | None) -> str:
    return (item.text_hash or "") if item else ""


def _document_order(old: Sequence[Item], new: Sequence[Item]) -> list[int]:
    """The sections of both, in the new order; one that is gone follows what it used to follow."""
    standing = {item.section_id for item in new}
    gone_behind: dict[int | None, list[int]] = {}
    last: int | None = None
    for item in old:
        if item.section_id in standing:
            last = item.section_id
        else:
            gone_behind.setdefault(last, []).append(item.section_id)
    ordered = list(gone_behind.get(None, ()))
    for item in new:
        ordered.append(item.section_id)
        ordered.extend(gone_behind.get(item.section_id, ()))
    return ordered


def _moved(old: Sequence[Item], new: Sequence[Item]) -> set[int]:
    """The sections that stand under another parent, or were taken past their siblings; as few as explain it.

    Who kept the order key stayed; the others have not moved either if they still stand between the same of those,
    in the same order.
    """
    was = {item.section_id: (place, item) for place, item in enumerate(old)}
    families: dict[int | None, list[Item]] = {}
    moved: set[int] = set()
    for item in new:
        if item.section_id not in was:
            continue
        if was[item.section_id][1].parent_id == item.parent_id:
            families.setdefault(item.parent_id, []).append(item)
        else:
            moved.add(item.section_id)
    for family in families.values():
        fixed = [was[item.section_id][0] for item in family if was[item.section_id][1].order_key == item.order_key]
        gaps: dict[int, list[int]] = {}
        gap = 0
        for item in family:
            place, before = was[item.section_id]
            if before.order_key == item.order_key:
                gap += 1
            elif bisect_left(fixed, place) == gap:
                gaps.setdefault(gap, []).append(item.section_id)
            else:
                moved.add(item.section_id)
        for kept in gaps.values():
            stayed = _longest_rising([was[section_id][0] for section_id in kept])
            moved.update(section_id for index, section_id in enumerate(kept) if index not in stayed)
    return moved


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The indexes of a longest rising subsequence, in n log n (Fredman 1975)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(last[at - 1] if at else None)
        if at == len(tails):
            tails.append(place)
            last.append(index)
        else:
            tails[at], last[at] = place, index
    found: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found


def _compare_all(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Comparison]:
    """The comparisons of these pairs of texts, by their hashes; "" is no text. Only unknown ones are read and made."""
    found: dict[tuple[str, str], Comparison] = {}
    with _lock:
        for pair in pairs:
            kept = _compared.get(pair)
            if kept is not None:
                found[pair] = kept
    missing = [pair for pair in dict.fromkeys(pairs) if pair not in found]
    hashes = {text_hash for pair in missing for text_hash in pair if text_hash}
    bodies = {"": ""}
    if hashes:
        rows = db.session.execute(select(Text.hash, Text.body).where(Text.hash.in_(hashes)))
        bodies.update({row.hash: row.body for row in rows})
    for old, new in missing:
        found[old, new] = _compare(old, bodies[old], new, bodies[new])
    return found


def _compare(old_hash: str, old: str, new_hash: str, new: str) -> Comparison:
    with _lock:
        kept = _compared.get((old_hash, new_hash))
    if kept is None:
        kept = compare_texts(old, new)
        with _lock:
            if _weight(kept) < KEPT // 4:
                _compared[old_hash, new_hash] = kept
    return kept

"""Comparing moments of a plan, or of two, and revisions of a section. Nothing is written.

A comparison depends on two texts only, so it is kept in each worker under their two hashes, bounded in characters;
sections that are the same on both sides are never read.
"""

import re
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
    is_retitled,
    plain_title,
    substance_of,
)
from wiki.services import access, moments, plans, revisions
from wiki.services.moments import Item, Moment, Outline
from wiki.services.section_pairs import Pair, pair_moments, pair_plans
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
# A plan at a moment never changes, so neither does what differs between two of them.
_told: LRUCache[tuple[object, ...], PlanComparison] = LRUCache(
    KEPT,
    getsizeof=lambda found: sum(PIECE + (_weight(one.comparison) if one.comparison else 0) for one in found.sections),
)
_rendered: LRUCache[tuple[object, ...], str] = LRUCache(KEPT, getsizeof=lambda html: PIECE + len(html))


def compare_moments(
    actor: Person | None, plan: Plan, *, before: str, after: str, language: str = "", section: int | None = None
) -> tuple[Moment, Moment, PlanComparison]:
    """The plan at two moments, by their names, with what became of each section; or of one and those under it.

    Either may be a moment of another plan, "slug:name". Sections of two plans are matched by the ids typed behind
    their titles, else by their content; `section` is one of the plan asked. Raises NotFound for a plan, a moment, a
    section at neither moment, or a language in which one of two plans has nothing, and what `access.require` raises.
    """
    then, now = _find_moment(actor, plan, before), _find_moment(actor, plan, after)
    language = language or plan.language
    key = (then.plan.uid, then.number, now.plan.uid, now.number, plan.uid, language, section)
    with _lock:
        found = _told.get(key)
    if found is None:
        found = _tell(plan, then, now, language, section)
        with _lock:
            if len(language) < 40 and _told.getsizeof(found) < KEPT // 4:
                _told[key] = found
    return then, now, found


def _tell(plan: Plan, then: Moment, now: Moment, language: str, section: int | None) -> PlanComparison:
    old, new = (moments.outline_at(moment.plan, moment.number, language) for moment in (then, now))
    if then.plan is now.plan:
        pairs = pair_moments(old, new)
    else:
        for moment, outline in ((then, old), (now, new)):
            if not any(item.text_hash for item in outline.items):
                raise NotFound("“%(plan)s” has no text in this language at this moment.", plan=moment.plan.title)
        pairs = pair_plans(old, new)
    if section is not None:
        within = {
            item.section_id
            for moment, outline in ((then, old), (now, new))
            for item in _subtree(outline, section)
            if moment.plan is plan
        }
        pairs = [pair for pair in pairs if within.intersection(_ids(pair))]
        if not within:
            raise NotFound("This section does not stand in the plan at this moment.")
    return PlanComparison(tuple(_compare_pairs(old, new, pairs)), language)


def _find_moment(actor: Person | None, plan: Plan, name: str) -> Moment:
    """A moment of the plan, or of another one the actor may know of: "slug:name"."""
    slug, colon, rest = name.partition(":")
    if colon:
        return moments.find_moment(actor, plans.find_plan(actor, slug), rest)
    return moments.find_moment(actor, plan, name)


def compare_revisions(
    actor: Person | None, section: Section, *, before: int, after: int
) -> tuple[Revision, Revision, SectionChange]:
    """Two revisions of a section, by their numbers. Raises NotFound and what `access.require` raises."""
    old, new = revisions.find_revision(actor, section, before), revisions.find_revision(actor, section, after)
    comparison = None
    if old.text_hash != new.text_hash:
        comparison = _compare(old.text_hash, old.text.body, new.text_hash, new.text.body)
    change = _change(_side_of(section, old), _side_of(section, new), moved=False, comparison=comparison)
    return old, new, change


def render_change(
    change: SectionChange,
    *,
    side: str = "inline",
    only_substance: bool = False,
    numbered: bool = False,
    words: Mapping[str, str] = WORDS,
) -> str:
    """Safe HTML of a section's redline: "inline", or one "old" or "new" side; empty where nothing differs.

    Where it is `numbered` each mark carries its change's number; `words` are what it says besides the text, in the
    reader's language.
    """
    if change.comparison is None:
        return ""
    hashes = tuple(side_of.text_hash if side_of else None for side_of in (change.old, change.new))
    key = (*hashes, change.anchor, side, only_substance, numbered, RENDER_VERSION, *words.values())
    with _lock:
        kept = _rendered.get(key)
    if kept is None:
        shown = substance_of(change.comparison) if only_substance else change.comparison
        kept = render_redline(
            shown, side=side, prefix=f"{change.anchor}-", fold=side == "inline", numbered=numbered, words=words
        )
        with _lock:
            if len(kept) < KEPT // 4:
                _rendered[key] = kept
    # Moves are numbered within a section; a page may hold many sections.
    return _MOVE.sub(rf"\g<1>move-{change.anchor}-\g<2>move-{change.anchor}-", kept)


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


def _subtree(outline: Outline, section: int) -> list[Item]:
    try:
        return outline.subtree(section)
    except NotFound:
        return []


def _ids(pair: Pair) -> set[int]:
    return {item.section_id for item in (pair.old, pair.new) if item is not None}


def _compare_pairs(old: Outline, new: Outline, pairs: Sequence[Pair]) -> Iterable[SectionChange]:
    was = {item.section_id: item for item in old.items}
    now = {item.section_id: item for item in new.items}
    differing = [pair for pair in pairs if _hash(pair.old) != _hash(pair.new)]
    compared = _compare_all([(_hash(pair.old), _hash(pair.new)) for pair in differing])
    for pair in pairs:
        yield _change(
            _side(pair.old, was),
            _side(pair.new, now),
            moved=pair.moved,
            comparison=compared.get((_hash(pair.old), _hash(pair.new))),
        )


def _change(old: Side | None, new: Side | None, *, moved: bool, comparison: Comparison | None) -> SectionChange:
    inserted, deleted, classes = count_changes(comparison) if comparison is not None else (0, 0, {})
    status: Status
    if old is None or old.text_hash is None:
        status = "added" if new is not None and new.text_hash is not None else "unchanged"
    elif new is None or new.text_hash is None:
        status = "removed"
    else:
        status = "unchanged" if comparison is None else "changed"
    return SectionChange(
        status=status,
        moved=moved,
        retitled=old is not None and new is not None and status == "changed" and is_retitled(old.title, new.title),
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
        number=item.number,
        title=plain_title(item.title),
        level=item.level,
        parent=plain_title(above.title) if above else "",
        revision=item.revision_number,
        text_hash=item.text_hash,
        brackets_open=item.brackets_open,
    )


def _side_of(section: Section, revision: Revision) -> Side:
    return Side(
        number=section.number,
        title=plain_title(revision.title),
        level=revision.level,
        parent="",
        revision=revision.number,
        text_hash=revision.text_hash,
        brackets_open=revision.brackets_open,
    )


def _hash(item: Item | None) -> str:
    return (item.text_hash or "") if item else ""


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

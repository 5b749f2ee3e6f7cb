"""Moments: the plan as it stood after entry n, for those who may see it.

The state at a moment never changes, so outlines are kept in each worker by plan, moment and language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from wiki.db import db
from wiki.errors import NotFound
from wiki.models import Draft, JournalEntry, Person, Placement, Plan, Revision, Section, Text
from wiki.services import access, journal

_outlines: LRUCache[tuple[str, int, str], "Outline"] = LRUCache(
    maxsize=200_000, getsizeof=lambda kept: 1 + len(kept.items)
)
_lock = Lock()


# Built once: pages ask for it more than anything else here.
_DRAFT = select(Draft).where(Draft.plan_id == bindparam("plan_id"), Draft.slug == bindparam("slug"))


@dataclass(frozen=True, slots=True)
class Item:
    """One section in an outline: where it stands and which revision holds there, if the language has one."""

    section_id: int
    number: int
    parent_id: int | None
    depth: int
    order_key: str
    revision_id: int | None
    revision_number: int | None
    text_hash: str | None
    title: str
    level: int
    brackets_open: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a plan at a moment, in document order; the root section is the first."""

    moment: int
    language: str
    items: tuple[Item, ...]

    def item(self, section_number: int) -> Item:
        """The section with this permanent number; raises NotFound where it does not stand at this moment."""
        for item in self.items:
            if item.number == section_number:
                return item
        raise NotFound("This section does not stand in the plan at this moment.")

    def title_of(self, section_number: int) -> str:
        """The section's title; empty where it does not stand or has none."""
        return next((item.title for item in self.items if item.number == section_number), "")

    def children(self, section_id: int | None) -> list[Item]:
        """The direct children of a section, in order."""
        return [item for item in self.items if item.parent_id == section_id and item.depth > 0]

    def subtree(self, section_number: int) -> list[Item]:
        """A section and everything under it, in order."""
        top = self.item(section_number)
        start = self.items.index(top)
        found = [top]
        for item in self.items[start + 1 :]:
            if item.depth <= top.depth:
                break
            found.append(item)
        return found


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment somebody may see: its plan and number, the draft that names it if it was asked for by that name,
    and whether it is the newest state."""

    plan: Plan
    number: int
    draft: Draft | None
    newest: bool

    @property
    def name(self) -> str:
        """How addresses spell it."""
        return self.draft.slug if self.draft else ("now" if self.newest else str(self.number))


def find_moment(actor: Person | None, plan: Plan, name: str | None = None) -> Moment:
    """The moment by its name: a draft's slug, an entry's number, or "now".

    Without a name it is the newest the actor may see. Numbers are taken at ends
    of acts only. Raises NotFound, and what `access.require` raises.
    """
    if name is None:
        standing = access.see_plan(actor, plan)
        if standing.may("read_restricted"):
            return Moment(plan, journal.head_number(plan), None, True)
        public = select(Draft).where(Draft.plan_id == plan.id, Draft.distribution == "public")
        newest = db.session.scalars(public.order_by(Draft.number.desc(), Draft.id.desc())).first()
        if newest is None:
            raise NotFound("Nothing of this plan has been published yet.")
        return Moment(plan, newest.number, newest, False)
    if name == "now":
        access.require(actor, plan, "read_restricted")
        return Moment(plan, journal.head_number(plan), None, True)
    if name.isascii() and name.isdigit():
        access.require(actor, plan, "read_restricted")
        number = int(name[:12])
        head = journal.head_number(plan)
        if not 0 < number <= head or (number < head and _act_of(plan, number + 1) != number + 1):
            raise NotFound("There is no moment %(name)s: moments are offered where an act ends.", name=name)
        return Moment(plan, number, None, number == head)
    standing = access.see_plan(actor, plan)
    draft = db.session.scalars(_DRAFT, {"plan_id": plan.id, "slug": name}).first()
    if draft is None or not (draft.distribution == "public" or standing.may("read_restricted")):
        raise NotFound("There is no draft “%(name)s” in this plan.", name=name)
    return Moment(plan, draft.number, draft, False)


def _act_of(plan: Plan, number: int) -> int | None:
    return db.session.scalar(
        select(JournalEntry.act).where(JournalEntry.plan_id == plan.id, JournalEntry.number == number)
    )


def outline_at(plan: Plan, moment: int, language: str | None = None) -> Outline:
    """The outline after entry `moment`; asks nobody's rights, callers have."""
    language = language or plan.language
    key = (plan.uid, moment, language)
    with _lock:
        kept = _outlines.get(key)
    if kept is None:
        kept = Outline(moment, language, tuple(_read_outline(plan, moment, language)))
        # An act still being written has numbers that may yet be rolled back.
        # Languages come from addresses, and a long one that nobody speaks is not worth its room.
        if not db.session.info.get("writing") and len(kept.items) < _outlines.maxsize and len(language) < 40:
            with _lock:
                _outlines[key] = kept
    return kept


def _read_outline(plan: Plan, moment: int, language: str) -> Iterable[Item]:
    older_place, older_text = aliased(Placement), aliased(Revision)
    place_then = (
        select(older_place.id)
        .where(older_place.section_id == Section.id, older_place.number <= moment)
        .order_by(older_place.number.desc())
        .limit(1)
        .correlate(Section)
        .scalar_subquery()
    )
    text_then = (
        select(older_text.id)
        .where(older_text.section_id == Section.id, older_text.language == language, older_text.number <= moment)
        .order_by(older_text.number.desc())
        .limit(1)
        .correlate(Section)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Section.id,
            Section.number,
            Placement.parent_id,
            Placement.order_key,
            Placement.removed,
            Revision.id.label("revision_id"),
            Revision.number.label("revision_number"),
            Revision.text_hash,
            Revision.title,
            Revision.level,
            Revision.brackets_open,
        )
        .select_from(Section)
        .join(Placement, Placement.id == place_then)
        .join(Revision, Revision.id == text_then, isouter=True)
        .where(Section.plan_id == plan.id)
    ).all()
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        if not row.removed:
            below.setdefault(row.parent_id, []).append(row)

    def walk(parent_id: int | None, depth: int) -> Iterable[Item]:
        for row in sorted(below.get(parent_id, ()), key=lambda row: (row.order_key, row.number)):
            yield Item(
                section_id=row.id,
                number=row.number,
                parent_id=row.parent_id,
                depth=depth,
                order_key=row.order_key,
                revision_id=row.revision_id,
                revision_number=row.revision_number,
                text_hash=row.text_hash,
                title=row.title or "",
                level=row.level or 0,
                brackets_open=row.brackets_open or 0,
            )
            yield from walk(row.id, depth + 1)

    return walk(None, 0)


def texts_of(items: Iterable[Item]) -> dict[str, str]:
    """The texts of these sections by content hash, in one query."""
    hashes = {item.text_hash for item in items if item.text_hash}
    rows = db.session.execute(select(Text.hash, Text.body).where(Text.hash.in_(hashes)))
    return {row.hash: row.body for row in rows}


def source_at(plan: Plan, moment: int, language: str | None = None) -> str:
    """The whole text of the plan after entry `moment`, byte for byte as it stood."""
    outline = outline_at(plan, moment, language)
    texts = texts_of(outline.items)
    return "".join(texts[item.text_hash] for item in outline.items if item.text_hash)

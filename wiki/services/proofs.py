"""What stands beside the journal, held against it: texts, revisions, placements, drafts, settings, the seal.

Each check gives the number of the entry that does not hold and a sentence id saying why. Titles and levels are read
anew from the texts. Counts of brackets are not: they are a convenience that adoption counts again.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from wiki.db import db
from wiki.models import Draft, EntryPayload, JournalEntry, Placement, Plan, Revision, Section, Text
from wiki.presenters.exports import draft_as_data
from wiki.services import moments
from wiki.text import outline

Fault = tuple[int, str]

PLACED = ("section.place", "section.add", "section.move", "section.remove", "section.restore")
SETTINGS = ("slug", "title", "language", "visibility", "numbering")

#: rows are read this many at a time, texts fewer: one may hold two megabytes
BATCH = 500
TEXTS = 25


def faults_beside(plan: Plan) -> Iterator[Fault]:
    """Everything beside the plan's journal that does not agree with it."""
    yield from _revisions(plan)
    yield from _placements(plan)
    yield from _drafts(plan)
    yield from _settings(plan)
    yield from _seal(plan)


def sha256_at(plan: Plan, moment: int, language: str) -> str:
    """SHA-256 of the plan's source at a moment, as it is exported: UTF-8, every byte as it stood."""
    found = hashlib.sha256()
    items = moments.outline_at(plan, moment, language).items
    for start in range(0, len(items), TEXTS):
        part = items[start : start + TEXTS]
        texts = moments.texts_of(part)
        for item in part:
            if item.text_hash:
                found.update(texts[item.text_hash].encode())
    return found.hexdigest()


def _revisions(plan: Plan) -> Iterator[Fault]:
    parent, base = aliased(Revision), aliased(Revision)
    query: Any = (
        select(Revision.id, Revision.number, Revision.language, Revision.text_hash, Revision.typed_hash,
               Revision.title, Revision.level, Revision.summary, Revision.paragraphs,
               Section.number.label("section"), JournalEntry.plan_id, JournalEntry.number.label("entry"),
               JournalEntry.kind, EntryPayload.body, parent.number.label("parent"), base.number.label("base"))
        .join(Section, Section.id == Revision.section_id)
        .join(JournalEntry, JournalEntry.id == Revision.entry_id, isouter=True)
        .join(EntryPayload, EntryPayload.entry_id == JournalEntry.id, isouter=True)
        .join(parent, parent.id == Revision.parent_id, isouter=True)
        .join(base, base.id == Revision.base_id, isouter=True)
        .where(Section.plan_id == plan.id)
    )  # fmt: skip
    for rows in _batches(query, Revision):
        for start in range(0, len(rows), TEXTS):
            yield from _revisions_of(plan, rows[start : start + TEXTS])
    yield from _without_row(plan, ("revision.save",), Revision)


def _revisions_of(plan: Plan, rows: Sequence[Any]) -> Iterator[Fault]:
    hashes = {row.text_hash for row in rows} | {row.typed_hash for row in rows} - {None}
    bodies = db.session.execute(select(Text.hash, Text.body).where(Text.hash.in_(hashes)))
    headings: dict[str, tuple[str, int]] = {}
    for kept in bodies:
        if hashlib.sha256(kept.body.encode("utf-8", "surrogatepass")).hexdigest() == kept.hash:
            headings[kept.hash] = _heading(kept.body)
    for row in rows:
        if row.plan_id != plan.id or row.kind != "revision.save" or row.entry != row.number:
            yield row.number, "A revision names this entry, which did not make it."
            continue
        if row.text_hash not in headings or (row.typed_hash and row.typed_hash not in headings):
            yield row.number, "The text is not the one whose digest was recorded."
        elif (row.title, row.level) != headings[row.text_hash]:
            yield row.number, "The revision's title or level is not that of its text."
        said = {
            "section": row.section,
            "language": row.language,
            "text": row.text_hash,
            "parent": row.parent,
            "base": row.base,
            "typed": row.typed_hash,
            "paragraphs": _list_of(row.paragraphs),
            "summary": row.summary,
        }
        if row.body is not None and not _agrees(row.body, said):
            yield row.number, "The revision is not as this entry recorded it."


def _heading(text: str) -> tuple[str, int]:
    parts = outline.split_outline(text)
    first = parts[1] if len(parts) > 1 and not parts[0].text else None
    return (first.title, first.level) if first else ("", 0)


def _placements(plan: Plan) -> Iterator[Fault]:
    above = aliased(Section)
    query: Any = (
        select(Placement.id, Placement.number, Placement.order_key, Placement.removed, Section.number.label("section"),
               above.number.label("parent"), JournalEntry.plan_id, JournalEntry.number.label("entry"),
               JournalEntry.kind, EntryPayload.body)
        .join(Section, Section.id == Placement.section_id)
        .join(above, above.id == Placement.parent_id, isouter=True)
        .join(JournalEntry, JournalEntry.id == Placement.entry_id, isouter=True)
        .join(EntryPayload, EntryPayload.entry_id == JournalEntry.id, isouter=True)
        .where(Section.plan_id == plan.id)
    )  # fmt: skip
    for rows in _batches(query, Placement):
        for row in rows:
            said = {
                "section": row.section,
                "parent": row.parent,
                "order_key": row.order_key,
                "removed": row.removed,
            }
            if row.plan_id != plan.id or row.kind not in PLACED or row.entry != row.number:
                yield row.number, "A placement names this entry, which did not make it."
            elif row.body is not None and not _agrees(row.body, said):
                yield row.number, "The section does not stand where this entry placed it."
    yield from _without_row(plan, PLACED, Placement)


def _drafts(plan: Plan) -> Iterator[Fault]:
    published = set(
        db.session.scalars(
            select(JournalEntry.subject).where(JournalEntry.plan_id == plan.id, JournalEntry.kind == "draft.publish")
        )
    )
    query: Any = (
        select(
            Draft,
            Draft.id,
            JournalEntry.plan_id,
            JournalEntry.number.label("entry"),
            JournalEntry.kind,
            EntryPayload.body,
        )
        .join(JournalEntry, JournalEntry.id == Draft.entry_id, isouter=True)
        .join(EntryPayload, EntryPayload.entry_id == JournalEntry.id, isouter=True)
        .where(Draft.plan_id == plan.id)
    )
    for rows in _batches(query, Draft):
        for row in rows:
            if row.plan_id != plan.id or row.kind != "draft.freeze":
                yield row.entry or row.Draft.number, "A draft names this entry, which did not make it."
                continue
            said = draft_as_data(row.Draft)
            if f"draft/{row.Draft.slug}" in published:
                if said["distribution"] != "public":
                    yield row.entry, "The draft was made public, and no longer is."
                del said["distribution"]
            if row.body is not None and not _agrees(row.body, said):
                yield row.entry, "The draft is not as this entry recorded it."
    yield from _without_row(plan, ("draft.freeze",), Draft)


def _settings(plan: Plan) -> Iterator[Fault]:
    """The plan's settings are what the newest entry that names each of them says."""
    rows = db.session.execute(
        select(JournalEntry.number, EntryPayload.body)
        .join(EntryPayload)
        .where(JournalEntry.plan_id == plan.id, JournalEntry.subject == "plan")
        .where(JournalEntry.kind.in_(("plan.create", "plan.change")))
        .order_by(JournalEntry.number)
    )
    last: dict[str, tuple[int, Any]] = {}
    for row in rows:
        if row.body is not None:
            said = _content(row.body)
            last.update({name: (row.number, said[name]) for name in SETTINGS if name in said})
    stored = db.session.execute(
        select(Plan.slug, Plan.title, Plan.language, Plan.visibility, Plan.numbering).where(Plan.id == plan.id)
    ).one()
    for name, (number, value) in last.items():
        if getattr(stored, name) != value:
            yield number, "The plan's settings are not as this entry recorded them."


def _seal(plan: Plan) -> Iterator[Fault]:
    """A sealed plan names the entry that sealed it, and its texts still have the digests recorded there."""
    row = db.session.execute(
        select(JournalEntry.number, EntryPayload.body)
        .join(EntryPayload)
        .where(JournalEntry.plan_id == plan.id, JournalEntry.kind == "plan.adopt")
        .order_by(JournalEntry.number)
    ).first()
    sealed = db.session.scalar(select(Plan.sealed_number).where(Plan.id == plan.id))
    if sealed != (row.number if row else None):
        yield (row.number if row else sealed or 0), "The plan is not sealed as the record says."
    if row is None or row.body is None:
        return
    said = _content(row.body)
    for language, digest in said.get("sha256", {}).items():
        if sha256_at(plan, said["moment"], language) != digest:
            yield row.number, "The adopted text does not have the digest recorded at adoption."


def _batches(query: Any, table: type[Any]) -> Iterator[Sequence[Any]]:
    last = 0
    while rows := db.session.execute(_next(query, table, last)).all():
        last = rows[-1].id
        yield rows


def _next(query: Any, table: type[Any], last: int) -> Any:
    # What the session happened to hold already is not what is being proved.
    return query.where(table.id > last).order_by(table.id).limit(BATCH).execution_options(populate_existing=True)


def _without_row(plan: Plan, kinds: Iterable[str], table: type[Any]) -> Iterator[Fault]:
    """The first entry of these kinds that has lost the row it made, or has gained a second one."""
    made = select(table.entry_id).where(table.entry_id.is_not(None))
    lost = (
        select(JournalEntry.number)
        .where(JournalEntry.plan_id == plan.id, JournalEntry.kind.in_(kinds), JournalEntry.id.not_in(made))
        .order_by(JournalEntry.number)
    )
    number = db.session.scalar(lost.limit(1))
    if number is not None:
        yield number, "What this entry made is missing."
    twice = (
        select(JournalEntry.number)
        .join(table, table.entry_id == JournalEntry.id)
        .where(JournalEntry.plan_id == plan.id)
        .group_by(JournalEntry.number)
        .having(func.count() > 1)
        .order_by(JournalEntry.number)
    )
    number = db.session.scalar(twice.limit(1))
    if number is not None:
        yield number, "More was made of this entry than it recorded."


def _agrees(body: str, said: dict[str, Any]) -> bool:
    recorded = _content(body)
    return all(recorded.get(name) == value for name, value in said.items())


def _content(body: str) -> dict[str, Any]:
    """A payload as recorded; a spoiled one is the chain's business and agrees with nothing here."""
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _list_of(stored: str) -> Any:
    try:
        return json.loads(stored)
    except ValueError:
        return None

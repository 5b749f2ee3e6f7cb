"""What stands beside the journal, held against it: texts, revisions and placements; the rest is in proofs_of_acts.

Each check gives the number of the entry that does not hold and a sentence id saying why. Titles and levels are read
anew from the texts. Counts of brackets are not: they are a convenience that adoption counts again.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from wiki.db import db
from wiki.models import EntryPayload, JournalEntry, Placement, Plan, Revision, Section, Text
from wiki.sentences import SentenceId
from wiki.services import proofs_of_acts
from wiki.services.proving import Fault, agrees, batches, without_row
from wiki.text import outline

PLACED = ("section.place", "section.add", "section.move", "section.remove", "section.restore")

#: texts are read this many at a time: one may hold two megabytes
TEXTS = 25


def faults_beside(plan: Plan) -> Iterator[Fault]:
    """Everything beside the plan's journal that does not agree with it."""
    yield from _revisions(plan)
    yield from _placements(plan)
    yield from proofs_of_acts.prove_drafts(plan)
    yield from proofs_of_acts.prove_comments(plan)
    yield from proofs_of_acts.prove_settings(plan)
    yield from proofs_of_acts.prove_seal(plan)


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
        .where(Section.plan_id + 0 == plan.id)  # a planner must not sort all of the plan's rows for each batch
    )  # fmt: skip
    for rows in batches(query, Revision):
        for start in range(0, len(rows), TEXTS):
            yield from _revisions_of(plan, rows[start : start + TEXTS])
    yield from without_row(plan, ("revision.save",), Revision)


def _revisions_of(plan: Plan, rows: Sequence[Any]) -> Iterator[Fault]:
    hashes = {row.text_hash for row in rows} | {row.typed_hash for row in rows} - {None}
    bodies = db.session.execute(select(Text.hash, Text.body).where(Text.hash.in_(hashes)))
    headings: dict[str, tuple[str, int]] = {}
    for kept in bodies:
        if hashlib.sha256(kept.body.encode("utf-8", "surrogatepass")).hexdigest() == kept.hash:
            headings[kept.hash] = _heading(kept.body)
    for row in rows:
        if row.plan_id != plan.id or row.kind != "revision.save" or row.entry != row.number:
            yield row.number, SentenceId("A revision names this entry, which did not make it.")
            continue
        if row.text_hash not in headings or (row.typed_hash and row.typed_hash not in headings):
            yield row.number, SentenceId("The text is not the one whose digest was recorded.")
        elif (row.title, row.level) != headings[row.text_hash]:
            yield row.number, SentenceId("The revision's title or level is not that of its text.")
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
        if row.body is not None and not agrees(row.body, said):
            yield row.number, SentenceId("The revision is not as this entry recorded it.")


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
        .where(Section.plan_id + 0 == plan.id)  # a planner must not sort all of the plan's rows for each batch
    )  # fmt: skip
    for rows in batches(query, Placement):
        for row in rows:
            said = {
                "section": row.section,
                "parent": row.parent,
                "order_key": row.order_key,
                "removed": row.removed,
            }
            if row.plan_id != plan.id or row.kind not in PLACED or row.entry != row.number:
                yield row.number, SentenceId("A placement names this entry, which did not make it.")
            elif row.body is not None and not agrees(row.body, said):
                yield row.number, SentenceId("The section does not stand where this entry placed it.")
    yield from without_row(plan, PLACED, Placement)


def _list_of(stored: str) -> Any:
    try:
        return json.loads(stored)
    except ValueError:
        return None

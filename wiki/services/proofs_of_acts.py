"""Drafts, comments, the plan's settings and its seal, held against the entries that made them."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from wiki.db import db
from wiki.models import Comment, Draft, EntryPayload, JournalEntry, Plan, Revision, Section
from wiki.presenters.exports import draft_as_data
from wiki.sentences import SentenceId
from wiki.services.exports import sha256_at
from wiki.services.proving import Fault, agrees, batches, content, without_row

SETTINGS = ("slug", "title", "language", "visibility", "numbering")
POSTED = ("comment.post", "comment.reply")


def prove_drafts(plan: Plan) -> Iterator[Fault]:
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
    for rows in batches(query, Draft):
        for row in rows:
            if row.plan_id != plan.id or row.kind != "draft.freeze":
                yield row.entry or row.Draft.number, SentenceId("A draft names this entry, which did not make it.")
                continue
            said = draft_as_data(row.Draft)
            if f"draft/{row.Draft.slug}" in published:
                if said["distribution"] != "public":
                    yield row.entry, SentenceId("The draft was made public, and no longer is.")
                del said["distribution"]
            if row.body is not None and not agrees(row.body, said):
                yield row.entry, SentenceId("The draft is not as this entry recorded it.")
    yield from without_row(plan, ("draft.freeze",), Draft)


def prove_settings(plan: Plan) -> Iterator[Fault]:
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
            said = content(row.body)
            last.update({name: (row.number, said[name]) for name in SETTINGS if name in said})
    stored = db.session.execute(
        select(Plan.slug, Plan.title, Plan.language, Plan.visibility, Plan.numbering).where(Plan.id == plan.id)
    ).one()
    for name, (number, value) in last.items():
        if getattr(stored, name) != value:
            yield number, SentenceId("The plan's settings are not as this entry recorded them.")


def prove_seal(plan: Plan) -> Iterator[Fault]:
    """A sealed plan names the entry that sealed it, and its texts still have the digests recorded there."""
    row = db.session.execute(
        select(JournalEntry.number, EntryPayload.body)
        .join(EntryPayload)
        .where(JournalEntry.plan_id == plan.id, JournalEntry.kind == "plan.adopt")
        .order_by(JournalEntry.number)
    ).first()
    sealed = db.session.scalar(select(Plan.sealed_number).where(Plan.id == plan.id))
    if sealed != (row.number if row else None):
        yield (row.number if row else sealed or 0), SentenceId("The plan is not sealed as the record says.")
    if row is None or row.body is None:
        return
    said = content(row.body)
    for language, digest in said.get("sha256", {}).items():
        if sha256_at(plan, said["moment"], language) != digest:
            yield row.number, SentenceId("The adopted text does not have the digest recorded at adoption.")


def prove_comments(plan: Plan) -> Iterator[Fault]:
    """Remarks are as they were posted, and their answers as they were given; erased ones have no words left."""
    answer, answered, root = aliased(JournalEntry), aliased(EntryPayload), aliased(Comment)
    closing = aliased(JournalEntry)
    query: Any = (
        select(Comment.id, Comment.number, Comment.start, Comment.end, Comment.quote, Comment.body, Comment.audience,
               Comment.late, Comment.person_id, Comment.delegation_id, Comment.on_behalf_of_id, Comment.erased_number,
               Comment.disposition, Comment.disposition_reason, Comment.disposition_number,
               Section.number.label("section"), Revision.number.label("revision"), Revision.language,
               root.number.label("reply_to"), JournalEntry.plan_id, JournalEntry.kind,
               JournalEntry.number.label("entry"), JournalEntry.person_id.label("acted"),
               JournalEntry.delegation_id.label("acted_for"), JournalEntry.on_behalf_of_id.label("acted_on_behalf_of"),
               EntryPayload.body.label("said"), EntryPayload.erased_number.label("erased"),
               answer.kind.label("answer"), answer.subject.label("answer_to"), answered.body.label("answered"),
               Comment.resolved_number, closing.kind.label("closing"), closing.subject.label("closed"))
        .join(Section, Section.id == Comment.section_id, isouter=True)
        .join(Revision, Revision.id == Comment.revision_id, isouter=True)
        .join(root, root.id == Comment.reply_to_id, isouter=True)
        .join(JournalEntry, JournalEntry.id == Comment.entry_id, isouter=True)
        .join(EntryPayload, EntryPayload.entry_id == JournalEntry.id, isouter=True)
        .join(answer, (answer.plan_id == plan.id) & (answer.number == Comment.disposition_number), isouter=True)
        .join(answered, answered.entry_id == answer.id, isouter=True)
        .join(closing, (closing.plan_id == plan.id) & (closing.number == Comment.resolved_number), isouter=True)
        .where(Comment.plan_id == plan.id, Comment.number.is_not(None))
    )  # fmt: skip
    for rows in batches(query, Comment):
        for row in rows:
            why = _why_not_posted(plan, row) or _why_not_answered(row) or _why_not_closed(row)
            if why:
                yield row.number, why
    yield from without_row(plan, POSTED, Comment)


def _why_not_posted(plan: Plan, row: Any) -> str:
    if row.plan_id != plan.id or row.kind not in POSTED or row.entry != row.number:
        return SentenceId("A comment names this entry, which did not make it.")
    if (row.person_id, row.delegation_id, row.on_behalf_of_id) != (row.acted, row.acted_for, row.acted_on_behalf_of):
        return SentenceId("The comment is not by whom this entry says.")
    if row.said is None:
        gone = row.erased_number == row.erased and not (row.body or row.quote)
        return "" if gone else SentenceId("The comment was erased, and yet is there.")
    said = {name: getattr(row, name) for name in ("section", "revision", "language", "start", "end", "quote", "body",
                                                  "audience", "reply_to", "late")}  # fmt: skip
    return "" if agrees(row.said, said) else SentenceId("The comment is not as this entry recorded it.")


def _why_not_answered(row: Any) -> str:
    if row.disposition is None:
        return "" if row.disposition_number is None else SentenceId("The comment's answer was taken away.")
    if (row.answer, row.answer_to) != ("comment.answer", f"comment/{row.number}"):
        return SentenceId("The comment's answer was never recorded.")
    if row.answered is None:
        return ""
    said = {"disposition": row.disposition, "reason": row.disposition_reason}
    return "" if agrees(row.answered, said) else SentenceId("The comment's answer is not the one that was recorded.")


def _why_not_closed(row: Any) -> str:
    closed = (row.closing, row.closed) == ("comment.resolve", f"comment/{row.number}")
    return "" if row.resolved_number is None or closed else SentenceId("The comment's discussion was never closed.")

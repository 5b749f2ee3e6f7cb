"""Answers: what becomes of a comment. Its disposition, closing and reopening its discussion, and erasing its words."""

from typing import Any

from sqlalchemy import select

from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid, NotFound, Sealed
from wiki.models import Comment, EntryPayload, JournalEntry, Person, Plan, Revision
from wiki.models.comment import DISPOSITIONS
from wiki.services import access, indexing, journal, passages, threads
from wiki.services.writing import check_characters

MAX_REASON = 5_000
#: the dispositions that need no word of explanation
SPEAK_FOR_THEMSELVES = frozenset({"accepted", "noted"})


def answer_comment(
    actor: Person,
    comment: Comment,
    *,
    disposition: str,
    reason: str = "",
    revision: Revision | None = None,
    resolve: bool = False,
) -> Comment:
    """Give a comment its disposition, with the reason and, where there is one, the revision that did it.

    A later answer takes the place of an earlier one, which stays in the journal. With `resolve` the discussion
    is closed in the same act. Raises Invalid (what is not simply accepted or noted needs a reason), Conflict
    for a reply or what is erased, NotFound, and what `access.require` raises.
    """
    reason = reason.strip()
    if disposition not in DISPOSITIONS:
        raise Invalid("Choose what becomes of the comment.", field="disposition")
    if len(reason) > MAX_REASON:
        raise Invalid("The reason is at most %(limit)s characters.", field="reason", limit=MAX_REASON)
    if not reason and disposition not in SPEAK_FOR_THEMSELVES:
        raise Invalid("Give the reason; its author has a right to it.", field="reason")
    check_characters(reason, field="reason")
    with transaction(comment.plan_id):
        plan = _plan(comment)
        standing = access.require(actor, plan, "answer")
        _check_thread(actor, standing, comment)
        if revision is not None and revision.section.plan_id != plan.id:
            raise NotFound("This plan has no revision %(number)s.", number=revision.number)
        payload = {
            "disposition": disposition,
            "reason": reason,
            "section": revision.section.number if revision else None,
            "revision": revision.number if revision else None,
        }
        comment.disposition, comment.disposition_reason = disposition, reason
        comment.disposition_revision_id = revision.id if revision else None
        comment.disposition_number = _record(actor, plan, comment, "answer", payload)
        indexing.index_comment(comment)
        if resolve and comment.resolved_number is None:
            comment.resolved_number = _record(actor, plan, comment, "resolve", {})
    return comment


def resolve_comment(actor: Person, comment: Comment) -> Comment:
    """Close a discussion: its author may, and whoever answers comments. Its passage is carried no further.

    Raises Conflict for one that is closed, a reply or a private note, and what `access.require` raises.
    """
    with transaction(comment.plan_id):
        plan = _plan(comment)
        _check_thread(actor, _may_close(actor, plan, comment), comment)
        if comment.resolved_number is not None:
            raise Conflict("This discussion is closed already.")
        comment.resolved_number = _record(actor, plan, comment, "resolve", {})
    return comment


def reopen_comment(actor: Person, comment: Comment) -> Comment:
    """Take a discussion up again; its passage is carried to the newest text. Raises as `resolve_comment`."""
    with transaction(comment.plan_id):
        plan = _plan(comment)
        _check_thread(actor, _may_close(actor, plan, comment), comment)
        if comment.resolved_number is None:
            raise Conflict("This discussion is open.")
        comment.resolved_number = None
        _record(actor, plan, comment, "reopen", {})
        passages.catch_up(comment)
    return comment


def erase_comment(actor: Person, comment: Comment, *, reason: str) -> Comment:
    """Erase the words of a comment or reply, because law or decency asks for it; an administrator or the
    secretariat may. Who wrote when, and the entries' digests, stay, so that the record still verifies.

    The words go from the comment and from the payloads of every entry about it, answers included, since they
    may repeat them. Raises Invalid without a reason, Conflict for what is erased, Forbidden, NotFound.
    """
    reason = reason.strip()
    if not reason or len(reason) > MAX_REASON:
        raise Invalid("Say why, in at most %(limit)s characters.", field="reason", limit=MAX_REASON)
    check_characters(reason, field="reason")
    with transaction(comment.plan_id):
        plan = _plan(comment)
        if comment.audience == "private":
            raise NotFound("There is no such comment.")
        if not actor.is_administrator and not access.see_plan(actor, plan).may("manage_plan"):
            raise Forbidden("Comments are erased by administrators and the secretariat.")
        if comment.erased_number is not None:
            raise Conflict("This comment is erased already.")
        about = select(JournalEntry.id).where(
            JournalEntry.plan_id == plan.id, JournalEntry.subject == f"comment/{comment.number}"
        )
        payloads = db.session.scalars(select(EntryPayload).where(EntryPayload.entry_id.in_(about))).all()
        number = _record(actor, plan, comment, "erase", {"reason": reason})
        for payload in payloads:
            payload.body, payload.erased_number = None, number
        comment.body = comment.quote = comment.disposition_reason = ""
        comment.erased_number = number
        indexing.index_comment(comment)
    return comment


def _plan(comment: Comment) -> Plan:
    return db.session.get_one(Plan, comment.plan_id)


def _may_close(actor: Person, plan: Plan, comment: Comment) -> access.Standing:
    """The actor's standing, if the discussion is theirs to close or reopen."""
    if comment.person_id != actor.id:
        return access.require(actor, plan, "answer")
    standing = access.see_plan(actor, plan)
    if standing.sealed:
        raise Sealed("This plan is adopted; its text is sealed.")
    return standing


def _check_thread(actor: Person, standing: access.Standing, comment: Comment) -> None:
    threads.check_readable(actor, standing, comment)
    if comment.reply_to_id is not None:
        raise Conflict("A reply belongs to its discussion; answer the comment itself.")
    if comment.audience == "private":
        raise Conflict("A private note has no discussion; submit it first.")
    if comment.erased_number is not None:
        raise Conflict("This comment is erased.")


def _record(actor: Person, plan: Plan, comment: Comment, verb: str, payload: dict[str, Any]) -> int:
    entry = journal.record(
        actor,
        plan,
        f"comment.{verb}",
        f"comment/{comment.number}",
        payload,
        visibility=comment.audience,
        delegation=access.delegation_of(actor),
    )
    return entry.number

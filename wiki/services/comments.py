"""Comments: making remarks and replies, and reading one thread. What becomes of them is decided in services/answers,
lists of them are read in services/comment_lists.

A private note stands outside the journal until its author publishes it. A thread is a remark with its replies;
they are one level deep. Its audience says who may read it: rules/access.AUDIENCES has the table.
"""

from sqlalchemy import select

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, NotFound, TooLarge
from wiki.models import Comment, Delegation, PassagePlace, Person, Plan, Revision, Section
from wiki.models.comment import AUDIENCES
from wiki.presenters.comments import Context, Note
from wiki.services import access, indexing, journal, passages, threads
from wiki.services.writing import check_characters, stands
from wiki.text.passages import Passage

#: the longest remark, in characters
MAX_BODY = 20_000
MAX_QUOTE = 20_000


def post_comment(
    actor: Person,
    plan: Plan,
    *,
    body: str,
    section: Section | None = None,
    revision: Revision | None = None,
    passage: Passage | None = None,
    quote: str = "",
    prefix: str = "",
    suffix: str = "",
    paragraph: int | None = None,
    language: str = "",
    audience: str = "participants",
    on_behalf_of: Delegation | None = None,
) -> Comment:
    """Remark on a passage, a section or the plan.

    A passage is a range of the revision's source, or a quote with what stands around it and the id of its
    paragraph, or the paragraph alone. Words that are not found leave the comment on the paragraph or, failing
    that, the section, with the quote as it was sent (`Note.unplaced`). The revision is the newest the actor
    may read unless another is named; then the passage is carried to the newest at once. After the open
    stage's deadline a comment is taken and marked late.
    Raises Invalid, TooLarge, NotFound, Forbidden to speak for that delegation, and what `access.require` raises.
    """
    body = _check_body(body)
    if audience not in AUDIENCES:
        raise Invalid("“%(audience)s” is not an audience.", field="audience", audience=audience)
    if len(quote) > MAX_QUOTE:
        raise TooLarge("Choose at most %(limit)s characters.", field="quote", limit=MAX_QUOTE)
    check_characters(quote, field="quote")
    with transaction(plan.id):
        standing = access.require(actor, plan, "comment")
        access.check_speaking(actor, standing, on_behalf_of)
        if section is not None:
            if section.plan_id != plan.id or not stands(section):
                raise NotFound("This section does not stand in the plan.")
            revision = threads.readable_revision(standing, section, revision, language or plan.language)
        elif revision is not None or passage is not None or quote or paragraph:
            raise Invalid("Words are of a section; name it.", field="section")
        placed = passage
        if revision is not None and passage is None and (quote.strip() or paragraph is not None):
            placed, found = passages.find_words(
                revision, quote=quote, prefix=prefix, suffix=suffix, paragraph=paragraph
            )
            quote = quote.strip() if not found else ""
        if revision is not None and placed is not None:
            source = revision.text.body
            if not 0 <= placed.start < placed.end <= len(source):
                raise Invalid("These are no words of the text.", field="quote")
            quote = quote or source[placed.start : placed.end]
        comment = Comment(
            plan_id=plan.id,
            section_id=section.id if section else None,
            revision_id=revision.id if revision else None,
            start=placed.start if placed else None,
            end=placed.end if placed else None,
            quote=quote,
            body=body,
            on_behalf_of_id=on_behalf_of.id if on_behalf_of else None,
        )
        submit_comment(actor, plan, standing, comment, audience=audience)
        if revision is not None and placed is not None:
            db.session.add(
                PassagePlace(
                    comment_id=comment.id, revision_id=revision.id, state="exact", start=placed.start, end=placed.end
                )
            )
            db.session.flush()
            passages.catch_up(comment)
    return comment


def reply_to_comment(
    actor: Person,
    comment: Comment,
    *,
    body: str,
    audience: str = "",
    on_behalf_of: Delegation | None = None,
) -> Comment:
    """Reply to a comment; a reply to a reply joins the same thread.

    It is read by those who read the thread, or by fewer: a wider audience than the thread's is refused.
    Raises NotFound for a thread the actor may not read, Conflict for a private note, Invalid, TooLarge, and
    what `access.require` raises.
    """
    body = _check_body(body)
    with transaction(comment.plan_id):
        plan = db.session.get_one(Plan, comment.plan_id)
        standing = access.require(actor, plan, "comment")
        access.check_speaking(actor, standing, on_behalf_of)
        root = threads.thread_of(comment)
        threads.check_readable(actor, standing, root)
        if root.audience == "private":
            raise Conflict("Submit your note before it is replied to.")
        audience = audience or root.audience
        if audience not in AUDIENCES or AUDIENCES.index(audience) > AUDIENCES.index(root.audience):
            raise Invalid("A reply is for those who read the comment, or for fewer.", field="audience")
        reply = Comment(
            plan_id=plan.id,
            reply_to_id=root.id,
            section_id=root.section_id,
            body=body,
            on_behalf_of_id=on_behalf_of.id if on_behalf_of else None,
        )
        submit_comment(actor, plan, standing, reply, audience=audience)
    return reply


def revision_to_remark_on(
    actor: Person | None, section: Section, *, number: int | None = None, language: str = ""
) -> Revision | None:
    """The revision a remark made now would be about: the one of that number, or the newest the actor may read.

    None where the section has no text in the language. Raises NotFound for one the actor may not read.
    """
    standing = access.see_plan(actor, section.plan)
    named = None
    if number is not None:
        named = db.session.scalars(
            select(Revision).where(Revision.section_id == section.id, Revision.number == number)
        ).first()
        if named is None:
            raise NotFound("This section has no revision %(number)s.", number=number)
    return threads.readable_revision(standing, section, named, language or section.plan.language)


def find_comment(actor: Person | None, plan: Plan, number: int) -> Comment:
    """The comment that journal entry `number` made; raises NotFound for one the actor may not read."""
    return threads.find(actor, plan, Comment.number == number)


def show_thread(actor: Person | None, comment: Comment) -> Note:
    """The thread a comment belongs to, with its passage where it was last seen."""
    plan = db.session.get_one(Plan, comment.plan_id)
    standing = access.see_plan(actor, plan)
    root = threads.thread_of(comment)
    threads.check_readable(actor, standing, root)
    return threads.load_notes(actor, plan, standing, select(Comment).where(Comment.id == root.id))[0]


def context_of(actor: Person | None, comment: Comment) -> Context | None:
    """What stands around a comment's passage where it was last seen, for those who may read the newest text."""
    standing = access.see_plan(actor, db.session.get_one(Plan, comment.plan_id))
    place = passages.last_place(comment)
    if place is None or place.start is None or place.end is None or not standing.may("read_restricted"):
        return None
    text = place.revision.text.body
    block = passages.surrounding(text, Passage(place.start, place.end))
    return Context(
        before=text[block.start : place.start],
        words=text[place.start : place.end],
        after=text[place.end : block.end],
        revision=place.revision.number,
    )


def submit_comment(actor: Person, plan: Plan, standing: access.Standing, comment: Comment, *, audience: str) -> None:
    """Put who speaks and when into the comment and, unless it is private, enter it in the journal, whoever may;
    inside a transaction only."""
    acting, now, stage = access.delegation_of(actor), clock.now(), standing.stage
    section = db.session.get(Section, comment.section_id) if comment.section_id else None
    revision = db.session.get(Revision, comment.revision_id) if comment.revision_id else None
    root = db.session.get(Comment, comment.reply_to_id) if comment.reply_to_id else None
    speaking_for = db.session.get(Delegation, comment.on_behalf_of_id) if comment.on_behalf_of_id else None
    number = journal.head_number(plan) + 1
    past = stage is not None and stage.closes_at is not None and now > stage.closes_at
    comment.person_id, comment.at = actor.id, now
    comment.delegation_id = acting.id if acting else None
    comment.stage_id = stage.id if stage else None
    comment.audience = audience
    if audience != "private":
        comment.late = past and root is None
        comment.number = number
        content = {
            "section": section.number if section else None,
            "revision": revision.number if revision else None,
            "language": revision.language if revision else None,
            "start": comment.start,
            "end": comment.end,
            "quote": comment.quote or "",
            "body": comment.body,
            "audience": audience,
            "reply_to": root.number if root else None,
            "late": comment.late,
        }
        entry = journal.record(
            actor,
            plan,
            "comment.reply" if root else "comment.post",
            f"comment/{number}",
            content,
            visibility=audience,
            delegation=acting,
            on_behalf_of=speaking_for,
        )
        comment.entry_id = entry.id
    db.session.add(comment)
    db.session.flush()
    indexing.index_comment(comment)


def _check_body(body: str) -> str:
    body = body.strip()
    if not body:
        raise Invalid("Write something first.", field="body")
    if len(body) > MAX_BODY:
        raise TooLarge(
            "A comment has at most %(limit)s characters; this one has %(length)s.", field="body", limit=MAX_BODY,
            length=len(body),
        )  # fmt: skip
    check_characters(body, field="body")
    return body

"""Many comments at once: lists, the margin beside a text, how many wait. One thread is read in services/comments."""

from sqlalchemy import Integer, and_, bindparam, case, func, or_, select

from wiki.db import db
from wiki.errors import Invalid
from wiki.models import Comment, PassagePlace, Person, Plan, Section
from wiki.presenters.comments import Lost, Note, note_of
from wiki.services import access, threads

# Whether anybody said anything of a section: most sections have no comment, and a page then needs no more than this.
_ANY = (
    select(Comment.id)
    .where(Comment.plan_id == bindparam("plan_id"), Comment.section_id == bindparam("section_id"))
    .limit(1)
)
_OPEN = (
    select(Comment.section_id, func.count())
    .where(Comment.plan_id == bindparam("plan_id"), Comment.reply_to_id.is_(None), threads.in_state("open"))
    .where(
        or_(
            Comment.audience.in_(bindparam("audiences", expanding=True)),
            Comment.person_id == bindparam("person_id", type_=Integer),
        )
    )
    .group_by(Comment.section_id)
)
STATES = ("open", "answered", "resolved", "lost", "mine", "late", "all")


def list_comments(
    actor: Person | None,
    plan: Plan,
    *,
    section: Section | None = None,
    moment: int | None = None,
    state: str = "open",
    before: int | None = None,
    limit: int = 50,
) -> list[Note]:
    """Threads the actor may read, newest first, `limit` at a time, behind the one with key `before`.

    Those that came late are listed apart: under "late", "mine" and "all" alone. With a `moment` only what had
    been said by then. Two queries beside the look-up of the actor's standing. Raises Invalid for a state there is not.
    """
    if state not in STATES:
        raise Invalid("“%(state)s” is not a state of comments.", field="state", state=state)
    standing = access.see_plan(actor, plan)
    query = select(Comment).where(Comment.plan_id == plan.id, Comment.reply_to_id.is_(None))
    if state == "mine":
        query = query.where(Comment.person_id == (actor.id if actor else None))
    elif state == "late":
        query = query.where(Comment.late)
    elif state != "all":
        query = query.where(threads.in_state(state), Comment.late.is_(False))
    if section is not None:
        query = query.where(Comment.section_id == section.id)
    if moment is not None:
        query = query.where(Comment.number <= moment)
    if before is not None:
        query = query.where(Comment.id < before)
    return threads.load_notes(actor, plan, standing, query.order_by(Comment.id.desc()).limit(limit))


def comments_beside(actor: Person | None, plan: Plan, section_id: int, revision_id: int | None) -> list[Note]:
    """The threads to show beside a revision of a section (both by row id): passages in order, then what is said of
    the whole section, then those whose words were lost by then.

    Three queries at most beside the look-up of the actor's standing, and one where nothing was said yet.
    """
    standing = access.see_plan(actor, plan)
    if not db.session.scalar(_ANY, {"plan_id": plan.id, "section_id": section_id}):
        return []
    shown = and_(PassagePlace.comment_id == Comment.id, PassagePlace.revision_id == revision_id)
    rows = db.session.execute(
        threads.loaded(select(Comment, PassagePlace).outerjoin(PassagePlace, shown))
        .where(Comment.section_id == section_id, Comment.plan_id == plan.id, threads.readable(actor, standing))
        .order_by(Comment.id)
    ).all()
    replies: dict[int, list[Comment]] = {}
    for comment, _ in rows:
        if comment.reply_to_id is not None:
            replies.setdefault(comment.reply_to_id, []).append(comment)
    roots = [(comment, place) for comment, place in rows if comment.reply_to_id is None]
    gone = [
        comment.id
        for comment, place in roots
        if comment.start is not None and (place is None or place.start is None) and comment.resolved_number is None
    ]
    lost = threads.lost_by(gone, revision_id)
    notes = []
    for comment, place in roots:
        if comment.erased_number is not None and comment.id not in replies:
            continue
        standing_here = place is not None and place.start is not None
        of_section = comment.start is None and comment.resolved_number is None
        if standing_here or of_section or comment.id in lost:
            found = lost.get(comment.id)
            gone_in = Lost(found, comment.quote) if found is not None else None
            notes.append(note_of(comment, place=place, lost=gone_in, replies=replies.get(comment.id, ())))
    order = {"section": 1, "lost": 2}
    ordered = sorted(notes, key=lambda note: (order.get(note.place, 0), note.start or 0, note.key))
    return threads.veil_quotes(actor, plan, standing, ordered)


def count_open(actor: Person | None, plan: Plan) -> dict[int | None, int]:
    """How many threads wait for an answer, by section row id (None: on the plan itself); late ones count too."""
    standing = access.see_plan(actor, plan)
    asked = {"plan_id": plan.id, "audiences": sorted(standing.audiences), "person_id": actor.id if actor else None}
    return {row[0]: row[1] for row in db.session.execute(_OPEN, asked)}


def tally_comments(actor: Person | None, plan: Plan) -> dict[str, int]:
    """How many threads the actor would find under "open", "answered", "resolved" and "late"; one query."""
    standing = access.see_plan(actor, plan)
    in_time = Comment.late.is_(False)
    sums = [
        func.sum(case((and_(threads.in_state(state), in_time), 1), else_=0))
        for state in ("open", "answered", "resolved")
    ]
    row = db.session.execute(
        select(*sums, func.sum(case((Comment.late, 1), else_=0))).where(
            Comment.plan_id == plan.id, Comment.reply_to_id.is_(None), threads.readable(actor, standing)
        )
    ).one()
    return dict(zip(("open", "answered", "resolved", "late"), (int(value or 0) for value in row), strict=True))

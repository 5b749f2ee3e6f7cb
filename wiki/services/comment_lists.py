"""Many comments at once: lists, how many wait, who spoke. The margin beside a text is read in services/margins, one
thread in services/comments."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select

from wiki.db import db
from wiki.errors import Invalid
from wiki.models import Comment, Delegation, Person, Plan, Section
from wiki.presenters.comments import Note
from wiki.services import access, threads

_OPEN = (
    select(Comment.section_id, func.count())
    .where(Comment.plan_id == bindparam("plan_id"), Comment.reply_to_id.is_(None), threads.in_state("open"))
    .where(threads.readable_if_asked())
    .group_by(Comment.section_id)
)
STATES = ("open", "answered", "resolved", "lost", "mine", "late", "all")


@dataclass(frozen=True, slots=True)
class Voice:
    """A delegation by or for which `count` threads were begun."""

    id: int
    code: str
    name: str
    count: int


def list_comments(
    actor: Person | None,
    plan: Plan,
    *,
    section: Section | None = None,
    moment: int | None = None,
    state: str = "open",
    delegation: str = "",
    before: int | None = None,
    limit: int = 50,
) -> list[Note]:
    """Threads the actor may read, newest first, `limit` at a time, behind the one with key `before`.

    Those that came late are listed apart: under "late", "mine" and "all" alone. With a `moment` only what had been
    said by then; with a `delegation`, by its code, only what was said by or for it. Two queries beside the look-up of
    the actor's standing. Raises Invalid for a state there is not.
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
    if delegation:
        query = query.where(_spoken_by(delegation))
    if moment is not None:
        query = query.where(Comment.number <= moment)
    if before is not None:
        query = query.where(Comment.id < before)
    return threads.load_notes(actor, plan, standing, query.order_by(Comment.id.desc()).limit(limit))


def count_open(actor: Person | None, plan: Plan) -> dict[int | None, int]:
    """How many threads wait for an answer, by section row id (None: on the plan itself); late ones count too."""
    standing = access.see_plan(actor, plan)
    asked = {"plan_id": plan.id} | threads.asked_by(actor, standing)
    return {row[0]: row[1] for row in db.session.execute(_OPEN, asked)}


def tally_comments(
    actor: Person | None, plan: Plan, *, section: Section | None = None, delegation: str = ""
) -> dict[str, int]:
    """How many threads the actor would find under "open", "answered", "resolved" and "late"; one query."""
    standing = access.see_plan(actor, plan)
    in_time = Comment.late.is_(False)
    sums = [
        func.sum(case((and_(threads.in_state(state), in_time), 1), else_=0))
        for state in ("open", "answered", "resolved")
    ]
    query = select(*sums, func.sum(case((Comment.late, 1), else_=0))).where(
        Comment.plan_id == plan.id, Comment.reply_to_id.is_(None), threads.readable(actor, standing)
    )
    if section is not None:
        query = query.where(Comment.section_id == section.id)
    if delegation:
        query = query.where(_spoken_by(delegation))
    row = db.session.execute(query).one()
    return dict(zip(("open", "answered", "resolved", "late"), (int(value or 0) for value in row), strict=True))


def list_voices(actor: Person | None, plan: Plan, *, section: Section | None = None) -> tuple[Voice, ...]:
    """The delegations by or for which something was said that the actor may read, by name; two queries."""
    standing = access.see_plan(actor, plan)
    query = (
        select(Comment.delegation_id, Comment.on_behalf_of_id, func.count())
        .where(Comment.plan_id == plan.id, Comment.reply_to_id.is_(None), threads.readable(actor, standing))
        .group_by(Comment.delegation_id, Comment.on_behalf_of_id)
    )
    if section is not None:
        query = query.where(Comment.section_id == section.id)
    return voices_of({(row[0], row[1]): row[2] for row in db.session.execute(query)})


def voices_of(counts: Mapping[tuple[int | None, int | None], int]) -> tuple[Voice, ...]:
    """The delegations of remarks counted by the ids of who spoke and for whom; one query, none where nobody has one."""
    sums: dict[int, int] = {}
    for speakers, count in counts.items():
        for key in {key for key in speakers if key is not None}:
            sums[key] = sums.get(key, 0) + count
    if not sums:
        return ()
    named = select(Delegation.id, Delegation.code, Delegation.name).where(Delegation.id.in_(sums))
    rows = db.session.execute(named.order_by(Delegation.name))
    return tuple(Voice(row.id, row.code, row.name, sums[row.id]) for row in rows)


def _spoken_by(code: str) -> ColumnElement[bool]:
    speaker = select(Delegation.id).where(Delegation.code == code).scalar_subquery()
    return or_(Comment.delegation_id == speaker, Comment.on_behalf_of_id == speaker)

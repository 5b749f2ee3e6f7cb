"""Private notes: what somebody wrote for themselves, outside the journal, until they publish or discard it."""

from sqlalchemy import and_, select

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid
from wiki.models import Comment, PassagePlace, Person, Plan
from wiki.models.comment import AUDIENCES
from wiki.services import access, indexing, threads
from wiki.services.comments import submit_comment


def find_note(actor: Person | None, plan: Plan, key: int) -> Comment:
    """A private note of the actor's own, by its row id; raises NotFound."""
    return threads.find(actor, plan, and_(Comment.id == key, Comment.audience == "private"))


def publish_comment(actor: Person, comment: Comment, *, audience: str = "participants") -> Comment:
    """Submit a private note of one's own: from now on it stands in the journal, and cannot be taken back.

    Raises NotFound for somebody else's, Conflict for one that is submitted already, Invalid, and what
    `access.require` raises.
    """
    if audience not in AUDIENCES[1:]:
        raise Invalid("Choose who may read it.", field="audience")
    with transaction(comment.plan_id):
        plan = db.session.get_one(Plan, comment.plan_id)
        standing = access.require(actor, plan, "comment")
        threads.check_readable(actor, standing, comment)
        if comment.audience != "private":
            raise Conflict("This comment is submitted already.")
        if comment.reply_to_id is not None:
            root = threads.thread_of(comment)
            audience = min(audience, root.audience, key=AUDIENCES.index)
        submit_comment(actor, plan, standing, comment, audience=audience)
    return comment


def discard_note(actor: Person, comment: Comment) -> None:
    """Throw away a private note of one's own. Raises NotFound for somebody else's, Conflict once it is submitted."""
    with transaction(comment.plan_id):
        threads.check_readable(actor, access.see_plan(actor, db.session.get_one(Plan, comment.plan_id)), comment)
        if comment.audience != "private":
            raise Conflict("This comment is submitted already.")
        for place in db.session.scalars(select(PassagePlace).where(PassagePlace.comment_id == comment.id)):
            db.session.delete(place)
        db.session.flush()
        indexing.forget_comment(comment)
        db.session.delete(comment)

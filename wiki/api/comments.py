"""Comments: remarks on passages, sections and the plan, replies, answers, and private notes."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.shapes import MOST, Given, Paged, Told, Who, Words, YesNo, cursor_of, one_of, remark
from wiki.errors import Invalid, NotFound
from wiki.models import Comment, Plan, Revision
from wiki.models.comment import AUDIENCES, DISPOSITIONS
from wiki.presenters.resources import note_as_resource
from wiki.services import access, answers, comment_lists, comments, notes, plans, revisions, sections
from wiki.services.comment_lists import STATES
from wiki.web import actor, signed_in

noun = Noun("comments", __name__, "Remarks on passages, sections and plans, with replies and answers.")


class AnswerTold(Told):
    """What became of a comment, why, and the revision that did it, where there is one."""

    disposition = fields.String(validate=one_of(DISPOSITIONS))
    reason = fields.String()
    number = fields.Integer(allow_none=True)
    section = fields.Integer(allow_none=True)
    revision = fields.Integer(allow_none=True)


class CommentTold(Told):
    """A comment with its replies. A private note has no number; `key` names it. `start` and `end` are where its
    words stand in the newest revision it was carried to, in code points; `place` says what became of them."""

    number = fields.Integer(allow_none=True)
    key = fields.Integer()
    by = fields.Nested(Who)
    at = fields.String()
    late = fields.Boolean()
    audience = fields.String(validate=one_of(AUDIENCES))
    state = fields.String()
    body = fields.String()
    section = fields.Integer(allow_none=True)
    revision = fields.Integer(allow_none=True)
    language = fields.String(allow_none=True)
    quote = fields.String()
    place = fields.String()
    start = fields.Integer(allow_none=True)
    end = fields.Integer(allow_none=True)
    lost_in = fields.Integer(allow_none=True)
    unplaced = fields.Boolean()
    answer = fields.Nested(AnswerTold, allow_none=True)
    resolved = fields.Integer(allow_none=True)
    replies = fields.List(fields.Nested(lambda: CommentTold()))


class CommentsTold(Told):
    """Discussions, newest first; `next` is the cursor of what is older."""

    comments = fields.List(fields.Nested(CommentTold))
    next = fields.String(allow_none=True)


class CommentsAsked(Paged):
    """Which discussions."""

    state = fields.String(load_default="open", validate=one_of(STATES))
    section = fields.Integer(validate=validate.Range(0, MOST, error=lazy_gettext("Give the number of a section.")))
    delegation = Words(
        load_default="", metadata={"description": "The code of a delegation: what was said by it or for it."}
    )


class CommentGiven(Given):
    """A remark on the plan, a section, a paragraph of it (by its id), or words of it: the `quote`, with what stands
    before and after it. `revision` is the one they were read in; the newest where none is named."""

    body = remark(20_000)
    section = fields.Integer(strict=True)
    revision = fields.Integer(strict=True)
    quote = Words(load_default="")
    prefix = Words(load_default="", validate=validate.Length(max=500, error=lazy_gettext("At most 500 characters.")))
    suffix = Words(load_default="", validate=validate.Length(max=500, error=lazy_gettext("At most 500 characters.")))
    paragraph = fields.Integer(strict=True, load_default=None, allow_none=True)
    language = Words(load_default="")
    audience = Words(load_default="participants", validate=one_of(AUDIENCES))
    on_behalf_of = Words(load_default="", metadata={"description": "The uid of a delegation one may speak for."})


class ReplyGiven(Given):
    """A reply; its audience is that of the comment where none is named."""

    body = remark(20_000)
    audience = Words(load_default="")
    on_behalf_of = Words(load_default="")


class AnswerGiven(Given):
    """The answer to a comment; `revision` is the one of its section that did it. `resolve` closes the discussion."""

    disposition = Words(required=True, validate=one_of(DISPOSITIONS))
    reason = Words(load_default="")
    revision = fields.Integer(strict=True)
    resolve = YesNo(load_default=False)


class ReasonGiven(Given):
    """Why."""

    reason = remark(5_000)


class AudienceGiven(Given):
    """Who may read it from now on."""

    audience = Words(load_default="participants", validate=one_of(AUDIENCES[1:]))


def _told(comment: Comment) -> dict[str, Any]:
    return note_as_resource(comments.show_thread(actor(), comment))


def _comment(slug: str, number: int) -> tuple[Plan, Comment]:
    plan = plans.find_plan(actor(), slug)
    return plan, comments.find_comment(actor(), plan, number)


def _revision_that_did_it(comment: Comment, number: int | None) -> Revision | None:
    if number is None:
        return None
    if comment.section is None:
        raise Invalid("Name a revision of this section by its number.", field="revision")
    try:
        return revisions.find_revision(actor(), comment.section, number)
    except NotFound as error:
        raise Invalid(error.message, field="revision", **error.parameters) from None


@noun.act("GET", "/plans/<slug>/comments", asked=CommentsAsked, gives=CommentsTold)
def index(asked: dict[str, Any], slug: str) -> Response:
    """List the discussions of a plan or a section"""
    plan, limit = plans.find_plan(actor(), slug), asked["limit"]
    section = sections.find_section(actor(), plan, asked["section"]) if "section" in asked else None
    found = comment_lists.list_comments(
        actor(),
        plan,
        section=section,
        state=asked["state"],
        delegation=asked["delegation"],
        before=cursor_of(asked),
        limit=limit + 1,
    )
    more = str(found[limit - 1].key) if len(found) > limit else None
    return reply({"comments": [note_as_resource(note) for note in found[:limit]], "next": more}, more=more)


@noun.act("POST", "/plans/<slug>/comments", scope="comment", given=CommentGiven, gives=CommentTold, status=201)
def create(given: dict[str, Any], slug: str) -> Response:
    """Make a remark"""
    plan = plans.find_plan(actor(), slug)
    number, seen = given.pop("section", None), given.pop("revision", None)
    section = sections.find_section(actor(), plan, number) if number is not None else None
    revision = None
    if section is not None and seen is not None:
        revision = comments.revision_to_remark_on(actor(), section, number=seen)
    speaking_for = access.find_speakable(actor(), plan, given.pop("on_behalf_of"))
    made = comments.post_comment(
        signed_in(), plan, section=section, revision=revision, on_behalf_of=speaking_for, **given
    )
    where = f"/plans/{slug}/comments/{made.number}" if made.number else ""
    return reply(_told(made), location=where)


@noun.act("GET", "/plans/<slug>/comments/<int:number>", gives=CommentTold)
def show(slug: str, number: int) -> dict[str, Any]:
    """See a discussion, by the number of its comment or of a reply"""
    return _told(_comment(slug, number)[1])


@noun.act(
    "POST", "/plans/<slug>/comments/<int:number>/replies", scope="comment", given=ReplyGiven, gives=CommentTold,
    status=201, reads="comments.show",
)  # fmt: skip
def reply_to(given: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """Reply to a comment; the answer is the whole discussion"""
    plan, comment = _comment(slug, number)
    speaking_for = access.find_speakable(actor(), plan, given.pop("on_behalf_of"))
    return _told(comments.reply_to_comment(signed_in(), comment, on_behalf_of=speaking_for, **given))


@noun.act(
    "PUT", "/plans/<slug>/comments/<int:number>/answer", scope="manage", given=AnswerGiven, gives=CommentTold,
    reads="comments.show",
)  # fmt: skip
def answer(given: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """Answer a comment; an earlier answer stays on record"""
    _, comment = _comment(slug, number)
    revision = _revision_that_did_it(comment, given.pop("revision", None))
    return _told(answers.answer_comment(signed_in(), comment, revision=revision, **given))


@noun.act(
    "POST", "/plans/<slug>/comments/<int:number>/resolve", scope="comment", gives=CommentTold, reads="comments.show",
)  # fmt: skip
def resolve(slug: str, number: int) -> dict[str, Any]:
    """Close a discussion"""
    return _told(answers.resolve_comment(signed_in(), _comment(slug, number)[1]))


@noun.act(
    "POST", "/plans/<slug>/comments/<int:number>/reopen", scope="comment", gives=CommentTold, reads="comments.show",
)  # fmt: skip
def reopen(slug: str, number: int) -> dict[str, Any]:
    """Take a discussion up again"""
    return _told(answers.reopen_comment(signed_in(), _comment(slug, number)[1]))


@noun.act(
    "POST", "/plans/<slug>/comments/<int:number>/erase", scope="manage", given=ReasonGiven, gives=CommentTold,
    reads="comments.show",
)  # fmt: skip
def erase(given: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """Erase the words of a comment, because law or decency asks for it"""
    return _told(answers.erase_comment(signed_in(), _comment(slug, number)[1], reason=given["reason"]))


@noun.act("POST", "/plans/<slug>/notes/<int:key>/publish", scope="comment", given=AudienceGiven, gives=CommentTold)
def publish(given: dict[str, str], slug: str, key: int) -> dict[str, Any]:
    """Submit a private note: it becomes a comment on record"""
    note = notes.find_note(actor(), plans.find_plan(actor(), slug), key)
    return _told(notes.publish_comment(signed_in(), note, audience=given["audience"]))


@noun.act("DELETE", "/plans/<slug>/notes/<int:key>", scope="comment")
def discard(slug: str, key: int) -> None:
    """Throw away a private note"""
    notes.discard_note(signed_in(), notes.find_note(actor(), plans.find_plan(actor(), slug), key))

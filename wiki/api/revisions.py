"""Revisions: a section's history, one revision, going back to one."""

from typing import Any

from flask import Response
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.shapes import LANGUAGE, Given, Paged, Problem, Told, Who, cursor_of, language_of, short
from wiki.models import Section
from wiki.presenters.resources import revision_as_resource
from wiki.services import plans, revisions, sections
from wiki.web import actor, signed_in

noun = Noun("revisions", __name__, "The states a section's text has had.")


class RevisionTold(Told):
    """A revision. `combined`: others' edits came in when it was saved."""

    number = fields.Integer()
    language = fields.String()
    at = fields.String()
    by = fields.Nested(Who)
    summary = fields.String()
    title = fields.String()
    level = fields.Integer()
    brackets_open = fields.Integer()
    sha256 = fields.String()
    combined = fields.Boolean()


class RevisionSeen(RevisionTold):
    """A revision with its text, the revision it followed, and the one its author had opened."""

    text = fields.String()
    parent = fields.Integer(allow_none=True)
    base = fields.Integer(allow_none=True)


class RevisionsTold(Told):
    """A section's history, newest first; `next` is the cursor of what is older."""

    revisions = fields.List(fields.Nested(RevisionTold))
    next = fields.String(allow_none=True)


class HistoryAsked(Paged):
    """A page of a history."""

    language = fields.String(metadata=LANGUAGE)


class RevertGiven(Given):
    """Why one goes back. With `based_on` only what changed between the two revisions is taken back."""

    summary = short(500)
    based_on = fields.Integer(strict=True, load_default=None, allow_none=True)


class RevertedTold(Told):
    """The newest revision, and whether going back made it."""

    revision = fields.Nested(RevisionTold)
    changed = fields.Boolean()


def _section(slug: str, number: int) -> Section:
    return sections.find_section(actor(), plans.find_plan(actor(), slug), number)


@noun.act("GET", "/plans/<slug>/sections/<int:number>/revisions", asked=HistoryAsked, gives=RevisionsTold)
def index(asked: dict[str, Any], slug: str, number: int) -> Response:
    """List a section's revisions"""
    section, limit = _section(slug, number), asked["limit"]
    found = revisions.list_revisions(
        actor(), section, language=language_of(asked, section.plan.language), before=cursor_of(asked), limit=limit + 1
    )
    more = str(found[limit - 1].number) if len(found) > limit else None
    return reply({"revisions": [revision_as_resource(one) for one in found[:limit]], "next": more}, more=more)


@noun.act("GET", "/plans/<slug>/sections/<int:number>/revisions/<int:revision>", gives=RevisionSeen)
def show(slug: str, number: int, revision: int) -> dict[str, Any]:
    """Read a revision"""
    found = revisions.find_revision(actor(), _section(slug, number), revision)
    return {
        **revision_as_resource(found),
        "text": found.text.body,
        "parent": found.parent.number if found.parent else None,
        "base": found.base.number if found.base else None,
    }


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/revisions/<int:revision>/revert", scope="edit", given=RevertGiven,
    gives=RevertedTold, refuses=((412, Problem, "Edits made since touched the same sentences."),), reads="texts.show",
)  # fmt: skip
def revert(given: dict[str, Any], slug: str, number: int, revision: int) -> dict[str, Any]:
    """Make a revision's text the newest again, as a revision of its own"""
    section = _section(slug, number)
    found = revisions.find_revision(actor(), section, revision)
    saved = revisions.revert_section(signed_in(), section, to=found, **given)
    return {"revision": revision_as_resource(saved.revision), "changed": saved.changed}

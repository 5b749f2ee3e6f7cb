"""Saving against a base: what the operations that save a text share. No operation lives here.

The mark (ETag) of a section's text is the number of its revision: a save names in If-Match the one it started from.
"""

from flask import Response, request
from marshmallow import fields

from wiki.api.marks import named_marks
from wiki.api.operations import reply
from wiki.api.revisions import RevisionTold
from wiki.api.shapes import LANGUAGE, MOST, Asked, Given, Piece, Problem, Told, Words
from wiki.errors import BaseMissing, StaleRevision
from wiki.models import Section
from wiki.presenters.comparisons import pieces_between
from wiki.presenters.resources import revision_as_resource
from wiki.services import plans, revisions, sections
from wiki.web import actor

BASE = (
    {
        "name": "If-Match",
        "description": "The mark (ETag) of the text this one started from: its revision's number in quotation marks.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[0-9]{1,9}(:[a-z]{2,7})?"$'},
        "example": '"12"',
    },
)
BASE_OR_NONE = (
    {**BASE[0], "required": False},
    {
        "name": "If-None-Match",
        "description": "“*” for the first text in a language, which starts from none.",
        "schema": {"type": "string", "enum": ["*"]},
    },
)


class SavedTold(Told):
    """What a save came to. `changed`: whether there is a new revision. `combined`: whether others had changed other
    words meanwhile, which are in the text now; `came_in` is then what became of the text that was sent."""

    revision = fields.Nested(RevisionTold)
    changed = fields.Boolean()
    combined = fields.Boolean()
    came_in = fields.List(fields.Nested(Piece))


class Block(Told):
    """A stretch both agree on (`text`), or a pair to choose from (`pair` counts them)."""

    text = fields.String(metadata={"always": False})
    pair = fields.Integer(metadata={"always": False})
    base = fields.String(metadata={"always": False})
    mine = fields.String(metadata={"always": False})
    theirs = fields.String(metadata={"always": False})


class Conflict(Told):
    """Both texts and their base, whole and as blocks. `newest` is the revision that holds theirs."""

    base = fields.String()
    mine = fields.String()
    theirs = fields.String()
    newest = fields.Integer()
    blocks = fields.List(fields.Nested(Block))


class ConflictProblem(Problem):
    """The same words were changed meanwhile: nothing was saved, and nothing is lost."""

    conflict = fields.Nested(Conflict)


class SplitsProblem(Problem):
    """The text has headings of its own; send it again with `split`."""

    titles = fields.List(fields.String())


class LanguageAsked(Asked):
    """A language."""

    language = fields.String(metadata=LANGUAGE)


class TextGiven(Given):
    """A text that is not to be saved yet."""

    text = Words(required=True)


REFUSED = (
    (409, SplitsProblem, "The text would begin new sections, or something else stands in the way."),
    (412, ConflictProblem, "The base is not the newest, and the same words were changed; or it is no base."),
    (428, Problem, "If-Match is missing."),
)


def section_of(slug: str, number: int) -> Section:
    """The section an address names."""
    return sections.find_section(actor(), plans.find_plan(actor(), slug), number)


def base_or_none() -> int | None:
    """The revision a save names as its base in If-Match; None for "there is no text yet" (If-None-Match: *)."""
    marks = named_marks()
    if not marks and request.headers.get("If-None-Match", "").strip() == "*":
        return None
    if len(marks) != 1:
        raise BaseMissing("Name in If-Match the revision your text started from, as the text's ETag gave it.")
    if not (marks[0].isascii() and marks[0].isdigit() and int(marks[0][:12]) <= MOST):
        raise StaleRevision("“%(mark)s” is not a revision of this section.", mark=marks[0][:40])
    return int(marks[0][:12])


def base_of_save() -> int:
    """The revision a save names as its base, where there is always one; raises BaseMissing."""
    base = base_or_none()
    if base is None:
        raise BaseMissing("Name in If-Match the revision your text started from, as the text's ETag gave it.")
    return base


def saved_as_reply(saved: revisions.Saved, sent: str) -> Response:
    """What a save came to, with the new text's mark; `sent` is what it was asked to save."""
    came_in = pieces_between(sent, saved.revision.text.body) if saved.combined else []
    told = {
        "revision": revision_as_resource(saved.revision),
        "changed": saved.changed,
        "combined": saved.combined,
        "came_in": came_in,
    }
    return reply(told, etag=str(saved.revision.number))

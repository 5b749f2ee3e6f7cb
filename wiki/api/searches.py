"""Searching one plan, or all that one may know of; and the place that a paragraph's number or a symbol names."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext as _
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.shapes import AT, MOST, Asked, Told, Who, Words, one_of, tag
from wiki.models import Plan
from wiki.presenters.searches import KINDS, found_as_resource
from wiki.services import plans, searches
from wiki.services.search_scopes import Filters
from wiki.text.finding import MAX_QUERY
from wiki.web import actor

noun = Noun("searches", __name__, "Words in texts, titles, comments and earlier texts, as far as one may read them.")


class ShownTold(Told):
    """A stretch of a hit's sentence, and whether it is what was looked for."""

    text = fields.String()
    marked = fields.Boolean()


class HitTold(Told):
    """One paragraph or remark. What does not stand any more was in a draft last, where one held it, and was removed by
    an entry; `revision`, `removed`, `at` and `by` are null for those who may not read the history."""

    kind = fields.String()
    plan = fields.String()
    section = fields.Integer(allow_none=True)
    title = fields.String()
    language = fields.String()
    paragraph = fields.Integer(allow_none=True)
    label = fields.String()
    shown = fields.List(fields.Nested(ShownTold))
    standing = fields.Boolean()
    comment = fields.Integer(allow_none=True)
    revision = fields.Integer(allow_none=True)
    draft = fields.String(allow_none=True)
    removed = fields.Integer(allow_none=True)
    at = fields.String(allow_none=True)
    by = fields.Nested(Who, allow_none=True)


class FoundTold(Told):
    """A page of hits. `counts` are by kind, whatever kind was asked for; `beyond`: more there is than was looked
    through."""

    hits = fields.List(fields.Nested(HitTold))
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    total = fields.Integer()
    page = fields.Integer()
    pages = fields.Integer()
    beyond = fields.Boolean()


class AllAsked(Asked):
    """What is looked for, in every plan one may know of."""

    words = Words(load_default="", validate=validate.Length(max=MAX_QUERY))
    kind = Words(load_default="", validate=one_of(("", *KINDS)))
    delegation = Words(load_default="", metadata={"description": "The code of a delegation."})
    language = tag(empty=True)
    since = fields.Date(load_default=None)
    until = fields.Date(load_default=None)
    page = fields.Integer(load_default=1, validate=validate.Range(1, MOST, error=_("Pages are counted from one.")))


class PlanAsked(AllAsked):
    """What is looked for in one plan."""

    section = fields.Integer(load_default=None, validate=validate.Range(0, MOST, error=_("Name a section's number.")))
    at = Words(load_default="", metadata=AT)
    stage = Words(load_default="", metadata={"description": "The short name of a stage."})


class PlaceAsked(Asked):
    """A paragraph's number, as in “¶12”, or the symbol of a draft."""

    words = Words(required=True, validate=validate.Length(1, MAX_QUERY))


class PlaceTold(Told):
    """A place of a plan: a draft, or a paragraph of a section; null where the words name none."""

    plan = fields.String(allow_none=True)
    draft = fields.String(allow_none=True)
    section = fields.Integer(allow_none=True)
    paragraph = fields.Integer(allow_none=True)


@noun.act("GET", "/search", asked=AllAsked, gives=FoundTold)
def index(asked: dict[str, Any]) -> Response:
    """Search all plans one may know of"""
    return _found(asked, None)


@noun.act("GET", "/plans/<slug>/search", asked=PlanAsked, gives=FoundTold)
def show(asked: dict[str, Any], slug: str) -> Response:
    """Search one plan"""
    return _found(asked, plans.find_plan(actor(), slug))


@noun.act("GET", "/plans/<slug>/place", asked=PlaceAsked, gives=PlaceTold)
def place(asked: dict[str, str], slug: str) -> dict[str, Any]:
    """Find the paragraph or the draft that words name"""
    found = searches.find_place(actor(), asked["words"], plan=plans.find_plan(actor(), slug))
    return {
        "plan": found.slug if found else None,
        "draft": found.draft or None if found else None,
        "section": found.section if found else None,
        "paragraph": found.paragraph if found else None,
    }


def _found(asked: dict[str, Any], plan: Plan | None) -> Response:
    words, page = asked.pop("words"), asked.pop("page")
    found = searches.search(actor(), words, plan=plan, filters=Filters(**asked), page=page)
    return reply(found_as_resource(found), more=found.page + 1 if found.page < found.pages else None, by="page")

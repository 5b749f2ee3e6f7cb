"""Comparisons: two moments of a plan or of two, two revisions of a section, as pieces."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun
from wiki.api.sections import MomentTold
from wiki.api.shapes import AT, LANGUAGE, MOST, Asked, Piece, Told, one_of
from wiki.errors import NotFound
from wiki.presenters.comparisons import as_json, change_as_json
from wiki.presenters.resources import moment_as_resource
from wiki.services import comparisons, plans, revisions, sections
from wiki.web import actor

noun = Noun("comparisons", __name__, "What became of a text between two moments, plans or revisions.")


class SideTold(Told):
    """A section on one of the two sides, with the number it has in that side's plan."""

    number = fields.Integer()
    title = fields.String()
    level = fields.Integer()
    parent = fields.String()
    revision = fields.Integer(allow_none=True)
    sha256 = fields.String(allow_none=True)
    brackets_open = fields.Integer()


class ChangeTold(Told):
    """What became of one section."""

    number = fields.Integer()
    title = fields.String()
    status = fields.String(validate=one_of(("added", "removed", "changed", "unchanged")))
    moved = fields.Boolean()
    retitled = fields.Boolean()
    inserted = fields.Integer()
    deleted = fields.Integer()
    classes = fields.Dict(keys=fields.String(), values=fields.Integer())
    before = fields.Nested(SideTold, allow_none=True, data_key="from")
    after = fields.Nested(SideTold, allow_none=True, data_key="to")
    pieces = fields.List(fields.Nested(Piece))


class MomentOfPlan(MomentTold):
    """A moment that is compared, and the plan it is one of."""

    plan = fields.String()


class ComparisonTold(Told):
    """Two moments laid beside each other; `sections` are those that changed, in document order."""

    before = fields.Nested(MomentOfPlan, data_key="from")
    after = fields.Nested(MomentOfPlan, data_key="to")
    language = fields.String()
    inserted = fields.Integer()
    deleted = fields.Integer()
    classes = fields.Dict(keys=fields.String(), values=fields.Integer())
    brackets_open = fields.Dict(keys=fields.String(), values=fields.Integer())
    sections = fields.List(fields.Nested(ChangeTold))
    unchanged = fields.Integer()


_MOMENT = {"description": AT["description"] + " One of another plan is “plan:moment”: `other-plan:first-draft`."}


class MomentsAsked(Asked):
    """Two moments."""

    before = fields.String(required=True, metadata=_MOMENT, data_key="from")
    after = fields.String(required=True, metadata=_MOMENT, data_key="to")
    language = fields.String(metadata=LANGUAGE)
    section = fields.Integer(
        validate=validate.Range(0, MOST, error=lazy_gettext("Give the number of a section.")),
        metadata={"description": "This section and those under it alone."},
    )
    only = fields.String(
        validate=one_of(("substance",)), metadata={"description": "“substance”: no editorial changes."}
    )


_Number = validate.Range(0, MOST, error=lazy_gettext("Give the number of a revision."))


class RevisionsAsked(Asked):
    """Two revisions."""

    before = fields.Integer(
        data_key="from", validate=_Number, metadata={"description": "The one before “to” where none is named."}
    )
    after = fields.Integer(data_key="to", validate=_Number, metadata={"description": "The newest where none is named."})
    language = fields.String(metadata=LANGUAGE)


@noun.act("GET", "/plans/<slug>/comparison", asked=MomentsAsked, gives=ComparisonTold)
def show(asked: dict[str, Any], slug: str) -> dict[str, Any]:
    """Compare two moments of a plan, or of two plans"""
    plan = plans.find_plan(actor(), slug)
    then, now, found = comparisons.compare_moments(
        actor(),
        plan,
        before=asked["before"],
        after=asked["after"],
        language=asked.get("language", ""),
        section=asked.get("section"),
    )
    before, after = ({"plan": moment.plan.slug, **moment_as_resource(moment)} for moment in (then, now))
    return as_json(found, before=before, after=after, only_substance="only" in asked)


@noun.act("GET", "/plans/<slug>/sections/<int:number>/comparison", asked=RevisionsAsked, gives=ChangeTold)
def between(asked: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """Compare two revisions of a section"""
    section = sections.find_section(actor(), plans.find_plan(actor(), slug), number)
    after = asked.get("after")
    newest = (
        revisions.find_revision(actor(), section, after)
        if after is not None
        else revisions.newest_text(actor(), section, language=asked.get("language", ""))
    )
    before = asked.get("before")
    if before is None:
        if newest.parent is None:
            raise NotFound("This is the section's first revision; there is nothing before it to compare with.")
        before = newest.parent.number
    _, _, change = comparisons.compare_revisions(actor(), section, before=before, after=newest.number)
    return change_as_json(change)

"""Plans: listing, making, seeing where one stands in them, and their settings."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.profile import DelegationTold
from wiki.api.shapes import Given, Told, Words
from wiki.errors import NotFound
from wiki.models import Plan
from wiki.models.plan import VISIBILITIES
from wiki.presenters.resources import plan_as_resource
from wiki.presenters.resources_of_people import delegation_as_resource
from wiki.rules.access import ACTS
from wiki.services import access, comments, moments, plans
from wiki.web import actor, signed_in

noun = Noun("plans", __name__, "The texts under negotiation.")


class PlanTold(Told):
    """A plan. `sealed` is the entry by which it was adopted."""

    slug = fields.String()
    title = fields.String()
    language = fields.String()
    visibility = fields.String(validate=validate.OneOf(VISIBILITIES))
    numbering = fields.String()
    uid = fields.String()
    created_at = fields.String()
    sealed = fields.Integer(allow_none=True)


class PlansTold(Told):
    """The plans one may know of, by title."""

    plans = fields.List(fields.Nested(PlanTold))


class Tally(Told):
    """How many discussions one would find in each state."""

    open = fields.Integer()
    answered = fields.Integer()
    resolved = fields.Integer()
    late = fields.Integer()


class Mine(Told):
    """What one is in the plan: roles, the acts that are open now, and on whose behalf one may speak."""

    roles = fields.List(fields.String())
    may = fields.List(fields.String())
    speakable = fields.List(fields.Nested(DelegationTold))


class PlanSeen(PlanTold):
    """A plan and where it stands. `moment` is the newest one may read; without any, nothing is published yet."""

    moment = fields.Integer(allow_none=True)
    stage = fields.String(allow_none=True)
    brackets_open = fields.Integer(allow_none=True)
    comments = fields.Nested(Tally)
    mine = fields.Nested(Mine)


class PlanGiven(Given):
    """A plan to be made, empty. Without a short name (`slug`) one is made from the title."""

    title = Words(required=True)
    slug = Words(load_default="")
    language = Words(load_default="en")
    visibility = Words(load_default="private", validate=validate.OneOf(VISIBILITIES))


class SettingsGiven(Given):
    """What of the settings shall change; what is left out stays."""

    title = Words()
    visibility = Words(validate=validate.OneOf(VISIBILITIES))


def _seen(plan: Plan) -> dict[str, Any]:
    standing = access.standing(actor(), plan)
    try:
        moment = moments.find_moment(actor(), plan).number
    except NotFound:
        moment = None
    open_brackets = None
    if moment is not None:
        open_brackets = sum(item.brackets_open for item in moments.outline_at(plan, moment).items)
    return {
        **plan_as_resource(plan),
        "moment": moment,
        "stage": standing.stage.slug if standing.stage else None,
        "brackets_open": open_brackets,
        "comments": comments.tally_comments(actor(), plan),
        "mine": {
            "roles": sorted(standing.roles),
            "may": [act for act in ACTS if standing.may(act)],
            "speakable": [delegation_as_resource(one) for one in access.list_speakable(actor(), plan)],
        },
    }


@noun.act("GET", "/plans", gives=PlansTold)
def index() -> dict[str, Any]:
    """List the plans one may know of"""
    return {"plans": [plan_as_resource(plan) for plan in plans.list_plans(actor())]}


@noun.act("POST", "/plans", scope="manage", given=PlanGiven, gives=PlanSeen, status=201)
def create(given: dict[str, str]) -> Response:
    """Make an empty plan, and be its secretariat"""
    given["slug"] = given["slug"].strip() or plans.slugify(given["title"])
    made = plans.create_plan(signed_in(), **given)
    return reply(_seen(made), location=f"/plans/{made.slug}")


@noun.act("GET", "/plans/<slug>", gives=PlanSeen)
def show(slug: str) -> dict[str, Any]:
    """See a plan, and what one may do in it"""
    return _seen(plans.find_plan(actor(), slug))


@noun.act("PATCH", "/plans/<slug>", scope="manage", given=SettingsGiven, gives=PlanSeen)
def update(given: dict[str, str], slug: str) -> dict[str, Any]:
    """Change a plan's title or visibility"""
    plan = plans.find_plan(actor(), slug)
    plans.change_plan(
        signed_in(), plan, title=given.get("title", plan.title), visibility=given.get("visibility", plan.visibility)
    )
    return _seen(plan)

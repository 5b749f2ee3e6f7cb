"""Plans: listing, making, seeing where one stands in them, and their settings."""

from typing import Any

from flask import Response
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.profile import DelegationTold
from wiki.api.shapes import Given, Told, Words, changed_line, line, one_of, slug, tag
from wiki.errors import NotFound
from wiki.models import Plan
from wiki.models.plan import VISIBILITIES
from wiki.presenters.resources import instant, plan_as_resource
from wiki.presenters.resources_of_people import delegation_as_resource
from wiki.rules.access import ACTS
from wiki.services import access, comment_lists, drafts, moments, overviews, plans, translations
from wiki.web import actor, signed_in

noun = Noun("plans", __name__, "The texts under negotiation.")


class PlanTold(Told):
    """A plan. `sealed` is the entry by which it was adopted."""

    slug = fields.String()
    title = fields.String()
    language = fields.String()
    visibility = fields.String(validate=one_of(VISIBILITIES))
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

    languages = fields.List(fields.String())
    moment = fields.Integer(allow_none=True)
    stage = fields.String(allow_none=True)
    brackets_open = fields.Integer(allow_none=True)
    comments = fields.Nested(Tally)
    mine = fields.Nested(Mine)


class WaitingTold(Told):
    """What waits for oneself: sections with words typed and not saved, private notes, own remarks that were answered
    or replied to, and what others did (by noun), since the visit before this one, when the plan stood at `moment`."""

    since = fields.String(allow_none=True)
    moment = fields.Integer()
    typed = fields.List(fields.Integer())
    notes = fields.Integer()
    answered = fields.Integer()
    replied = fields.Integer()
    news = fields.Dict(keys=fields.String(), values=fields.Integer())


class StationTold(Told):
    """A draft, and what was open in it."""

    draft = fields.String()
    moment = fields.Integer()
    brackets_open = fields.Integer()
    comments_open = fields.Integer()


class ConvergenceTold(Told):
    """What was open from draft to draft, oldest first."""

    drafts = fields.List(fields.Nested(StationTold))


class PlanGiven(Given):
    """A plan to be made, empty. Without a short name (`slug`) one is made from the title."""

    title = line(300)
    slug = slug()
    language = tag(empty=False)
    visibility = Words(load_default="private", validate=one_of(VISIBILITIES))


class SettingsGiven(Given):
    """What of the settings shall change; what is left out stays."""

    title = changed_line(300)
    visibility = Words(validate=one_of(VISIBILITIES))


def _seen(plan: Plan) -> dict[str, Any]:
    standing = access.standing(actor(), plan)
    try:
        moment = moments.find_moment(actor(), plan).number
    except NotFound:
        moment = None
    return {
        **plan_as_resource(plan),
        "languages": list(translations.languages_at(plan, moment)) if moment is not None else [],
        "moment": moment,
        "stage": standing.stage.slug if standing.stage else None,
        "brackets_open": _open_brackets(plan, moment) if moment is not None else None,
        "comments": comment_lists.tally_comments(actor(), plan),
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


@noun.act("PATCH", "/plans/<slug>", scope="manage", given=SettingsGiven, gives=PlanSeen, reads="plans.show")
def update(given: dict[str, str], slug: str) -> dict[str, Any]:
    """Change a plan's title or visibility"""
    plan = plans.find_plan(actor(), slug)
    plans.change_plan(
        signed_in(), plan, title=given.get("title", plan.title), visibility=given.get("visibility", plan.visibility)
    )
    return _seen(plan)


@noun.act("GET", "/plans/<slug>/waiting", gives=WaitingTold)
def waiting(slug: str) -> dict[str, Any]:
    """See what waits for oneself in a plan"""
    found = overviews.list_waiting(signed_in(), plans.find_plan(actor(), slug))
    return {
        "since": instant(found.since),
        "moment": found.number,
        "typed": list(found.typed),
        "notes": found.notes,
        "answered": found.answered,
        "replied": found.replied,
        "news": dict(found.news),
    }


@noun.act("GET", "/plans/<slug>/convergence", gives=ConvergenceTold)
def convergence(slug: str) -> dict[str, Any]:
    """See what was open from draft to draft"""
    plan = plans.find_plan(actor(), slug)
    found = drafts.list_drafts(actor(), plan)
    remarks = overviews.count_open_then(actor(), plan, [draft.number for draft in found])
    return {
        "drafts": [
            {
                "draft": draft.slug,
                "moment": draft.number,
                "brackets_open": _open_brackets(plan, draft.number),
                "comments_open": count,
            }
            for draft, count in zip(found, remarks, strict=True)
        ]
    }


def _open_brackets(plan: Plan, moment: int) -> int:
    return sum(item.brackets_open for item in moments.outline_at(plan, moment).items)

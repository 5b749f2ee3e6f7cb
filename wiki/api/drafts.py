"""Drafts: names for moments; freezing one, making one public."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.sections import DraftTold
from wiki.api.shapes import MOST, Given, Told, Words, line, one_of, short, slug
from wiki.presenters.exports import draft_as_data
from wiki.services import drafts, plans
from wiki.services.drafts import DISTRIBUTIONS
from wiki.web import actor, signed_in

noun = Noun("drafts", __name__, "Names, symbols and dates given to moments. What they name never changes.")


class DraftsTold(Told):
    """The drafts one may read, oldest moment first."""

    drafts = fields.List(fields.Nested(DraftTold))


class DraftGiven(Given):
    """A draft to be frozen: the newest moment, or the one named."""

    name = line(160)
    date = fields.Date(required=True)
    symbol = short(80)
    note = Words(load_default="")
    distribution = Words(load_default="restricted", validate=one_of(DISTRIBUTIONS))
    moment = fields.Integer(
        strict=True, load_default=None, allow_none=True,
        validate=validate.Range(1, MOST, error=lazy_gettext("A moment is the number of an entry of the record.")),
    )  # fmt: skip
    slug = slug()


@noun.act("GET", "/plans/<slug>/drafts", gives=DraftsTold)
def index(slug: str) -> dict[str, Any]:
    """List the drafts of a plan"""
    return {"drafts": [draft_as_data(one) for one in drafts.list_drafts(actor(), plans.find_plan(actor(), slug))]}


@noun.act("POST", "/plans/<slug>/drafts", scope="manage", given=DraftGiven, gives=DraftTold, status=201)
def create(given: dict[str, Any], slug: str) -> Response:
    """Freeze a draft"""
    made = drafts.freeze_draft(signed_in(), plans.find_plan(actor(), slug), **given)
    return reply(draft_as_data(made), location=f"/plans/{slug}/drafts/{made.slug}")


@noun.act("GET", "/plans/<slug>/drafts/<draft>", gives=DraftTold)
def show(slug: str, draft: str) -> dict[str, Any]:
    """See a draft; its text is the plan's text at this moment"""
    return draft_as_data(drafts.find_draft(actor(), plans.find_plan(actor(), slug), draft))


@noun.act("POST", "/plans/<slug>/drafts/<draft>/publish", scope="manage", gives=DraftTold, reads="drafts.show")
def publish(slug: str, draft: str) -> dict[str, Any]:
    """Make a restricted draft public; there is no way back"""
    plan = plans.find_plan(actor(), slug)
    return draft_as_data(drafts.publish_draft(signed_in(), plan, drafts.find_draft(actor(), plan, draft)))

"""The people of a plan: who takes part, as what; giving and ending roles."""

from typing import Any

from flask import Response
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.shapes import Given, Told, Words, address, one_of
from wiki.models import Plan
from wiki.presenters.resources import instant
from wiki.presenters.resources_of_people import participant_as_resource
from wiki.rules.access import ROLES
from wiki.services import access, people, plans
from wiki.web import actor, signed_in

noun = Noun("people", __name__, "Who takes part in a plan, as what.")


class RoleTold(Told):
    """A role held now."""

    number = fields.Integer()
    role = fields.String(validate=one_of(ROLES))
    since = fields.String()


class ParticipantTold(Told):
    """Somebody who takes part. Addresses are told to those who manage the plan."""

    name = fields.String()
    email = fields.String(allow_none=True)
    roles = fields.List(fields.Nested(RoleTold))
    delegation = fields.String(allow_none=True)
    code = fields.String(allow_none=True)
    focal_point = fields.Boolean()


class PeopleTold(Told):
    """Who takes part, by role and name."""

    people = fields.List(fields.Nested(ParticipantTold))


class RoleGiven(Given):
    """A role for whoever has this address."""

    email = address()
    role = Words(required=True, validate=one_of(ROLES[:-1]))


def _people(plan: Plan) -> dict[str, Any]:
    found, manages = people.list_people(actor(), plan), access.standing(actor(), plan).may("manage_plan")
    return {
        "people": [
            participant_as_resource(one.person, one.roles, one.membership, with_address=manages) for one in found
        ]
    }


@noun.act("GET", "/plans/<slug>/people", gives=PeopleTold)
def index(slug: str) -> dict[str, Any]:
    """List who takes part in a plan"""
    return _people(plans.find_plan(actor(), slug))


@noun.act(
    "POST", "/plans/<slug>/people", scope="manage", given=RoleGiven, gives=RoleTold, status=201, reads="people.index",
)  # fmt: skip
def grant(given: dict[str, str], slug: str) -> Response:
    """Give a role to somebody who has an account"""
    made = people.grant_role_by_address(signed_in(), plans.find_plan(actor(), slug), **given)
    return reply({"number": made.id, "role": made.role, "since": instant(made.since)})


@noun.act("DELETE", "/plans/<slug>/people/roles/<int:number>", scope="manage", reads="people.index")
def end(slug: str, number: int) -> None:
    """Take a role back"""
    plan = plans.find_plan(actor(), slug)
    plans.end_role(signed_in(), plan, people.find_role(actor(), plan, number))

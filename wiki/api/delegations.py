"""Delegations and who belongs to them."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.profile import DelegationTold
from wiki.api.shapes import Given, Told, Words, YesNo, changed_line, line, one_of
from wiki.errors import Invalid
from wiki.models import Delegation, Membership, Person
from wiki.models.delegation import KINDS
from wiki.presenters.resources_of_people import delegation_as_resource, membership_as_resource
from wiki.services import delegations, persons
from wiki.web import signed_in

noun = Noun("delegations", __name__, "Parties, groups of Parties and observer organisations, for administrators.")


_CODE = r"^\w(?:[\w.&+-]{0,18}\w)?$"
_CODE_TOLD = lazy_gettext("A code is of letters and digits, twenty at most, as it is to stand in brackets: KE, G77.")


class MembershipTold(Told):
    """Who belongs to a delegation: a person or, in a group, a Party. The day `until` is no longer part of it."""

    number = fields.Integer()
    person = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    member = fields.Nested(DelegationTold, allow_none=True)
    focal_point = fields.Boolean()
    since = fields.String()
    until = fields.String(allow_none=True)


class DelegationsTold(Told):
    """Parties, then groups, then observers, each by name."""

    delegations = fields.List(fields.Nested(DelegationTold))


class DelegationSeen(DelegationTold):
    """A delegation with its members, those of today first."""

    members = fields.List(fields.Nested(MembershipTold))


class DelegationGiven(Given):
    """A delegation to be made."""

    kind = Words(required=True, validate=one_of(KINDS))
    name = line(160)
    code = Words(required=True, validate=validate.Regexp(_CODE, error=_CODE_TOLD))


class DelegationChanged(Given):
    """Another name or code."""

    name = changed_line(160)
    code = Words(validate=validate.Regexp(_CODE, error=_CODE_TOLD))


class MemberGiven(Given):
    """A person by address or, for a group, a Party by code; from today where no day is named."""

    member = line(254)
    since = fields.Date(load_default=None, allow_none=True)
    until = fields.Date(load_default=None, allow_none=True)
    focal_point = YesNo(load_default=False)


class MemberChanged(Given):
    """Whether somebody is the focal point."""

    focal_point = YesNo(required=True)


def _seen(delegation: Delegation) -> dict[str, Any]:
    members = delegations.list_members(delegation)
    return {**delegation_as_resource(delegation), "members": [membership_as_resource(one) for one in members]}


def _found(number: int) -> Delegation:
    persons.require_administrator(signed_in())
    return delegations.find_delegation(number)


def _membership(number: int, membership: int) -> Membership:
    return delegations.find_membership(_found(number), membership)


def _member(words: str) -> Person | Delegation:
    found = persons.find_person_by_address(words) if "@" in words else delegations.find_delegation_by_code(words)
    if found is None:
        raise Invalid("There is no account with this address, nor a Party with this code.", field="member")
    return found


@noun.act("GET", "/delegations", gives=DelegationsTold)
def index() -> dict[str, Any]:
    """List the delegations"""
    persons.require_administrator(signed_in())
    return {"delegations": [delegation_as_resource(one) for one in delegations.list_delegations()]}


@noun.act("POST", "/delegations", scope="manage", given=DelegationGiven, gives=DelegationSeen, status=201)
def create(given: dict[str, str]) -> Response:
    """Make a delegation"""
    made = delegations.create_delegation(signed_in(), **given)
    return reply(_seen(made), location=f"/delegations/{made.id}")


@noun.act("GET", "/delegations/<int:number>", gives=DelegationSeen)
def show(number: int) -> dict[str, Any]:
    """See a delegation and its members"""
    return _seen(_found(number))


@noun.act(
    "PATCH", "/delegations/<int:number>", scope="manage", given=DelegationChanged, gives=DelegationSeen,
    reads="delegations.show",
)  # fmt: skip
def update(given: dict[str, str], number: int) -> dict[str, Any]:
    """Give a delegation another name or code"""
    found = _found(number)
    return _seen(delegations.change_delegation(signed_in(), found, **{"name": found.name, "code": found.code, **given}))


@noun.act(
    "POST", "/delegations/<int:number>/members", scope="manage", given=MemberGiven, gives=MembershipTold, status=201,
    reads="delegations.show",
)  # fmt: skip
def add(given: dict[str, Any], number: int) -> Response:
    """Let a person or a Party belong to a delegation"""
    delegation = _found(number)
    member = _member(given.pop("member"))
    return reply(membership_as_resource(delegations.add_member(signed_in(), delegation, member, **given)))


@noun.act(
    "PATCH", "/delegations/<int:number>/members/<int:membership>", scope="manage", given=MemberChanged,
    gives=MembershipTold, reads="delegations.show",
)  # fmt: skip
def change(given: dict[str, bool], number: int, membership: int) -> dict[str, Any]:
    """Make a member the focal point, or no longer"""
    found = _membership(number, membership)
    delegations.set_focal_point(signed_in(), found, focal_point=given["focal_point"])
    return membership_as_resource(found)


@noun.act("DELETE", "/delegations/<int:number>/members/<int:membership>", scope="manage", reads="delegations.show")
def end(number: int, membership: int) -> None:
    """End a membership today"""
    delegations.end_membership(signed_in(), _membership(number, membership))

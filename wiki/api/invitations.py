"""Inviting people into a plan, looking after invitations, and accepting one by its link."""

from typing import Any

from flask import Response
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.shapes import Given, Told, Words, YesNo, one_of, remark
from wiki.errors import Invalid
from wiki.models import Invitation
from wiki.post import invitation_letter, invitation_link, invited_uid, mail_goes
from wiki.presenters.resources import instant
from wiki.presenters.resources_of_people import invitation_as_resource
from wiki.rules.access import ROLES
from wiki.services import arrivals, delegations, invitations, plans
from wiki.web import actor, sentence, signed_in

noun = Noun("invitations", __name__, "Places kept for people who have not come yet.")


class InvitationTold(Told):
    """An invitation nobody has answered yet, with the link that opens it; the link is empty for a delegation's own
    inviters where letters bring it."""

    uid = fields.String()
    email = fields.String()
    name = fields.String()
    role = fields.String()
    delegation = fields.String(allow_none=True)
    focal_point = fields.Boolean()
    at = fields.String()
    expires_at = fields.String()
    link = fields.String()


class InvitationsTold(Told):
    """The invitations one may look after, newest first."""

    invitations = fields.List(fields.Nested(InvitationTold))


class OutcomeTold(Told):
    """What became of a line: invited, waiting (an invitation is open), there, or refused, and then why."""

    line = fields.Integer()
    source = fields.String()
    state = fields.String(validate=one_of(("invited", "waiting", "there", "refused")))
    why = fields.String(allow_none=True)
    invitation = fields.Nested(InvitationTold, allow_none=True)


class OutcomesTold(Told):
    """What became of each line."""

    outcomes = fields.List(fields.Nested(OutcomeTold))


class InvitedTold(Told):
    """What one is invited to; `known`: the address has an account, whose owner signs in and then accepts."""

    plan = fields.String()
    title = fields.String()
    role = fields.String()
    delegation = fields.String(allow_none=True)
    known = fields.Boolean()
    expires_at = fields.String()


class PlanJoined(Told):
    """The plan one has come into."""

    plan = fields.String()


class ListGiven(Given):
    """People to invite, one a line: an address, `Name <address>`, or name; address; role; delegation code. Role and
    delegation (by its code) are for the lines that name none."""

    people = remark(200_000)
    role = Words(required=True, validate=one_of(ROLES[:-1]))
    delegation = Words(load_default="")
    focal_point = YesNo(load_default=False)


class AcceptGiven(Given):
    """For a new account, its name and password; nothing for who has one."""

    name = Words(load_default="")
    password = Words(load_default="")


def _told(invitation: Invitation) -> dict[str, Any]:
    shows = invitations.shows_links(signed_in(), invitation.plan, by_mail=mail_goes())
    return invitation_as_resource(invitation, link=invitation_link(invitation) if shows else "")


def _outcome(outcome: invitations.Outcome) -> dict[str, Any]:
    return {
        "line": outcome.line.number,
        "source": outcome.line.source,
        "state": outcome.state,
        "why": sentence(outcome.error) if outcome.error else None,
        "invitation": _told(outcome.invitation) if outcome.invitation else None,
    }


@noun.act("GET", "/plans/<slug>/invitations", gives=InvitationsTold)
def index(slug: str) -> dict[str, Any]:
    """List the open invitations to a plan"""
    found = invitations.list_invitations(signed_in(), plans.find_plan(actor(), slug))
    return {"invitations": [_told(one) for one in found]}


@noun.act(
    "POST", "/plans/<slug>/invitations", scope="manage", given=ListGiven, gives=OutcomesTold, reads="invitations.index",
)  # fmt: skip
def create(given: dict[str, Any], slug: str) -> dict[str, Any]:
    """Invite people; a line that cannot be taken stops no other"""
    plan, code = plans.find_plan(actor(), slug), given["delegation"]
    delegation = delegations.find_delegation_by_code(code) if code else None
    if code and delegation is None:
        raise Invalid("There is no delegation with the code “%(code)s”.", field="delegation", code=code[:40])
    outcomes = invitations.invite_people(
        signed_in(),
        plan,
        pasted=given["people"],
        role=given["role"],
        delegation=delegation,
        focal_point=given["focal_point"],
        letter_for=invitation_letter if mail_goes() else None,
    )
    return {"outcomes": [_outcome(one) for one in outcomes]}


@noun.act(
    "POST", "/plans/<slug>/invitations/<uid>/resend", scope="manage", gives=InvitationTold, reads="invitations.index",
)  # fmt: skip
def resend(slug: str, uid: str) -> dict[str, Any]:
    """Let an invitation run for another thirty days, and post its letter again where mail goes"""
    plan = plans.find_plan(actor(), slug)
    found = invitations.find_open_invitation(signed_in(), plan, uid)
    invitations.resend_invitation(signed_in(), found, letter_for=invitation_letter if mail_goes() else None)
    return _told(found)


@noun.act("DELETE", "/plans/<slug>/invitations/<uid>", scope="manage", reads="invitations.index")
def withdraw(slug: str, uid: str) -> None:
    """Take an invitation back"""
    plan = plans.find_plan(actor(), slug)
    invitations.withdraw_invitation(signed_in(), invitations.find_open_invitation(signed_in(), plan, uid))


@noun.act("GET", "/invitations/<token>", gives=InvitedTold)
def show(token: str) -> dict[str, Any]:
    """See what an invitation's link is for; `token` is the last part of the link"""
    found = invitations.find_invitation(invited_uid(token))
    invitations.require_open(found)
    return {
        "plan": found.plan.slug,
        "title": found.plan.title,
        "role": found.role,
        "delegation": found.delegation.code if found.delegation else None,
        "known": invitations.has_account(found),
        "expires_at": instant(found.expires_at),
    }


@noun.act(
    "POST", "/invitations/<token>", scope="manage", anyone=True, given=AcceptGiven, gives=PlanJoined,
    reads="invitations.show",
)  # fmt: skip
def accept(given: dict[str, str], token: str) -> Response:
    """Come into the plan, with one's account or with a new one"""
    found = invitations.find_invitation(invited_uid(token))
    arrivals.accept_invitation(actor(), found, **given)
    return reply({"plan": found.plan.slug})

"""Inviting people into a plan from a pasted list, looking after invitations, and accepting one by its link."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from wiki.errors import Conflict, Invalid, NotFound, Refused
from wiki.models import Delegation, Invitation, Plan
from wiki.post import invitation_letter, invited_uid, mail_goes
from wiki.services import arrivals, delegations, invitations, passwords, plans
from wiki.web import actor, say, see_other, sign_in, signed_in, status_of
from wiki.web.typed import read_number

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/plans/<slug>/invitations/new")
def new(slug: str) -> str:
    """The form: a list to paste, and what those on it shall be."""
    return _form(plans.find_plan(actor(), slug))


@blueprint.post("/plans/<slug>/invitations")
def create(slug: str) -> str | Response | tuple[str, int]:
    """Invite everyone on the list; lines that cannot be taken come back to be mended."""
    plan, form = plans.find_plan(actor(), slug), request.form
    try:
        outcomes = invitations.invite_people(
            signed_in(),
            plan,
            pasted=form.get("pasted", ""),
            role=form.get("role", ""),
            delegation=_delegation(form.get("delegation", "")),
            focal_point="focal_point" in form,
            letter_for=invitation_letter if mail_goes() else None,
        )
    except Refused as error:
        return _form(plan, given=form, error=error), status_of(error)
    invited = sum(outcome.state == "invited" for outcome in outcomes)
    if invited == len(outcomes):
        say(ngettext("%(num)s person was invited.", "%(num)s people were invited.", invited))
        return see_other("people.index", slug=slug)
    refused = [outcome.line.source for outcome in outcomes if outcome.state == "refused"]
    given = {**form.to_dict(), "pasted": "\n".join(refused)}
    return _form(plan, given=given, outcomes=outcomes, invited=invited), 422 if refused else 200


@blueprint.post("/plans/<slug>/invitations/<uid>/resend")
def resend(slug: str, uid: str) -> Response:
    """Let it run for another thirty days, and post its letter again where mail goes."""
    plan = plans.find_plan(actor(), slug)
    found = invitations.find_open_invitation(signed_in(), plan, uid)
    invitations.resend_invitation(signed_in(), found, letter_for=invitation_letter if mail_goes() else None)
    say(gettext("The invitation runs for another thirty days."))
    return see_other("people.index", slug=slug)


@blueprint.post("/plans/<slug>/invitations/<uid>/withdraw")
def withdraw(slug: str, uid: str) -> Response:
    """Take it back."""
    plan = plans.find_plan(actor(), slug)
    invitations.withdraw_invitation(signed_in(), invitations.find_open_invitation(signed_in(), plan, uid))
    say(gettext("The invitation was taken back."))
    return see_other("people.index", slug=slug)


@blueprint.get("/invitations/<token>")
def show(token: str) -> str | tuple[str, int]:
    """What one is invited to, with the form to come: a new account, or a button for who has one."""
    invitation = invitations.find_invitation(invited_uid(token))
    try:
        invitations.require_open(invitation)
    except Conflict as error:
        return render_template("invitations/ended.html", error=error), status_of(error)
    return _welcome(token, invitation)


@blueprint.post("/invitations/<token>")
def accept(token: str) -> Response | tuple[str, int]:
    """Come into the plan."""
    form, invitation = request.form, invitations.find_invitation(invited_uid(token))
    try:
        person = arrivals.accept_invitation(
            actor(), invitation, name=form.get("name", ""), password=form.get("password", "")
        )
    except Refused as error:
        return _welcome(token, invitation, given=form, error=error), status_of(error)
    if actor() is None:
        sign_in(person)
    say(gettext("Welcome to “%(title)s”.", title=invitation.plan.title))
    return see_other("plans.show", slug=invitation.plan.slug)


def _welcome(token: str, invitation: Invitation, **more: Any) -> str:
    more.setdefault("given", {})
    return render_template(
        "invitations/show.html",
        token_given=token,
        invitation=invitation,
        known=invitations.has_account(invitation),
        shortest=passwords.SHORTEST,
        **more,
    )


def _form(plan: Plan, **more: Any) -> str:
    more.setdefault("given", {})
    return render_template(
        "invitations/new.html",
        plan=plan,
        scope=invitations.scope_of(signed_in(), plan),
        delegations=delegations.list_delegations(),
        by_mail=mail_goes(),
        **more,
    )


def _delegation(typed: str) -> Delegation | None:
    if not typed:
        return None
    try:
        return delegations.find_delegation(read_number(typed) or 0)
    except NotFound:
        raise Invalid("There is no such delegation.", field="delegation") from None

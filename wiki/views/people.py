"""The people of a plan: who takes part, as what; giving and ending roles."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Conflict, Forbidden, Refused
from wiki.models import Invitation, Plan
from wiki.post import invitation_link, mail_goes
from wiki.services import access, invitations, people, plans
from wiki.web import actor, say, see_other, signed_in, status_of

blueprint = Blueprint("people", __name__, url_prefix="/plans/<slug>/people")


@blueprint.get("")
def index(slug: str) -> str:
    """Who takes part, and which invitations are open."""
    return _page(plans.find_plan(actor(), slug))


@blueprint.post("")
def grant(slug: str) -> Response | tuple[str, int]:
    """Give a role to somebody who has an account."""
    plan, form = plans.find_plan(actor(), slug), request.form
    try:
        people.grant_role_by_address(signed_in(), plan, email=form.get("email", ""), role=form.get("role", ""))
    except Refused as error:
        return _page(plan, error=error, given=form), status_of(error)
    say(gettext("The role was given."))
    return see_other("people.index", slug=slug)


@blueprint.post("/roles/<int:number>/end")
def end(slug: str, number: int) -> Response | tuple[str, int]:
    """Take a role back."""
    plan = plans.find_plan(actor(), slug)
    try:
        role = people.find_role(actor(), plan, number)
        plans.end_role(signed_in(), plan, role)
    except Conflict as error:
        return _page(plan, error=error), status_of(error)
    say(
        gettext("The role was ended."),
        undo=url_for("people.grant", slug=slug) if role.person.email else "",
        email=role.person.email,
        role=role.role,
    )
    return see_other("people.index", slug=slug)


def _page(plan: Plan, **more: Any) -> str:
    more.setdefault("given", {})
    found, waiting = people.list_people(actor(), plan), _waiting(plan)
    shows = waiting and invitations.shows_links(signed_in(), plan, by_mail=mail_goes())
    return render_template(
        "people/index.html",
        plan=plan,
        people=found,
        standing=access.standing(actor(), plan),
        waiting=waiting,
        link_to=invitation_link if shows else None,
        **more,
    )


def _waiting(plan: Plan) -> list[Invitation] | None:
    """The open invitations, or None for somebody who may not invite."""
    try:
        return invitations.list_invitations(signed_in(), plan)
    except Forbidden:
        return None

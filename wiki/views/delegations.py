"""Delegations and who belongs to them, for administrators."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from wiki.errors import Invalid, Refused
from wiki.models import Delegation, Person
from wiki.services import delegations, persons
from wiki.web import say, see_other, signed_in, status_of
from wiki.web.typed import read_day_if_any

blueprint = Blueprint("delegations", __name__, url_prefix="/delegations")


@blueprint.get("")
def index() -> str:
    """The list, and the form for another one."""
    return _list()


@blueprint.post("")
def create() -> Response | tuple[str, int]:
    """Make a delegation."""
    form = request.form
    try:
        made = delegations.create_delegation(
            signed_in(), kind=form.get("kind", ""), name=form.get("name", ""), code=form.get("code", "")
        )
    except Refused as error:
        return _list(error=error, given=form), status_of(error)
    say(gettext("The delegation was made."))
    return see_other("delegations.show", number=made.id)


@blueprint.post("/list")
def enter() -> Response | tuple[str, int]:
    """Make a delegation of each line of a pasted list; lines that cannot be taken come back to be mended."""
    form = request.form
    try:
        made, refused = delegations.create_delegations(
            signed_in(), pasted=form.get("pasted", ""), kind=form.get("kind", "")
        )
    except Invalid as error:
        return _list(error=error, given=form), status_of(error)
    said = ngettext("%(num)s delegation was made.", "%(num)s delegations were made.", len(made))
    if not refused:
        say(said)
        return see_other("delegations.index")
    given = {**form.to_dict(), "pasted": "\n".join(row.source for row, _ in refused)}
    return _list(refused=refused, made=said, given=given), 422


@blueprint.get("/<int:number>")
def show(number: int) -> str:
    """One delegation with its members."""
    return _page(number)


@blueprint.post("/<int:number>")
def update(number: int) -> Response | tuple[str, int]:
    """Change its name or code."""
    form, delegation = request.form, delegations.find_delegation(number)
    try:
        delegations.change_delegation(signed_in(), delegation, name=form.get("name", ""), code=form.get("code", ""))
    except Refused as error:
        return _page(number, error=error, given=form), status_of(error)
    say(gettext("The delegation was changed."))
    return see_other("delegations.show", number=number)


@blueprint.post("/<int:number>/members")
def add(number: int) -> Response | tuple[str, int]:
    """Let a person, by address, or a Party, by code, belong to it."""
    form, delegation = request.form, delegations.find_delegation(number)
    try:
        delegations.add_member(
            signed_in(),
            delegation,
            _member(form.get("member", "")),
            since=read_day_if_any(request.form.get("since", ""), "since"),
            until=read_day_if_any(request.form.get("until", ""), "until"),
            focal_point="focal_point" in form,
        )
    except Refused as error:
        return _page(number, error=error, given=form), status_of(error)
    say(gettext("The member was added."))
    return see_other("delegations.show", number=number)


@blueprint.post("/<int:number>/members/<int:membership>")
def change(number: int, membership: int) -> Response | tuple[str, int]:
    """End a membership, or say whether its person is the focal point."""
    delegation = delegations.find_delegation(number)
    found = delegations.find_membership(delegation, membership)
    try:
        if request.form.get("act") == "end":
            delegations.end_membership(
                signed_in(), found, until=read_day_if_any(request.form.get("until", ""), "until")
            )
        else:
            delegations.set_focal_point(signed_in(), found, focal_point=request.form.get("act") == "focal_point")
    except Refused as error:
        return _page(number, error=error), status_of(error)
    say(gettext("The membership was changed."))
    return see_other("delegations.show", number=number)


def _member(words: str) -> Person | Delegation:
    persons.require_administrator(signed_in())
    found = persons.find_person_by_address(words) if "@" in words else delegations.find_delegation_by_code(words)
    if found is None:
        raise Invalid("There is no account with this address, nor a Party with this code.", field="member")
    return found


def _list(**more: Any) -> str:
    persons.require_administrator(signed_in())
    more.setdefault("given", {})
    return render_template(
        "delegations/index.html", found=delegations.list_delegations(), counts=delegations.count_members(), **more
    )


def _page(number: int, **more: Any) -> str:
    persons.require_administrator(signed_in())
    delegation = delegations.find_delegation(number)
    more.setdefault("given", {})
    members = delegations.list_members(delegation)
    return render_template("delegations/show.html", delegation=delegation, members=members, **more)

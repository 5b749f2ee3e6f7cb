"""The accounts of the installation, for administrators: finding, making, allowing, letting back in, closing."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Conflict, Invalid, Refused
from wiki.post import reset_link
from wiki.services import closings, delegations, persons, resets
from wiki.web import say, see_other, signed_in, status_of
from wiki.web.answers import shown_once

blueprint = Blueprint("persons", __name__, url_prefix="/people")


@blueprint.get("")
def index() -> str:
    """The list, fifty to a page, with a search."""
    words, page = request.args.get("words", "")[:200], request.args.get("page", 1, type=int)
    found, count = persons.list_persons(signed_in(), words=words, page=page)
    return render_template(
        "persons/index.html", found=found, count=count, words=words, page=page, pages_in_all=-(-count // persons.PAGE)
    )


@blueprint.get("/new")
def new() -> str:
    """The form for a new account."""
    persons.require_administrator(signed_in())
    return render_template("persons/new.html", given={})


@blueprint.post("")
def create() -> Response | tuple[str, int]:
    """Make an account, whose owner chooses a password by a link."""
    form = request.form
    try:
        person = persons.create_person(
            signed_in(),
            name=form.get("name", ""),
            email=form.get("email", ""),
            may_make_plans="may_make_plans" in form,
        )
    except Refused as error:
        return render_template("persons/new.html", given=form, error=error), status_of(error)
    say(gettext("The account was made. Give its owner a link to choose a password."))
    return see_other("persons.show", uid=person.uid)


@blueprint.get("/<uid>")
def show(uid: str) -> str:
    """One account."""
    return _page(uid)


@blueprint.post("/<uid>")
def update(uid: str) -> Response | tuple[str, int]:
    """Say whether the person administers and makes plans."""
    person = persons.find_person(signed_in(), uid)
    try:
        persons.set_administrator(signed_in(), person, administrator="administrator" in request.form)
        persons.allow_plans(signed_in(), person, may_make_plans="may_make_plans" in request.form)
    except Conflict as error:
        return _page(uid, error=error), status_of(error)
    say(gettext("The account was changed."))
    if not signed_in().is_administrator:
        return see_other("plans.index")
    return see_other("persons.show", uid=uid)


@blueprint.post("/<uid>/reset")
def reset(uid: str) -> Response | tuple[str, int]:
    """Show a link by which the person takes a new password; it is shown this once."""
    person = persons.find_person(signed_in(), uid)
    try:
        mark = resets.make_reset(signed_in(), person)
    except Conflict as error:
        return _page(uid, error=error), status_of(error)
    return shown_once(_page(uid, link=reset_link(person, mark)))


@blueprint.post("/<uid>/close")
def close(uid: str) -> Response | tuple[str, int]:
    """Close the account for good, once the box is ticked."""
    person = persons.find_person(signed_in(), uid)
    try:
        if "sure" not in request.form:
            raise Invalid("Tick the box to close the account.", field="sure")
        closings.close_person(signed_in(), person)
    except Refused as error:
        return _page(uid, error=error), status_of(error)
    say(gettext("The account is closed."))
    return see_other("persons.index")


def _page(uid: str, **more: Any) -> str:
    person = persons.find_person(signed_in(), uid)
    return render_template("persons/show.html", person=person, membership=delegations.membership_of(person), **more)

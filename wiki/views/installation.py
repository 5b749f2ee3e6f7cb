"""The first-run page, which makes the first administrator of an installation where nobody can sign in yet."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Invalid
from wiki.services import installations
from wiki.web import say, see_other, sign_in, status_of

blueprint = Blueprint("installation", __name__, url_prefix="/first-run")


@blueprint.get("")
def new() -> str | Response:
    """The form; once there is somebody who can sign in, the way to signing in."""
    if not installations.is_unclaimed():
        return see_other("sessions.new")
    return render_template("installation/new.html", given={})


@blueprint.post("")
def create() -> Response | tuple[str, int]:
    """Make the first administrator and sign them in."""
    form = request.form
    try:
        person = installations.claim_installation(
            name=form.get("name", ""), email=form.get("email", ""), password=form.get("password", "")
        )
    except Invalid as error:
        return render_template("installation/new.html", given=form, error=error), status_of(error)
    sign_in(person)
    say(gettext("Welcome. You are the administrator of this installation."))
    return see_other("plans.index")

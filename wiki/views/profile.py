"""One's own account: name, language, time zone, password, sessions."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Invalid
from wiki.languages import forget_choice, languages_by_name
from wiki.services import delegations, passwords, persons
from wiki.web import say, see_other, sign_in, signed_in, status_of

blueprint = Blueprint("profile", __name__, url_prefix="/profile")


@blueprint.get("")
def edit() -> str:
    """The forms."""
    return _page()


@blueprint.post("")
def update() -> Response | tuple[str, int]:
    """Change name, language and time zone."""
    form = request.form
    try:
        persons.change_profile(
            signed_in(),
            name=form.get("name", ""),
            language=form.get("language", ""),
            timezone=form.get("timezone", ""),
        )
    except Invalid as error:
        return _page(error=error, given=form), status_of(error)
    forget_choice()
    say(gettext("Your profile was changed."))
    return see_other("profile.edit")


@blueprint.post("/password")
def change() -> Response | tuple[str, int]:
    """Take another password; this session stays, all others end."""
    form = request.form
    try:
        person = persons.change_password(
            signed_in(), current=form.get("current_password", ""), password=form.get("password", "")
        )
    except Invalid as error:
        return _page(error=error), status_of(error)
    sign_in(person)
    say(gettext("Your new password is in use. Every other session of yours has ended."))
    return see_other("profile.edit")


@blueprint.post("/sessions")
def end() -> Response:
    """Sign out everywhere, here too."""
    persons.end_sessions(signed_in())
    say(gettext("You are signed out everywhere."))
    return see_other("sessions.new")


def _page(*, error: Invalid | None = None, given: Any = None) -> str:
    person = signed_in()
    return render_template(
        "profile/edit.html",
        person=person,
        membership=delegations.membership_of(person),
        languages=languages_by_name(),
        timezones=_timezones(),
        shortest=passwords.SHORTEST,
        error=error,
        given=given or {},
    )


@cache
def _timezones() -> list[str]:
    return sorted(name for name in available_timezones() if "/" in name or name == "UTC")

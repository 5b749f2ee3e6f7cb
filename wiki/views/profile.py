"""One's own account: name, language, time zone, password, sessions."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Invalid
from wiki.post import post_password_changed
from wiki.services import delegations, passwords, persons
from wiki.speech import check_language, forget_choice, keep_choice, languages_by_name
from wiki.web import local_path, say, see_other, sign_in, signed_in, status_of
from wiki.web.limits import password_tries

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


@blueprint.post("/language")
def speak() -> Response:
    """Speak another language from now on, as chosen at the foot of a page; the browser keeps it as well."""
    person, language = signed_in(), request.form.get("language", "")
    check_language(language)
    persons.change_profile(person, name=person.name, language=language, timezone=person.timezone or "")
    target = local_path(request.form.get("target"), otherwise=url_for("profile.edit"))
    return keep_choice(redirect(target, code=303), language)


@blueprint.post("/password")
@password_tries
def change() -> Response | tuple[str, int]:
    """Take another password; this session stays, all others end."""
    form = request.form
    try:
        person = persons.change_password(
            signed_in(),
            current=form.get("current_password", ""),
            password=form.get("password", ""),
            tell=post_password_changed,
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
    answer = see_other("sessions.new")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


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

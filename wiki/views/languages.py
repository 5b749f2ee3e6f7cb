"""Choosing the language of the pages, at the foot of any of them."""

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from wiki.errors import Invalid
from wiki.languages import COOKIE, LANGUAGES
from wiki.services import persons
from wiki.web import actor, csrf, local_path

blueprint = Blueprint("languages", __name__)


@blueprint.post("/language")
@csrf.exempt
def choose() -> Response:
    """Speak another language from now on: kept by the browser and, for somebody signed in, in their profile.

    Signed out it asks for no token: pages kept for everybody hold none, and nothing but a cookie is at stake.
    """
    language, person = request.form.get("language", ""), actor()
    if language not in LANGUAGES:
        raise Invalid("The pages do not speak this language.", field="language")
    if person is not None:
        csrf.protect()
        persons.change_profile(person, name=person.name, language=language, timezone=person.timezone or "")
    target = local_path(request.form.get("target"), otherwise=url_for("plans.index"))
    answer = redirect(target, code=303)
    answer.set_cookie(
        COOKIE,
        language,
        max_age=365 * 24 * 3600,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer

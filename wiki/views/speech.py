"""Choosing the language of the pages at the foot of one of them, for somebody who is signed out."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from wiki.speech import check_language, keep_choice
from wiki.web import csrf, local_path

blueprint = Blueprint("speech", __name__)


@blueprint.post("/language")
@csrf.exempt
def choose() -> Response:
    """Speak another language from now on; the browser keeps the choice.

    It asks for no token: pages that are kept for everybody hold none, and nothing but a cookie is at stake.
    """
    language = request.form.get("language", "")
    check_language(language)
    target = local_path(request.form.get("target"), otherwise=url_for("plans.index"))
    return keep_choice(redirect(target, code=303), language)

"""One's own tokens for programs: making one, which is shown this once, and revoking."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Refused
from wiki.models.token import SCOPES
from wiki.services import tokens
from wiki.web import say, see_other, signed_in, status_of
from wiki.web.answers import shown_once

blueprint = Blueprint("tokens", __name__, url_prefix="/profile/tokens")

#: for how many days a token may be made
LASTS = (7, 30, 90, 366)


@blueprint.get("")
def index() -> str:
    """The tokens that were not revoked, and the form for another."""
    return _page()


@blueprint.post("")
def create() -> Response | tuple[str, int]:
    """Make a token and show it, this once; the answer is the page itself, since nothing of it is kept."""
    form = request.form
    try:
        made, secret = tokens.make_token(
            signed_in(),
            name=form.get("name", ""),
            scopes=("read", *form.getlist("scopes")),
            days=form.get("days", 0, type=int),
        )
    except Refused as error:
        return _page(error=error, given=form, chosen=form.getlist("scopes")), status_of(error)
    return shown_once(_page(made=made, secret=secret))


@blueprint.post("/<uid>/revoke")
def revoke(uid: str) -> Response:
    """Take a token back."""
    tokens.revoke_token(signed_in(), tokens.find_token(signed_in(), uid))
    say(gettext("The token was revoked."))
    return see_other("tokens.index")


def _page(**more: Any) -> str:
    more.setdefault("given", {})
    more.setdefault("chosen", [])
    return render_template(
        "tokens/index.html",
        tokens=tokens.list_tokens(signed_in()),
        scopes=SCOPES[1:],
        lasts=LASTS,
        limit=tokens.MAX_NAME,
        **more,
    )

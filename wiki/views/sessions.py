"""Signing in and out; what was typed into a form when a session had ended comes along and is offered again."""

from hashlib import sha256

from flask import Blueprint, current_app, make_response, redirect, request, url_for
from flask_babel import gettext, ngettext
from flask_limiter import RequestLimit
from werkzeug.wrappers import Response

from wiki import clock
from wiki.errors import Invalid
from wiki.services import persons
from wiki.web import actor, limiter, local_path, say, see_other, sign_in, sign_out, status_of
from wiki.web.answers import Kept, kept_in_form, sign_in_page
from wiki.web.limits import line

blueprint = Blueprint("sessions", __name__)


def _account() -> str:
    address = request.form.get("email", "").strip().lower()
    return "account " + sha256(address.encode("utf-8", "replace")).hexdigest()


def _did_not_work(response: Response) -> bool:
    # What was turned away unread is not counted again.
    return response.status_code not in (200, 303, 429)


def _note_refusal(how: str) -> None:
    """Tell the server's log of a try that did not work; the address by its mark, since some type a password there."""
    current_app.logger.warning("sign-in %s: %.20s from line %s", how, _account(), line())


def _too_many(limit: RequestLimit) -> Response:
    minutes = max(1, -(-int(limit.reset_at - clock.now().timestamp()) // 60))
    message = ngettext(
        "Too many tries that did not work. Try again in %(num)s minute.",
        "Too many tries that did not work. Try again in %(num)s minutes.",
        minutes,
    )
    _note_refusal("turned away unread")
    page = sign_in_page(kept_in_form(), message=message, email=request.form.get("email", ""))
    return make_response(page, 429)


@blueprint.get("/sign-in")
def new() -> str | Response:
    """The form; who has signed in already goes on to where they were going."""
    target = local_path(request.args.get("next"), otherwise=url_for("plans.index"))
    if actor() is not None:
        return redirect(target, code=303)
    return sign_in_page(Kept(target))


@blueprint.post("/sign-in")
@limiter.limit("10 per minute; 60 per hour", key_func=line, deduct_when=_did_not_work, on_breach=_too_many)
@limiter.limit("20 per 15 minutes", key_func=_account, deduct_when=_did_not_work, on_breach=_too_many)
def create() -> str | Response | tuple[str, int]:
    """Open a session, then go on; where a form was on the way, offer to send it."""
    kept, email = kept_in_form(), request.form.get("email", "")
    try:
        person = persons.authenticate(email=email, password=request.form.get("password", ""))
    except Invalid as error:
        _note_refusal("refused")
        return sign_in_page(kept, email=email, error=error), status_of(error)
    sign_in(person)
    if kept.resend:
        return sign_in_page(kept, message=gettext("You are signed in, and what you typed is here."))
    return redirect(kept.target, code=303)


@blueprint.post("/sign-out")
def end() -> Response:
    """Close the session."""
    sign_out()
    say(gettext("You are signed out."))
    answer = see_other("plans.index")
    # Pages that were looked at do not come back by the browser's own way back, on a machine that others use.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer

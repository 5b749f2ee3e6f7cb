"""A forgotten password: asking for a link, and taking a new password by it."""

import time
from hashlib import sha256

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Invalid
from wiki.models import Person
from wiki.post import mail_goes, post_password_changed, reset_link, reset_of
from wiki.services import passwords, resets
from wiki.services.mails import Letter
from wiki.speech import speaking
from wiki.web import limiter, say, see_other, sign_in, status_of
from wiki.web.limits import line

blueprint = Blueprint("passwords", __name__, url_prefix="/password")

#: seconds; a letter takes some milliseconds to post, by which a stranger could tell who has an account
ANSWERED_EVERY = 0.4


def _account() -> str:
    address = request.form.get("email", "").strip().lower()
    return "reset " + sha256(address.encode("utf-8", "replace")).hexdigest()


@blueprint.get("/forgotten")
def new() -> str:
    """The form that asks for an address; without a mail server, whom to ask instead."""
    return render_template("passwords/new.html", by_mail=mail_goes())


@blueprint.post("/forgotten")
@limiter.limit("5 per minute; 30 per hour", key_func=line)
@limiter.limit("4 per hour", key_func=_account)
def create() -> str:
    """Post a link to the address, if an account has it; the answer, and when it comes, is the same either way."""
    began, by_mail = time.monotonic(), mail_goes()
    if by_mail:
        resets.post_reset(email=request.form.get("email", ""), letter_for=_letter)
        time.sleep(ANSWERED_EVERY - (time.monotonic() - began) % ANSWERED_EVERY)
    return render_template("passwords/new.html", by_mail=by_mail, asked=by_mail)


@blueprint.get("/reset/<token>")
def edit(token: str) -> str | tuple[str, int]:
    """The form for a new password, while the link is good."""
    try:
        resets.find_reset(*reset_of(token))
    except Invalid as error:
        return render_template("passwords/ended.html", error=error), status_of(error)
    return render_template("passwords/edit.html", token_given=token, shortest=passwords.SHORTEST)


@blueprint.post("/reset/<token>")
@limiter.limit("10 per minute", key_func=line)
def update(token: str) -> Response | tuple[str, int]:
    """Take the new password and sign in."""
    try:
        uid, mark = reset_of(token)
        password = request.form.get("password", "")
        person = resets.reset_password(uid=uid, mark=mark, password=password, tell=post_password_changed)
    except Invalid as error:
        page = "passwords/edit.html" if error.field == "password" else "passwords/ended.html"
        return render_template(page, token_given=token, error=error, shortest=passwords.SHORTEST), status_of(error)
    sign_in(person)
    say(gettext("Your new password is in use. Every other session of yours has ended."))
    return see_other("plans.index")


def _letter(person: Person) -> Letter:
    link = reset_link(person, passwords.fingerprint(person))
    with speaking(person.language):
        body = render_template("passwords/letter.txt", person=person, link=link)
        return Letter(gettext("A new password for Plenary"), body)

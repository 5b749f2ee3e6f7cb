"""Answers to what went wrong: a page for people, a problem for programs; and the page that asks to sign in."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from wiki import errors
from wiki.db import db
from wiki.services.installations import is_unclaimed
from wiki.web import callers
from wiki.web.addresses import local_path, see_other
from wiki.web.callers import actor
from wiki.web.problems import is_for_programs, problem, problem_of, problem_of_http
from wiki.web.statuses import sentence, sentence_of, status_of

#: the largest number a row may have
_MOST = 2**31 - 1
#: what a database that is not there raises
_AWAY = (OperationalError, InterfaceError)


def init_app(app: Flask) -> None:
    """Answer every error there is, in pages or, under /api, in problems."""
    app.register_error_handler(errors.WikiError, _answer_wiki_error)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(CSRFError, _answer_csrf_error)
    app.register_error_handler(DataError, _answer_impossible)
    app.register_error_handler(OverflowError, _answer_impossible)
    for away in _AWAY:
        app.register_error_handler(away, _answer_away)


def _answer_wiki_error(error: errors.WikiError) -> Response | tuple[str, int]:
    if is_for_programs():
        return problem_of(error)
    if isinstance(error, errors.SignInNeeded):
        return _ask_to_sign_in(gettext("Sign in to see this page.") if request.method == "GET" else sentence(error))
    return _error_page(sentence(error), status_of(error)), status_of(error)


def _answer_http_error(error: HTTPException) -> Response | tuple[str, int, Any]:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    if error.code >= 500:
        # What broke may have broken the open read as well, and the page asks who is reading.
        db.session.rollback()
    try:
        return _tell_http_error(error)
    except _AWAY as away:  # asked who is reading
        return _answer_away(away)


def _tell_http_error(error: HTTPException) -> Response | tuple[str, int, Any]:
    assert error.code is not None
    if is_for_programs():
        return problem_of_http(error)
    headers = [(name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")]
    return _error_page(sentence_of(error.code), error.code), error.code, headers


def _answer_impossible(error: Exception) -> Response | tuple[str, int]:
    """A number or a character that no database can hold: nothing is kept under it."""
    db.session.rollback()
    code = 404 if request.method == "GET" else 400
    if is_for_programs():
        in_address = any(isinstance(one, int) and one > _MOST for one in (request.view_args or {}).values())
        if code == 404 or in_address:
            return problem(404)
        return problem(422, detail=gettext("A number or a character of what was sent cannot be kept."))
    return _error_page(sentence_of(code), code), code


def _answer_away(error: Exception) -> Response | tuple[str, int]:
    """The database does not answer: said without asking it anything, not even who is asking."""
    current_app.logger.error("The database does not answer.", exc_info=error)
    callers.forget()
    db.session.remove()
    message = gettext("The database does not answer just now. Nothing was recorded; what you had saved is safe.")
    if is_for_programs():
        return problem(503, kind="failure", detail=message)
    return _error_page(message, 503), 503


def _error_page(message: str, status: int) -> str:
    """What went wrong; what was typed into a form that was turned away comes back on it, to be taken along."""
    typed = _typed_words() if request.method == "POST" and status not in (400, 413) else []
    return render_template("errors/error.html", message=message, status=status, typed=typed)


def _typed_words() -> list[tuple[str, str]]:
    """The words of the form that was sent; keys, choices and passwords are no words."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and not name.startswith("kept-") and "password" not in name and len(value) > 20
    ]


def _answer_csrf_error(error: CSRFError) -> Response | tuple[str, int]:
    if is_for_programs():
        return problem(403, kind="csrf", detail=gettext("Send the session's token in the header X-CSRFToken."))
    if _comes_from_elsewhere():
        message = gettext("This was sent from another site, and was not taken.")
        return render_template("errors/error.html", message=message, status=400), 400
    if request.endpoint == "sessions.end" and actor() is None:
        return see_other("plans.index")
    return _ask_to_sign_in(gettext("Your session had ended before this was sent. Nothing you typed is lost."))


def _comes_from_elsewhere() -> bool:
    """Whether the browser says that another site sent this: such a form is never offered again."""
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        return True
    origin = request.headers.get("Origin")
    ours = (request.host, urlsplit(current_app.config["BASE_URL"]).netloc)
    return origin is not None and (urlsplit(origin).netloc or None) not in ours


def shown_once(page: str) -> Response:
    """A page with something that is shown this once: no browser writes it to its disk."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@dataclass(frozen=True, slots=True)
class Kept:
    """Where somebody was going when asked to sign in; with `resend`, a form was on the way, of these fields."""

    target: str
    fields: tuple[tuple[str, str], ...] = ()
    resend: bool = False


def kept_in_form() -> Kept:
    """What a sign-in form carries along; its target is a path of this installation."""
    target = local_path(request.form.get("target"), otherwise=url_for("plans.index"))
    fields = [
        (name.removeprefix("kept-"), value)
        for name, value in request.form.items(multi=True)
        if name.startswith("kept-") and name != "kept-csrf_token"
    ]
    return Kept(target, tuple(fields), request.form.get("resend") == "1")


def sign_in_page(kept: Kept, *, message: str = "", email: str = "", error: errors.WikiError | None = None) -> str:
    """The sign-in form, or for somebody signed in already the offer to send what was kept."""
    return render_template(
        "sessions/kept.html" if actor() is not None else "sessions/new.html",
        message=message,
        target=kept.target,
        kept=kept.fields,
        resend=kept.resend,
        email=email,
        error=error,
        unclaimed=is_unclaimed(),
    )


def _ask_to_sign_in(message: str) -> Response | tuple[str, int]:
    """The sign-in page; what was typed into a form comes along in it and is offered again after signing in."""
    if request.endpoint == "sessions.create":
        kept = kept_in_form()
        if actor() is not None and not kept.resend:
            return redirect(kept.target, code=303)
        return sign_in_page(kept, message=message, email=request.form.get("email", "")), 401
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and "password" not in name
    ]
    kept = Kept(request.full_path.rstrip("?"), tuple(fields), request.method == "POST")
    return sign_in_page(kept, message=message), 401

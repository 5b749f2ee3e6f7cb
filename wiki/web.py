"""HTTP: who is acting, error answers, CSRF, headers, filters. The only module that knows status codes."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from cachetools import LRUCache
from flask import (
    Flask,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from wiki import clock, errors, languages, shelf
from wiki.db import db
from wiki.models import Person
from wiki.services.installations import is_empty, is_unclaimed

csrf = CSRFProtect()
login = LoginManager()
limiter = Limiter(get_remote_address)

STATUS: dict[type[errors.WikiError], int] = {
    errors.Invalid: 422,
    errors.TooLarge: 413,
    errors.NotFound: 404,
    errors.Forbidden: 403,
    errors.SignInNeeded: 401,
    errors.Conflict: 409,
}

_BY_UID = select(Person).where(Person.uid == bindparam("uid"))

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    """Give the application its extensions, error answers, headers and template filters."""
    # The cookie is set again when the session's own mark of use moves on, not with every answer: a static file
    # kept by a proxy must not carry it.
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.config["PERMANENT_SESSION_LIFETIME"] = timedelta(minutes=app.config["SESSION_MINUTES"] + 2)
    app.before_request(_end_idle_session)
    app.before_request(_lead_to_first_run)
    csrf.init_app(app)
    login.init_app(app)
    limiter.init_app(app)
    languages.init_app(app, actor)
    login.user_loader(_person_of_session)
    app.register_error_handler(errors.WikiError, _answer_wiki_error)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(CSRFError, _answer_csrf_error)
    app.register_error_handler(DataError, _answer_impossible)
    app.register_error_handler(OverflowError, _answer_impossible)
    app.after_request(_add_headers)
    app.jinja_env.filters["sentence"] = sentence
    app.jinja_env.globals["actor"] = actor
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["kept"] = shelf.kept_fragment
    app.jinja_env.globals["url_for"] = shelf.path_for
    app.extensions["plenary_paths"] = LRUCache(20_000), Lock()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def actor() -> Person | None:
    """Who is acting: the person signed in, or None."""
    person = current_user._get_current_object()
    return person if person.is_authenticated else None


def signed_in() -> Person:
    """The person signed in; raises SignInNeeded where there is none."""
    person = actor()
    if person is None:
        raise errors.SignInNeeded("Sign in to do this.")
    return person


def sign_in(person: Person) -> None:
    """Open a session for the person; nothing of the one before is carried over."""
    session.clear()
    login_user(person)
    session.permanent = True
    session["used"] = int(clock.now().timestamp())


def sign_out() -> None:
    """Close the session."""
    logout_user()
    session.clear()


def sentence(error: errors.WikiError) -> str:
    """What an error says, in the reader's language."""
    return languages.say_sentence(error.message, error.parameters)


def status_of(error: errors.WikiError) -> int:
    """The HTTP status of an error's class, or of the nearest class above it."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def local_path(target: str | None, *, otherwise: str) -> str:
    """Where to go next, if it is a path of this installation and nothing else; no open redirect."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or any(ord(character) < 33 for character in target) or "\\" in target:
        return otherwise
    return target


def see_other(endpoint: str, **values: Any) -> Response:
    """The answer to every POST that succeeded: look over there."""
    return redirect(url_for(endpoint, **values), code=303)  # type: ignore[return-value]


def external_url(endpoint: str, **values: Any) -> str:
    """An absolute address, for mails and for links that are copied."""
    base = current_app.config["BASE_URL"]
    if base:
        return base + url_for(endpoint, **values)
    return url_for(endpoint, _external=True, **values)


def say(message: str) -> None:
    """Tell the person, on the next page they see, what was done."""
    flash(message)


def asset(path: str) -> str:
    """The address of a static file, with a mark of its content, so that it may be kept for a year."""
    marks = current_app.extensions.setdefault("plenary_assets", {})
    if path not in marks or current_app.debug:
        marks[path] = sha256((Path(str(current_app.static_folder)) / path).read_bytes()).hexdigest()[:12]
    return shelf.path_for("static", filename=path, v=marks[path])


def _end_idle_session() -> None:
    if request.endpoint == "static" or "_user_id" not in session:
        return
    now = int(clock.now().timestamp())
    idle = now - session.setdefault("used", now)
    if idle > current_app.config["SESSION_MINUTES"] * 60:
        session.clear()
    elif idle > 60:
        session["used"] = now


def _lead_to_first_run() -> Response | None:
    """An empty installation's front page is the one that makes its first administrator; asked until it is not empty."""
    if request.endpoint != "plans.index" or current_app.extensions.get("plenary_begun"):
        return None
    if is_empty():
        return see_other("installation.new")
    current_app.extensions["plenary_begun"] = True
    return None


def _person_of_session(session_id: str) -> Person | None:
    uid, _, key = session_id.partition(".")
    person = db.session.scalars(_BY_UID, {"uid": uid}).first()
    return person if person is not None and person.is_active and person.session_key == key else None


def _answer_wiki_error(error: errors.WikiError) -> Response | tuple[str, int]:
    if isinstance(error, errors.SignInNeeded):
        return _ask_to_sign_in(sentence(error))
    return _error_page(sentence(error), status_of(error)), status_of(error)


def _answer_http_error(error: HTTPException) -> Response | tuple[str, int, Any]:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    if error.code >= 500:
        # What broke may have broken the open read as well, and the page asks who is reading.
        db.session.rollback()
    headers = [(name, value) for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")]
    return _error_page(_http_sentence(error.code), error.code), error.code, headers


def _answer_impossible(error: Exception) -> tuple[str, int]:
    """A number or a character that no database can hold: nothing is kept under it."""
    db.session.rollback()
    code = 404 if request.method == "GET" else 400
    return _error_page(_http_sentence(code), code), code


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


def _http_sentence(code: int) -> str:
    sentences = {
        400: gettext("The request could not be understood."),
        404: gettext("There is nothing at this address."),
        405: gettext("This address does not take that kind of request."),
        413: gettext("More was sent than this installation takes at once (25 MB)."),
        429: gettext("Too many tries in a short time. Wait a minute and try again."),
        500: gettext("Something went wrong on our side. What you had saved is safe."),
    }
    return sentences.get(code, gettext("This request could not be answered."))


def _answer_csrf_error(error: CSRFError) -> Response | tuple[str, int]:
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
            return redirect(kept.target, code=303)  # type: ignore[return-value]
        return sign_in_page(kept, message=message, email=request.form.get("email", "")), 401
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name != "csrf_token" and "password" not in name
    ]
    kept = Kept(request.full_path.rstrip("?"), tuple(fields), request.method == "POST")
    return sign_in_page(kept, message=message), 401


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static":
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Accept-Language", "Cookie"))
    return response

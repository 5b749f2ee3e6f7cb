"""HTTP: extensions, CSRF, limits, language, headers, filters. The only room that knows status codes.

Who is acting is in callers, whose tries are counted together in limits, what went wrong in answers (for people) and
problems (for programs), what lasts in streams.
"""

from datetime import timedelta
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, Response, current_app, flash, g, request, session
from flask_wtf.csrf import CSRFProtect

from wiki import clock, shelf, speech
from wiki.presenters import languages
from wiki.services.installations import is_empty
from wiki.web import answers, assets, callers, streams
from wiki.web.addresses import external_url, local_path, see_other
from wiki.web.callers import LONGEST, actor, minutes_left, sign_in, sign_out, signed_in
from wiki.web.limits import bound_fields, limiter
from wiki.web.statuses import sentence, status_of

__all__ = [
    "actor",
    "csrf",
    "external_url",
    "limiter",
    "local_path",
    "minutes_left",
    "say",
    "see_other",
    "sentence",
    "sign_in",
    "sign_out",
    "signed_in",
    "status_of",
]

csrf = CSRFProtect()

#: seconds after which somebody who was told that others are writing may send the same again
AGAIN = 5

#: what pages ask by themselves while nobody touches them: no use of the session
UNATTENDED = ("presences.update", "presences.end", "api_journal.stream")

HEADERS = {
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
    app.before_request(bound_fields)
    app.before_request(_end_old_session)
    app.before_request(callers.read_bearer)
    app.before_request(_lead_to_first_run)
    csrf.init_app(app)
    callers.init_app(app)
    app.after_request(_leave_out_retrying)  # before the limiter's own, so that it comes after it
    limiter.init_app(app)
    speech.init_app(app, actor)
    answers.init_app(app)
    streams.init_app(app)
    app.after_request(_add_headers)
    app.jinja_env.filters["sentence"] = sentence
    app.jinja_env.filters["called"] = languages.called
    app.jinja_env.filters["direction"] = languages.direction
    app.jinja_env.globals["actor"] = actor
    app.jinja_env.globals["asset"] = assets.asset
    app.jinja_env.globals["built"] = assets.built
    app.jinja_env.globals["style_nonce"] = assets.style_nonce
    app.jinja_env.globals["kept"] = shelf.kept_fragment
    app.jinja_env.globals["url_for"] = shelf.path_for
    app.extensions["plenary_paths"] = LRUCache(20_000), Lock()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def say(message: str, *, undo: str = "", **fields: Any) -> None:
    """Tell the person, on the next page they see, what was done; with `undo`, the address to which a button there
    sends the fields to take it back."""
    flash({"said": message, "undo": undo, "fields": fields})


def _end_old_session() -> None:
    """A session ends when it was not used for a while, and after thirty days in any case."""
    if request.endpoint == "static" or "_user_id" not in session:
        return
    now = int(clock.now().timestamp())
    idle = now - session.setdefault("used", now)
    if idle > current_app.config["SESSION_MINUTES"] * 60 or now - session.setdefault("began", now) > LONGEST:
        session.clear()
    elif idle > 60 and request.endpoint not in UNATTENDED:
        session["used"] = now


def _lead_to_first_run() -> Response | None:
    """An empty installation's front page is the one that makes its first administrator; asked until it is not empty."""
    if request.endpoint != "plans.index" or current_app.extensions.get("plenary_begun"):
        return None
    if is_empty():
        return see_other("installation.new")
    current_app.extensions["plenary_begun"] = True
    return None


def _leave_out_retrying(response: Response) -> Response:
    """The limiter says with every answer when to try again; that is for those it turned away. Who finds no place for a
    stream, or others writing, is told another time."""
    if response.status_code < 400:
        response.headers.pop("Retry-After", None)
    elif "retry_after" in g or response.status_code == 503:
        response.headers["Retry-After"] = str(g.get("retry_after", AGAIN))
    return response


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", assets.policy())
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static":
        if response.status_code == 200 and response.mimetype.startswith(("text/", "image/svg")):
            # Read at once, and closed at the end: what compresses answers leaves a file that it streams open.
            response.direct_passthrough = False
            response.make_sequence()
        # Either the address or, for what a style sheet asks for, the file's own name holds a mark of the content.
        if "v" in request.args or request.path.endswith(".woff2"):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.vary.update(("Accept-Language", "Cookie"))
    return response

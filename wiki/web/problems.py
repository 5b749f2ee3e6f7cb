"""Problems: what went wrong, for programs, as RFC 9457 has it. Every error answer under /api is made here."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, g, request
from flask_babel import get_locale, gettext, lazy_gettext
from werkzeug.exceptions import HTTPException

from wiki import errors
from wiki.presenters.conflicts import conflict_as_data
from wiki.web.statuses import sentence, sentence_of, status_of

MEDIA_TYPE = "application/problem+json"

#: kind -> what it is called; `type` of a problem is the place on the API's page where the kind is told of
KINDS = {
    "bad-request": lazy_gettext("The request could not be read"),
    "base-missing": lazy_gettext("The save does not name its base"),
    "busy": lazy_gettext("Busy just now"),
    "changed": lazy_gettext("Not as it was read"),
    "conflict": lazy_gettext("Something else stands in the way"),
    "csrf": lazy_gettext("The session's token is missing"),
    "edit-conflict": lazy_gettext("The same words were changed meanwhile"),
    "failure": lazy_gettext("Something went wrong on our side"),
    "forbidden": lazy_gettext("Not open to you"),
    "invalid": lazy_gettext("What was sent cannot be taken"),
    "method-not-allowed": lazy_gettext("Another kind of request"),
    "not-found": lazy_gettext("Nothing there"),
    "scope-missing": lazy_gettext("Not among what the token is for"),
    "sealed": lazy_gettext("The plan is adopted"),
    "sign-in-needed": lazy_gettext("Nobody is signed in"),
    "splits-section": lazy_gettext("The text would begin new sections"),
    "stage-closed": lazy_gettext("Not open at this stage"),
    "stale-revision": lazy_gettext("The base is no revision of this text"),
    "too-large": lazy_gettext("Too much at once"),
    "too-many-open": lazy_gettext("Too many open at once"),
    "too-many-requests": lazy_gettext("Too many requests"),
    "unsupported-media-type": lazy_gettext("Another media type"),
}

#: what the API answers where a page answers otherwise: the base of a save stands in a header
_STATUS: dict[type[errors.WikiError], int] = {
    errors.Changed: 412,
    errors.EditConflict: 412,
    errors.StaleRevision: 412,
}

_KIND_OF_STATUS = {
    401: "sign-in-needed",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid",
    429: "too-many-requests",
    503: "busy",
}

#: what the reader of a body says of a field -> how we say it
_OF_FIELDS = {
    "Missing data for required field.": lazy_gettext("This is needed."),
    "Field may not be null.": lazy_gettext("This may not be empty."),
    "Unknown field.": lazy_gettext("There is no such field."),
    "Not a valid string.": lazy_gettext("This is to be a text."),
    "Not a valid integer.": lazy_gettext("This is to be a whole number."),
    "Not a valid boolean.": lazy_gettext("This is to be true or false."),
    "Not a valid date.": lazy_gettext("Give the date as year, month and day, like 2006-11-08."),
    "Not a valid list.": lazy_gettext("This is to be a list."),
    "Invalid input type.": lazy_gettext("This is to be an object of named fields."),
}


def is_for_programs() -> bool:
    """Whether the request is one to the API."""
    return request.path == "/api" or request.path.startswith("/api/")


def problem_of(error: errors.WikiError) -> Response:
    """The problem an error of the domain is."""
    said, more = sentence(error), {}
    if error.field:
        more["errors"] = {error.field: [said]}
    if isinstance(error, errors.EditConflict):
        more["conflict"] = conflict_as_data(error.base, error.mine, error.theirs, newest=error.newest)
    if isinstance(error, errors.SplitsSection):
        more["titles"] = list(error.titles)
    answer = problem(_STATUS.get(type(error)) or status_of(error), kind=_kind(type(error)), detail=said, **more)
    if isinstance(error, errors.ScopeMissing):
        scope = error.parameters["scope"]
        answer.headers["WWW-Authenticate"] = f'Bearer realm="Plenary", error="insufficient_scope", scope="{scope}"'
    return answer


def problem_of_http(error: HTTPException) -> Response:
    """The problem an error of the framework is; what a body lacks is told field by field."""
    code = error.code or 500
    messages = (getattr(error, "data", None) or {}).get("messages")
    if messages and code == 422:
        answer = problem(
            code, detail=gettext("Some of what was sent cannot be taken; see each field."), errors=_by_field(messages)
        )
    else:
        answer = problem(code)
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def problem(status: int, *, kind: str = "", detail: str = "", **more: Any) -> Response:
    """A problem of a kind; `more` are its further members."""
    kind = kind or _KIND_OF_STATUS.get(status, "failure" if status >= 500 else "bad-request")
    said = {
        "type": f"{request.script_root}/api/#{kind}",
        "title": str(KINDS[kind]),
        "status": status,
        "detail": detail or sentence_of(status),
        "instance": request.path,
        **more,
    }
    answer = Response(current_app.json.dumps(said), status=status, content_type=MEDIA_TYPE)
    answer.headers["Content-Language"] = str(get_locale()).replace("_", "-")
    answer.headers["Cache-Control"] = "no-store"
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Plenary"' + (
            ', error="invalid_token"' if "bearer" in g else ""
        )
    return answer


def _kind(error: type[errors.WikiError]) -> str:
    """The kind of an error's class, or of the nearest class above it that is told of."""
    names = (re.sub(r"(?<!^)(?=[A-Z])", "-", one.__name__).lower() for one in error.__mro__)
    return next(name for name in names if name in KINDS)


def _by_field(messages: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is said of each field, named by its path; where it was sent (body, address) is left out."""
    found: dict[str, list[str]] = {}
    for told in messages.values():
        _gather(told, "", found)
    return found


def _gather(told: Any, path: str, found: dict[str, list[str]]) -> None:
    if isinstance(told, Mapping):
        for name, inside in told.items():
            _gather(inside, path if name == "_schema" else f"{path}.{name}".lstrip("."), found)
        return
    said = [str(_OF_FIELDS.get(one, one)) for one in (told if isinstance(told, list) else [str(told)])]
    found.setdefault(path, []).extend(said)

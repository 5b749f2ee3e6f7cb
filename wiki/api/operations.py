"""How an operation is declared, let in and answered; the same for every noun.

Whoever asks is known by a token or by the browser's session. A token opens what its scopes name, of what its person
may do; a session that writes proves by a header that the request is its own.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from json import JSONDecodeError
from typing import Any
from urllib.parse import urlencode

from flask import Request, Response, current_app, request
from flask_smorest import Blueprint
from flask_smorest.arguments import FlaskParser
from marshmallow import Schema
from werkzeug.exceptions import UnsupportedMediaType

from wiki.api import marks
from wiki.api.shapes import Problem
from wiki.errors import Forbidden, ScopeMissing
from wiki.web import actor, callers, csrf, limiter, signed_in
from wiki.web.limits import line
from wiki.web.problems import is_for_programs

#: what marks an operation that no token opens
SESSION = "session"

_WRITING = ("POST", "PUT", "PATCH", "DELETE")


class _Bodies(FlaskParser):
    """Reads bodies, and takes what no reader can follow to the end, too deep or a number too long, for no JSON."""

    def _raw_load_json(self, req: Request) -> Any:
        try:
            return super()._raw_load_json(req)
        except JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:
            raise JSONDecodeError(str(error), "…", 0) from error


class Noun(Blueprint):
    """The operations of one noun."""

    ARGUMENTS_PARSER = _Bodies()

    def __init__(self, name: str, module: str, about: str) -> None:
        super().__init__(f"api_{name}", module, url_prefix="/api", description=about)
        self.noun = name
        csrf.exempt(self)
        limiter.shared_limit(lambda: current_app.config["API_LIMIT"], scope="api", key_func=_caller)(self)
        self.before_request(_admit)

    def act(
        self,
        method: str,
        rule: str,
        *,
        scope: str = "read",
        anyone: bool = False,
        asked: type[Schema] | None = None,
        given: type[Schema] | None = None,
        gives: type[Schema] | None = None,
        status: int = 200,
        file: str = "",
        sends: str = "",
        headers: tuple[dict[str, Any], ...] = (),
        limit: str = "",
        lasts: bool = False,
        refuses: tuple[tuple[int, type[Schema], str], ...] = (),
        reads: str = "",
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare an operation; the function's first line is its summary.

        `asked` are its words in the address, `given` its body, and the function takes them in this order before the
        places of its rule. `gives` describes the answer; without it, and without a `file` (its media type), there is
        none. `refuses` are answers that are problems with more to tell: status, shape, and when. `sends` is the media
        type of a body that is a file. `scope` is what a token needs; SESSION: none will do. With `anyone` nobody need
        have signed in to write. An answer that `lasts` is told while it is made, and has no mark. What a writing
        operation changes is what the operation `reads` ("noun.name") gives for the same places: whoever names its mark
        in If-Match is refused where that is another by now.
        """

        def declare(function: Callable[..., Any]) -> Callable[..., Any]:
            name = function.__name__
            readable = method == "GET" and not lasts
            if readable:
                marks.readings[f"{self.noun}.{name}"] = marks.Reading(function, asked)

            @wraps(function)
            def answer(*args: Any, **kwargs: Any) -> Response:
                with marks.unchanged(reads, kwargs):
                    return _answered(function(*args, **kwargs), status if gives or file else 204)

            operation: Any = limiter.limit(limit)(answer) if limit else answer
            if given is not None:
                operation = self.arguments(given)(operation)
            if asked is not None:
                operation = self.arguments(asked, location="query")(operation)
            operation = self._describe(operation, method, status, gives, file, lasts)
            for code, shape, when in (*refuses, *([(412, Problem, marks.CHANGED)] if reads else [])):
                operation = self.alt_response(
                    code, schema=shape, content_type="application/problem+json", description=when
                )(operation)
            manual: dict[str, Any] = {"operationId": f"{self.noun}_{name}", "security": _security(scope, anyone)}
            sent = [*headers, *([marks.IF_MATCH] if reads else []), *([marks.IF_NONE_MATCH] if readable else [])]
            manual["x-headers"] = [{"in": "header", "schema": {"type": "string"}, **one} for one in sent]
            if sends:
                manual["requestBody"] = {"required": True, "content": {sends: {"schema": _shape_of(sends)}}}
            operation = self.doc(**manual)(operation)
            operation.needs_scope, operation.needs_person = scope, scope != "read" and not anyone
            operation.takes_type = sends or ("application/json" if given else "")
            self.route(rule, methods=[method], tags=[self.noun])(operation)
            return operation

        return declare

    def _describe(
        self,
        operation: Callable[..., Any],
        method: str,
        status: int,
        gives: type[Schema] | None,
        file: str,
        lasts: bool,
    ) -> Callable[..., Any]:
        marked = {"ETag": {"description": "A mark of the content, strong.", "schema": {"type": "string"}}}
        told: dict[str, Any] = {"description": "Done."}
        if lasts:
            told = {"description": "What was asked for, for as long as it lasts."}
        elif method == "GET":
            told = {"description": "What was asked for.", "headers": marked}
            operation = self.alt_response(304, description="It is what you have already.")(operation)
        if file:
            return self.alt_response(status, schema=_shape_of(file), content_type=file, **told)(operation)
        return self.alt_response(status if gives else 204, schema=gives, **told)(operation)


def reply(
    told: Any,
    *,
    etag: str = "",
    location: str = "",
    more: str | int | None = None,
    by: str = "cursor",
    headers: Mapping[str, str] = {},
) -> Response:
    """An answer of plain data; `location` is where what was made can be read, `more` how the address (in its
    word `by`) names what follows."""
    answer = marks.written(told, headers)
    if etag:
        answer.set_etag(etag)
    if location:
        answer.headers["Location"] = request.script_root + "/api" + location
    if more is not None:
        asked = {**request.args.to_dict(flat=False), by: [str(more)]}
        answer.headers["Link"] = f'<{request.script_root}{request.path}?{urlencode(asked, doseq=True)}>; rel="next"'
    return answer


def allow_origins(answer: Response) -> Response:
    """Let the pages of other sites that the settings list call the API; they bring a token, never a session."""
    if not is_for_programs():
        return answer
    answer.vary.update(("Authorization", "Cookie", "Accept-Language"))
    origin = request.headers.get("Origin", "")
    allowed = current_app.config["API_ORIGINS"]
    if not allowed:
        return answer
    answer.vary.add("Origin")
    if origin in allowed:
        answer.headers["Access-Control-Allow-Origin"] = origin
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        answer.headers["Access-Control-Expose-Headers"] = (
            "ETag, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
        )
        if request.method == "OPTIONS":
            answer.headers["Access-Control-Allow-Methods"] = ", ".join(sorted(answer.allow))
            answer.headers["Access-Control-Allow-Headers"] = (
                "Authorization, Content-Type, If-Match, If-None-Match, Last-Event-ID"
            )
            answer.headers["Access-Control-Max-Age"] = "600"
    return answer


def _answered(made: Any, status: int) -> Response:
    answer = made if isinstance(made, Response) else Response() if made is None else reply(made)
    answer.status_code = status
    if status == 204:
        del answer.headers["Content-Type"]
    return marks.mark(answer)


def _admit() -> None:
    """Let in who may ask for this operation at all; what they may do is the services' to say."""
    operation: Any = current_app.view_functions[str(request.endpoint)]
    token = callers.token()
    if token is not None:
        if operation.needs_scope == SESSION:
            raise Forbidden("This is for somebody signed in at the pages; a token does not open it.")
        if operation.needs_scope not in token.scope_names:
            raise ScopeMissing("This token was not made for “%(scope)s”.", scope=operation.needs_scope)
    else:
        if operation.needs_person:
            signed_in()  # before anything is looked up: nobody learns by an act what is there
        if request.method in _WRITING and actor() is not None and current_app.config["WTF_CSRF_ENABLED"]:
            csrf.protect()
    if operation.takes_type and request.mimetype != operation.takes_type:
        raise UnsupportedMediaType


def _caller() -> str:
    """Whose requests are counted together: a token's, a person's, or an address's."""
    token, person = callers.token(), actor()
    return f"token {token.id}" if token else f"person {person.id}" if person else line()


def _shape_of(media_type: str) -> dict[str, str]:
    """What the description says of a file, in the words from which makers of clients know text from bytes."""
    if media_type.endswith("json"):
        return {"type": "object"}
    if media_type == "text/event-stream":
        return {"contentMediaType": media_type}  # what stands here is read as the shape of each event
    return {"type": "string"} if media_type.startswith("text/") else {"type": "string", "format": "binary"}


def _security(scope: str, anyone: bool) -> list[dict[str, list[str]]]:
    if scope == SESSION:
        return [{"session": []}]
    return [{"token": [scope]}, {"session": []}, *([{}] if scope == "read" or anyone else [])]

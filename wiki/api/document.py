"""The description of the API: as OpenAPI 3.1 for programs, and as a page for those who write them."""

import json
from functools import cache
from hashlib import sha256
from typing import Any

from apispec import APISpec
from flask import Blueprint, Response, current_app, render_template, request

from wiki.api import examples, marks
from wiki.api.shapes import Problem
from wiki.web import external_url
from wiki.web.problems import KINDS, MEDIA_TYPE

blueprint = Blueprint("api", __name__, url_prefix="/api")

VERSION = "1"


def about() -> dict[str, Any]:
    """What the description says of the API as a whole."""
    return {
        "title": "Plenary",
        "version": VERSION,
        "openapi_version": "3.1.0",
        "info": {"description": "What a person does on the pages, a program does here: same acts, same rights."},
    }


def begin(spec: APISpec, *, cookie: str) -> None:
    """Put into the description what every operation rests on; `cookie` is what the session's is called."""
    spec.components.schema("Problem", schema=Problem)
    spec.components.security_scheme(
        "token", {"type": "http", "scheme": "bearer", "description": "A personal token, made on the profile's page."}
    )
    spec.components.security_scheme(
        "session",
        {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": "The browser's session; writing needs the header X-CSRFToken with what /api/csrf gives.",
        },
    )


@blueprint.get("/openapi.json")
def description() -> Response:
    """The description, for programs."""
    made = json.dumps(describe(), ensure_ascii=False)
    answer = Response(made, content_type="application/json")
    answer.set_etag(sha256(made.encode()).hexdigest()[:32])
    return answer.make_conditional(request)


@blueprint.get("/")
def index() -> str:
    """The description, for people."""
    told = describe()
    return render_template(
        "api/index.html", told=told, tags=_by_noun(told), kinds=KINDS, here=external_url("api_profile.show")
    )


def describe() -> dict[str, Any]:
    """The description of this application's API, at the address it is served."""
    spec: APISpec = current_app.extensions["plenary_api"]
    return {**_made(spec), "servers": [{"url": request.script_root or "/"}]}


@cache
def _made(spec: APISpec) -> dict[str, Any]:
    made = spec.to_dict()
    shape = {"$ref": "#/components/schemas/Problem"}
    made["components"]["responses"] = {
        "Problem": {"description": "It did not work; the problem says why.", "content": {MEDIA_TYPE: {"schema": shape}}}
    }
    for tag in made["tags"]:
        tag["name"] = tag["name"].removeprefix("api_")
    # Shapes of flask-smorest's that no answer of ours has.
    for shape in ("Error", "PaginationMetadata"):
        made["components"]["schemas"].pop(shape, None)
    for operation in operations(made):
        operation.setdefault("parameters", []).extend(operation.pop("x-headers"))
        # flask-smorest tells of its own error shape here; every error of ours is a problem.
        operation["responses"].pop("422", None)
        operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
        examples.show(operation, operation.get("parameters", []))
    return made


def operations(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations of a description."""
    methods = ("get", "post", "put", "patch", "delete")
    return [place[method] for place in told["paths"].values() for method in methods if method in place]


def _by_noun(told: dict[str, Any]) -> list[dict[str, Any]]:
    """What the page shows of each noun and its operations."""
    acts: dict[str, list[dict[str, Any]]] = {}
    for path, place in told["paths"].items():
        for method, operation in place.items():
            if method == "parameters":
                continue
            ways = operation["security"]
            scopes = [scope for way in ways for scope in way.get("token", [])]
            acts.setdefault(operation["tags"][0], []).append(
                {
                    "method": method.upper(),
                    "path": path,
                    "operation": operation,
                    "scope": scopes[0] if scopes else "",
                    "open": {} in ways,
                    # That everything readable has a mark is said once, above.
                    "parameters": [
                        one
                        for one in operation["parameters"]
                        if method != "get" or one["name"] != marks.IF_NONE_MATCH["name"]
                    ],
                    "sent": _shown(examples.examples().get(operation["operationId"], {}).get("body")),
                    "answer": _shown(examples.examples().get(operation["operationId"], {}).get("answer")),
                }
            )
    return [{**tag, "acts": acts.get(tag["name"], [])} for tag in told["tags"]]


def _shown(example: Any) -> str | None:
    """An example as it is read, its long texts shortened."""
    if example is None:
        return None
    return json.dumps(example, ensure_ascii=False, indent=2) if not isinstance(example, str) else example

"""JSON faces: the same services as the pages, for programs, described by OpenAPI. docs/api.md is their tutorial.

A module holds the operations of one noun as `noun`, and the shapes they take and give; it reads what was sent, calls
one service, and answers with plain data from the presenters. No query, no rule here: errors travel up to `web`.
"""

from importlib import import_module
from pkgutil import iter_modules

from flask import Flask
from flask_smorest import Api

from wiki.api import document
from wiki.api.operations import Noun, allow_origins

#: modules of this room that hold no operations
_OTHERS = {"document", "examples", "marks", "operations", "saving", "shapes"}


class _Described(Api):
    """flask-smorest's describing, without its answers to errors: those are web's."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        pass


def nouns() -> list[Noun]:
    """The operations of every module in this room."""
    names = sorted(module.name for module in iter_modules(__path__) if module.name not in _OTHERS)
    return [import_module(f"{__name__}.{name}").noun for name in names]


def init_app(app: Flask) -> None:
    """Give the application every operation, their description and its page."""
    described = _Described(spec_kwargs=document.about())
    described.init_app(app)
    document.begin(described.spec, cookie=app.config["SESSION_COOKIE_NAME"])
    for noun in nouns():
        described.register_blueprint(noun)
    app.extensions["plenary_api"] = described.spec
    app.register_blueprint(document.blueprint)
    app.after_request(allow_origins)

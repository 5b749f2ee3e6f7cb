"""HTML faces: read the form, call one service, render or redirect.

A view renders only `templates/<its name>/`; what a page shows is shaped by presenters, what it may do is
decided by services. No query, no rule, no status code here: errors travel up to `web`.
"""

from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint


def blueprints() -> list[Blueprint]:
    """The blueprint of every module in this room, each named `blueprint`."""
    return [import_module(f"{__name__}.{module.name}").blueprint for module in iter_modules(__path__)]

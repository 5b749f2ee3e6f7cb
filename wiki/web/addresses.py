"""Addresses of this installation, and the answers that lead to them."""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, redirect, url_for


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
    return redirect(url_for(endpoint, **values), code=303)


def external_url(endpoint: str, **values: Any) -> str:
    """An absolute address, for mails and for links that are copied."""
    base = current_app.config["BASE_URL"]
    if base:
        return base + url_for(endpoint, **values)
    return url_for(endpoint, _external=True, **values)

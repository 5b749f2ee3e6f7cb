"""Static files: addresses that hold a mark of the content, files that are built, and what a page may load and run.

What is built is made of static/src by `./run`; where it could not be, pages do without it.
"""

from hashlib import sha256
from pathlib import Path
from secrets import token_urlsafe

from flask import current_app, g

from wiki import shelf

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def asset(path: str) -> str:
    """The address of a static file, with a mark of its content, so that it may be kept for a year."""
    marks = _marks()
    if path not in marks or current_app.debug:
        marks[path] = sha256(_file(path).read_bytes()).hexdigest()[:12]
    return shelf.path_for("static", filename=path, v=marks[path])


def built(name: str) -> str:
    """The address of a file that is made of static/src, or "" where it was not built."""
    path = f"dist/{name}"
    known = path in _marks() and not current_app.debug
    return asset(path) if known or _file(path).is_file() else ""


def style_nonce() -> str:
    """A word by which scripts of ours may add styles to this one answer; only pages that need it ask for it."""
    if "style_nonce" not in g:
        g.style_nonce = token_urlsafe(16)
    return str(g.style_nonce)


def policy() -> str:
    """The answer's Content-Security-Policy."""
    if "style_nonce" not in g:
        return _POLICY
    return _POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{g.style_nonce}'")


def _marks() -> dict[str, str]:
    marks: dict[str, str] = current_app.extensions.setdefault("plenary_assets", {})
    return marks


def _file(path: str) -> Path:
    return Path(str(current_app.static_folder)) / path

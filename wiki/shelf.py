"""The shelf: whole pages of public plans, kept in each worker for people who are signed out, and pieces of pages.

A page is taken from the shelf only while the plan's journal stands where it stood when the page was made, so
nothing has to be thrown away: whatever happens officially moves the journal, and visibility is part of it.
Requests with a session never come here; one with a choice of language does.
"""

from collections.abc import Callable, Hashable
from hashlib import sha256
from threading import Lock
from typing import Any

from cachetools import LRUCache
from flask import Flask, Response, current_app, g, has_request_context, request, session, url_for
from markupsafe import Markup

from wiki import clock, speech
from wiki.db import db

#: endpoints whose pages depend, for somebody signed out, on address, language and journal alone
KEPT = frozenset({"plans.show", "texts.show", "sections.show", "comparisons.show", "drafts.index", "comments.index"})

#: how much a worker keeps, in bytes
LIMIT = 32_000_000

_pages: LRUCache[tuple[str, ...], tuple[int, Response]] = LRUCache(LIMIT, getsizeof=lambda kept: kept[1].content_length)
_lock = Lock()
#: pieces of pages, in characters
_fragments: LRUCache[tuple[Hashable, ...], str] = LRUCache(16_000_000, getsizeof=len)
_HEAD = (
    "SELECT number FROM journal_entry WHERE plan_id = (SELECT id FROM plan WHERE slug = ?) ORDER BY number DESC LIMIT 1"
)


def init_app(app: Flask) -> None:
    """Look on the shelf before anything else, and put fitting answers on it."""
    app.before_request(_take)
    app.after_request(_put)


def kept_fragment(*key: Hashable, caller: Callable[[], str]) -> Markup:
    """A piece of a page that depends on its key and the reader's language alone, kept in each worker."""
    whole = (request.host, speech.language_of_page(), *key)
    with _lock:
        found = _fragments.get(whole)
    if found is None:
        found = str(caller())
        with _lock:
            _fragments[whole] = found
    return Markup(found)  # noqa: S704 - it was escaped when it was rendered


def leave_off() -> None:
    """Do not keep the page that is being made: it depends on more than the journal of the plan in its address."""
    g.shelf = None


def path_for(endpoint: str, **values: Any) -> str:
    """`url_for`, kept: a page asks for some thirty addresses, most of them the same as the page before."""
    if endpoint.startswith(".") or "_external" in values or not has_request_context():
        return url_for(endpoint, **values)
    kept, lock = current_app.extensions["plenary_paths"]
    key = (request.root_path, endpoint, *values.items())
    with lock:
        found: str | None = kept.get(key)
    if found is None:
        found = url_for(endpoint, **values)
        with lock:
            # What strangers put behind a question mark comes back in links; it may be as long as they like.
            if len(found) < 300:
                kept[key] = found
    return found


def _take() -> Response | None:
    if (
        request.method != "GET"
        or request.endpoint not in KEPT
        or not request.cookies.keys() <= {speech.COOKIE}
        or request.authorization is not None
        or len(request.query_string) > 500
    ):
        return None
    head = _head_of((request.view_args or {}).get("slug", ""))
    if head is None:
        return None
    # A deadline counts down without the journal moving, so no page is kept longer than its ten minutes.
    slot = str(int(clock.now().timestamp()) // 600)
    wishes = [speech.language_of_browser(), request.headers.get("Accept-Encoding", "")[:80]]
    key = (current_app.config["SQLALCHEMY_DATABASE_URI"], slot, request.host, request.full_path, *wishes)
    g.shelf = (key, head)
    with _lock:
        kept = _pages.get(key)
    if kept is None or kept[0] != head:
        return None
    answer = Response(kept[1].get_data(), headers=kept[1].headers)
    g.shelf = None
    return answer.make_conditional(request)


def _head_of(slug: str) -> int | None:
    """Where the plan's journal stands, asked of the driver itself: this look-up is most of a kept page's cost."""
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(_HEAD if db.engine.dialect.name == "sqlite" else _HEAD.replace("?", "%s"), (slug,))
        row = cursor.fetchone()
        cursor.close()
    finally:
        connection.close()
    return row[0] if row else None


def _put(response: Response) -> Response:
    place = g.get("shelf")
    if place is None or response.status_code != 200 or response.is_streamed or session.modified:
        return response
    key, head = place
    response.set_etag(sha256(response.get_data()).hexdigest()[:32])
    kept = Response(response.get_data(), headers=response.headers)
    if kept.content_length < LIMIT // 8:
        with _lock:
            _pages[key] = (head, kept)
    return response.make_conditional(request)

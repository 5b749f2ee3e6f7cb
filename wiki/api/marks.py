"""Marks (ETags) of what can be read, and acts that name in If-Match what somebody had read. No operation lives here.

A mark is of the content as this caller reads it, at its address without words behind the question mark. The base of a
save is another thing: that is the text's revision (saving.py), which a save must name.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from inspect import signature
from typing import Any, NamedTuple

from flask import Response, request
from marshmallow import Schema

from wiki.db import transaction
from wiki.errors import Changed, NotFound
from wiki.services import plans
from wiki.web import actor

IF_MATCH = {
    "name": "If-Match",
    "description": "The mark (ETag) of what one had read: the act is refused where that has changed since.",
    "required": False,
    "schema": {"type": "string"},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "description": "A mark (ETag) one has: the answer is 304 while it is still the same.",
    "required": False,
    "schema": {"type": "string"},
}
_COMPRESSED = re.compile(r":(?:gzip|deflate|br|zstd)$")

CHANGED = "What If-Match names has changed since."


class Reading(NamedTuple):
    """How something is read: the operation's function, and the shape of its words behind the question mark."""

    function: Callable[..., Any]
    asked: type[Schema] | None


#: every operation that reads, by noun and name; filled while they are declared
readings: dict[str, Reading] = {}


def mark(answer: Response) -> Response:
    """Give what was read its mark; where the caller has it already, nothing but that."""
    if request.method not in ("GET", "HEAD") or answer.status_code != 200 or answer.is_streamed:
        return answer
    if request.if_none_match.contains_weak(_marked(answer)):
        answer.status_code = 304
        answer.set_data(b"")
        for name in ("Content-Type", "Content-Length"):
            del answer.headers[name]
    return answer


@contextmanager
def unchanged(reads: str, places: Mapping[str, Any]) -> Iterator[None]:
    """Whatever is done inside is done to what If-Match names, or not at all; without that header nothing is asked.

    It is read behind the locks that the act takes, and in the act's own transaction, so that nothing comes between.
    Raises Changed, and whatever reading it raises but NotFound: what is there no more has changed.
    """
    if not reads or "If-Match" not in request.headers:
        yield
        return
    plan = plans.find_plan(actor(), places["slug"]).id if "slug" in places else None
    with transaction(), transaction(plan):
        try:
            there = _marked(_read(reads, places))
        except NotFound:
            there = ""
        if not there or there not in named_marks():
            raise Changed("What you had read has changed since. Read it again, and see whether the act is still right.")
        yield


def named_marks() -> list[str]:
    """The marks in If-Match. An answer that was compressed had the way it was at the end of its mark (12:br), because
    its bytes were others; what it is of is the same."""
    return [_COMPRESSED.sub("", one or "") for one in request.if_match]


def _read(reads: str, places: Mapping[str, Any]) -> Response:
    reading = readings[reads]
    takes = signature(reading.function).parameters
    words = [reading.asked().load({})] if reading.asked is not None else []
    found = reading.function(*words, **{name: place for name, place in places.items() if name in takes})
    return found if isinstance(found, Response) else written(found)


def written(told: Any, headers: Mapping[str, str] = {}) -> Response:
    """Plain data as an answer."""
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Response(said, content_type="application/json", headers=headers)


def _marked(answer: Response) -> str:
    """The mark of an answer: the one it was given, or one of its content."""
    if not answer.get_etag()[0]:
        answer.set_etag(sha256(answer.get_data()).hexdigest()[:32])
    return str(answer.get_etag()[0])

"""The record: what happened from a number on, and the proof that nothing of it was changed."""

import json
import re
from typing import Any

from flask import Response, request
from flask_babel import gettext, lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.shapes import MOST, Asked, Paged, Told, Who, Words, cursor_of
from wiki.errors import Invalid, NotFound
from wiki.models import Plan
from wiki.presenters.journal import RecordedEntry
from wiki.presenters.resources import entry_as_resource
from wiki.services import access, comparisons, plans, records
from wiki.speech import say_sentence
from wiki.web import actor
from wiki.web.streams import MEDIA_TYPE, stream_answer

#: how many entries of a stream are held in memory at once
AT_ONCE = 200
_EVENT = "^[0-9]{1,9}$"

noun = Noun("journal", __name__, "What officially happened, in numbered entries.")


class EntryTold(Told):
    """An entry. Of one that is withheld only number, act, time and digest are told."""

    number = fields.Integer()
    act = fields.Integer()
    at = fields.String()
    digest = fields.String()
    withheld = fields.Boolean()
    kind = fields.String(allow_none=True)
    subject = fields.String(allow_none=True)
    by = fields.Nested(Who, allow_none=True)
    told = fields.String(allow_none=True)
    content = fields.Dict(allow_none=True)
    erased = fields.Integer(allow_none=True)


class EntriesTold(Told):
    """Entries. With `after`, `next` is the number to go on from, now or later; else the cursor of what is older."""

    entries = fields.List(fields.Nested(EntryTold))
    next = fields.String(allow_none=True)


_AFTER = fields.Integer(
    validate=validate.Range(0, MOST, error=lazy_gettext("Give the number of an entry, or 0.")),
    metadata={"description": "The number of the last entry one knows; 0 for all."},
)


class EntriesAsked(Paged):
    """Newest first; or with `after`, what came after that entry, oldest first. With `kind`, those kinds alone."""

    after = _AFTER
    kind = fields.List(Words(), metadata={"description": "A kind of entry, like “revision.save”; may be repeated."})


class StreamAsked(Asked):
    """From where on the record is told."""

    after = _AFTER


class MomentListed(Told):
    """A moment: the last entry of an act."""

    number = fields.Integer()
    at = fields.String()
    kind = fields.String()
    person = fields.String()


class MomentsTold(Told):
    """The moments there are, newest first."""

    moments = fields.List(fields.Nested(MomentListed))
    next = fields.String(allow_none=True)


class ProofTold(Told):
    """What walking a record came to. `digest` is the last entry's, for those who keep it elsewhere."""

    ok = fields.Boolean()
    entries = fields.Integer()
    first_bad = fields.Integer(allow_none=True)
    why = fields.String()
    erased = fields.Integer()
    digest = fields.String()


def entry_told(entry: RecordedEntry) -> dict[str, Any]:
    """An entry with its sentence in the caller's language."""
    told = "" if entry.withheld else say_sentence(entry.sentence, entry.parameters)
    return entry_as_resource(entry, told=told)


def _entries(plan: Plan | None, asked: dict[str, Any]) -> Response:
    after, limit, kinds = asked.get("after"), asked["limit"], asked.get("kind", ())
    before = cursor_of(asked)
    found = records.list_entries(actor(), plan, before=before, after=after, limit=limit + 1, kinds=kinds)
    shown, further = found[:limit], len(found) > limit
    told = [entry_told(entry) for entry in shown]
    if after is not None:
        last = shown[-1].number if shown else after
        return reply({"entries": told, "next": str(last)}, more=last if further else None, by="after")
    more = str(shown[-1].number) if further else None
    return reply({"entries": told, "next": more}, more=more)


def _proof(plan: Plan | None) -> dict[str, Any]:
    found = records.prove_record(actor(), plan)
    return {
        "ok": found.ok,
        "entries": found.entries,
        "first_bad": found.first_bad,
        "why": gettext(found.why) if found.why else "",
        "erased": found.erased,
        "digest": found.digest,
    }


@noun.act("GET", "/plans/<slug>/journal", asked=EntriesAsked, gives=EntriesTold)
def index(asked: dict[str, Any], slug: str) -> Response:
    """Read a plan's record, back from its newest entry or on from a number"""
    return _entries(plans.find_plan(actor(), slug), asked)


@noun.act(
    "GET", "/plans/<slug>/journal/stream", asked=StreamAsked, file=MEDIA_TYPE, lasts=True,
    headers=({"name": "Last-Event-ID", "schema": {"type": "string", "pattern": _EVENT},
              "description": "The number of the last entry one was told; it goes before “after”."},),
)  # fmt: skip
def stream(asked: dict[str, Any], slug: str) -> Response:
    """Follow a plan's record as server-sent events: an entry each, its number as the id

    The stream ends after some minutes, when the caller's rights in the plan change, and when the server stops; come
    back with Last-Event-ID. Where no place is left the answer is 503, and asking with “after” does as well.
    """
    plan = plans.find_plan(actor(), slug)
    begins = request.headers.get("Last-Event-ID")
    if begins is not None and not re.fullmatch(_EVENT, begins):
        raise Invalid("Send in Last-Event-ID the number of an entry, as the stream gave it.", field="Last-Event-ID")
    rights = access.see_plan(actor(), plan).visible_entries

    def look(number: int) -> list[tuple[int, str]]:
        now = plans.find_plan(actor(), slug)
        if access.see_plan(actor(), now).visible_entries != rights:
            raise NotFound("There is no such plan.")
        found = records.list_entries(actor(), now, after=number, limit=AT_ONCE)
        return [(entry.number, json.dumps(entry_told(entry), ensure_ascii=False)) for entry in found]

    return stream_answer(look, int(begins) if begins is not None else asked.get("after", 0))


@noun.act("GET", "/plans/<slug>/journal/<int:number>", gives=EntryTold)
def show(slug: str, number: int) -> dict[str, Any]:
    """Read one entry of a plan's record"""
    return entry_told(records.find_entry(actor(), plans.find_plan(actor(), slug), number))


@noun.act("GET", "/plans/<slug>/moments", asked=Paged, gives=MomentsTold)
def moments(asked: dict[str, Any], slug: str) -> Response:
    """List the moments of a plan, besides its drafts"""
    plan, limit = plans.find_plan(actor(), slug), asked["limit"]
    found = comparisons.list_recent_moments(actor(), plan, before=cursor_of(asked), limit=limit + 1)
    more = str(found[limit - 1].number) if len(found) > limit else None
    told = [
        {
            "number": entry.number,
            "at": entry.at.isoformat(),
            "kind": entry.kind,
            "person": entry.person.name if entry.person else "",
        }
        for entry in found[:limit]
    ]
    return reply({"moments": told, "next": more}, more=more)


@noun.act("GET", "/plans/<slug>/proof", gives=ProofTold, limit="10/minute")
def proof(slug: str) -> dict[str, Any]:
    """Walk a plan's record and hash every text anew"""
    return _proof(plans.find_plan(actor(), slug))


@noun.act("GET", "/journal", asked=EntriesAsked, gives=EntriesTold)
def installation(asked: dict[str, Any]) -> Response:
    """Read the installation's own record"""
    return _entries(None, asked)


@noun.act("GET", "/proof", gives=ProofTold, limit="10/minute")
def installation_proof() -> dict[str, Any]:
    """Walk the installation's own record"""
    return _proof(None)

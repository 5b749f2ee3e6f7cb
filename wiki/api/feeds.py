"""Feeds: what happened in a plan, to a section and by a delegation, for programs that read Atom.

They stand among the operations, not among the pages, since a reader of feeds cannot fill in a form: it brings a token
in its header, or reads what is public.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from flask import Response, request
from flask_babel import gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun
from wiki.api.shapes import NO_CURSOR, Paged, cursor_of
from wiki.exchange.atom import MEDIA_TYPE, Feed, FeedEntry, write_feed
from wiki.models import Plan
from wiki.presenters.journal import RecordedEntry
from wiki.services import feeds, plans
from wiki.services.feeds import Happened
from wiki.speech import language_of_page, say_sentence
from wiki.web import actor, external_url

noun = Noun("feeds", __name__, "What happened, newest first, as Atom (RFC 4287); what one may not read is left out.")


class DelegationFeedAsked(Paged):
    """A page of a feed: `cursor` is what the link to the next page holds."""

    cursor = fields.String(validate=validate.Regexp(r"^[a-z0-9-]{1,60}/[0-9]{1,9}$", error=NO_CURSOR))


@noun.act("GET", "/plans/<slug>/feed.atom", asked=Paged, file=MEDIA_TYPE)
def plan(asked: dict[str, Any], slug: str) -> Response:
    """Follow a plan in a reader of feeds"""
    found = plans.find_plan(actor(), slug)
    happened = feeds.follow_plan(actor(), found, before=cursor_of(asked), limit=asked["limit"])
    page = external_url("plans.show", slug=slug)
    return _answer(happened, asked, id=_urn(found, "feed"), title=found.title, page=page, began=found.created_at)


@noun.act("GET", "/plans/<slug>/sections/<int:number>/feed.atom", asked=Paged, file=MEDIA_TYPE)
def section(asked: dict[str, Any], slug: str, number: int) -> Response:
    """Follow a section and the discussions of it in a reader of feeds"""
    found = plans.find_plan(actor(), slug)
    told = feeds.follow_section(actor(), found, number, before=cursor_of(asked), limit=asked["limit"])
    title = f"{found.title} – {told.title or gettext('Section %(number)s', number=number)}"
    page = external_url("sections.show", slug=slug, number=number)
    name = _urn(found, f"section/{number}/feed")
    return _answer(told.happened, asked, id=name, title=title, page=page, began=found.created_at)


@noun.act("GET", "/delegations/<int:number>/feed.atom", asked=DelegationFeedAsked, file=MEDIA_TYPE, limit="60/minute")
def delegation(asked: dict[str, Any], number: int) -> Response:
    """Follow what a delegation does, in every plan one may read, in a reader of feeds"""
    before = asked.get("cursor", "")
    found, happened = feeds.follow_delegation(actor(), number, before=before, limit=asked["limit"])
    began = feeds.delegation_began(found) or datetime.fromtimestamp(0, UTC)
    name = uuid5(UUID(found.uid), "feed").urn
    return _answer(happened, asked, id=name, title=found.name, page="", began=began)


def _answer(happened: Happened, asked: dict[str, Any], *, id: str, title: str, page: str, began: datetime) -> Response:
    here = {name: asked[name] for name in ("limit", "cursor") if name in request.args}
    further = _here(**{**here, "cursor": happened.further}) if happened.further else ""
    made = Feed(
        id=id,
        title=title,
        language=language_of_page(),
        own=_here(**here),
        page=page,
        further=further,
        began=began,
        entries=tuple(_entry(plan, entry) for plan, entry in happened.entries),
    )
    answer = Response(write_feed(made), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer.headers["Content-Language"] = made.language
    if further:
        answer.headers["Link"] = f'<{further}>; rel="next"'
    return answer


def _here(**words: Any) -> str:
    return external_url(str(request.endpoint), **(request.view_args or {}), **words)


def _entry(plan: Plan, entry: RecordedEntry) -> FeedEntry:
    who = entry.person or "Plenary"
    if entry.delegation:
        who = gettext("%(person)s (%(delegation)s)", person=who, delegation=entry.delegation)
    said = say_sentence(entry.sentence, entry.parameters)
    if entry.on_behalf_of:
        said = gettext("on behalf of %(name)s", name=entry.on_behalf_of) + ": " + said
    content = entry.content or {}
    words = next((content[name] for name in ("body", "summary", "reason") if content.get(name)), "")
    return FeedEntry(
        id=_urn(plan, f"entry/{entry.number}"),
        title=f"{who} {said}",
        at=entry.at,
        author=entry.person or "Plenary",
        link=_link(plan, entry),
        category=entry.kind,
        words=str(words),
    )


def _link(plan: Plan, entry: RecordedEntry) -> str:
    """Where an entry can be read: what it tells of, where that has a page for everyone who may read the entry."""
    noun, name = entry.subject
    if noun == "comment":
        return external_url("comments.show", slug=plan.slug, number=int(name))
    if entry.kind == "revision.save":
        return external_url("revisions.show", slug=plan.slug, number=int(name), revision=entry.number)
    return external_url("journal.index", slug=plan.slug, before=entry.number + 1, _anchor=f"e{entry.number}")


def _urn(plan: Plan, name: str) -> str:
    """A name that stays the same wherever the plan is moved or restored."""
    return uuid5(UUID(plan.uid), name).urn

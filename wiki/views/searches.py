"""Pages of searching: in one plan, and in all that one may know of. A paragraph or a symbol is gone to at once."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from werkzeug.wrappers import Response

from wiki.errors import Invalid, NotFound, WikiError
from wiki.models import Plan
from wiki.presenters.searches import KINDS, Found
from wiki.services import drafts, moments, plans, searches, stages
from wiki.services.search_scopes import Filters, list_speakers
from wiki.text.finding import MAX_QUERY
from wiki.web import actor, limiter, see_other, status_of
from wiki.web.typed import read_day_if_any, read_number

blueprint = Blueprint("searches", __name__)

#: what the address keeps while one turns pages or chooses a kind
ASKED = ("words", "section", "at", "stage", "delegation", "language", "since", "until")


@blueprint.get("/search")
@limiter.limit("120/minute")
def index() -> Response | str | tuple[str, int]:
    """Look through every plan one may know of."""
    return _answer(None)


@blueprint.get("/plans/<slug>/search")
@limiter.limit("120/minute")
def show(slug: str) -> Response | str | tuple[str, int]:
    """Look through one plan."""
    return _answer(plans.find_plan(actor(), slug))


def _answer(plan: Plan | None) -> Response | str | tuple[str, int]:
    asked = {name: value for name in ASKED if (value := request.args.get(name, "").strip()[:MAX_QUERY])}
    typed, error = asked.get("words", ""), None
    try:
        place = searches.find_place(actor(), typed, plan=plan)
        if place is not None:
            return _go(place)
    except NotFound as missing:
        error = missing
    found, refused = None, None
    try:
        kind, page = request.args.get("kind", ""), request.args.get("page", 1, type=int)
        found = searches.search(actor(), typed, plan=plan, filters=_filters(asked, kind), page=page)
    except (Invalid, NotFound) as wrong:
        refused = wrong
    shown = _page(plan, asked, found, error=refused or error)
    return shown if refused is None else (shown, status_of(refused))


def _go(place: searches.Place) -> Response:
    if place.section is None:
        return see_other("texts.show", slug=place.slug, at=place.draft)
    return see_other("sections.show", slug=place.slug, number=place.section, _anchor=f"p-{place.paragraph}")


def _page(plan: Plan | None, asked: dict[str, str], found: Found | None, *, error: WikiError | None) -> str:
    endpoint, own = ("searches.index", {}) if plan is None else ("searches.show", {"slug": plan.slug})

    def address(**changed: Any) -> str:
        return url_for(endpoint, **own, **{**asked, **changed})

    return render_template(
        "searches/index.html",
        plan=plan,
        asked=asked,
        kind=request.args.get("kind", "") if found is not None else "",
        kinds=KINDS,
        found=found,
        error=error,
        address=address,
        home=url_for(endpoint, **own),
        limit=MAX_QUERY,
        speakers=list_speakers(actor(), plan),
        drafts=drafts.list_names(actor(), plan) if plan else (),
        stages=stages.list_stages(actor(), plan) if plan else (),
        sections=_sections(plan),
    )


def _sections(plan: Plan | None) -> tuple[moments.Item, ...]:
    """The sections to choose from: those of the newest text one may read."""
    if plan is None:
        return ()
    try:
        return moments.outline_at(plan, moments.find_moment(actor(), plan).number).items
    except NotFound:
        return ()


def _filters(asked: dict[str, str], kind: str) -> Filters:
    section = read_number(asked.get("section", ""))
    if section is None and asked.get("section"):
        raise Invalid("A section is named by its number.", field="section")
    return Filters(
        section=section,
        at=asked.get("at", ""),
        stage=asked.get("stage", ""),
        delegation=asked.get("delegation", ""),
        kind=kind,
        since=read_day_if_any(asked.get("since", ""), "since"),
        until=read_day_if_any(asked.get("until", ""), "until"),
        language=asked.get("language", ""),
    )

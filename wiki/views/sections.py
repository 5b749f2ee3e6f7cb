"""Pages of a section: reading it, and adding, retitling, moving, taking out and putting back."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Conflict, Invalid, Refused, WikiError
from wiki.models import Plan, Section
from wiki.services import (
    access,
    drafts,
    margins,
    moments,
    plans,
    renderings,
    revisions,
    sections,
    translations,
)
from wiki.web import actor, say, see_other, signed_in, status_of
from wiki.web.typed import read_number

blueprint = Blueprint("sections", __name__, url_prefix="/plans/<slug>/sections")


@blueprint.get("/<int:number>")
def show(slug: str, number: int) -> str:
    """One section at a moment, with the comments on it beside it, page by page; `comment` names one to be shown."""
    plan = plans.find_plan(actor(), slug)
    moment = moments.find_moment(actor(), plan, request.args.get("at"))
    reading = translations.reading_at(plan, moment, request.args)
    outline = moments.outline_at(plan, moment.number, reading.language)
    item = outline.item(number)
    margin = margins.comments_beside(
        actor(),
        plan,
        item.section_id,
        item.revision_id,
        state=request.args.get("state") or "all",
        delegation=request.args.get("delegation", ""),
        page=request.args.get("page", 1, type=int),
        named=request.args.get("comment", type=read_number),
    )
    position = outline.items.index(item)
    html = renderings.render_items(
        [item],
        language=reading.language,
        addresses={item.section_id: ""},
        marks={item.section_id: margin.marks},
        clean=reading.clean,
    )
    return render_template(
        "sections/show.html",
        plan=plan,
        section=item,
        item=item,
        moment=moment,
        outline=outline,
        reading=reading,
        language=reading.language,
        html=html.get(item.section_id, ""),
        margin=margin,
        standing=access.standing(actor(), plan),
        drafts=drafts.list_names(actor(), plan),
        before=outline.items[position - 1] if position else None,
        following=outline.items[position + 1] if position + 1 < len(outline.items) else None,
    )


@blueprint.get("/<int:number>/add")
def new(slug: str, number: int) -> str:
    """The form for a new section beside or under this one."""
    plan, section = _section(slug, number)
    access.require(actor(), plan, "edit")
    return _form("sections/new.html", plan, section)


@blueprint.post("/<int:number>/add")
def create(slug: str, number: int) -> Response | tuple[str, int]:
    """Add a section first under this one, or behind it at its level."""
    plan, section = _section(slug, number)
    form = request.form
    try:
        parent, after = _spot(plan, section, form.get("where", "behind"))
        made = sections.add_section(
            signed_in(), plan, title=form.get("title", ""), body=form.get("body", ""), parent=parent, after=after
        )
    except Refused as error:
        return _form("sections/new.html", plan, section, error=error, given=form), status_of(error)
    say(gettext("The section was added."))
    return see_other("sections.show", slug=slug, number=made.number)


@blueprint.get("/<int:number>/arrange")
def arrange(slug: str, number: int) -> str:
    """The forms for retitling, moving and taking out."""
    plan, section = _section(slug, number)
    access.require(actor(), plan, "edit")
    return _form("sections/arrange.html", plan, section)


@blueprint.post("/<int:number>/title")
def retitle(slug: str, number: int) -> Response | tuple[str, int]:
    """Give the section another title."""
    plan, section = _section(slug, number)
    before = _standing_now(plan).title_of(number)
    try:
        sections.retitle_section(signed_in(), section, title=request.form.get("title", ""))
    except Refused as error:
        return _form("sections/arrange.html", plan, section, error=error, given=request.form), status_of(error)
    say(gettext("The title was changed."), undo=url_for("sections.retitle", slug=slug, number=number), title=before)
    return see_other("sections.show", slug=slug, number=number)


@blueprint.post("/<int:number>/move")
def move(slug: str, number: int) -> Response | tuple[str, int]:
    """Move the section, with all that is under it."""
    plan, section = _section(slug, number)
    where, _, target = request.form.get("to", "").partition(":")
    before = _place_of(plan, number)
    try:
        beside = read_number(target)
        if beside is None:
            raise Invalid("Choose where the section shall stand.", field="to")
        parent, after = _spot(plan, sections.find_section(actor(), plan, beside), where)
        sections.move_section(signed_in(), section, parent=parent, after=after)
    except Refused as error:
        return _form("sections/arrange.html", plan, section, error=error, given=request.form), status_of(error)
    say(gettext("The section was moved."), undo=url_for("sections.move", slug=slug, number=number), to=before)
    return see_other("sections.show", slug=slug, number=number)


@blueprint.post("/<int:number>/remove")
def remove(slug: str, number: int) -> Response | tuple[str, int]:
    """Take the section out."""
    plan, section = _section(slug, number)
    try:
        sections.remove_section(signed_in(), section)
    except Refused as error:
        return _form("sections/arrange.html", plan, section, error=error), status_of(error)
    say(
        gettext("The section was taken out. It can be put back from here."),
        undo=url_for("sections.restore", slug=slug, number=number),
    )
    return see_other("sections.removed", slug=slug)


@blueprint.get("/removed")
def removed(slug: str, error: WikiError | None = None) -> str:
    """The sections that were taken out."""
    plan = plans.find_plan(actor(), slug)
    return render_template(
        "sections/removed.html",
        plan=plan,
        removed=sections.list_removed(actor(), plan),
        standing=access.standing(actor(), plan),
        error=error,
    )


@blueprint.post("/<int:number>/restore")
def restore(slug: str, number: int) -> Response | tuple[str, int]:
    """Put a section back."""
    _, section = _section(slug, number)
    try:
        sections.restore_section(signed_in(), section)
    except Conflict as error:
        return removed(slug, error), status_of(error)
    say(gettext("The section stands in the plan again."), undo=url_for("sections.remove", slug=slug, number=number))
    return see_other("sections.show", slug=slug, number=number)


def _section(slug: str, number: int) -> tuple[Plan, Section]:
    plan = plans.find_plan(actor(), slug)
    return plan, sections.find_section(actor(), plan, number)


def _spot(plan: Plan, beside: Section, where: str) -> tuple[Section, Section | None]:
    """Parent and elder sibling for "behind" or "under" (first) another section."""
    if where == "under" or beside.number == 0:
        return beside, None
    parent = sections.find_parent(actor(), beside)
    return parent, beside


def _standing_now(plan: Plan) -> moments.Outline:
    return moments.outline_at(plan, moments.find_moment(actor(), plan, "now").number)


def _place_of(plan: Plan, number: int) -> str:
    """Where the section stands, in the words of the form that moves it; empty where it does not stand."""
    outline = _standing_now(plan)
    here = next((item for item in outline.items if item.number == number), None)
    if here is None or not here.depth:
        return ""
    siblings = outline.children(here.parent_id)
    index = siblings.index(here)
    above = next(item.number for item in outline.items if item.section_id == here.parent_id)
    return f"behind:{siblings[index - 1].number}" if index else f"under:{above}"


def _form(template: str, plan: Plan, section: Section, *, error: WikiError | None = None, given: Any = None) -> str:
    outline = _standing_now(plan)
    return render_template(
        template,
        plan=plan,
        section=section,
        item=outline.item(section.number),
        outline=outline,
        error=error,
        given=given or {},
        limit=revisions.MAX_TEXT,
        back=url_for("sections.show", slug=plan.slug, number=section.number),
    )

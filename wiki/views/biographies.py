"""Pages of who wrote the words: over a section, over the whole plan, and the story of one sentence."""

from flask import Blueprint, render_template, request

from wiki.models import Plan
from wiki.presenters.biographies import WAYS
from wiki.presenters.readings import reading_of
from wiki.services import access, authorship, drafts, moments, plans, sections, stories, translations
from wiki.shelf import path_for
from wiki.speech import redline_words
from wiki.web import actor

blueprint = Blueprint("biographies", __name__, url_prefix="/plans/<slug>")


@blueprint.get("/biography")
def index(slug: str) -> str:
    """Who wrote the whole text as it stood at a moment."""
    return _show(plans.find_plan(actor(), slug))


@blueprint.get("/sections/<int:number>/biography")
def show(slug: str, number: int) -> str:
    """Who wrote one section as it stood at a moment."""
    return _show(plans.find_plan(actor(), slug), number)


@blueprint.get("/sections/<int:number>/biography/<int:revision>")
def tell(slug: str, number: int, revision: int) -> str:
    """The story of the sentence that stands at a place of a revision."""
    plan = plans.find_plan(actor(), slug)
    section = sections.find_section(actor(), plan, number)
    then, story = stories.tell_story(
        actor(),
        section,
        revision,
        start=request.args.get("start", 0, type=int),
        end=request.args.get("end", 0, type=int),
        words=redline_words(),
    )
    return render_template("biographies/tell.html", plan=plan, section=section, revision=then, story=story)


def _show(plan: Plan, number: int | None = None) -> str:
    standing = access.require(actor(), plan, "read_restricted")
    moment = moments.find_moment(actor(), plan, request.args.get("at"))
    reading = reading_of(
        request.args,
        own=plan.language,
        languages=translations.languages_at(plan, moment.number),
        moment=moment.name,
    )
    outline = moments.outline_at(plan, moment.number, reading.language)
    items = outline.items if number is None else (outline.item(number),)
    by = request.args.get("by", "")
    addresses = {
        item.section_id: (
            path_for("sections.show", slug=plan.slug, number=item.number, **reading.carry),
            path_for("biographies.tell", slug=plan.slug, number=item.number, revision=item.revision_number or 0),
        )
        for item in items
    }
    return render_template(
        "biographies/show.html",
        plan=plan,
        item=None if number is None else items[0],
        items=items,
        outline=outline,
        moment=moment,
        at=reading.at,
        reading=reading,
        language=reading.language,
        by=by if by in WAYS else WAYS[0],
        shown=authorship.show_authorship(
            actor(),
            plan,
            items,
            way=by if by in WAYS else WAYS[0],
            language=reading.language,
            addresses=addresses,
            together=number is None,
        ),
        drafts=drafts.list_names(actor(), plan),
        standing=standing,
    )

"""The page on which a section's text is begun in another language, beside the original."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import Conflict, Invalid, NotFound, TooLarge, WikiError
from wiki.models import Plan, Section
from wiki.services import access, plans, renderings, revisions, sections, translations
from wiki.web import actor, say, see_other, signed_in, status_of

blueprint = Blueprint("translations", __name__, url_prefix="/plans/<slug>/sections/<int:number>/translation")


@blueprint.get("")
def new(slug: str, number: int) -> str:
    """The form: language, title and text."""
    plan, section = _section(slug, number)
    access.require(actor(), plan, "edit")
    return _form(plan, section)


@blueprint.post("")
def create(slug: str, number: int) -> Response | tuple[str, int]:
    """Record the section's first text in that language."""
    plan, section = _section(slug, number)
    form = request.form
    language = form.get("language", "").strip()
    try:
        translations.begin_translation(
            signed_in(),
            section,
            language=language,
            title=form.get("title", ""),
            body=form.get("body", ""),
            summary=form.get("summary", ""),
        )
    except (Conflict, Invalid, NotFound, TooLarge) as error:
        return _form(plan, section, error), status_of(error)
    say(gettext("The section has a text in that language now."))
    return see_other("sections.show", slug=slug, number=number, language=language)


def _section(slug: str, number: int) -> tuple[Plan, Section]:
    plan = plans.find_plan(actor(), slug)
    return plan, sections.find_section(actor(), plan, number)


def _form(plan: Plan, section: Section, error: WikiError | None = None) -> str:
    original = revisions.newest_text(actor(), section)
    return render_template(
        "translations/new.html",
        plan=plan,
        section=section,
        original=original,
        html=renderings.render_preview(original.text.body, language=plan.language, under=1),
        given=request.form or request.args,
        limit=revisions.MAX_TEXT,
        error=error,
    )

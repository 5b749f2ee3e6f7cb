"""Pages of brackets: what stands open in the plan or a section, settling one, putting words in brackets.

Everything is shown as a redline before it is recorded.
"""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.wrappers import Response

from wiki.errors import Conflict, EditConflict, NotFound, Refused, WikiError
from wiki.models import Plan, Section
from wiki.presenters.brackets import KINDS
from wiki.services import (
    access,
    brackets,
    drafts,
    moments,
    passages,
    plans,
    renderings,
    revisions,
    sections,
    translations,
)
from wiki.services.brackets import Proposed, Words
from wiki.services.moments import Moment
from wiki.speech import redline_words
from wiki.web import actor, say, see_other, signed_in, status_of

blueprint = Blueprint("brackets", __name__, url_prefix="/plans/<slug>")

#: paragraphs offered to choose from
MOST_CHOICES = 300


@blueprint.get("/brackets")
def index(slug: str) -> str:
    """Every bracket of the plan at a moment, section by section."""
    plan = plans.find_plan(actor(), slug)
    moment = moments.find_moment(actor(), plan, request.args.get("at"))
    return _list(plan, moment, None)


@blueprint.get("/sections/<int:number>/brackets")
def show(slug: str, number: int) -> str:
    """The brackets of one section at a moment, with what may be done to each."""
    plan = plans.find_plan(actor(), slug)
    moment = moments.find_moment(actor(), plan, request.args.get("at"))
    return _list(plan, moment, number)


@blueprint.get("/sections/<int:number>/brackets/settle")
def preview(slug: str, number: int) -> str:
    """What lifting, dropping or choosing would make of the text."""
    return _settling(*_section(slug, number), request.args)


@blueprint.post("/sections/<int:number>/brackets/settle")
def settle(slug: str, number: int) -> Response | tuple[str, int]:
    """Lift a bracket, drop it, or let one option stand."""
    plan, section, language = _section(slug, number)
    form = request.form
    start, based_on = form.get("start", -1, type=int), form.get("revision", 0, type=int)
    seen = {"start": start, "based_on": based_on, "language": language, "summary": form.get("summary", "")}
    try:
        if form.get("act") == "lift":
            saved = brackets.lift_bracket(signed_in(), section, **seen)
        elif form.get("act") == "drop":
            saved = brackets.drop_bracket(signed_in(), section, **seen)
        else:
            option = form.get("option", 0, type=int)
            saved = brackets.choose_alternative(signed_in(), section, option=option, **seen)
    except EditConflict:
        return _refused(plan, section, Conflict(
            "Somebody changed the same sentence meanwhile, and nothing was recorded. These are the brackets as they "
            "stand now."
        ))  # fmt: skip
    except Conflict as error:
        return _refused(plan, section, error)
    except Refused as error:
        return _settling(plan, section, language, form, error), status_of(error)
    say(
        gettext(
            "Recorded as revision #%(number)s, together with what others changed meanwhile.",
            number=saved.revision.number,
        )
        if saved.combined
        else gettext("Recorded as revision #%(number)s.", number=saved.revision.number)
    )
    return see_other("brackets.show", slug=slug, number=number, language=_tag(plan, language))


@blueprint.get("/sections/<int:number>/brackets/new")
def new(slug: str, number: int) -> str:
    """The form for putting words in brackets."""
    plan, section, language = _section(slug, number)
    access.require(actor(), plan, "edit")
    return _form(plan, section, language)


@blueprint.post("/sections/<int:number>/brackets/new")
def create(slug: str, number: int) -> Response | str | tuple[str, int]:
    """Show what the brackets would look like, and put them there once that was seen."""
    plan, section, language = _section(slug, number)
    form = request.form
    words = Words(
        form.get("quote", ""),
        form.get("prefix", "")[:500],
        form.get("suffix", "")[:500],
        form.get("paragraph", type=int),
    )
    chosen = {
        "words": words,
        "owners": form.get("owners", ""),
        "based_on": form.get("revision", 0, type=int),
        "language": language,
    }
    proposed = None
    try:
        proposed = brackets.preview_bracketing(signed_in(), section, **chosen)
        if form.get("act") != "record":
            return _form(plan, section, language, proposed=proposed)
        saved = brackets.put_in_brackets(signed_in(), section, summary=form.get("summary", ""), **chosen)
    except EditConflict:
        error: WikiError = Conflict(
            "Somebody changed the same sentence meanwhile, and nothing was recorded. Choose the words in the text as "
            "it stands now."
        )
        return _form(plan, section, language, error=error), status_of(error)
    except (*Refused, NotFound) as refused:
        again = proposed if refused.field == "summary" else None
        return _form(plan, section, language, proposed=again, error=refused), status_of(refused)
    say(gettext("Put in brackets, as revision #%(number)s.", number=saved.revision.number))
    return see_other("brackets.show", slug=slug, number=number, language=_tag(plan, language))


def _section(slug: str, number: int) -> tuple[Plan, Section, str]:
    plan = plans.find_plan(actor(), slug)
    return plan, sections.find_section(actor(), plan, number), request.args.get("language") or plan.language


def _tag(plan: Plan, language: str) -> str | None:
    return None if language == plan.language else language


def _title(plan: Plan, section: Section, language: str) -> str:
    moment = moments.find_moment(actor(), plan, "now")
    return moments.outline_at(plan, moment.number, language).title_of(section.number)


def _list(plan: Plan, moment: Moment, number: int | None, error: WikiError | None = None) -> str:
    reading = translations.reading_at(plan, moment, request.args)
    outline = moments.outline_at(plan, moment.number, reading.language)
    named = drafts.list_drafts(actor(), plan)
    standing = access.standing(actor(), plan)
    return render_template(
        "brackets/index.html" if number is None else "brackets/show.html",
        plan=plan,
        item=None if number is None else outline.item(number),
        moment=moment,
        reading=reading,
        language=reading.language,
        found=brackets.find_brackets(plan, outline, section=number, drafts=named),
        drafts=named,
        kinds=KINDS,
        standing=standing,
        settles=standing.may("edit") and moment.newest,
        error=error,
    )


def _refused(plan: Plan, section: Section, error: WikiError) -> tuple[str, int]:
    return _list(plan, moments.find_moment(actor(), plan, "now"), section.number, error), status_of(error)


def _settling(plan: Plan, section: Section, language: str, asked: Any, error: WikiError | None = None) -> str:
    """What lifting, dropping or choosing would make of the text, to be seen before it is recorded."""
    proposed = brackets.preview_settling(
        actor(),
        section,
        act=asked.get("act", ""),
        start=asked.get("start", -1, type=int),
        option=asked.get("option", 0, type=int),
        based_on=asked.get("revision", 0, type=int),
        language=language,
    )
    return render_template(
        "brackets/settle.html",
        plan=plan,
        section=section,
        language=language,
        asked=asked,
        error=error,
        title=_title(plan, section, language),
        **_shown(proposed),
    )


def _shown(proposed: Proposed) -> dict[str, object]:
    words = redline_words()
    html = renderings.render_proposal(proposed.revision.text.body, proposed.text, words=words)
    return {"proposed": proposed, "html": Markup(html)}  # noqa: S704 - renderings are safe HTML already


def _form(
    plan: Plan,
    section: Section,
    language: str,
    *,
    proposed: Proposed | None = None,
    error: WikiError | None = None,
) -> str:
    """The form with what was chosen; after a refusal, over the text as it stands now."""
    newest = revisions.newest_text(actor(), section, language=language)
    given = request.form or request.args
    return render_template(
        "brackets/new.html",
        plan=plan,
        section=section,
        language=language,
        title=newest.title,
        revision=proposed.revision if proposed else newest,
        choices=passages.paragraphs_of(newest)[:MOST_CHOICES],
        given=given,
        error=error,
        **(_shown(proposed) if proposed else {}),
    )

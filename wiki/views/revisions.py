"""Pages of a section's text: the editor, the conflict page, history, one revision, going back."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.errors import EditConflict, Forbidden, Invalid, Refused, SplitsSection, TypedElsewhere
from wiki.models import Plan, Section
from wiki.presenters.conflicts import conflict_blocks
from wiki.presenters.readings import Reading, reading_of
from wiki.services import (
    access,
    autosaves,
    journal,
    moments,
    plans,
    renderings,
    revisions,
    sections,
    translations,
)
from wiki.text.lines import keep_endings
from wiki.views.autosaves import keep_if_alone, keep_page, known
from wiki.web import actor, say, see_other, sentence, signed_in, status_of

blueprint = Blueprint("revisions", __name__, url_prefix="/plans/<slug>/sections/<int:number>")

PAGE = 50


@blueprint.get("/edit")
def edit(slug: str, number: int) -> str:
    """The editor, with what was typed and not saved if there is any."""
    plan, section, language = _section(slug, number)
    access.require(actor(), plan, "edit")
    newest = revisions.newest_text(signed_in(), section, language=language)
    typed = autosaves.find_typing(actor(), section, language=language)
    kept = typed is not None and typed.body != newest.text.body
    return _editor(
        plan,
        section,
        language,
        text=typed.body if typed and kept else newest.text.body,
        based_on=typed.base.number if typed and kept else newest.number,
        kept_at=typed.at if typed and kept else None,
        own=newest.entry.person_id == signed_in().id,
        known=typed.at if typed else None,
    )


@blueprint.post("/edit")
def update(slug: str, number: int) -> Response | tuple[str, int] | str:
    """Save what was typed, or show what it would look like."""
    plan, section, language = _section(slug, number)
    form = request.form
    text, based_on = form.get("text", ""), form.get("based_on", type=int)
    try:
        if form.get("act") == "preview":
            preview = renderings.render_preview(text, language=language, under=1)
            shown = {"text": text, "based_on": based_on, "summary": form.get("summary", ""), "preview": preview}
            try:
                kept = keep_page(section, language, text=text, based_on=based_on)
            except TypedElsewhere as error:
                return _editor(plan, section, language, known=known(), error=error, **shown), status_of(error)
            return _editor(plan, section, language, known=kept.at, saved_at=kept.at, **shown)
        saved = revisions.save_revision(
            signed_in(),
            section,
            text=text,
            based_on=based_on,
            language=language,
            summary=form.get("summary", ""),
            from_form=True,
            split=form.get("split") == "yes",
            known=known(),
        )
    except EditConflict as error:
        keep_if_alone(section, language, text=error.mine, based_on=based_on)
        return _conflict(plan, section, language, error, based_on=based_on, summary=form.get("summary", "")), 409
    except (*Refused, Forbidden) as error:
        if isinstance(error, Forbidden):
            # The stage closed, or the plan was sealed, under the author's hands.
            keep_if_alone(section, language, text=text, based_on=based_on)
        page = _editor(
            plan, section, language, text=text, based_on=based_on, summary=form.get("summary", ""), error=error,
            known=known(), splits=error.titles if isinstance(error, SplitsSection) else (),
        )  # fmt: skip
        return page, status_of(error)
    if not saved.changed:
        say(gettext("Nothing was changed, so no revision was made."))
    elif saved.combined:
        say(gettext("Saved. Others had changed other sentences meanwhile; their edits and yours are combined below."))
        before = request.form.get("based_on", type=int)
        return see_other(
            "comparisons.revisions", slug=slug, number=number, **{"from": before, "to": saved.revision.number}
        )
    else:
        before = saved.revision.parent
        say(
            gettext("Saved as revision #%(number)s.", number=saved.revision.number),
            undo=url_for("revisions.revert", slug=slug, number=number, revision=before.number) if before else "",
            based_on=saved.revision.number,
        )
    return see_other("sections.show", slug=slug, number=number, language=request.args.get("language"))


@blueprint.post("/conflict")
def settle(slug: str, number: int) -> Response | tuple[str, int] | str:
    """Save what was picked or written for each pair of the conflict page, or show what it would look like."""
    plan, section, language = _section(slug, number)
    form = request.form
    summary = form.get("summary", "")
    choices: dict[str, Any] = {
        "base": form.get("base", type=int) or 0,
        "theirs": form.get("theirs", type=int) or 0,
        "mine": form.get("mine", ""),
        "picks": [(form.get(f"pick-{index}", ""), form.get(f"text-{index}", "")) for index in _indexes()],
        "language": language,
    }
    try:
        if form.get("act") == "preview":
            text = revisions.combine_choices(signed_in(), section, **choices)
            preview = renderings.render_preview(text, language=language, under=1)
            return _conflict_again(plan, section, language, preview=preview)
        revisions.settle_conflict(signed_in(), section, **choices, summary=summary, known=known())
    except EditConflict as error:
        based_on = choices["theirs"]
        keep_if_alone(section, language, text=error.mine, based_on=based_on)
        return _conflict(plan, section, language, error, based_on=based_on, summary=summary), 409
    except Refused as error:
        return _conflict_again(plan, section, language, error=error), status_of(error)
    say(gettext("Saved: your edits and the others' stand together now."))
    return see_other("sections.show", slug=slug, number=number, language=request.args.get("language"))


@blueprint.post("/preview")
def preview(slug: str, number: int) -> dict[str, object]:
    """What a text looks like, block by line, and the sections it begins or why it could not be saved."""
    _, section, language = _section(slug, number)
    text = request.form.get("text", "")
    shown: dict[str, object] = {"html": renderings.render_preview(text, language=language, by_line=True, under=1)}
    try:
        shown["splits"] = revisions.foresee_sections(signed_in(), section, text=text, language=language)
    except Invalid as error:
        shown["problem"] = sentence(error)
    return shown


@blueprint.get("/history")
def index(slug: str, number: int) -> str:
    """The section's revisions, newest first, with two columns to choose what to compare."""
    plan, section, language = _section(slug, number)
    found = revisions.list_revisions(
        actor(), section, language=language, before=request.args.get("before", type=int), limit=PAGE + 1
    )
    return render_template(
        "revisions/index.html",
        plan=plan,
        section=section,
        language=language,
        reading=_reading(plan, language, journal.head_number(plan)),
        revisions=found[:PAGE],
        more=found[PAGE - 1].number if len(found) > PAGE else None,
        standing=access.standing(actor(), plan),
    )


@blueprint.get("/revisions/<int:revision>")
def show(slug: str, number: int, revision: int) -> str:
    """One revision of the section, as it stood."""
    plan, section, _ = _section(slug, number)
    found = revisions.find_revision(actor(), section, revision)
    return render_template(
        "revisions/show.html",
        plan=plan,
        section=section,
        revision=found,
        html=renderings.render_preview(found.text.body, language=found.language, under=1),
        standing=access.standing(actor(), plan),
    )


@blueprint.post("/revisions/<int:revision>/revert")
def revert(slug: str, number: int, revision: int) -> Response:
    """Make this revision's text the newest again."""
    _, section, _ = _section(slug, number)
    found = revisions.find_revision(actor(), section, revision)
    form = request.form
    saved = revisions.revert_section(
        signed_in(), section, to=found, based_on=form.get("based_on", type=int), summary=form.get("summary", "")
    )
    say(
        gettext("The text of #%(number)s stands again, as a revision of its own.", number=revision)
        if saved.changed
        else gettext("That is the text already.")
    )
    tag = None if found.language == section.plan.language else found.language
    return see_other("sections.show", slug=slug, number=number, language=tag)


def _section(slug: str, number: int) -> tuple[Plan, Section, str]:
    plan = plans.find_plan(actor(), slug)
    return plan, sections.find_section(actor(), plan, number), request.args.get("language") or plan.language


def _reading(plan: Plan, language: str, moment: int) -> Reading:
    languages = translations.languages_at(plan, moment)
    return reading_of({"language": language}, own=plan.language, languages=languages)


def _indexes() -> range:
    """How many pairs the conflict page showed; a form has at most a thousand."""
    return range(min(request.form.get("pairs", 0, type=int), 1000))


def _editor(plan: Plan, section: Section, language: str, **shown: object) -> str:
    moment = moments.find_moment(actor(), plan, "now")
    return render_template(
        "revisions/edit.html",
        plan=plan,
        section=section,
        language=language,
        reading=_reading(plan, language, moment.number),
        title=moments.outline_at(plan, moment.number, language).title_of(section.number),
        limit=revisions.MAX_TEXT,
        **shown,
    )


def _conflict_again(plan: Plan, section: Section, language: str, **shown: object) -> str:
    """The conflict page as it was sent: the same pairs, with what was picked and written for them."""
    form = request.form
    base, theirs = form.get("base", type=int) or 0, form.get("theirs", type=int) or 0
    stood = revisions.find_revision(actor(), section, base, language=language).text.body
    against = revisions.find_revision(actor(), section, theirs, language=language).text.body
    mine = keep_endings(form.get("mine", ""), stood)
    same = EditConflict(base=stood, mine=mine, theirs=against, newest=theirs)
    return _conflict(plan, section, language, same, based_on=base, summary=form.get("summary", ""), given=form, **shown)


def _conflict(
    plan: Plan,
    section: Section,
    language: str,
    clash: EditConflict,
    *,
    based_on: int | None,
    summary: str,
    **again: object,
) -> str:
    return render_template(
        "revisions/conflict.html",
        plan=plan,
        section=section,
        language=language,
        blocks=conflict_blocks(clash.base, clash.mine, clash.theirs),
        mine=clash.mine,
        based_on=based_on,
        theirs=revisions.find_revision(actor(), section, clash.newest),
        summary=summary,
        **again,
    )

"""Pages of comparing: choosing two moments, the plan (or two plans) at both, two revisions of a section."""

from flask import Blueprint, render_template, request
from markupsafe import Markup

from wiki.errors import NotFound
from wiki.models import Plan
from wiki.presenters.changes import NAMES, SectionChange
from wiki.presenters.comparisons import fold_unchanged, tell_changes, tell_section
from wiki.presenters.readings import reading_of
from wiki.services import access, comparisons, drafts, journal, plans, revisions, sections, translations
from wiki.shelf import leave_off
from wiki.speech import redline_words
from wiki.web import actor

blueprint = Blueprint("comparisons", __name__, url_prefix="/plans/<slug>")

VIEWS = ("redline", "side", "list", "old", "new")
#: what the address of a comparison says besides its language
ASKED = ("from", "to", "section", "view", "only")


@blueprint.get("/compare")
def show(slug: str) -> str:
    """Two moments laid beside each other, of this plan or one of another (“plan:moment”); without two moments, the
    page on which they are chosen."""
    before, after = request.args.get("from", ""), request.args.get("to", "")
    if not (before and after):
        return choose(slug)
    plan = plans.find_plan(actor(), slug)
    if ":" in before + after:
        leave_off()
    only = request.args.get("only") == "substance"
    then, now, found = comparisons.compare_moments(
        actor(),
        plan,
        before=before,
        after=after,
        language=request.args.get("language", ""),
        section=request.args.get("section", type=int),
    )

    def tell() -> tuple[object, object]:
        folded = fold_unchanged(found, only_substance=only)
        return folded, _shown([section for section, _ in folded if section is not None], only=only)

    return render_template(
        "comparisons/show.html",
        plan=plan,
        then=then,
        now=now,
        comparison=found,
        tell=tell,
        **_reading(now.plan, only, now.number, found.language),
    )


@blueprint.get("/compare", endpoint="choose")
def choose(slug: str) -> str:
    """Two columns of drafts and moments to choose from, with those of another plan where one is named. It has the
    address of `show`, which comes here for it."""
    plan = plans.find_plan(actor(), slug)
    leave_off()
    others = [other for other in plans.list_plans(actor()) if other.id != plan.id]
    other = plans.find_plan(actor(), request.args["with"]) if request.args.get("with") else None
    before = request.args.get("before", type=int)
    found = drafts.list_drafts(actor(), plan)
    return render_template(
        "comparisons/choose.html",
        plan=plan,
        drafts=found[::-1],
        moments=comparisons.list_recent_moments(actor(), plan, before=before),
        standing=access.standing(actor(), plan),
        before=before,
        language=request.args.get("language"),
        chosen=(request.args.get("from"), request.args.get("to")),
        others=others,
        other=other if other in others else None,
        theirs=_moments_of(other) if other in others else None,
    )


def _moments_of(plan: Plan) -> dict[str, object]:
    """What there is to choose of another plan."""
    return {
        "drafts": drafts.list_drafts(actor(), plan)[::-1],
        "moments": comparisons.list_recent_moments(actor(), plan, limit=10),
        "standing": access.standing(actor(), plan),
    }


@blueprint.get("/sections/<int:number>/compare", endpoint="revisions")
def show_revisions(slug: str, number: int) -> str:
    """Two revisions of a section; the newest where none is named, and the one before it."""
    plan = plans.find_plan(actor(), slug)
    section = sections.find_section(actor(), plan, number)
    language = request.args.get("language", "")
    after = request.args.get("to", type=int)
    newest = (
        revisions.find_revision(actor(), section, after)
        if after is not None
        else revisions.newest_text(actor(), section, language=language)
    )
    before = request.args.get("from", type=int)
    if before is None:
        if newest.parent is None:
            raise NotFound("This is the section's first revision; there is nothing before it to compare with.")
        before = newest.parent.number
    only = request.args.get("only") == "substance"
    old, new, change = comparisons.compare_revisions(actor(), section, before=before, after=newest.number)
    return render_template(
        "comparisons/revisions.html",
        plan=plan,
        section=section,
        old=old,
        new=new,
        change=change,
        shown=_shown([change], only=only),
        **_reading(plan, only, journal.head_number(plan), new.language),
    )


def _reading(plan: Plan, only: bool, moment: int, language: str) -> dict[str, object]:
    """What the switches of a comparison turn: its view, its kind of change, its language."""
    view = request.args.get("view", "")
    asked = {name: request.args[name] for name in ASKED if name in request.args}
    return {
        "language": language,
        "reading": reading_of(
            {"language": language}, own=plan.language, languages=translations.languages_at(plan, moment)
        ),
        "view": view if view in VIEWS else "redline",
        "only": "substance" if only else None,
        "names": NAMES,
        "arguments": {**asked, **(request.view_args or {})},
    }


def _shown(changes: list[SectionChange], *, only: bool) -> dict[str, dict[str, object]]:
    """What the page shows of each section, in the reading asked for; renderings are safe HTML already."""
    view = request.args.get("view", "redline")
    sides = {"side": ("old", "new"), "old": ("old",), "new": ("new",), "list": ()}.get(view, ("inline",))
    words = redline_words()
    shown: dict[str, dict[str, object]] = {}
    for change in changes:
        shown[change.anchor] = {
            "told": tell_section(change),
            "list": tell_changes(change, only_substance=only) if view == "list" else [],
            "html": {
                side: Markup(  # noqa: S704 - renderings are safe HTML already
                    comparisons.render_change(change, side=side, only_substance=only, numbered=True, words=words)
                )
                for side in sides
            },
        }
    return shown

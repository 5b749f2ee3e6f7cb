"""Pages of plans: the list, a plan's home and its settings."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki import clock
from wiki.errors import Invalid, NotFound
from wiki.models import Plan
from wiki.presenters.convergence import curve
from wiki.presenters.stages import timeline
from wiki.services import (
    access,
    autosaves,
    comment_lists,
    drafts,
    feeds,
    moments,
    overviews,
    plans,
    stages,
    translations,
)
from wiki.web import actor, say, see_other, signed_in, status_of

blueprint = Blueprint("plans", __name__)


@blueprint.get("/")
def index() -> str:
    """The plans one may know of, where each stands, and what one has typed and not saved."""
    return render_template("plans/index.html", plans=access.standings(actor()), typing=autosaves.list_typing(actor()))


@blueprint.get("/plans/<slug>")
def show(slug: str) -> str:
    """What the plan is and where it stands."""
    plan = plans.find_plan(actor(), slug)
    try:
        moment = moments.find_moment(actor(), plan)
    except NotFound:
        moment = None
    found = drafts.list_drafts(actor(), plan)
    standing = access.standing(actor(), plan)
    reading = translations.reading_at(plan, moment, request.args) if moment else None
    remarks = overviews.count_open_then(actor(), plan, [draft.number for draft in found])
    counts = [
        (draft.name, draft.slug, _open_brackets(plan, draft.number), remarks[index])
        for index, draft in enumerate(found)
    ]
    waiting = comment_lists.count_open(actor(), plan)
    if moment and moment.newest and not standing.sealed:
        counts.append((gettext("now"), "now", _open_brackets(plan, moment.number), sum(waiting.values())))
    return render_template(
        "plans/show.html",
        plan=plan,
        moment=moment,
        standing=standing,
        reading=reading,
        language=reading.language if reading else plan.language,
        outline=moments.outline_at(plan, moment.number, reading.language) if moment and reading else None,
        drafts=found,
        steps=timeline(stages.list_stages(actor(), plan), now=clock.now(), drafts=found),
        stations=curve(counts),
        open_comments=waiting,
        waiting=overviews.list_waiting(actor(), plan),
        entries=[entry for _, entry in feeds.follow_plan(actor(), plan, limit=8, brief=True).entries],
    )


@blueprint.get("/plans/<slug>/settings")
def edit(slug: str) -> str:
    """The form for title, visibility and numbering."""
    plan = plans.find_plan(actor(), slug)
    access.require(actor(), plan, "manage_plan")
    return render_template("plans/edit.html", plan=plan, given={}, error=None)


@blueprint.post("/plans/<slug>/settings")
def update(slug: str) -> Response | tuple[str, int]:
    """Change the plan's settings."""
    plan, form = plans.find_plan(actor(), slug), request.form
    try:
        plans.change_plan(
            signed_in(),
            plan,
            title=form.get("title", ""),
            visibility=form.get("visibility", ""),
        )
    except Invalid as error:
        return render_template("plans/edit.html", plan=plan, given=form, error=error), status_of(error)
    say(gettext("The settings were changed."))
    return see_other("plans.show", slug=slug)


def _open_brackets(plan: Plan, moment: int) -> int:
    return sum(item.brackets_open for item in moments.outline_at(plan, moment).items)

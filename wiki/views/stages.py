"""Pages of stages: the timeline with the forms that move it, and who may do what in each."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, render_template, request
from flask_babel import format_timedelta, gettext, ngettext
from werkzeug.wrappers import Response

from wiki import clock
from wiki.errors import Conflict, Invalid, Refused, WikiError
from wiki.models import Plan, Stage
from wiki.presenters.stages import timeline
from wiki.rules import access as rules
from wiki.rules.stages import PRESETS
from wiki.services import access, plans, stages
from wiki.speech import say_moment
from wiki.web import actor, say, see_other, signed_in, status_of
from wiki.web.typed import read_number

blueprint = Blueprint("stages", __name__, url_prefix="/plans/<slug>/stages")

ZONES = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


@blueprint.get("")
def index(slug: str, error: WikiError | None = None, at: str = "") -> str:
    """The timeline, and under it each stage with what it lets people do; `error` belongs to the stage named `at`."""
    plan = plans.find_plan(actor(), slug)
    found = stages.list_stages(actor(), plan)
    return render_template(
        "stages/index.html",
        plan=plan,
        stages=found,
        steps=timeline(found, now=clock.now()),
        tables={stage.slug: frozenset(stages.cells_of(stage)) for stage in found},
        standing=access.standing(actor(), plan),
        rules=rules,
        error=error,
        at=at,
        given=request.form if error else {},
    )


@blueprint.get("/new")
def new(slug: str) -> str:
    """The form for a new stage, empty or with a preset's cells."""
    plan = plans.find_plan(actor(), slug)
    access.require(actor(), plan, "manage_stages")
    preset = request.args.get("preset", "comments")
    return _form("stages/new.html", plan, cells=PRESETS.get(preset, frozenset()), given={}, preset=preset)


@blueprint.post("/new")
def create(slug: str) -> Response | tuple[str, int]:
    """Plan a stage."""
    plan, form = plans.find_plan(actor(), slug), request.form
    try:
        made = stages.create_stage(
            signed_in(),
            plan,
            name=form.get("name", ""),
            note=form.get("note", ""),
            opens=form.get("opens", ""),
            closes=form.get("closes", ""),
            zone=form.get("zone", "UTC"),
            cells=form.getlist("cells"),
            position=_position(form.get("position", "")),
        )
    except Refused as error:
        page = _form("stages/new.html", plan, cells=frozenset(form.getlist("cells")), given=form, error=error)
        return page, status_of(error)
    say(gettext("The stage “%(name)s” is planned.", name=made.name))
    return see_other("stages.index", slug=slug)


@blueprint.get("/<stage>/edit")
def edit(slug: str, stage: str) -> str:
    """The form for changing a stage."""
    plan, found = _stage(slug, stage)
    access.require(actor(), plan, "manage_stages")
    return _form("stages/edit.html", plan, stage=found, cells=frozenset(stages.cells_of(found)), given=_written(found))


@blueprint.post("/<stage>/edit")
def update(slug: str, stage: str) -> Response | tuple[str, int]:
    """Change a stage."""
    plan, found = _stage(slug, stage)
    form = request.form
    try:
        stages.change_stage(
            signed_in(),
            found,
            name=form.get("name", ""),
            note=form.get("note", ""),
            cells=form.getlist("cells") if found.state != "closed" else stages.cells_of(found),
            position=_position(form.get("position", "")),
            opens=form.get("opens"),
            closes=form.get("closes"),
            zone=form.get("zone"),
        )
    except Refused as error:
        cells = frozenset(form.getlist("cells"))
        page = _form("stages/edit.html", plan, stage=found, cells=cells, given=form, error=error)
        return page, status_of(error)
    say(gettext("The stage was changed."))
    return see_other("stages.index", slug=slug)


@blueprint.post("/<stage>/extend")
def extend(slug: str, stage: str) -> Response | tuple[str, int]:
    """Move a deadline to a later time."""
    _, found = _stage(slug, stage)
    try:
        stages.extend_stage(
            signed_in(), found, closes=request.form.get("closes", ""), reason=request.form.get("reason", "")
        )
    except Refused as error:
        return index(slug, error, at=stage), status_of(error)
    say(gettext("The deadline was extended; the old one stays on record."))
    return see_other("stages.index", slug=slug)


@blueprint.post("/<stage>/open")
def open(slug: str, stage: str) -> Response | tuple[str, int]:
    """Open a stage; where the form says so, close the one that is open in the same act."""
    _, found = _stage(slug, stage)
    try:
        stages.open_stage(signed_in(), found, close_other=request.form.get("close_other") == "yes")
    except Conflict as error:
        return index(slug, error, at=stage), status_of(error)
    say(gettext("“%(name)s” is open.", name=found.name))
    return see_other("stages.index", slug=slug)


@blueprint.post("/<stage>/close")
def close(slug: str, stage: str) -> Response | tuple[str, int]:
    """Close a stage."""
    _, found = _stage(slug, stage)
    try:
        stages.close_stage(signed_in(), found)
    except Conflict as error:
        return index(slug, error, at=stage), status_of(error)
    say(gettext("“%(name)s” is closed.", name=found.name))
    return see_other("stages.index", slug=slug)


@blueprint.post("/<stage>/cancel")
def cancel(slug: str, stage: str) -> Response | tuple[str, int]:
    """Give up a planned stage."""
    _, found = _stage(slug, stage)
    try:
        stages.cancel_stage(signed_in(), found)
    except Conflict as error:
        return index(slug, error, at=stage), status_of(error)
    say(gettext("“%(name)s” was cancelled.", name=found.name))
    return see_other("stages.index", slug=slug)


@blueprint.app_template_filter("wall")
def wall(at: datetime) -> str:
    """A moment as the clocks show it where it was set, whatever the reader's zone is."""
    return say_moment(at, rebase=False)


@blueprint.app_template_filter("from_now")
def from_now(left: timedelta) -> str:
    """How long until a moment, or since it: counted in days where days are what one counts in."""
    days = abs(left) // timedelta(days=1)
    if not 2 <= days < 100:
        return format_timedelta(left, add_direction=True, threshold=1.2)
    if left < timedelta(0):
        return ngettext("%(num)s day ago", "%(num)s days ago", days)
    return ngettext("in %(num)s day", "in %(num)s days", days)


def _stage(slug: str, stage: str) -> tuple[Plan, Stage]:
    plan = plans.find_plan(actor(), slug)
    return plan, stages.find_stage(actor(), plan, stage)


def _written(stage: Stage) -> dict[str, Any]:
    return {
        "name": stage.name,
        "note": stage.note,
        "opens": stage.opens or "",
        "closes": stage.closes or "",
        "zone": stage.zone,
        "position": stage.position,
    }


def _form(
    template: str,
    plan: Plan,
    *,
    cells: frozenset[str],
    given: Mapping[str, Any],
    stage: Stage | None = None,
    error: WikiError | None = None,
    preset: str = "",
) -> str:
    return render_template(
        template,
        plan=plan,
        stage=stage,
        cells=cells,
        given=given,
        error=error,
        preset=preset,
        presets=tuple(PRESETS),
        rules=rules,
        zones=ZONES,
        reader=actor(),
        limits={"name": stages.MAX_NAME, "note": stages.MAX_NOTE},
    )


def _position(typed: str) -> int | None:
    number = read_number(typed)
    if number is None and typed.strip():
        raise Invalid("A place among the stages is a number, counted from 1.", field="position")
    return number

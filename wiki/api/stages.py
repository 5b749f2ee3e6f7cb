"""Stages: the phases of the process, who may do what in each, and moving from one to the next."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.shapes import MOST, Given, Told, Words, YesNo, changed_line, line, one_of
from wiki.models import Stage
from wiki.presenters.resources import stage_as_resource
from wiki.rules.access import STAGE_CELLS
from wiki.services import plans, stages
from wiki.web import actor, signed_in

noun = Noun("stages", __name__, "The phases of a process, with dates and a table of who may do what.")


class StageTold(Told):
    """A stage. `opens` and `closes` are wall time in its zone; `cells` ("act:role") are what it says yes to."""

    slug = fields.String()
    name = fields.String()
    note = fields.String()
    position = fields.Integer()
    state = fields.String(validate=one_of(("planned", "open", "closed")))
    opens = fields.String(allow_none=True)
    closes = fields.String(allow_none=True)
    closes_at = fields.String(allow_none=True)
    first_closes = fields.String(allow_none=True)
    zone = fields.String()
    cells = fields.List(fields.String())
    opened = fields.Integer(allow_none=True)
    closed = fields.Integer(allow_none=True)


class StagesTold(Told):
    """The stages of a plan in order."""

    stages = fields.List(fields.Nested(StageTold))


_Cells = fields.List(Words(validate=one_of(STAGE_CELLS)))
_Position = fields.Integer(
    strict=True, validate=validate.Range(1, MOST, error=lazy_gettext("Places are counted from 1."))
)


class StageGiven(Given):
    """A stage to be planned. Dates are wall time in the zone, like 2007-01-31T18:00."""

    name = line(160)
    note = Words(load_default="")
    opens = Words(load_default="")
    closes = Words(load_default="")
    zone = Words(load_default="UTC")
    cells = fields.List(Words(validate=one_of(STAGE_CELLS)), load_default=list)
    position = _Position


class StageChanged(Given):
    """What of a stage shall change; what is left out stays."""

    name = changed_line(160)
    note = Words()
    opens = Words()
    closes = Words()
    zone = Words()
    cells = _Cells
    position = _Position


class LaterGiven(Given):
    """A later deadline, wall time in the stage's zone."""

    closes = Words(required=True)
    reason = Words(load_default="")


class OpenGiven(Given):
    """Whether the stage that is open closes in the same act."""

    close_other = YesNo(load_default=False)


def _stage(slug: str, stage: str) -> Stage:
    return stages.find_stage(actor(), plans.find_plan(actor(), slug), stage)


def _told(stage: Stage) -> dict[str, Any]:
    return stage_as_resource(stage, stages.cells_of(stage))


@noun.act("GET", "/plans/<slug>/stages", gives=StagesTold)
def index(slug: str) -> dict[str, Any]:
    """List the stages of a plan"""
    return {"stages": [_told(one) for one in stages.list_stages(actor(), plans.find_plan(actor(), slug))]}


@noun.act("POST", "/plans/<slug>/stages", scope="manage", given=StageGiven, gives=StageTold, status=201)
def create(given: dict[str, Any], slug: str) -> Response:
    """Plan a stage"""
    made = stages.create_stage(signed_in(), plans.find_plan(actor(), slug), **given)
    return reply(_told(made), location=f"/plans/{slug}/stages/{made.slug}")


@noun.act("GET", "/plans/<slug>/stages/<stage>", gives=StageTold)
def show(slug: str, stage: str) -> dict[str, Any]:
    """See a stage"""
    return _told(_stage(slug, stage))


@noun.act(
    "PATCH", "/plans/<slug>/stages/<stage>", scope="manage", given=StageChanged, gives=StageTold, reads="stages.show",
)  # fmt: skip
def update(given: dict[str, Any], slug: str, stage: str) -> dict[str, Any]:
    """Change a stage"""
    found = _stage(slug, stage)
    standing = {"name": found.name, "note": found.note, "cells": stages.cells_of(found)}
    return _told(stages.change_stage(signed_in(), found, **{**standing, **given}))


@noun.act(
    "POST", "/plans/<slug>/stages/<stage>/extend", scope="manage", given=LaterGiven, gives=StageTold,
    reads="stages.show",
)  # fmt: skip
def extend(given: dict[str, str], slug: str, stage: str) -> dict[str, Any]:
    """Move a deadline to a later time; the old one stays on record"""
    return _told(stages.extend_stage(signed_in(), _stage(slug, stage), **given))


@noun.act(
    "POST", "/plans/<slug>/stages/<stage>/open", scope="manage", given=OpenGiven, gives=StageTold, reads="stages.show",
)  # fmt: skip
def open(given: dict[str, bool], slug: str, stage: str) -> dict[str, Any]:
    """Open a stage"""
    return _told(stages.open_stage(signed_in(), _stage(slug, stage), **given))


@noun.act("POST", "/plans/<slug>/stages/<stage>/close", scope="manage", gives=StageTold, reads="stages.show")
def close(slug: str, stage: str) -> dict[str, Any]:
    """Close a stage"""
    return _told(stages.close_stage(signed_in(), _stage(slug, stage)))


@noun.act("POST", "/plans/<slug>/stages/<stage>/cancel", scope="manage", gives=StageTold, reads="stages.show")
def cancel(slug: str, stage: str) -> dict[str, Any]:
    """Give up a planned stage"""
    return _told(stages.cancel_stage(signed_in(), _stage(slug, stage)))

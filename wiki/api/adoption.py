"""Adoption: what stands in the way, the chair's declaration, sealing, checking a file against the seal."""

from typing import Any

from flask import Response, request
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.sections import DraftTold
from wiki.api.shapes import Given, Told, Words, line, short
from wiki.models import Plan
from wiki.presenters.exports import draft_as_data
from wiki.rules.adoption import Obstacle
from wiki.services import adoption, plans
from wiki.speech import say_sentence
from wiki.web import actor, signed_in

noun = Noun("adoption", __name__, "The way to the adopted text, and its seal.")


class ObstacleTold(Told):
    """One thing in the way, and the section or comment it is about."""

    kind = fields.String()
    told = fields.String()
    section = fields.Integer(allow_none=True)
    comment = fields.Integer(allow_none=True)


class ChecklistTold(Told):
    """Where a plan stands on the way. `sha256` is of the newest text, by language; `declared` the entry by which the
    chair declared it agreed."""

    moment = fields.Integer()
    ready = fields.Boolean()
    clear = fields.Boolean()
    obstacles = fields.List(fields.Nested(ObstacleTold))
    declared = fields.Integer(allow_none=True)
    has_chair = fields.Boolean()
    sha256 = fields.Dict(keys=fields.String(), values=fields.String())


class SealTold(Told):
    """The seal: the entry that made it, the draft, and the SHA-256 of its text by language."""

    number = fields.Integer()
    draft = fields.Nested(DraftTold)
    sha256 = fields.Dict(keys=fields.String(), values=fields.String())


class AdoptionTold(Told):
    """The seal of an adopted plan, or else the checklist."""

    seal = fields.Nested(SealTold, allow_none=True)
    checklist = fields.Nested(ChecklistTold, allow_none=True)


class DeclaredTold(Told):
    """The entry by which the text was declared agreed."""

    number = fields.Integer()


class CheckedTold(Told):
    """The language of the adopted text that the file is, byte for byte; null when it is not that text."""

    language = fields.String(allow_none=True)


class AdoptionGiven(Given):
    """The adopted text's name, symbol and date."""

    name = line(160)
    date = fields.Date(required=True)
    symbol = short(80)
    note = Words(load_default="")


def _obstacle(obstacle: Obstacle) -> dict[str, Any]:
    told = say_sentence(obstacle.message, obstacle.parameters)
    return {"kind": obstacle.kind, "told": told, "section": obstacle.section, "comment": obstacle.comment}


def _told(plan: Plan) -> dict[str, Any]:
    seal = adoption.find_seal(actor(), plan)
    if seal is not None:
        made = {"number": seal.number, "draft": draft_as_data(seal.draft), "sha256": seal.sha256}
        return {"seal": made, "checklist": None}
    found = adoption.check_plan(actor(), plan)
    lacking = [*found.obstacles, *([found.declaration] if found.declaration else [])]
    checklist = {
        "moment": found.moment,
        "ready": found.ready,
        "clear": found.clear,
        "obstacles": [_obstacle(one) for one in lacking],
        "declared": found.declared,
        "has_chair": found.has_chair,
        "sha256": found.sha256,
    }
    return {"seal": None, "checklist": checklist}


@noun.act("GET", "/plans/<slug>/adoption", gives=AdoptionTold)
def show(slug: str) -> dict[str, Any]:
    """See what stands in the way of adoption, or the seal"""
    return _told(plans.find_plan(actor(), slug))


@noun.act("POST", "/plans/<slug>/adoption/declare", scope="manage", gives=DeclaredTold, reads="adoption.show")
def declare(slug: str) -> dict[str, Any]:
    """Declare the text as it stands agreed"""
    return {"number": adoption.declare_adoption(signed_in(), plans.find_plan(actor(), slug)).number}


@noun.act(
    "POST", "/plans/<slug>/adoption", scope="manage", given=AdoptionGiven, gives=AdoptionTold, status=201,
    reads="adoption.show",
)  # fmt: skip
def create(given: dict[str, Any], slug: str) -> Response:
    """Adopt the text and seal the plan"""
    plan = plans.find_plan(actor(), slug)
    made = adoption.adopt_plan(signed_in(), plan, **given)
    return reply(_told(plan), location=f"/plans/{slug}/drafts/{made.slug}")


@noun.act(
    "POST", "/plans/<slug>/adoption/check", sends="application/octet-stream", gives=CheckedTold, limit="30/minute"
)
def check(slug: str) -> dict[str, Any]:
    """Say whether a file is the adopted text; nothing is recorded"""
    return {"language": adoption.check_file(actor(), plans.find_plan(actor(), slug), request.get_data())}

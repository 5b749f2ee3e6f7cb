"""The sections of a plan: the outline at a moment, and adding, retitling, moving, taking out, putting back."""

from typing import Any

from flask import Response
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.shapes import AT, LANGUAGE, Asked, Given, Told, Words, line, tag
from wiki.models import Plan, Section
from wiki.presenters.resources import items_as_resources, moment_as_resource
from wiki.services import moments, plans, sections
from wiki.web import actor, signed_in

noun = Noun(
    "sections", __name__, "The places of a plan, each with a permanent number; 0 is what precedes all headings."
)


class DraftTold(Told):
    """A name, a symbol and a date given to a moment."""

    slug = fields.String()
    moment = fields.Integer()
    name = fields.String()
    symbol = fields.String()
    date = fields.String()
    note = fields.String()
    distribution = fields.String()
    adopted = fields.Boolean()


class MomentTold(Told):
    """A moment of the plan; `draft` is set where it was asked for by a draft's name."""

    number = fields.Integer()
    draft = fields.Nested(DraftTold, allow_none=True)
    newest = fields.Boolean()


class SectionTold(Told):
    """Where a section stands and which revision holds there; without one the language has no text yet."""

    number = fields.Integer()
    parent = fields.Integer(allow_none=True)
    depth = fields.Integer()
    title = fields.String()
    level = fields.Integer()
    revision = fields.Integer(allow_none=True)
    sha256 = fields.String(allow_none=True)
    brackets_open = fields.Integer()


class OutlineTold(Told):
    """The sections in document order."""

    moment = fields.Nested(MomentTold)
    language = fields.String()
    sections = fields.List(fields.Nested(SectionTold))


class SectionSeen(SectionTold):
    """A section at a moment."""

    moment = fields.Nested(MomentTold)
    language = fields.String()
    children = fields.List(fields.Integer())


class Gone(Told):
    """A section that was taken out, and the title it had."""

    number = fields.Integer()
    title = fields.String()


class GoneTold(Told):
    """The sections that were taken out."""

    sections = fields.List(fields.Nested(Gone))


class WhenAsked(Asked):
    """A moment and a language."""

    at = fields.String(metadata=AT)
    language = fields.String(metadata=LANGUAGE)


class SectionGiven(Given):
    """A section to be added: under `parent`, behind its child `after`, or first."""

    title = line(500)
    body = Words(load_default="")
    parent = fields.Integer(strict=True, load_default=0)
    after = fields.Integer(strict=True, load_default=None, allow_none=True)


class TitleGiven(Given):
    """Another title."""

    title = line(500)
    language = tag(empty=True)


class PlaceGiven(Given):
    """Where a section shall stand: under `parent`, behind its child `after`, or first."""

    parent = fields.Integer(strict=True, required=True)
    after = fields.Integer(strict=True, load_default=None, allow_none=True)


def _seen(plan: Plan, number: int, asked: dict[str, Any]) -> dict[str, Any]:
    moment = moments.find_moment(actor(), plan, asked.get("at"))
    outline = moments.outline_at(plan, moment.number, asked.get("language") or None)
    item = outline.item(number)
    told = next(one for one in items_as_resources(outline.items) if one["number"] == number)
    return {
        **told,
        "moment": moment_as_resource(moment),
        "language": outline.language,
        "children": [child.number for child in outline.children(item.section_id)],
    }


def _section(slug: str, number: int) -> tuple[Plan, Section]:
    plan = plans.find_plan(actor(), slug)
    return plan, sections.find_section(actor(), plan, number)


def _spot(plan: Plan, given: dict[str, Any]) -> dict[str, Section | None]:
    after = given.get("after")
    return {
        "parent": sections.find_section(actor(), plan, given["parent"]),
        "after": sections.find_section(actor(), plan, after) if after is not None else None,
    }


@noun.act("GET", "/plans/<slug>/sections", asked=WhenAsked, gives=OutlineTold)
def index(asked: dict[str, str], slug: str) -> dict[str, Any]:
    """See the outline of a plan at a moment"""
    plan = plans.find_plan(actor(), slug)
    moment = moments.find_moment(actor(), plan, asked.get("at"))
    outline = moments.outline_at(plan, moment.number, asked.get("language") or None)
    return {
        "moment": moment_as_resource(moment),
        "language": outline.language,
        "sections": items_as_resources(outline.items),
    }


@noun.act(
    "POST", "/plans/<slug>/sections", scope="edit", given=SectionGiven, gives=SectionSeen, status=201,
    reads="sections.index",
)  # fmt: skip
def create(given: dict[str, Any], slug: str) -> Response:
    """Add a section"""
    plan = plans.find_plan(actor(), slug)
    spot: Any = _spot(plan, given)
    made = sections.add_section(signed_in(), plan, title=given["title"], body=given["body"], **spot)
    return reply(_seen(plan, made.number, {}), location=f"/plans/{slug}/sections/{made.number}")


@noun.act("GET", "/plans/<slug>/sections/removed", gives=GoneTold)
def removed(slug: str) -> dict[str, Any]:
    """List the sections that were taken out"""
    found = sections.list_removed(actor(), plans.find_plan(actor(), slug))
    return {"sections": [{"number": section.number, "title": title} for section, title in found]}


@noun.act("GET", "/plans/<slug>/sections/<int:number>", asked=WhenAsked, gives=SectionSeen)
def show(asked: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """See where a section stands at a moment"""
    return _seen(plans.find_plan(actor(), slug), number, asked)


@noun.act(
    "PATCH", "/plans/<slug>/sections/<int:number>", scope="edit", given=TitleGiven, gives=SectionSeen,
    reads="sections.show",
)  # fmt: skip
def retitle(given: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """Give a section another title"""
    plan, section = _section(slug, number)
    sections.retitle_section(signed_in(), section, **given)
    return _seen(plan, number, given)


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/move", scope="edit", given=PlaceGiven, gives=SectionSeen,
    reads="sections.show",
)  # fmt: skip
def move(given: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """Move a section with all that is under it"""
    plan, section = _section(slug, number)
    spot: Any = _spot(plan, given)
    sections.move_section(signed_in(), section, **spot)
    return _seen(plan, number, {})


@noun.act("DELETE", "/plans/<slug>/sections/<int:number>", scope="edit", reads="sections.show")
def remove(slug: str, number: int) -> None:
    """Take a section out, with all that is under it; it can be put back"""
    _, section = _section(slug, number)
    sections.remove_section(signed_in(), section)


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/restore", scope="edit", gives=SectionSeen, reads="sections.index",
)  # fmt: skip
def restore(slug: str, number: int) -> dict[str, Any]:
    """Put a section back"""
    plan, section = _section(slug, number)
    sections.restore_section(signed_in(), section)
    return _seen(plan, number, {})

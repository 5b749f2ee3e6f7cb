"""Brackets: what stands open in a plan or a section, settling one, putting words in brackets; each seen before."""

from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun
from wiki.api.saving import BASE, REFUSED, LanguageAsked, SavedTold, base_of_save, saved_as_reply
from wiki.api.sections import MomentTold, WhenAsked
from wiki.api.shapes import Given, Told, Words, one_of, short
from wiki.models import Section
from wiki.presenters.brackets import KINDS
from wiki.presenters.resources import moment_as_resource
from wiki.presenters.resources_of_words import brackets_as_resource
from wiki.services import access, brackets, drafts, moments, plans, sections
from wiki.web import actor, signed_in

noun = Noun("brackets", __name__, "Words that are not agreed.")

ACTS = ("lift", "drop", "choose")


class SinceTold(Told):
    """The revision a bracket came with, and the first draft that has it."""

    revision = fields.Integer()
    at = fields.String(allow_none=True)
    person = fields.String()
    draft = fields.String(allow_none=True)


class BracketTold(Told):
    """A bracket. `start` is its place in the text, by which acts name it; `acts` are open to it, `options` what an
    alternative offers; `among` says which of how many brackets for one place it is."""

    start = fields.Integer()
    end = fields.Integer()
    kind = fields.String(validate=one_of(tuple(KINDS)))
    depth = fields.Integer()
    owners = fields.List(fields.String())
    words = fields.String()
    options = fields.List(fields.String())
    among = fields.List(fields.Integer(), allow_none=True)
    acts = fields.List(fields.String())
    paragraph = fields.Integer(allow_none=True)
    paragraph_number = fields.String(allow_none=True)
    since = fields.Nested(SinceTold, allow_none=True)


class StrayTold(Told):
    """A mark without a partner, with what stands around it."""

    at = fields.Integer()
    mark = fields.String()
    before = fields.String()
    after = fields.String()
    paragraph = fields.Integer(allow_none=True)
    paragraph_number = fields.String(allow_none=True)


class SectionBracketsTold(Told):
    """What stands open in one section, in the order of the text of a revision."""

    number = fields.Integer()
    title = fields.String()
    revision = fields.Integer()
    brackets = fields.List(fields.Nested(BracketTold))
    strays = fields.List(fields.Nested(StrayTold))


class BracketsTold(Told):
    """What stands open at a moment, section by section."""

    moment = fields.Nested(MomentTold)
    language = fields.String()
    sections = fields.List(fields.Nested(SectionBracketsTold))


class ProposedTold(Told):
    """What an act would make of the text."""

    revision = fields.Integer()
    text = fields.String()
    words = fields.String()


class SettlePreviewed(Given):
    """A bracket, by its place in the revision named in If-Match, and what is done to it: "lift" (its words are
    agreed), "drop" (they go) or "choose" (one option stands)."""

    act = Words(required=True, validate=one_of(ACTS))
    start = fields.Integer(strict=True, required=True)
    option = fields.Integer(strict=True, load_default=0)


class BracketSettled(SettlePreviewed):
    """The same, to be recorded."""

    summary = short(500)


class PutPreviewed(Given):
    """Words to stand in brackets: a quote of the revision named in If-Match with what stands around it, or a paragraph
    by its id; and who objects."""

    quote = Words(load_default="")
    prefix = Words(load_default="", validate=validate.Length(max=500, error=lazy_gettext("At most 500 characters.")))
    suffix = Words(load_default="", validate=validate.Length(max=500, error=lazy_gettext("At most 500 characters.")))
    paragraph = fields.Integer(strict=True, load_default=None, allow_none=True)
    owners = Words(load_default="")


class PutGiven(PutPreviewed):
    """The same, to be recorded."""

    summary = short(500)


def _section(slug: str, number: int) -> Section:
    return sections.find_section(actor(), plans.find_plan(actor(), slug), number)


def _list(slug: str, asked: dict[str, str], number: int | None) -> dict[str, Any]:
    plan = plans.find_plan(actor(), slug)
    moment = moments.find_moment(actor(), plan, asked.get("at"))
    outline = moments.outline_at(plan, moment.number, asked.get("language") or None)
    if number is not None:
        outline.item(number)
    found = brackets.find_brackets(plan, outline, section=number, drafts=drafts.list_drafts(actor(), plan))
    return {
        "moment": moment_as_resource(moment),
        "language": outline.language,
        "sections": [brackets_as_resource(one) for one in found],
    }


def _proposed(found: brackets.Proposed) -> dict[str, Any]:
    return {"revision": found.revision.number, "text": found.text, "words": found.words}


def _words(given: dict[str, Any]) -> brackets.Words:
    return brackets.Words(*(given.pop(name) for name in ("quote", "prefix", "suffix", "paragraph")))


@noun.act("GET", "/plans/<slug>/brackets", asked=WhenAsked, gives=BracketsTold)
def index(asked: dict[str, str], slug: str) -> dict[str, Any]:
    """List what stands open in a plan"""
    return _list(slug, asked, None)


@noun.act("GET", "/plans/<slug>/sections/<int:number>/brackets", asked=WhenAsked, gives=BracketsTold)
def show(asked: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """List what stands open in a section"""
    return _list(slug, asked, number)


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/brackets/settle/preview", scope="edit", asked=LanguageAsked,
    given=SettlePreviewed, gives=ProposedTold, headers=BASE,
)  # fmt: skip
def preview(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """See what settling a bracket would make of the text"""
    section, language = _section(slug, number), asked.get("language", "")
    access.require(actor(), section.plan, "edit")
    return _proposed(brackets.preview_settling(actor(), section, based_on=base_of_save(), language=language, **given))


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/brackets/settle", scope="edit", asked=LanguageAsked,
    given=BracketSettled, gives=SavedTold, headers=BASE, refuses=REFUSED,
)  # fmt: skip
def settle(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> Response:
    """Lift a bracket, drop it, or let one option stand"""
    section, act, option = _section(slug, number), given.pop("act"), given.pop("option")
    seen = {"based_on": base_of_save(), "language": asked.get("language", ""), **given}
    if act == "lift":
        saved = brackets.lift_bracket(signed_in(), section, **seen)
    elif act == "drop":
        saved = brackets.drop_bracket(signed_in(), section, **seen)
    else:
        saved = brackets.choose_alternative(signed_in(), section, option=option, **seen)
    return saved_as_reply(saved, saved.revision.text.body)


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/brackets/preview", scope="edit", asked=LanguageAsked,
    given=PutPreviewed, gives=ProposedTold, headers=BASE,
)  # fmt: skip
def preview_putting(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """See what brackets round these words would make of the text"""
    section, words = _section(slug, number), _words(given)
    access.require(actor(), section.plan, "edit")
    language = asked.get("language", "")
    return _proposed(
        brackets.preview_bracketing(actor(), section, words=words, based_on=base_of_save(), language=language, **given)
    )


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/brackets", scope="edit", asked=LanguageAsked, given=PutGiven,
    gives=SavedTold, headers=BASE, refuses=REFUSED,
)  # fmt: skip
def put(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> Response:
    """Put words in brackets"""
    section, words = _section(slug, number), _words(given)
    language = asked.get("language", "")
    saved = brackets.put_in_brackets(
        signed_in(), section, words=words, based_on=base_of_save(), language=language, **given
    )
    return saved_as_reply(saved, saved.revision.text.body)

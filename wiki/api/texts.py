"""Texts: reading one section or the whole, saving against a base, what a save would come to."""

from typing import Any

from flask import Response
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.saving import (
    BASE,
    BASE_OR_NONE,
    REFUSED,
    Conflict,
    LanguageAsked,
    SavedTold,
    TextGiven,
    base_of_save,
    base_or_none,
    saved_as_reply,
    section_of,
)
from wiki.api.sections import MomentTold, WhenAsked
from wiki.api.shapes import Given, Piece, Told, Words, YesNo, one_of, short
from wiki.presenters.comparisons import pieces_between
from wiki.presenters.conflicts import conflict_as_data
from wiki.presenters.resources import moment_as_resource, text_as_resource
from wiki.services import plans, renderings, revisions, texts
from wiki.web import actor, signed_in

noun = Noun("texts", __name__, "What stands in the plan, byte for byte.")


class WholeTextTold(Told):
    """The whole text at a moment; `sha256` is of its UTF-8."""

    moment = fields.Nested(MomentTold)
    language = fields.String()
    text = fields.String()
    sha256 = fields.String()


class TextTold(Told):
    """A section's text: from its heading line to the next heading. `paragraphs` are the ids of its paragraphs."""

    section = fields.Integer()
    language = fields.String()
    revision = fields.Integer()
    title = fields.String()
    level = fields.Integer()
    text = fields.String()
    sha256 = fields.String()
    brackets_open = fields.Integer()
    paragraphs = fields.List(fields.Integer())


class PreviewTold(Told):
    """What a save would come to now: a text, with what would come in, or a conflict. `splits` are the titles of the
    sections it would begin, `html` is what was sent, shown."""

    newest = fields.Integer()
    text = fields.String(allow_none=True)
    came_in = fields.List(fields.Nested(Piece))
    conflict = fields.Nested(Conflict, allow_none=True)
    splits = fields.List(fields.String())
    html = fields.String()


class CombinedTold(Told):
    """The text that picks come to."""

    text = fields.String()


class SaveGiven(Given):
    """A text to be saved. Headings of its own begin new sections, once `split` says yes."""

    text = Words(required=True)
    summary = short(500)
    split = YesNo(load_default=False)


class Pick(Given):
    """What is taken for a pair: "mine", "theirs", or "own" with other words."""

    take = Words(required=True, validate=one_of(("mine", "theirs", "own")))
    text = Words(load_default="")


class ConflictSettled(Given):
    """A conflict settled: the numbers of the two revisions, one's own text, and a pick for each pair, in order."""

    base = fields.Integer(strict=True, required=True)
    theirs = fields.Integer(strict=True, required=True)
    mine = Words(required=True)
    picks = fields.List(fields.Nested(Pick), required=True)


class SettleGiven(ConflictSettled):
    """The same, to be saved."""

    summary = short(500)


@noun.act("GET", "/plans/<slug>/text", asked=WhenAsked, gives=WholeTextTold)
def whole(asked: dict[str, str], slug: str) -> Response:
    """Read the whole text at a moment"""
    plan = plans.find_plan(actor(), slug)
    found = texts.find_whole_text(actor(), plan, at=asked.get("at"), language=asked.get("language", ""))
    moment = moment_as_resource(found.moment)
    return reply({"moment": moment, "language": found.language, "text": found.source, "sha256": found.sha256})


@noun.act("GET", "/plans/<slug>/sections/<int:number>/text", asked=WhenAsked, gives=TextTold)
def show(asked: dict[str, str], slug: str, number: int) -> Response:
    """Read a section's text at a moment"""
    plan = plans.find_plan(actor(), slug)
    _, found = texts.find_text(actor(), plan, number, at=asked.get("at"), language=asked.get("language", ""))
    return reply(text_as_resource(found, section=number), etag=str(found.number))


@noun.act(
    "PUT", "/plans/<slug>/sections/<int:number>/text", scope="edit", asked=LanguageAsked, given=SaveGiven,
    gives=SavedTold, headers=BASE_OR_NONE, refuses=REFUSED,
)  # fmt: skip
def save(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> Response:
    """Save a section's text

    When others saved meanwhile, edits in other sentences are combined, and the answer tells what came in. Where the
    same sentence was edited nothing is saved: the answer is 412, and its `conflict` holds both texts and their base,
    paired by paragraph. Send the text again with If-Match of `conflict.newest`, or settle the pairs one by one.
    """
    section = section_of(slug, number)
    saved = revisions.save_revision(
        signed_in(), section, based_on=base_or_none(), language=asked.get("language", ""), **given
    )
    return saved_as_reply(saved, given["text"])


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/text/preview", scope="edit", asked=LanguageAsked, given=TextGiven,
    gives=PreviewTold, headers=BASE,
)  # fmt: skip
def preview(asked: dict[str, str], given: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """See what saving a text would come to; nothing is saved"""
    section, text = section_of(slug, number), given["text"]
    signed_in()
    language = asked.get("language", "") or section.plan.language
    found = texts.preview_merge(actor(), section, text=text, based_on=base_of_save(), language=language)
    clash = found.conflict
    return {
        "newest": found.newest.number,
        "text": found.text,
        "came_in": pieces_between(text, found.text) if found.text is not None else [],
        "conflict": conflict_as_data(clash.base, clash.mine, clash.theirs, newest=clash.newest) if clash else None,
        "splits": list(revisions.foresee_sections(actor(), section, text=text, language=language)),
        "html": renderings.render_preview(text, language=language),
    }


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/text/settle", scope="edit", asked=LanguageAsked, given=SettleGiven,
    gives=SavedTold, refuses=REFUSED,
)  # fmt: skip
def settle(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> Response:
    """Settle a conflict pair by pair, and save"""
    picks = [(pick["take"], pick["text"]) for pick in given.pop("picks")]
    section = section_of(slug, number)
    saved = revisions.settle_conflict(signed_in(), section, picks=picks, language=asked.get("language", ""), **given)
    return saved_as_reply(saved, saved.revision.text.body)


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/text/settle/preview", scope="edit", asked=LanguageAsked,
    given=ConflictSettled, gives=CombinedTold,
)  # fmt: skip
def preview_settling(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """See the text that settling a conflict would come to"""
    picks = [(pick["take"], pick["text"]) for pick in given.pop("picks")]
    section = section_of(slug, number)
    language = asked.get("language", "")
    return {"text": revisions.combine_choices(signed_in(), section, picks=picks, language=language, **given)}

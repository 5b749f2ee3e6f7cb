"""Texts: reading one section or the whole, saving against a base, what a save would come to, what is being typed.

The mark (ETag) of a section's text is the number of its revision: a save names in If-Match the one it started from.
"""

from typing import Any

from flask import Response, request
from marshmallow import fields

from wiki.api.operations import Noun, reply
from wiki.api.revisions import RevisionTold
from wiki.api.sections import MomentTold, WhenAsked
from wiki.api.shapes import LANGUAGE, MOST, Asked, Given, Piece, Problem, Told, Words, YesNo, one_of, short
from wiki.errors import BaseMissing, NotFound, StaleRevision
from wiki.models import Section
from wiki.presenters.comparisons import pieces_between
from wiki.presenters.conflicts import conflict_as_data
from wiki.presenters.resources import instant, moment_as_resource, revision_as_resource, text_as_resource
from wiki.services import autosaves, plans, renderings, revisions, sections, texts
from wiki.web import actor, signed_in

noun = Noun("texts", __name__, "What stands in the plan, byte for byte.")

BASE = (
    {
        "name": "If-Match",
        "description": "The mark (ETag) of the text this one started from: its revision's number in quotation marks.",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
        "example": '"12"',
    },
)
BASE_OR_NONE = (
    {**BASE[0], "required": False},
    {
        "name": "If-None-Match",
        "description": "“*” for the first text in a language, which starts from none.",
        "schema": {"type": "string", "enum": ["*"]},
    },
)


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


class SavedTold(Told):
    """What a save came to. `changed`: whether there is a new revision. `combined`: whether others had changed other
    words meanwhile, which are in the text now; `came_in` is then what became of the text that was sent."""

    revision = fields.Nested(RevisionTold)
    changed = fields.Boolean()
    combined = fields.Boolean()
    came_in = fields.List(fields.Nested(Piece))


class Block(Told):
    """A stretch both agree on (`text`), or a pair to choose from (`pair` counts them)."""

    text = fields.String(metadata={"always": False})
    pair = fields.Integer(metadata={"always": False})
    base = fields.String(metadata={"always": False})
    mine = fields.String(metadata={"always": False})
    theirs = fields.String(metadata={"always": False})


class Conflict(Told):
    """Both texts and their base, whole and as blocks. `newest` is the revision that holds theirs."""

    base = fields.String()
    mine = fields.String()
    theirs = fields.String()
    newest = fields.Integer()
    blocks = fields.List(fields.Nested(Block))


class ConflictProblem(Problem):
    """The same words were changed meanwhile: nothing was saved, and nothing is lost."""

    conflict = fields.Nested(Conflict)


class SplitsProblem(Problem):
    """The text has headings of its own; send it again with `split`."""

    titles = fields.List(fields.String())


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


class TypingTold(Told):
    """What one has typed and not saved, and the revision it started from."""

    text = fields.String()
    base = fields.Integer()
    at = fields.String()


class LanguageAsked(Asked):
    """A language."""

    language = fields.String(metadata=LANGUAGE)


class SaveGiven(Given):
    """A text to be saved. Headings of its own begin new sections, once `split` says yes."""

    text = Words(required=True)
    summary = short(500)
    split = YesNo(load_default=False)


class TextGiven(Given):
    """A text that is not to be saved yet."""

    text = Words(required=True)


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


REFUSED = (
    (409, SplitsProblem, "The text would begin new sections, or something else stands in the way."),
    (412, ConflictProblem, "The base is not the newest, and the same words were changed; or it is no base."),
    (428, Problem, "If-Match is missing."),
)


def _section(slug: str, number: int) -> Section:
    return sections.find_section(actor(), plans.find_plan(actor(), slug), number)


def _base() -> int | None:
    """The revision a save names as its base in If-Match; None for "there is no text yet" (If-None-Match: *)."""
    marks = list(request.if_match)
    if not marks and request.headers.get("If-None-Match", "").strip() == "*":
        return None
    if len(marks) != 1:
        raise BaseMissing("Name in If-Match the revision your text started from, as the text's ETag gave it.")
    if not (marks[0].isascii() and marks[0].isdigit() and int(marks[0][:12]) <= MOST):
        raise StaleRevision("“%(mark)s” is not a revision of this section.", mark=marks[0][:40])
    return int(marks[0][:12])


def base_of_save() -> int:
    """The revision a save names as its base, where there is always one; raises BaseMissing."""
    base = _base()
    if base is None:
        raise BaseMissing("Name in If-Match the revision your text started from, as the text's ETag gave it.")
    return base


def saved_as_reply(saved: revisions.Saved, sent: str) -> Response:
    """What a save came to, with the new text's mark; `sent` is what it was asked to save."""
    came_in = pieces_between(sent, saved.revision.text.body) if saved.combined else []
    told = {
        "revision": revision_as_resource(saved.revision),
        "changed": saved.changed,
        "combined": saved.combined,
        "came_in": came_in,
    }
    return reply(told, etag=str(saved.revision.number))


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
    section = _section(slug, number)
    saved = revisions.save_revision(signed_in(), section, based_on=_base(), language=asked.get("language", ""), **given)
    return saved_as_reply(saved, given["text"])


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/text/preview", scope="edit", asked=LanguageAsked, given=TextGiven,
    gives=PreviewTold, headers=BASE,
)  # fmt: skip
def preview(asked: dict[str, str], given: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """See what saving a text would come to; nothing is saved"""
    section, text = _section(slug, number), given["text"]
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
    section = _section(slug, number)
    saved = revisions.settle_conflict(signed_in(), section, picks=picks, language=asked.get("language", ""), **given)
    return saved_as_reply(saved, saved.revision.text.body)


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/text/settle/preview", scope="edit", asked=LanguageAsked,
    given=ConflictSettled, gives=CombinedTold,
)  # fmt: skip
def preview_settling(asked: dict[str, str], given: dict[str, Any], slug: str, number: int) -> dict[str, Any]:
    """See the text that settling a conflict would come to"""
    picks = [(pick["take"], pick["text"]) for pick in given.pop("picks")]
    section = _section(slug, number)
    language = asked.get("language", "")
    return {"text": revisions.combine_choices(signed_in(), section, picks=picks, language=language, **given)}


@noun.act("GET", "/plans/<slug>/sections/<int:number>/typing", asked=LanguageAsked, gives=TypingTold)
def typing(asked: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """See what one has typed into a section and not saved"""
    kept = autosaves.find_typing(signed_in(), _section(slug, number), language=asked.get("language", ""))
    if kept is None:
        raise NotFound("You have typed nothing here that is not saved.")
    return {"text": kept.body, "base": kept.base.number, "at": instant(kept.at)}


@noun.act(
    "PUT", "/plans/<slug>/sections/<int:number>/typing", scope="edit", asked=LanguageAsked, given=TextGiven,
    gives=TypingTold, headers=BASE,
)  # fmt: skip
def keep(asked: dict[str, str], given: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """Keep what is being typed, so that it is not lost"""
    base, text = base_of_save(), given["text"]
    kept = autosaves.keep_typing(
        signed_in(), _section(slug, number), text=text, based_on=base, language=asked.get("language", "")
    )
    return {"text": text, "base": base, "at": instant(kept.at)}


@noun.act("DELETE", "/plans/<slug>/sections/<int:number>/typing", scope="edit", asked=LanguageAsked)
def discard(asked: dict[str, str], slug: str, number: int) -> None:
    """Let go of what was typed"""
    autosaves.discard_typing(signed_in(), _section(slug, number), language=asked.get("language", ""))

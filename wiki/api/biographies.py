"""Who wrote the words: of a section, sentence by sentence; and the story of one sentence."""

from typing import Any

from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun
from wiki.api.sections import MomentTold, WhenAsked
from wiki.api.shapes import MOST, Asked, Told, Who
from wiki.presenters.resources import moment_as_resource
from wiki.presenters.resources_of_words import authorship_as_resource, story_as_resource
from wiki.services import authorship, moments, plans, sections, stories
from wiki.web import actor

noun = Noun("biographies", __name__, "Who brought each word, and what stood there before.")


class PartTold(Told):
    """A stretch of the text, in code points, and the revision that brought its words."""

    start = fields.Integer()
    end = fields.Integer()
    revision = fields.Integer()


class SentenceTold(Told):
    """A sentence, and whose words its parts are."""

    start = fields.Integer()
    end = fields.Integer()
    parts = fields.List(fields.Nested(PartTold))


class VoiceTold(Told):
    """Who acted in a revision, for whom, when, in which stage."""

    revision = fields.Integer()
    at = fields.String()
    by = fields.Nested(Who)
    stage = fields.String(allow_none=True)


class BiographyTold(Told):
    """Whose words a section's text is at a moment; places are those of the revision's text."""

    moment = fields.Nested(MomentTold)
    language = fields.String()
    revision = fields.Integer()
    sentences = fields.List(fields.Nested(SentenceTold))
    revisions = fields.List(fields.Nested(VoiceTold))


class StepTold(VoiceTold):
    """What one revision did to a sentence, and the drafts in which it stood as it came to stand."""

    kind = fields.String()
    section = fields.Integer()
    old = fields.String()
    new = fields.String()
    summary = fields.String()
    drafts = fields.List(fields.String())


class RestTold(Told):
    """Where an older part of a story begins."""

    section = fields.Integer()
    revision = fields.Integer()
    start = fields.Integer()
    end = fields.Integer()


class StoryTold(Told):
    """What became of a sentence, newest first; `rest` is where an older part begins."""

    words = fields.String()
    steps = fields.List(fields.Nested(StepTold))
    rest = fields.Nested(RestTold, allow_none=True)


_Place = validate.Range(0, MOST, error=lazy_gettext("Give a place in the text."))


class StretchAsked(Asked):
    """A stretch of a revision's text, in code points."""

    start = fields.Integer(required=True, validate=_Place)
    end = fields.Integer(required=True, validate=_Place)


@noun.act("GET", "/plans/<slug>/sections/<int:number>/biography", asked=WhenAsked, gives=BiographyTold)
def show(asked: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """See who wrote a section, sentence by sentence"""
    plan = plans.find_plan(actor(), slug)
    moment = moments.find_moment(actor(), plan, asked.get("at"))
    outline = moments.outline_at(plan, moment.number, asked.get("language") or None)
    item = outline.item(number)
    told, voices = authorship.tell_authorship(actor(), plan, item)
    return {
        "moment": moment_as_resource(moment),
        "language": outline.language,
        "revision": item.revision_number,
        **authorship_as_resource(told, voices),
    }


@noun.act(
    "GET", "/plans/<slug>/sections/<int:number>/revisions/<int:revision>/story", asked=StretchAsked, gives=StoryTold
)
def tell(asked: dict[str, int], slug: str, number: int, revision: int) -> dict[str, Any]:
    """Read the story of the sentence that stands at a place of a revision"""
    section = sections.find_section(actor(), plans.find_plan(actor(), slug), number)
    _, story = stories.tell_story(actor(), section, revision, start=asked["start"], end=asked["end"])
    return story_as_resource(story)

"""Brackets, whose words they are and their stories as plain data, for the API. Field names are promises to programs."""

from collections.abc import Mapping
from typing import Any

from wiki.presenters.biographies import Story, Told, Voice
from wiki.presenters.brackets import OpenBracket, Place, SectionBrackets
from wiki.presenters.resources import instant


def brackets_as_resource(found: SectionBrackets) -> dict[str, Any]:
    """What stands open in one section, in the order of the text."""
    return {
        "number": found.number,
        "title": found.title,
        "revision": found.revision,
        "brackets": [_bracket(one) for one in found.brackets],
        "strays": [
            {"at": one.at, "mark": one.mark, "before": one.before, "after": one.after, **_place(one.place)}
            for one in found.strays
        ],
    }


def _bracket(found: OpenBracket) -> dict[str, Any]:
    since = found.since
    return {
        "start": found.start,
        "end": found.end,
        "kind": found.kind,
        "depth": found.depth,
        "owners": list(found.owners),
        "words": found.words,
        "options": list(found.options),
        "among": list(found.among) if found.among else None,
        "acts": list(found.acts),
        **_place(found.place),
        "since": {
            "revision": since.number,
            "at": instant(since.at),
            "person": since.person,
            "draft": since.draft.slug if since.draft else None,
        }
        if since
        else None,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"paragraph": place.paragraph, "paragraph_number": place.number}


def authorship_as_resource(told: Told, voices: Mapping[int, Voice]) -> dict[str, Any]:
    """Whose words a text is: its sentences as places in the source, and who brought them."""
    return {
        "sentences": [
            {
                "start": one.start,
                "end": one.end,
                "parts": [{"start": start, "end": end, "revision": number} for start, end, number in one.parts],
            }
            for one in told.sentences
        ],
        "revisions": [voice_as_resource(voices[number]) for number in sorted(told.letters)],
    }


def voice_as_resource(voice: Voice) -> dict[str, Any]:
    """Who acted in a revision, for whom, when and in which stage."""
    return {
        "revision": voice.number,
        "at": instant(voice.at),
        "by": {
            "person": voice.person,
            "delegation": voice.delegation or None,
            "on_behalf_of": voice.on_behalf_of or None,
        },
        "stage": voice.stage or None,
    }


def story_as_resource(story: Story) -> dict[str, Any]:
    """What became of a sentence, newest first; `rest` is where an older part of it begins."""
    rest = story.rest
    return {
        "words": story.words,
        "steps": [
            {
                "kind": step.turn.kind,
                "section": step.turn.section,
                "old": step.turn.old,
                "new": step.turn.new,
                "summary": step.turn.summary,
                "drafts": list(step.drafts),
                **voice_as_resource(step.voice),
            }
            for step in story.steps
        ],
        "rest": {"section": rest[0], "revision": rest[1], "start": rest[2][0], "end": rest[2][1]} if rest else None,
    }

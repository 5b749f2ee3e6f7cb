"""Beginning a section's text in another language."""

from typing import Any

from flask import Response

from wiki.api.operations import Noun
from wiki.api.saving import SavedTold, saved_as_reply
from wiki.api.shapes import Given, Words, short, tag
from wiki.services import plans, sections, translations
from wiki.web import actor, signed_in

noun = Noun("translations", __name__, "Texts in further languages.")


class TranslationGiven(Given):
    """The first text in a language; its heading is made of the title, at the section's own level."""

    language = tag(empty=False)
    title = Words(load_default="")
    body = Words(load_default="")
    summary = short(500)


@noun.act(
    "POST", "/plans/<slug>/sections/<int:number>/translations", scope="edit", given=TranslationGiven, gives=SavedTold,
    status=201,
)  # fmt: skip
def create(given: dict[str, Any], slug: str, number: int) -> Response:
    """Begin a section's text in another language"""
    section = sections.find_section(actor(), plans.find_plan(actor(), slug), number)
    saved = translations.begin_translation(signed_in(), section, **given)
    return saved_as_reply(saved, saved.revision.text.body)

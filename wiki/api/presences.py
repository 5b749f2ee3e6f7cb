"""Who else has a section open for editing."""

from typing import Any

from marshmallow import fields

from wiki.api.operations import Noun
from wiki.api.saving import LanguageAsked
from wiki.api.shapes import Told
from wiki.models import Section
from wiki.services import plans, presences, sections
from wiki.web import actor, signed_in

noun = Noun("presences", __name__, "Who has a section open; forgotten when nothing is heard for a minute.")


class PresenceTold(Told):
    """Who else is here, and the newest revision with its author."""

    others = fields.List(fields.String())
    newest = fields.Integer(allow_none=True)
    saved_by = fields.String()


def _section(slug: str, number: int) -> Section:
    return sections.find_section(actor(), plans.find_plan(actor(), slug), number)


@noun.act("PUT", "/plans/<slug>/sections/<int:number>/presence", scope="edit", asked=LanguageAsked, gives=PresenceTold)
def update(asked: dict[str, str], slug: str, number: int) -> dict[str, Any]:
    """Say that one is editing a section, and see who else is"""
    around = presences.mark_presence(signed_in(), _section(slug, number), language=asked.get("language", ""))
    return {"others": list(around.others), "newest": around.newest, "saved_by": around.saved_by}


@noun.act("DELETE", "/plans/<slug>/sections/<int:number>/presence", scope="edit", asked=LanguageAsked)
def end(asked: dict[str, str], slug: str, number: int) -> None:
    """Say that one has done with a section"""
    presences.end_presence(signed_in(), _section(slug, number), language=asked.get("language", ""))

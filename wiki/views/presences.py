"""Who else has a section open in the editor, and when the sign-in ends: asked by the editor's script."""

from flask import Blueprint, request

from wiki.models import Section
from wiki.services import plans, presences, sections
from wiki.web import actor, minutes_left, signed_in

blueprint = Blueprint("presences", __name__, url_prefix="/plans/<slug>/sections/<int:number>/presence")


@blueprint.post("")
def update(slug: str, number: int) -> dict[str, object]:
    """Say that one is here. It is no use of the session, unless `stay` says that somebody asked to remain signed in."""
    section, language = _section(slug, number)
    around = presences.mark_presence(signed_in(), section, language=language)
    return {
        "others": around.others,
        "newest": around.newest,
        "saved_by": around.saved_by,
        "minutes_left": minutes_left(stay=request.form.get("stay") == "yes"),
    }


@blueprint.post("/end")
def end(slug: str, number: int) -> dict[str, object]:
    """Say that one is gone."""
    section, language = _section(slug, number)
    presences.end_presence(signed_in(), section, language=language)
    return {}


def _section(slug: str, number: int) -> tuple[Section, str]:
    plan = plans.find_plan(actor(), slug)
    return sections.find_section(actor(), plan, number), request.args.get("language") or plan.language

"""What is typed and not saved yet: keeping it while its author types, and letting go of it.

Pages that show a text again after an error keep it by the same functions. Saving is in views/revisions.py.
"""

from contextlib import suppress
from datetime import UTC, datetime

from flask import Blueprint, request
from werkzeug.wrappers import Response

from wiki.errors import Busy, TypedElsewhere
from wiki.models import Autosave, Section
from wiki.services import autosaves, plans, sections
from wiki.web import actor, see_other, signed_in, status_of

blueprint = Blueprint("autosaves", __name__, url_prefix="/plans/<slug>/sections/<int:number>")


@blueprint.post("/autosave")
def update(slug: str, number: int) -> tuple[dict[str, object], int]:
    """Keep what is being typed; called by the editor's script, which is told what another window has kept meanwhile."""
    section, language = _section(slug, number)
    form = request.form
    try:
        kept = keep_page(section, language, text=form.get("text", ""), based_on=form.get("based_on", type=int))
    except TypedElsewhere as error:
        return {"at": error.at.isoformat(), "text": error.text, "based_on": error.based_on}, status_of(error)
    return {"at": kept.at.isoformat()}, 200


@blueprint.post("/discard")
def end(slug: str, number: int) -> Response:
    """Let go of what was typed and open the newest text."""
    section, language = _section(slug, number)
    autosaves.discard_typing(signed_in(), section, language=language)
    return see_other("revisions.edit", slug=slug, number=number, language=request.args.get("language"))


def known() -> datetime | None:
    """When what the page knows to be kept was kept; long ago where it knows of nothing, None where it does not say."""
    if "known" not in request.form:
        return None
    try:
        return datetime.fromisoformat(request.form["known"]).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


def keep_page(section: Section, language: str, *, text: str, based_on: int | None) -> Autosave:
    """Keep what a form of the editor holds. Raises TypedElsewhere as `keep_typing` does."""
    return autosaves.keep_typing(
        signed_in(), section, text=text, based_on=based_on or 0, language=language, known=known()
    )


def keep_if_alone(section: Section, language: str, *, text: str, based_on: int | None) -> None:
    """Keep what the page that follows shows again, unless its author has typed in another window since, or others write
    for too long: the page has it all the same."""
    with suppress(TypedElsewhere, Busy):
        keep_page(section, language, text=text, based_on=based_on)


def _section(slug: str, number: int) -> tuple[Section, str]:
    plan = plans.find_plan(actor(), slug)
    return sections.find_section(actor(), plan, number), request.args.get("language") or plan.language

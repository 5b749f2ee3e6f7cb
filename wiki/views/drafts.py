"""Pages of drafts: the list with its files, freezing one, making one public."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki import clock
from wiki.errors import Conflict, Invalid, NotFound, Refused
from wiki.presenters.readings import reading_of
from wiki.services import access, drafts, plans, translations
from wiki.services.exports import FORMATS
from wiki.web import actor, say, see_other, signed_in, status_of
from wiki.web.typed import read_day, read_number

blueprint = Blueprint("drafts", __name__, url_prefix="/plans/<slug>/drafts")


@blueprint.get("")
def index(slug: str, error: Invalid | Conflict | NotFound | None = None) -> str:
    """The drafts one may read, newest first, and the form that freezes another."""
    plan = plans.find_plan(actor(), slug)
    found = drafts.list_drafts(actor(), plan)
    return render_template(
        "drafts/index.html",
        plan=plan,
        drafts=found,
        reading=reading_of(
            request.args,
            own=plan.language,
            languages=translations.languages_at(plan, found[-1].number) if found else (plan.language,),
        ),
        language=request.args.get("language"),
        standing=access.standing(actor(), plan),
        formats=tuple(FORMATS),
        today=clock.now().date().isoformat(),
        error=error,
        given=request.form if error else {},
    )


@blueprint.post("")
def create(slug: str) -> Response | tuple[str, int]:
    """Freeze a draft."""
    plan, form = plans.find_plan(actor(), slug), request.form
    try:
        made = drafts.freeze_draft(
            signed_in(),
            plan,
            name=form.get("name", ""),
            symbol=form.get("symbol", ""),
            date=read_day(form.get("date", "")),
            note=form.get("note", ""),
            distribution=form.get("distribution", "restricted"),
            moment=_moment(form.get("moment", "").strip()),
        )
    except Refused as error:
        return index(slug, error), status_of(error)
    except NotFound as error:
        error.field = "moment"  # the form names nothing else that may not be there
        return index(slug, error), status_of(error)
    say(gettext("“%(name)s” is frozen; it will never change.", name=made.name))
    return see_other("drafts.index", slug=slug)


@blueprint.post("/<draft>/publish")
def publish(slug: str, draft: str) -> Response:
    """Make a restricted draft public."""
    plan = plans.find_plan(actor(), slug)
    made = drafts.publish_draft(signed_in(), plan, drafts.find_draft(actor(), plan, draft))
    say(gettext("“%(name)s” is public now.", name=made.name))
    return see_other("drafts.index", slug=slug)


def _moment(typed: str) -> int | None:
    number = read_number(typed)
    if typed and number is None:
        raise Invalid("A moment is the number of an entry of the record.", field="moment")
    return number

"""Pages of adoption: the checklist, the chair's declaration, sealing, and checking a file against the seal."""

from flask import Blueprint, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki import clock
from wiki.errors import Conflict, Invalid, Refused, WikiError
from wiki.services import access, adoption, plans
from wiki.services.exports import FORMATS
from wiki.web import actor, limiter, say, see_other, signed_in, status_of
from wiki.web.typed import read_day

blueprint = Blueprint("adoption", __name__, url_prefix="/plans/<slug>/adoption")


@blueprint.get("")
def show(slug: str, error: WikiError | None = None, checked: str | None = None, was_checked: bool = False) -> str:
    """What still stands in the way, or the seal; `checked` is the language of the text a file was found to be."""
    plan = plans.find_plan(actor(), slug)
    seal = adoption.find_seal(actor(), plan)
    return render_template(
        "adoption/show.html",
        plan=plan,
        seal=seal,
        formats=tuple(FORMATS),
        checklist=None if seal else adoption.check_plan(actor(), plan),
        standing=access.standing(actor(), plan),
        today=clock.now().date().isoformat(),
        error=error,
        given=request.form if error else {},
        checked=checked,
        was_checked=was_checked,
    )


@blueprint.post("/declare")
def declare(slug: str) -> Response | tuple[str, int]:
    """Declare the text agreed."""
    plan = plans.find_plan(actor(), slug)
    try:
        adoption.declare_adoption(signed_in(), plan)
    except Conflict as error:
        return show(slug, error), status_of(error)
    say(gettext("The text as it stands is declared agreed."))
    return see_other("adoption.show", slug=slug)


@blueprint.post("")
def create(slug: str) -> Response | tuple[str, int]:
    """Adopt the text and seal the plan."""
    plan, form = plans.find_plan(actor(), slug), request.form
    try:
        made = adoption.adopt_plan(
            signed_in(),
            plan,
            name=form.get("name", ""),
            symbol=form.get("symbol", ""),
            date=read_day(form.get("date", "")),
            note=form.get("note", ""),
        )
    except Refused as error:
        return show(slug, error), status_of(error)
    say(gettext("“%(name)s” is adopted. The text is sealed.", name=made.name))
    return see_other("adoption.show", slug=slug)


@blueprint.post("/check")
@limiter.limit("30/minute")
def check(slug: str) -> str | tuple[str, int]:
    """Say whether a file is the adopted text. Nothing is recorded, so the answer is the page itself."""
    plan = plans.find_plan(actor(), slug)
    file = request.files.get("file")
    if file is None or not file.filename:
        error = Invalid("Choose the file to be checked.", field="file")
        return show(slug, error), status_of(error)
    return show(slug, checked=adoption.check_file(actor(), plan, file.stream.read()), was_checked=True)

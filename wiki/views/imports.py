"""Pages of imports: a new plan from a document or from nothing, a later version of one; nothing without a preview.

Between preview and recording the document travels in the form itself, as Base64, since a browser would change
its line endings; the server keeps nothing of what was only looked at.
"""

import base64
import binascii
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from wiki.errors import Invalid, Refused, TooLarge, WikiError
from wiki.models import Plan
from wiki.models.plan import VISIBILITIES
from wiki.services import imports, plans
from wiki.speech import language_of_page
from wiki.web import actor, say, see_other, signed_in, status_of
from wiki.web.typed import read_day_if_any

blueprint = Blueprint("imports", __name__, url_prefix="/plans")

#: the longest document that a form carries back, in characters of Base64
MAX_CARRIED = 7_000_000


@blueprint.get("/new")
def new() -> str:
    """The form for a new plan."""
    signed_in()
    plans.require_may_make_plans(actor())
    return _form("imports/new.html")


@blueprint.post("/new")
def create() -> Response | str | tuple[str, int]:
    """Show what a document would make; record it once that was seen; or make an empty plan."""
    person, form = signed_in(), request.form
    document, filename = _document()
    preview = None
    try:
        if document is None:
            made = plans.create_plan(person, **_settings())
            say(gettext("The plan is made. It is empty so far."))
            return see_other("plans.show", slug=made.slug)
        preview = imports.preview_import(person, document, filename=filename)
        if "record" not in form:
            return _preview("imports/preview.html", preview, title=form.get("title", "").strip() or preview.title)
        settings = _settings()
        settings["slug"] = settings["slug"] or plans.slugify(settings["title"])
        plans.require_free_slug(settings["slug"])
        done = imports.import_document(person, source=preview.markdown, **settings, **_draft())
    except Refused as error:
        if preview is None or "record" not in form:
            return _form("imports/new.html", error=error), status_of(error)
        return _preview("imports/preview.html", preview, title=form.get("title", ""), error=error), status_of(error)
    say(
        ngettext(
            "The plan is made, with %(num)s section.", "The plan is made, with %(num)s sections.", done.tally.added
        )
    )
    return see_other("plans.show", slug=done.plan.slug)


@blueprint.get("/<slug>/import")
def edit(slug: str) -> str:
    """The form for a later version of the whole document, or its text in another language."""
    plan = plans.find_plan(actor(), slug)
    imports.require_import(actor(), plan)
    return _form("imports/edit.html", plan)


@blueprint.post("/<slug>/import")
def update(slug: str) -> Response | str | tuple[str, int]:
    """Show what a later version would change, and record it once that was seen."""
    person, form = signed_in(), request.form
    plan = plans.find_plan(person, slug)
    document, filename = _document()
    language, preview = form.get("language", "").strip(), None
    try:
        if document is None:
            raise Invalid("Choose a file.", field="file")
        preview = imports.preview_import(person, document, filename=filename, plan=plan, language=language)
        if "record" not in form:
            return _preview("imports/changes.html", preview, plan)
        done = imports.import_document(person, slug=slug, source=preview.markdown, language=language, **_draft())
    except Refused as error:
        if preview is None or "record" not in form:
            return _form("imports/edit.html", plan, error=error), status_of(error)
        return _preview("imports/changes.html", preview, plan, error=error), status_of(error)
    tally = done.tally
    say(
        gettext(
            "Imported: %(changed)s sections changed, %(added)s added, %(moved)s moved, %(removed)s taken out.",
            changed=tally.changed,
            added=tally.added,
            moved=tally.moved,
            removed=tally.removed,
        )
    )
    return see_other("plans.show", slug=slug)


def _document() -> tuple[bytes | None, str]:
    """What was uploaded, or what the preview carried along; a conversion is carried as the Markdown it gave."""
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        return upload.read(), upload.filename
    carried = request.form.get("document")  # empty where an empty document was looked at
    if carried is None:
        return None, ""
    try:
        return base64.b64decode(carried, validate=True), "carried.md"
    except (binascii.Error, ValueError):
        return b"\xff", "carried.md"


def _settings() -> dict[str, str]:
    form = request.form
    return {
        "title": form.get("title", ""),
        "slug": form.get("slug", "").strip(),
        "language": form.get("language", "").strip() or language_of_page(),
        "visibility": form.get("visibility", "private"),
    }


def _draft() -> dict[str, Any]:
    form = request.form
    day = read_day_if_any(form.get("date", ""), "date")
    return {"draft": form.get("draft", "").strip() or None, "symbol": form.get("symbol", ""), "date": day}


def _form(template: str, plan: Plan | None = None, error: WikiError | None = None) -> str:
    return render_template(template, plan=plan, given=request.form, error=error, visibilities=VISIBILITIES)


def _preview(
    template: str,
    preview: imports.Preview,
    plan: Plan | None = None,
    *,
    title: str = "",
    error: WikiError | None = None,
) -> str:
    document = base64.b64encode(preview.markdown.encode()).decode()
    if len(document) > MAX_CARRIED:
        raise TooLarge("This document is too long for a form; import it with the command line.", field="file")
    return render_template(
        template,
        plan=plan,
        preview=preview,
        document=document,
        title=title,
        slug=request.form.get("slug", "").strip() or plans.slugify(title),
        given=request.form,
        error=error,
        visibilities=VISIBILITIES,
    )

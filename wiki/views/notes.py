"""Submitting and throwing away private notes; they are shown among their author's comments."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from wiki.services import notes, plans, threads
from wiki.web import actor, local_path, say, signed_in

blueprint = Blueprint("notes", __name__, url_prefix="/plans/<slug>/notes")


@blueprint.post("/<int:key>/publish")
def publish(slug: str, key: int) -> Response:
    """Submit a private note: it becomes a comment, or a reply, on record."""
    plan = plans.find_plan(actor(), slug)
    note = notes.find_note(actor(), plan, key)
    notes.publish_comment(signed_in(), note, audience=request.form.get("audience", "participants"))
    say(gettext("Your comment is on record."))
    return _back(url_for("comments.show", slug=slug, number=threads.thread_of(note).number))


@blueprint.post("/<int:key>/discard")
def discard(slug: str, key: int) -> Response:
    """Throw away a private note."""
    plan = plans.find_plan(actor(), slug)
    notes.discard_note(signed_in(), notes.find_note(actor(), plan, key))
    say(gettext("Your note was thrown away."))
    return _back(url_for("comments.index", slug=slug, state="mine"))


def _back(otherwise: str) -> Response:
    return redirect(local_path(request.form.get("next"), otherwise=otherwise), code=303)

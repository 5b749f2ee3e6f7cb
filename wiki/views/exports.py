"""Files: a plan at a moment as Markdown, Word, HTML or JSON."""

from flask import Blueprint, Response, request

from wiki.services import exports, plans
from wiki.web import actor, limiter

blueprint = Blueprint("exports", __name__, url_prefix="/plans/<slug>/export")


@blueprint.get("/<moment>.<format>")
@limiter.limit("60/minute")
def show(slug: str, moment: str, format: str) -> Response:
    """The plan at a moment as a file; Markdown is the source, byte for byte."""
    plan = plans.find_plan(actor(), slug)
    language = request.args.get("language", "")
    made = exports.export_plan(actor(), plan, moment=moment, format=format, language=language)
    response = Response(made.content, content_type=made.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    response.set_etag(made.sha256)
    response.make_conditional(request)
    return response

"""Files: a plan at a moment as Markdown, Word, HTML or JSON."""

from flask import Response

from wiki.api.operations import Noun
from wiki.api.texts import LanguageAsked
from wiki.services import exports, plans
from wiki.services.exports import FORMATS
from wiki.web import actor

noun = Noun("exports", __name__, "A plan at a moment as a file.")

_TYPES = tuple(media_type.partition(";")[0] for media_type in FORMATS.values())


@noun.act("GET", "/plans/<slug>/export/<moment>.<format>", asked=LanguageAsked, file=_TYPES, limit="60/minute")
def show(asked: dict[str, str], slug: str, moment: str, format: str) -> Response:
    """Take a plan at a moment as a file: md (the source, byte for byte), docx, html or json"""
    plan = plans.find_plan(actor(), slug)
    made = exports.export_plan(actor(), plan, moment=moment, format=format, language=asked.get("language", ""))
    answer = Response(made.content, content_type=made.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{made.filename}"'
    answer.set_etag(made.sha256)
    return answer

"""Files: a plan at a moment as Markdown, Word, HTML or JSON; an operation each, since each answers with one kind."""

from flask import Response

from wiki.api.operations import Noun
from wiki.api.saving import LanguageAsked
from wiki.services import exports, plans
from wiki.services.exports import FORMATS
from wiki.web import actor

noun = Noun("exports", __name__, "A plan at a moment as a file.")

_AS = {
    "md": "Markdown: the source, byte for byte",
    "docx": "a Word document",
    "html": "a page that stands alone",
    "json": "data: its sections with their texts",
}


def _declare(format: str) -> None:
    def take(asked: dict[str, str], slug: str, moment: str) -> Response:
        plan = plans.find_plan(actor(), slug)
        made = exports.export_plan(actor(), plan, moment=moment, format=format, language=asked.get("language", ""))
        answer = Response(made.content, content_type=made.media_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="{made.filename}"'
        answer.set_etag(made.sha256)
        return answer

    take.__name__ = format
    take.__doc__ = f"Take a plan at a moment as {_AS[format]}"
    media_type = FORMATS[format].partition(";")[0]
    rule = f"/plans/<slug>/export/<moment>.{format}"
    noun.act("GET", rule, asked=LanguageAsked, file=media_type, limit="60/minute")(take)


for _format in FORMATS:
    _declare(_format)

"""Imports: a plan from a document, a later version of one; and what either would do, seen before."""

import base64
import binascii
from typing import Any

from flask import Response
from flask_babel import lazy_gettext
from marshmallow import fields, validate

from wiki.api.operations import Noun, reply
from wiki.api.sections import DraftTold
from wiki.api.shapes import Given, Told, Words, one_of, short, slug, tag
from wiki.errors import Invalid
from wiki.models.plan import VISIBILITIES
from wiki.presenters.exports import draft_as_data
from wiki.services import imports, plans
from wiki.web import actor, signed_in

noun = Noun("imports", __name__, "Whole documents: the first makes a plan, later versions revise it.")


_FILE = r"^[^\\/\u0000-\u001f]{1,200}\.(?:md|docx)$"


class SectionPreviewed(Told):
    """What would become of one section; `was` is its title before."""

    title = fields.String()
    level = fields.Integer()
    characters = fields.Integer()
    state = fields.String(validate=one_of(("added", "changed", "unchanged")))
    moved = fields.Boolean()
    was = fields.String()


class ImportPreviewed(Told):
    """What an import would record: the document as Markdown, its sections, the titles of those it would take out,
    and what a conversion could not keep."""

    markdown = fields.String()
    title = fields.String()
    sections = fields.List(fields.Nested(SectionPreviewed))
    removed = fields.List(fields.String())
    left_out = fields.List(fields.String())


class ImportTold(Told):
    """What an import came to; `draft` where one was named."""

    plan = fields.String()
    added = fields.Integer()
    changed = fields.Integer()
    moved = fields.Integer()
    removed = fields.Integer()
    unchanged = fields.Integer()
    draft = fields.Nested(DraftTold, allow_none=True)


class DocumentGiven(Given):
    """A document: Markdown as it stands, or with `encoding` "base64" a file, .docx or .md as its `filename` says."""

    document = Words(required=True)
    encoding = Words(load_default="text", validate=one_of(("text", "base64")))
    filename = Words(
        load_default="document.md",
        validate=validate.Regexp(_FILE, error=lazy_gettext("A .docx or a .md file.")),
    )


class VersionPreviewed(DocumentGiven):
    """A later version of the whole document, or its text in another language."""

    language = tag(empty=True)


class VersionGiven(VersionPreviewed):
    """A later version to be recorded; with the name of a draft, it is frozen too."""

    draft = short(160)
    symbol = short(80)
    date = fields.Date(load_default=None, allow_none=True)


class PlanImported(VersionGiven):
    """A document to make a plan of. Title and short name are made from it where none are given."""

    title = short(300)
    slug = slug()
    visibility = Words(load_default="private", validate=one_of(VISIBILITIES))


def _document(given: dict[str, Any]) -> tuple[bytes, str]:
    """The document's bytes and its file's name."""
    document, encoding, filename = given.pop("document"), given.pop("encoding"), given.pop("filename")
    if encoding == "text":
        return document.encode(), "document.md"
    try:
        return base64.b64decode(document, validate=True), filename
    except (binascii.Error, ValueError):
        raise Invalid("Send the file in Base64.", field="document") from None


def _previewed(found: imports.Preview) -> dict[str, Any]:
    return {
        "markdown": found.markdown,
        "title": found.title,
        "sections": [
            {
                "title": one.title,
                "level": one.level,
                "characters": one.characters,
                "state": one.state,
                "moved": one.moved,
                "was": one.was,
            }
            for one in found.sections
        ],
        "removed": list(found.removed),
        "left_out": list(found.left_out),
    }


def _told(done: imports.Imported) -> dict[str, Any]:
    tally = done.tally
    return {
        "plan": done.plan.slug,
        "added": tally.added,
        "changed": tally.changed,
        "moved": tally.moved,
        "removed": tally.removed,
        "unchanged": tally.unchanged,
        "draft": draft_as_data(done.draft) if done.draft else None,
    }


@noun.act("POST", "/imports/preview", scope="manage", given=DocumentGiven, gives=ImportPreviewed)
def preview_plan(given: dict[str, Any]) -> dict[str, Any]:
    """See what plan a document would make; nothing is recorded"""
    content, filename = _document(given)
    return _previewed(imports.preview_import(signed_in(), content, filename=filename))


@noun.act("POST", "/imports", scope="manage", given=PlanImported, gives=ImportTold, status=201)
def create(given: dict[str, Any]) -> Response:
    """Make a plan of a document"""
    content, filename = _document(given)
    found = imports.preview_import(signed_in(), content, filename=filename)
    title = given.pop("title").strip() or found.title
    slug = given.pop("slug").strip() or plans.slugify(title)
    plans.require_free_slug(slug)
    done = imports.import_document(signed_in(), slug=slug, source=found.markdown, title=title, **given)
    return reply(_told(done), location=f"/plans/{slug}")


@noun.act("POST", "/plans/<slug>/imports/preview", scope="manage", given=VersionPreviewed, gives=ImportPreviewed)
def preview(given: dict[str, Any], slug: str) -> dict[str, Any]:
    """See what a later version would change; nothing is recorded"""
    plan = plans.find_plan(actor(), slug)
    content, filename = _document(given)
    found = imports.preview_import(signed_in(), content, filename=filename, plan=plan, language=given["language"])
    return _previewed(found)


@noun.act("POST", "/plans/<slug>/imports", scope="manage", given=VersionGiven, gives=ImportTold, reads="texts.whole")
def update(given: dict[str, Any], slug: str) -> dict[str, Any]:
    """Record a later version of the whole document"""
    plan = plans.find_plan(actor(), slug)
    imports.require_import(signed_in(), plan)
    content, filename = _document(given)
    markdown, _ = imports.read_document(content, filename=filename)
    return _told(imports.import_document(signed_in(), slug=slug, source=markdown, **given))

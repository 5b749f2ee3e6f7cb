"""Exports: byte for byte at every moment, for those who may read it."""

import hashlib
import json
from datetime import date

import pytest

from tests.services import factories
from tests.services.documents import document, write
from wiki.errors import Forbidden, NotFound, TooLarge
from wiki.services import drafts, exports, moments

ODD = (
    "\ufeff---\r\ntitle: x  \r\n---\r\n\r\nBefore.\u2028still\x0bthis line\x85\r\n"
    "# One \t\r\rmixed\rline\nendings\r\n\n\n## Dup\n\ne\u0301 \U0001f600\n## Dup\nصفحة\n"
)


def test_markdown_is_the_source_at_every_moment(owner):
    plan = document(owner, ODD)
    drafts.freeze_draft(owner, plan, name="Odd", date=date(2006, 11, 8), distribution="public")
    number = moments.find_moment(owner, plan).number
    one = factories.section(plan, 1)
    write(owner, one, "# One \t\r\rother\rline\nendings\r\n\n\n")
    for name in ("odd", str(number)):
        made = exports.export_plan(owner, plan, moment=name)
        assert made.content == ODD.encode()
        assert made.sha256 == hashlib.sha256(ODD.encode()).hexdigest()
    newest = exports.export_plan(owner, plan)
    assert newest.content == ODD.replace("mixed", "other").encode()
    assert exports.export_plan(owner, plan, moment="odd").filename == "plan-odd.md"
    assert newest.filename == f"plan-{newest.moment.number}.md"
    assert exports.export_plan(None, plan).content == ODD.encode()


def test_json_says_the_same_as_markdown(owner):
    plan = document(owner, ODD)
    draft = drafts.freeze_draft(owner, plan, name="Odd", symbol="S/1", date=date(2006, 11, 8))
    data = json.loads(exports.export_plan(owner, plan, moment="odd", format="json").content)
    assert "".join(section["text"] for section in data["sections"]) == ODD
    assert [section["parent"] for section in data["sections"]] == [None, 0, 1, 1]
    for section in data["sections"]:
        assert hashlib.sha256(section["text"].encode()).hexdigest() == section["sha256"]
        assert section["text"].strip() == "" or section["paragraphs"]
    assert (data["moment"], data["draft"]["symbol"], data["draft"]["date"]) == (draft.number, "S/1", "2006-11-08")


def test_documents_are_made_once(owner):
    plan = document(owner, "# One\n\nOne says this.\n")
    drafts.freeze_draft(owner, plan, name="First", date=date(2006, 11, 8))
    word = exports.export_plan(owner, plan, moment="first", format="docx")
    assert word.content.startswith(b"PK")
    assert exports.export_plan(owner, plan, moment="first", format="docx").content is word.content
    page = exports.export_plan(owner, plan, moment="first", format="html").content.decode()
    assert "One says this." in page and page.count("<h1") == 1 and "2006-11-08" in page
    assert hashlib.sha256(b"# One\n\nOne says this.\n").hexdigest() in page


def test_a_restricted_draft_is_not_exported_to_readers(owner):
    plan = document(owner, "# One\n")
    drafts.freeze_draft(owner, plan, name="Kept", date=date(2006, 11, 8))
    reader = factories.person("Rea")
    for format in exports.FORMATS:
        for actor in (None, reader):
            with pytest.raises(NotFound):
                exports.export_plan(actor, plan, moment="kept", format=format)
            with pytest.raises(NotFound):
                exports.export_plan(actor, plan, format=format)
        with pytest.raises(Forbidden):
            exports.export_plan(reader, plan, moment="now", format=format)


def test_what_cannot_be_exported_is_refused(owner, monkeypatch):
    plan = document(owner, "# One\n")
    with pytest.raises(NotFound):
        exports.export_plan(owner, plan, format="exe")
    with pytest.raises(NotFound):
        exports.export_plan(owner, plan, language="fr")
    monkeypatch.setattr(exports, "MAX_CONVERTED", 3)
    with pytest.raises(TooLarge):
        exports.export_plan(owner, plan, format="docx")

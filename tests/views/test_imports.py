"""Making a plan from a document, and bringing it to a later version, on pages alone."""

import io
import re

import pytest
from flask import Flask

from tests.views.forms import form_to
from tests.views.visitors import Visitor
from wiki.models import Person
from wiki.services import imports, journal, moments, persons, plans

SOURCE = "\ufeffBefore.\r\n\n# Aims\n\nOne <word>.\u2028\n\n## Means\r\n\nTwo"


@pytest.fixture
def secretary(app: Flask) -> Person:
    return persons.create_person(persons.operator(), name="Wanjiru", email="w@example.org", may_make_plans=True)


def upload(source: str | bytes, name: str = "plan.md") -> tuple[io.BytesIO, str]:
    return io.BytesIO(source if isinstance(source, bytes) else source.encode()), name


def carried(page: str) -> str:
    found = re.search(r'name="document" value="([^"]*)"', page)
    assert found
    return found[1]


def newest(actor: Person, slug: str) -> str:
    plan = plans.find_plan(actor, slug)
    return moments.source_at(plan, journal.head_number(plan))


def test_a_document_is_previewed_then_recorded_byte_for_byte(app: Flask, secretary: Person):
    visitor = Visitor(app, secretary)
    assert visitor.get("/plans/new").status_code == 200
    shown = visitor.post("/plans/new", data={"file": upload(SOURCE), "language": "en"})
    assert shown.status_code == 200
    assert ">Means<" in shown.text
    assert plans.list_plans(secretary) == []
    data = {"document": carried(shown.text), "title": "The plan", "slug": "", "record": "1", "draft": "First"}
    done = visitor.post("/plans/new", data=data)
    assert (done.status_code, done.location) == (303, "/plans/the-plan")
    assert newest(secretary, "the-plan") == SOURCE


def test_a_plan_may_begin_empty(app: Flask, secretary: Person):
    done = Visitor(app, secretary).post("/plans/new", data={"title": "Nothing yet", "language": "fr"})
    assert (done.status_code, done.location) == (303, "/plans/nothing-yet")
    assert newest(secretary, "nothing-yet") == ""


def test_what_is_wrong_stands_beside_its_field_and_the_document_is_kept(app: Flask, secretary: Person):
    visitor = Visitor(app, secretary)
    plans.create_plan(secretary, title="There", slug="there")
    for data, field, status in (
        ({"title": ""}, "title", 422),
        ({"title": "X", "slug": "No Slug"}, "slug", 422),
        ({"title": "X", "slug": "there"}, "slug", 409),
        ({"title": "X", "language": "english please"}, "language", 422),
        ({"title": "X", "file": upload(b"\xff\xfe\x00")}, "file", 422),
        ({"title": "X", "file": upload(b"%PDF", "x.pdf")}, "file", 422),
        ({"title": "X", "document": "not base64!"}, "file", 422),
    ):
        page = visitor.post("/plans/new", data=data)
        assert page.status_code == status, data
        assert f'id="{field}-error"' in page.text, data
    shown = visitor.post("/plans/new", data={"file": upload(SOURCE)})
    again = visitor.post(
        "/plans/new", data={"document": carried(shown.text), "title": "X", "slug": "there", "record": "1"}
    )
    assert again.status_code == 409
    assert carried(again.text) == carried(shown.text)


def test_a_later_version_shows_its_changes_first(app: Flask, secretary: Person):
    visitor = Visitor(app, secretary)
    imports.import_document(secretary, slug="plan", source=SOURCE)
    later = SOURCE.replace("# Aims", "# Objectives") + "\n\n# End\n"
    assert visitor.get("/plans/plan/import").status_code == 200
    shown = visitor.post("/plans/plan/import", data={"file": upload(later), "language": "en"})
    assert "was “Aims”" in shown.text
    assert newest(secretary, "plan") == SOURCE
    done = visitor.post("/plans/plan/import", data={"document": carried(shown.text), "record": "1", "draft": "Rev. 1"})
    assert done.status_code == 303
    assert newest(secretary, "plan") == later
    again = {"document": carried(shown.text), "record": "1", "draft": "Rev. 1", "symbol": "X/1"}
    refused = visitor.post("/plans/plan/import", data=again)
    assert refused.status_code == 409
    assert 'id="draft-error">There is a draft called “Rev. 1” already; give this one another name.<' in refused.text
    assert 'value="X/1"' in refused.text and carried(refused.text) == carried(shown.text)


def test_a_language_that_does_not_fit_names_the_heading(app: Flask, secretary: Person):
    imports.import_document(secretary, slug="plan", source=SOURCE)
    page = Visitor(app, secretary).post(
        "/plans/plan/import", data={"file": upload("Avant.\n\n# Buts\n\n# Moyens\n"), "language": "fr"}
    )
    assert page.status_code == 422
    assert "Moyens" in page.text


def test_others_find_no_such_page(app: Flask, secretary: Person):
    imports.import_document(secretary, slug="plan", source=SOURCE, visibility="public")
    other = persons.create_person(persons.operator(), name="Other", email="o@example.org")
    for address in ("/plans/new", "/plans/plan/import"):
        assert Visitor(app).get(address).status_code == 401
        assert Visitor(app, other).get(address).status_code == 403
        assert Visitor(app, other).post(address, data={"file": upload(SOURCE), "title": "X"}).status_code == 403


def test_an_empty_document_is_one_too(app: Flask, secretary: Person):
    visitor = Visitor(app, secretary)
    shown = visitor.post("/plans/new", data={"title": "Empty", "file": upload(b"")})
    assert shown.status_code == 200
    made = form_to(shown, "/plans/new").send(visitor, title="Empty", slug="empty", draft="Nothing yet", record="1")
    assert made.status_code == 303
    assert visitor.get("/plans/empty/export/nothing-yet.md").data == b""
    for page in ("text", "biography"):
        assert "There is no text yet." in visitor.get(f"/plans/empty/{page}").text
    assert "<h1>Beginning</h1>" in visitor.get("/plans/empty/sections/0/edit").text
    for content in (b"# Some words\n", b""):
        changes = visitor.post("/plans/empty/import", data={"file": upload(content)})
        assert form_to(changes, "/plans/empty/import").send(visitor, record="1").status_code == 303
        assert visitor.get("/plans/empty/export/now.md").data == content
        assert ("There is no text yet." in visitor.get("/plans/empty/text").text) == (not content)

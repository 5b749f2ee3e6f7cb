"""Pages of drafts, files, comparing, adoption and the record, as a browser without scripts sees them."""

import re
from datetime import date
from io import BytesIO
from itertools import product

import pytest

from tests.services import factories
from tests.services.documents import document, write
from tests.views.visitors import Visitor
from wiki.db import db
from wiki.models import Plan
from wiki.services import drafts, journal, plans

SOURCE = "# One\r\n\r\nOne [says] this.\r\n\r\n# Two\r\n\r\nTwo says that.\r\n"


@pytest.fixture
def plan(owner):
    made = document(owner, SOURCE)
    drafts.freeze_draft(owner, made, name="First", symbol="X/1", date=date(2006, 11, 8), distribution="public")
    write(owner, factories.section(made, 2), "# Second\r\n\r\nTwo shall say that.\r\n")
    drafts.freeze_draft(owner, made, name="Kept", date=date(2007, 1, 31))
    return made


@pytest.fixture
def client(app):
    """Somebody signed out."""
    return Visitor(app)


def test_freezing_publishing_and_the_list(client, plan, owner):
    assert "Kept" not in client.get("/plans/plan/drafts").text
    client = Visitor(client.app, owner)
    page = client.get("/plans/plan/drafts").text
    assert page.index("Kept") < page.index("First")
    assert "/plans/plan/compare?from=first&amp;to=kept" in page
    answer = client.post("/plans/plan/drafts", data={"name": "Third", "date": "yesterday", "note": "as typed"})
    assert answer.status_code == 422
    assert 'aria-describedby="date-error"' in answer.text and "as typed" in answer.text
    typed = {"name": "Third", "date": "2007-02-01", "distribution": "restricted", "moment": ""}
    assert client.post("/plans/plan/drafts", data=typed).status_code == 303
    assert client.post("/plans/plan/drafts/third/publish").status_code == 303
    assert [draft.slug for draft in drafts.list_drafts(None, plan)] == ["first", "third"]


def test_files_are_the_bytes_and_bear_a_safe_name(client, plan):
    answer = client.get("/plans/plan/export/first.md")
    assert answer.data == SOURCE.encode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan-first.md"'
    assert client.get("/plans/plan/export/first.md", headers={"If-None-Match": answer.headers["ETag"]}).data == b""
    assert client.get("/plans/plan/export/first.json").is_json
    for path in ("kept.md", "kept.json", "none.md", "first.exe", "first.md?language=fr"):
        assert client.get(f"/plans/plan/export/{path}").status_code == 404
    reader = Visitor(client.app, factories.person("Rea"))
    assert reader.get("/plans/plan/export/now.md").status_code == 403


def test_every_reading_of_a_comparison(client, plan, owner):
    client = Visitor(client.app, owner)
    for view, only in product(("redline", "side", "list", "old", "new", "x"), ("substance", "")):
        page = client.get(f"/plans/plan/compare?from=first&to=kept&view={view}&only={only}")
        assert page.status_code == 200
        assert "What changed from First to Kept" in page.text
        assert "Its title was “Two” and is “Second” now." in page.text
        assert " style=" not in page.text
        assert set(re.findall(r'href="#([^"]+)"', page.text)) <= set(re.findall(r'id="([^"]+)"', page.text))
        assert "One [says]" not in page.text
        assert ("<ins" in page.text) == (view in ("redline", "side", "new", "x"))


def test_choosing_works_as_a_form(client, plan, owner):
    public = client.get("/plans/plan/compare").text
    assert "Kept" not in public and 'value="now"' not in public and "First" in public
    client = Visitor(client.app, owner)
    page = client.get("/plans/plan/compare").text
    assert page.count('name="from" value="kept"') == page.count('name="to" value="now"') == 1
    assert client.get("/plans/plan/compare?from=first").status_code == 200
    for name in re.findall(r'name="to" value="([^"]+)"', page):
        assert client.get(f"/plans/plan/compare?from=first&to={name}").status_code == 200


def test_another_plan_is_chosen_and_compared_in_every_reading(client, plan, owner):
    other = factories.plan(owner, "One", "Three", slug="other", visibility="private")
    assert "another plan" not in client.get("/plans/plan/compare").text
    assert client.get("/plans/plan/compare?with=other").status_code == 404
    assert client.get("/plans/plan/compare?from=first&to=other:now").status_code == 404
    member = Visitor(client.app, owner)
    page = member.get("/plans/plan/compare?with=other").text
    names = re.findall(r'name="to" value="(other:[^"]+)"', page)
    assert names[0] == "other:now" and len(names) > 1
    for view in ("redline", "side", "list", "old", "new"):
        for name in names[:2]:
            page = member.get(f"/plans/plan/compare?from=first&to={name}&view={view}")
            assert page.status_code == 200 and "matched by the ids typed" in page.text
            ids = re.findall(r' id="([^"]+)"', page.text)
            assert len(ids) == len(set(ids))
            assert set(re.findall(r'href="#([^"]+)"', page.text)) <= set(ids)
    plans.change_plan(owner, other, title="Another", visibility="public")
    drafts.freeze_draft(owner, other, name="Theirs", date=date(2007, 1, 31), distribution="public")
    for _ in range(2):
        assert client.get("/plans/plan/compare?from=first&to=other:theirs").status_code == 200
        assert "Another" in client.get("/plans/plan/compare").text
    plans.change_plan(owner, other, title="Another", visibility="private")
    assert client.get("/plans/plan/compare?from=first&to=other:theirs").status_code == 404
    assert "Another" not in client.get("/plans/plan/compare").text


def test_comparing_shows_readers_nothing_restricted(client, plan):
    number = journal.head_number(plan)
    assert client.get("/plans/plan/compare?from=first&to=kept").status_code == 404
    reader = Visitor(client.app, factories.person("Rea"))
    for name in ("now", number):
        assert reader.get(f"/plans/plan/compare?from=first&to={name}").status_code == 403
    assert reader.get("/plans/plan/sections/2/compare").status_code == 403


def test_two_revisions_of_a_section(client, plan, owner):
    client = Visitor(client.app, owner)
    for view in ("redline", "side", "list", "old", "new"):
        page = client.get(f"/plans/plan/sections/2/compare?view={view}")
        assert page.status_code == 200 and "saved by Amina" in page.text
    assert client.get("/plans/plan/sections/1/compare").status_code == 404


def test_the_record_and_its_proof(client, plan, owner):
    page = client.get("/plans/plan/record").text
    assert (
        "withheld: not for your role." in page
        and "Amina made the plan" in re.sub(r"\s+", " ", page)
        and "Kept" not in page
    )
    assert "The record holds." in client.get("/plans/plan/record/proof").text
    client = Visitor(client.app, owner)
    page = re.sub(r"\s+", " ", client.get("/plans/plan/record").text)
    assert "Amina saved the text of section 2 (en)." in page and "froze moment" in page and "ithheld" not in page
    assert client.get("/plans/plan/record?before=3").text.count("<tr id=") == 2
    assert client.get("/record").status_code == 403
    client = Visitor(client.app, factories.person("Chief", is_administrator=True))
    assert client.get("/record").status_code == client.get("/record/proof").status_code == 200


def test_adoption_from_the_checklist_to_a_checked_file(client, plan, owner):
    assert Visitor(client.app, factories.person("Rea")).get("/plans/plan/adoption").status_code == 403
    chair = factories.member(owner, plan, "Carla", "chair")
    client = Visitor(client.app, owner)
    page = client.get("/plans/plan/adoption").text
    assert "open brackets: 1" in page and "/plans/plan/sections/1" in page
    typed = {"name": "Adopted", "date": "2008-05-30", "symbol": "COP/9"}
    assert client.post("/plans/plan/adoption", data=typed).status_code == 409
    write(owner, factories.section(plan, 1), "# One\r\n\r\nOne says this.\r\n\r\n")
    client = Visitor(client.app, chair)
    assert client.post("/plans/plan/adoption/declare").status_code == 303
    client = Visitor(client.app, owner)
    bad = client.post("/plans/plan/adoption", data={**typed, "date": "soon"})
    assert bad.status_code == 422 and "COP/9" in bad.text
    assert client.post("/plans/plan/adoption", data=typed).status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Plan, plan.id).sealed_number
    browser = Visitor(client.app)
    source = browser.get("/plans/plan/export/adopted.md").data
    sealed = browser.get("/plans/plan/adoption").text
    assert "Adopted and sealed" in sealed

    def check(content: bytes) -> str:
        return browser.post("/plans/plan/adoption/check", data={"file": (BytesIO(content), "a.md")}).text

    assert "Yes: this is the adopted text (en)" in check(source)
    assert "No: this file is not the adopted text." in check(source + b" ")
    assert browser.post("/plans/plan/adoption/check").status_code == 422

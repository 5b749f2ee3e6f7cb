"""Languages on the pages: the switch, what links carry along, what is not there yet, and beginning a text."""

import re
from datetime import date

import pytest

from tests.services import factories
from tests.views.forms import form_to
from tests.views.visitors import Visitor
from wiki.services import drafts, translations

FORM = "/plans/plan/sections/1/translation"


@pytest.fixture
def plan(owner):
    made = factories.plan(owner, "Vision", "Mission")
    drafts.freeze_draft(owner, made, name="First", date=date(2007, 1, 31), distribution="public")
    return made


@pytest.fixture
def french(owner, plan):
    translations.begin_translation(
        owner, factories.section(plan, 1), language="fr", title="La vision", body="Un [bel] avenir."
    )
    return plan


@pytest.mark.parametrize(
    "address",
    [
        "/plans/plan",
        "/plans/plan/text",
        "/plans/plan/sections/1",
        "/plans/plan/brackets",
        "/plans/plan/sections/1/brackets",
        "/plans/plan/sections/1/edit",
        "/plans/plan/sections/1/history",
        "/plans/plan/compare?from=first&to=now",
    ],
)
def test_pages_change_to_another_language_and_back(app, owner, french, address):
    visitor = Visitor(app, owner)
    switch = re.findall(r'<a href="([^"]*)" lang="fr" hreflang="fr">français</a>', visitor.get(address).text)
    assert len(switch) == 1 and "language=fr" in switch[0]
    there = visitor.get(switch[0].replace("&amp;", "&"))
    assert there.status_code == 200 and "La vision" in there.text and 'aria-current="page">français' in there.text
    back = re.findall(r'<a href="([^"]*)" lang="en" hreflang="en">English</a>', there.text)
    assert len(back) == 1 and "language" not in back[0]


def test_a_plan_in_one_language_shows_no_switch(app, owner, plan):
    for address in ("/plans/plan", "/plans/plan/text", "/plans/plan/sections/1", "/plans/plan/sections/1/edit"):
        assert "hreflang" not in Visitor(app, owner).get(address).text


def test_links_carry_the_language_along(app, owner, french):
    page = Visitor(app, owner).get("/plans/plan/sections/1?language=fr&at=now").text
    assert '<article class="text" lang="fr" dir="ltr"' in page
    for address in (
        "/plans/plan/sections/2?at=now&amp;language=fr",
        "/plans/plan/sections/1/history?language=fr",
        "/plans/plan/sections/1/edit?language=fr",
        "/plans/plan/sections/1/brackets?at=now&amp;language=fr",
        "/plans/plan/text?language=fr",
        "/plans/plan/compare?language=fr",
    ):
        assert f'href="{address}"' in page, address
    assert '<input type="hidden" name="language" value="fr">' in page
    text = Visitor(app, owner).get("/plans/plan/text?language=fr").text
    for address in ("/plans/plan/export/now.docx?language=fr", "/plans/plan/text?at=first&amp;language=fr"):
        assert f'href="{address}"' in text, address
    compared = Visitor(app, owner).get("/plans/plan/compare?from=first&to=now&language=fr").text
    assert "view=side" in compared and not re.search(r'href="[^"]*view=side(?![^"]*language=fr)[^"]*"', compared)


def test_what_has_no_text_yet_says_so_and_leads_to_its_beginning(app, owner, french):
    visitor = Visitor(app, owner)
    page = visitor.get("/plans/plan/sections/2?language=fr")
    assert "This section has no text in French yet." in page.text and "Mission" in page.text
    assert "/plans/plan/sections/2/translation?language=fr" in page.text
    assert "1 section has no text in French yet." in visitor.get("/plans/plan/text?language=fr").text
    assert "no text in French yet" in visitor.get("/plans/plan?language=fr").text
    assert "no text in French yet" in visitor.get("/plans/plan/sections/2/history?language=fr").text


def test_readers_are_not_told_of_languages_that_only_the_newest_text_has(app, owner, french):
    for address in ("/plans/plan", "/plans/plan/text", "/plans/plan/sections/1", "/plans/plan/drafts"):
        assert "français" not in Visitor(app).get(address).text
    drafts.freeze_draft(owner, french, name="Second", date=date(2007, 2, 28), distribution="public")
    assert "français" in Visitor(app).get("/plans/plan/text").text
    assert "Un <span" in Visitor(app).get("/plans/plan/text?language=fr").text


def test_a_text_is_begun_in_another_language_beside_the_original(app, owner, plan):
    visitor = Visitor(app, owner)
    page = visitor.get(FORM)
    assert "Vision three." in page.text
    form = form_to(page, FORM)
    wrong = form.send(visitor, language="french!", title="La vision", body="Un avenir.")
    assert wrong.status_code == 422 and 'id="language-error"' in wrong.text and "Un avenir." in wrong.text
    done = form.send(visitor, language="fr", title="La vision", body="Un avenir.")
    assert done.status_code == 303 and done.location.endswith("/plans/plan/sections/1?language=fr")
    assert "Un avenir." in visitor.get(done.location).text
    again = form.send(visitor, language="fr", title="La vision", body="Un autre avenir.")
    assert again.status_code == 409 and "Un autre avenir." in again.text


def test_arabic_is_laid_out_from_right_to_left(app, owner, plan):
    translations.begin_translation(owner, factories.section(plan, 1), language="ar", title="الرؤية", body="مستقبل.")
    page = Visitor(app, owner).get("/plans/plan/sections/1?language=ar").text
    assert '<article class="text" lang="ar" dir="rtl"' in page and "العربية" in page

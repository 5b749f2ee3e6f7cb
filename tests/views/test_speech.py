"""Whose language a page speaks, how it says times, numbers and names, and in what language letters go out."""

import re
from datetime import date

import pytest

from tests.services import factories
from tests.views.forms import form_to
from tests.views.visitors import Visitor
from wiki.db import db, transaction
from wiki.models import OutgoingMail
from wiki.services import drafts, plans
from wiki.services import stages as phases


@pytest.fixture
def reader(app):
    return factories.person("Awa", password_hash="x")


def language_of(answer) -> str:
    return re.search(r'<html lang="([^"]+)"', answer.text)[1]


def test_the_browser_is_asked_where_nothing_was_chosen(app):
    for asked, spoken in (
        ("fr", "fr"),
        ("fr-SN, en;q=0.5", "fr"),
        ("en, fr", "en"),
        ("de, fr;q=0.3", "fr"),
        ("de", "en"),
    ):
        assert language_of(Visitor(app).get("/sign-in", headers={"Accept-Language": asked})) == spoken
    assert language_of(Visitor(app).get("/sign-in", headers={"Accept-Language": "\xff" * 9000})) == "en"


def test_a_choice_at_the_foot_is_kept_by_the_browser(app):
    visitor = Visitor(app)
    page = visitor.get("/sign-in?next=/profile")
    answer = form_to(page, "/language").send(visitor, language="fr")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/profile")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert language_of(visitor.get("/sign-in", headers={"Accept-Language": "en"})) == "fr"
    assert "Se connecter" in visitor.get("/sign-in").text


def test_a_choice_leads_nowhere_else_and_takes_no_other_language(app):
    visitor = Visitor(app)
    assert visitor.post("/language", data={"language": "fr", "target": "https://elsewhere.example/"}).location == "/"
    assert visitor.post("/language", data={"language": "tlh"}).status_code == 422
    assert visitor.post("/language").status_code == 422


def test_a_choice_signed_in_is_the_profiles(app, reader):
    visitor = Visitor(app, reader)
    answer = form_to(visitor.get("/profile?a=b"), "/profile/language").send(visitor, language="fr")
    assert (answer.status_code, answer.location) == (303, "/profile?a=b")
    elsewhere = Visitor(app, reader)
    assert language_of(elsewhere.get("/profile", headers={"Accept-Language": "en"})) == "fr"
    answer = form_to(elsewhere.get("/profile"), "/profile").send(elsewhere, language="en")
    assert answer.status_code == 303
    # The profile goes before what a browser has kept from somebody signed out.
    assert language_of(visitor.get("/profile")) == "en"


def test_what_is_said_of_a_choice_is_said_in_it(app, reader):
    visitor = Visitor(app, reader)
    form_to(visitor.get("/profile"), "/profile").send(visitor, language="fr")
    assert "Votre profil a été modifié." in visitor.get("/profile").text


def test_another_site_changes_no_profile(app, reader):
    app.config["WTF_CSRF_ENABLED"] = True
    visitor = Visitor(app, reader)
    assert visitor.post("/profile/language", data={"language": "fr"}).status_code == 401
    visitor.post("/language", data={"language": "fr"})
    assert language_of(Visitor(app, reader).get("/profile")) == "en"


def test_kept_pages_are_kept_by_language(app):
    owner = factories.person("Amina", may_make_plans=True)
    plan = factories.plan(owner, "Vision")
    drafts.freeze_draft(owner, plan, name="First", date=date(2007, 5, 1), distribution="public")
    chosen = Visitor(app)
    chosen.post("/language", data={"language": "fr"})
    for _ in range(2):
        english = Visitor(app).get("/plans/plan", headers={"Accept-Language": "en-GB"})
        french = Visitor(app).get("/plans/plan", headers={"Accept-Language": "fr-CH"})
        assert (language_of(english), language_of(french)) == ("en", "fr")
        assert {"Accept-Language", "Cookie"} <= set(french.vary)
        assert language_of(chosen.get("/plans/plan", headers={"Accept-Language": "en"})) == "fr"
        assert "1 May 2007" in english.text
        assert "1er mai 2007" in french.text


def test_a_page_says_which_of_its_words_are_in_another_language(app):
    owner = factories.person("Amina", may_make_plans=True)
    factories.plan(owner, "Vision")
    page = Visitor(app, owner).get("/plans/plan", headers={"Accept-Language": "fr"}).text
    assert '<h1 lang="en">A plan</h1>' in page


def test_times_and_numbers_are_the_readers(app, reader):
    owner = factories.person("Amina", may_make_plans=True)
    plan = factories.plan(owner, "Vision")
    stage = phases.create_stage(owner, plan, name="Review", closes="2090-03-01T23:30", zone="Africa/Nairobi")
    plans.grant_role(owner, plan, reader, role="expert")
    phases.open_stage(owner, stage)
    with transaction():
        reader.language, reader.timezone = "fr", "America/Montreal"
    visitor = Visitor(app, reader)
    page = visitor.get("/plans/plan/stages").text
    assert "1er mars 2090, 23:30 (Africa/Nairobi)" in page
    assert "1er mars 2090, 15:30 pour vous" in page
    assert "Heures\xa0: America/Montreal" in page
    assert "20\u202f000 caractères" in visitor.get("/plans/plan/comments/new").text
    answer = visitor.post("/plans/plan/comments/new", data={"body": "x" * 20_001})
    assert "20\u202f001" in answer.text


def test_names_stand_in_the_order_of_the_alphabet(app):
    owner = factories.person("Zoé", may_make_plans=True, is_administrator=True)
    for name in ("Émile", "Eric", "éva", "Zacharie"):
        factories.person(name)
    page = Visitor(app, owner).get("/people").text
    found = re.findall(r'<th scope="row"><a href="[^"]+" dir="auto">([^<]+)', page)
    assert found == ["Émile", "Eric", "éva", "Zacharie", "Zoé"]


def test_letters_are_in_the_language_of_who_gets_them(app, monkeypatch):
    app.config["MAIL_URL"] = "smtp://localhost"
    owner = factories.person("Amina", may_make_plans=True)
    plan = factories.plan(owner, "Vision")
    factories.person("Awa", language="fr")
    factories.person("Kofi", language="en")
    with transaction():
        owner.language = "fr"
    Visitor(app, owner).post(
        f"/plans/{plan.slug}/invitations", data={"pasted": "awa@example.org\nkofi@example.org", "role": "expert"}
    )
    Visitor(app).post("/password/forgotten", data={"email": "awa@example.org"})
    letters = {(letter.to, letter.subject): letter.body for letter in db.session.query(OutgoingMail)}
    invited = letters["awa@example.org", "Invitation\xa0: A plan"]
    assert "vous invite à participer" in invited
    assert "Invitation: A plan" in {subject for to, subject in letters if to == "kofi@example.org"}
    assert "valable deux heures" in letters["awa@example.org", "Nouveau mot de passe pour Plenary"]

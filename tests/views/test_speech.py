"""Whose language a page speaks, and that it speaks no other beside it.

Nothing is left out of the catalogs: every page is read in a language made for this, in which each sentence stands in
brackets of its own, with data in Greek. Latin letters outside the brackets are words that no translator would get.
"""

import re
from datetime import date
from html.parser import HTMLParser
from itertools import product

import pytest
from babel.support import NullTranslations

from tests.services import factories
from tests.views.forms import form_to
from tests.views.visitors import Visitor
from wiki import post, speech
from wiki.db import db, transaction
from wiki.models import Comment, Invitation, OutgoingMail, Person, Plan, Revision, Stage
from wiki.services import (
    answers,
    comments,
    delegations,
    drafts,
    imports,
    invitations,
    passwords,
    plans,
    revisions,
    sections,
)
from wiki.services import stages as phases


class Bracketed(NullTranslations):
    """A catalog in which every sentence stands in brackets."""

    def ugettext(self, message):
        return f"⟦{message}⟧"

    gettext = ugettext

    def ungettext(self, one, many, count):
        return f"⟦{one if count == 1 else many}⟧"

    ngettext = ungettext

    def upgettext(self, context, message):
        return f"⟦{message}⟧"

    pgettext = upgettext


#: what is written so in every language: names, formats, tags, codes, addresses, digests
NAMES = re.compile(
    r"Plenary|Ctrl|Shift|Enter|Tab|Esc|Mac|Word|Markdown|HTML|SHA-256|UTC|\b(?:docx|md|html|json|en|el|fr)\b|English|Français|Español|[\w.]+@[\w.]+"
    r"|https?://\S+|\b[0-9a-f]{6,64}\b|\b(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc"
    r"|Europe|Indian|Mexico|Pacific|US)/[\w/+-]+|\b[A-Z]{2,3}\b"
)
LETTERS = re.compile(r"[A-Za-z]{2,}")
SPOKEN = (
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-kept",
    "data-keeping",
    "data-local",
    "data-lost",
    "data-none",
    "data-waiting",
    "data-refused",
    "data-starts",
    "data-untitled",
    "data-unreachable",
    "data-here",
    "data-comment-words",
)


#: elements that have no end
EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Words(HTMLParser):
    """What a page says: its text, and what its attributes say to those who cannot see it."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0
        self.english: list[str] = []

    def handle_starttag(self, tag, attributes):
        if self.english or ("lang", "en") in attributes:
            # What says that it is English is so on purpose: the API's description, the name of the language.
            self.english += [tag] if tag not in EMPTY else []
            return
        self.silent += tag in ("script", "style")
        self.said += [value for name, value in attributes if name in SPOKEN and value]

    def handle_endtag(self, tag):
        while self.english:
            if self.english.pop() == tag:
                return
        self.silent -= tag in ("script", "style")

    def handle_data(self, words):
        if not self.silent and not self.english:
            self.said.append(words)


def left_over(page: str) -> set[str]:
    """The words of a page that stand outside brackets and are nobody's name."""
    words = Words()
    words.feed(page)
    said = "\n".join(words.said)
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", said)) != said:
        said = shorter
    return {line.strip() for line in NAMES.sub(" ", said).splitlines() if LETTERS.search(line)}


@pytest.fixture
def bracketed(monkeypatch):
    """Pages in Greek speak in brackets."""
    monkeypatch.setattr(speech, "LANGUAGES", ("en", "el"))
    monkeypatch.setattr(speech, "catalog_of", lambda language: Bracketed())
    speech._best_of.cache_clear()
    yield {"Accept-Language": "el"}
    speech._best_of.cache_clear()


@pytest.fixture
def greek_plan(app) -> tuple[Visitor, Plan]:
    """A plan with something of everything, all of it in Greek."""
    owner = factories.person("Άννα", may_make_plans=True)
    source = "# Σχέδιο\n\nΠρώτα.\n\n## Όραμα\n\nΛόγια [KE: εδώ].\n\n## Σκοπός\n\nΆλλα λόγια.\n"
    plan = imports.import_document(owner, slug="plan", source=source, title="Σχέδιο", language="el").plan
    with transaction():
        owner.is_administrator = True
    first, second = factories.section(plan, 1), factories.section(plan, 2)
    drafts.freeze_draft(owner, plan, name="Πρώτο", symbol="1/2", date=date(2007, 1, 31), distribution="public")
    newest = revisions.newest_revision(first, "el")
    text = newest.text.body.replace("Πρώτα", "Τώρα") + "\nΚαι άλλα.\n\n"
    revisions.save_revision(owner, first, text=text, based_on=newest.number)
    drafts.freeze_draft(owner, plan, name="Δεύτερο", symbol="1/3", date=date(2007, 2, 1))
    remark = comments.post_comment(owner, plan, body="Λόγος.", section=first, quote="Τώρα", audience="public")
    comments.reply_to_comment(owner, remark, body="Απάντηση.")
    answers.answer_comment(owner, remark, disposition="accepted", reason="Ναι.", resolve=True)
    comments.post_comment(owner, plan, body="Άλλο.", section=second)
    comments.post_comment(owner, plan, body="Μόνο.", section=second, audience="private")
    answers.erase_comment(owner, comments.post_comment(owner, plan, body="Όχι."), reason="Νόμος.")
    phases.create_stage(owner, plan, name="Στάδιο", closes="2030-01-31T18:00", zone="Africa/Nairobi")
    stage = phases.list_stages(owner, plan)[0]
    phases.open_stage(owner, stage)
    phases.extend_stage(owner, stage, closes="2030-02-28T18:00")
    phases.create_stage(owner, plan, name="Άλλο στάδιο")
    gone = sections.add_section(owner, plan, title="Έξω", parent=factories.root(plan))
    sections.remove_section(owner, gone)
    group = delegations.create_delegation(owner, kind="group", name="Ομάδα", code="G77")
    delegations.add_member(owner, group, owner)
    invitations.invite_people(owner, plan, pasted="Νίκος; nikos@example.org; expert", role="expert")
    return Visitor(app, owner), plan


def addresses(app, method: str) -> dict[str, list[str]]:
    """Every address that takes the method, by endpoint, filled with what the plan has."""
    reader = db.session.query(Person).filter_by(name="Άννα").one()
    numbers = [str(comment.number) for comment in db.session.query(Comment) if comment.number]
    links = (
        post.invitation_link(db.session.query(Invitation).one()),
        post.reset_link(reader, passwords.fingerprint(reader)),
    )
    here = {
        "slug": ("plan",),
        "membership": ("1",),
        "key": ("1", "2", "3"),
        "number": ("0", "1", "2", *numbers),
        "revision": tuple(str(revision.number) for revision in db.session.query(Revision)),
        "moment": ("now",),
        "format": ("md",),
        "stage": tuple(stage.slug for stage in db.session.query(Stage)),
        "draft": ("no-such",),
        "uid": (reader.uid,),
        "token": tuple(link.rpartition("/")[2] for link in links),
    }
    found: dict[str, list[str]] = {}
    for rule in app.url_map.iter_rules():
        if method in rule.methods and rule.endpoint != "static":
            places = sorted(rule.arguments)
            pattern = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            found.setdefault(rule.endpoint, []).extend(
                pattern.format(**dict(zip(places, values, strict=True)))
                for values in product(*(here[place] for place in places))
            )
    return found


def test_no_words_of_a_page_are_kept_from_translators(app, greek_plan, bracketed):
    visitor, plan = greek_plan
    with app.test_request_context():
        asked = addresses(app, "GET")
    del asked["api.index"]  # it is made of names: of operations, kinds of problems, fields
    asked["comparisons.show"] += [
        f"/plans/plan/compare?from=1&to=now&view={view}" for view in ("redline", "side", "list", "old", "new")
    ]
    newest = revisions.newest_revision(factories.section(plan, 2), "el")
    settle = f"/plans/plan/sections/2/brackets/settle?act=lift&start={newest.text.body.index('[')}"
    asked["brackets.preview"] = [f"{settle}&revision={newest.number}"]
    asked["biographies.tell"] = [f"/plans/plan/sections/2/biography/{newest.number}?start=0&end=9"]
    left, never = {}, []
    for endpoint, paths in asked.items():
        given = [(path, who.get(path, headers=bracketed)) for path in paths for who in (visitor, Visitor(app))]
        if not endpoint.startswith("api_") and not any(answer.status_code == 200 for _, answer in given):
            never.append(endpoint)
        left |= {path: words for path, answer in given if (words := said_outside(answer))}
    assert left == {}
    assert never == []


def test_no_words_of_an_answer_to_a_form_are_kept_from_translators(app, greek_plan, bracketed):
    visitor, _ = greek_plan
    with app.test_request_context():
        asked = addresses(app, "POST")
    left = {}
    for endpoint, paths in sorted(asked.items()):
        for path in paths if endpoint not in ("sessions.end", "profile.end") else ():
            for form in ({}, dict.fromkeys(("name", "title", "text", "body", "email", "file", "password"), "Λόγος")):
                if words := said_outside(visitor.post(path, data=form, headers=bracketed)):
                    left[path] = words
    # What was told on the way waits for the next page.
    if words := said_outside(visitor.get("/", headers=bracketed)):
        left["/"] = words
    assert left == {}


def said_outside(answer) -> set[str]:
    html = answer.mimetype == "text/html" and not 300 <= answer.status_code < 400
    return left_over(answer.text) if html else set()


def test_first_run_keeps_no_words_from_translators(app, bracketed):
    answer = Visitor(app).get("/first-run", headers=bracketed)
    assert answer.status_code == 200
    assert left_over(answer.text) == set()


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

"""Pages speak one language and no other beside it.

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
from tests.views.visitors import Visitor
from wiki import post, speech
from wiki.db import db, transaction
from wiki.models import Comment, Invitation, Person, Plan, Revision, Stage
from wiki.services import (
    answers,
    comments,
    delegations,
    drafts,
    imports,
    invitations,
    passwords,
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

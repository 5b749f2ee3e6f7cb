"""Eight programs and three browsers edit one plan at once, and nothing that anybody typed is lost.

Two of the browsers have the editor's script, one has no scripts at all; the programs know the API alone. The proof is
the record: every sentence stands in a revision, or somebody was shown it in a conflict.
"""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.site import Site
from wiki.db import db
from wiki.models import Revision, Section
from wiki.services import imports, journal, moments, persons, plans, records, tokens

PROGRAMS, BROWSERS, TURNS = 8, 3, 2
WRITERS = [f"Writer{number}" for number in range(PROGRAMS + BROWSERS)]
#: each writer has a paragraph of its own, and all want to change the first
SOURCE = "# Aims\n\nSigned by nobody.\n\n" + "\n\n".join(f"{name} has begun." for name in WRITERS) + "\n"
SECTION = "/plans/plan/sections/1"


class Typed:
    """Every sentence somebody typed, and every text somebody was shown as theirs in a conflict."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.shown: list[str] = []
        self.combined = 0


class Program:
    """Saves with the mark of what it read; after a conflict it reads and tries again."""

    def __init__(self, name: str, url: str, secret: str, typed: Typed) -> None:
        self.name, self.address, self.typed = name, f"{url}/api{SECTION}/text", typed
        self.headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}

    def work(self, stop: Event) -> int:
        """Write turn after turn until the browsers have done; gives the number of turns."""
        turn = 0
        while turn < TURNS or (not stop.is_set() and turn < 60):
            turn += 1
            sentence = f"{self.name} wrote in turn {turn}."
            assert self.change(rf"(?m)^{self.name} [^.]*\.", sentence), "nobody else changes this sentence"
            if turn <= TURNS:
                while not self.change(r"Signed by [^.]*\.", f"Signed by {self.name} in turn {turn}."):
                    pass
            stop.wait(0.3)
        return turn

    def change(self, old: str, new: str) -> bool:
        """Put a sentence in place of another; False where somebody else had changed that meanwhile."""
        with self._ask("GET") as answer:
            text, mark = json.load(answer)["text"], answer.headers["ETag"]
        changed, found = re.subn(old, new, text)
        assert found == 1, text
        self.typed.sentences.append(new)
        try:
            with self._ask("PUT", json.dumps({"text": changed}).encode(), **{"If-Match": mark}) as answer:
                self.typed.combined += json.load(answer)["combined"]
        except urllib.error.HTTPError as error:
            with error:
                assert error.code == 412, error.read()
                self.typed.shown.append(json.load(error)["conflict"]["mine"])
            return False
        return True

    def _ask(self, method: str, data: bytes | None = None, **headers: str):
        asked = urllib.request.Request(self.address, data, {**self.headers, **headers}, method=method)
        return urllib.request.urlopen(asked, timeout=60)


@pytest.fixture
def site(tmp_path: Path, database: str) -> Iterator[Site]:
    with Site(tmp_path / "site", SQLALCHEMY_DATABASE_URI=database) as served:
        yield served


@pytest.fixture
def secrets(site: Site) -> list[str]:
    """A token for each writer; the plan is there, and all may edit it."""
    made = []
    with site.app.app_context():
        plan = imports.import_document(persons.operator(), slug="plan", source=SOURCE).plan
        for name in WRITERS:
            person = persons.create_person(persons.operator(), name=name, email=f"{name.lower()}@example.org")
            plans.grant_role(persons.operator(), plan, person, role="secretariat")
            made.append(tokens.make_token(person, name="Program", scopes=("edit",))[1])
        db.session.remove()
    return made


def open_editor(page: Page) -> None:
    page.goto(f"{SECTION}/edit")


def type_sentence(page: Page, begins: str, new: str, typed: Typed) -> None:
    """Write a sentence over the one that begins so: by keyboard where the editor has its script, else in the field."""
    typed.sentences.append(new)
    if page.locator(".cm-content").count():
        page.locator(".cm-line").filter(has_text=re.compile(rf"^{begins} ")).click()
        page.keyboard.press("Home")
        page.keyboard.press("Shift+End")
        page.keyboard.type(new)
        return
    field = page.locator("textarea[name=text]")
    text, found = re.subn(rf"(?m)^{begins} [^.]*\.", new, field.input_value())
    assert found == 1, text
    field.fill(text)


def save(page: Page, typed: Typed) -> None:
    """Save; where that is a conflict, see that one's own words are shown, and take the others'."""
    # What the page before said of the save before must not be taken for the answer to this one.
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    heading = page.get_by_role("heading", level=1)
    if "changed the same sentences" not in (heading.first.text_content() or ""):
        expect(page.get_by_role("status").first).to_contain_text(re.compile("Saved|combined"))
        typed.combined += "combined" in (page.get_by_role("status").first.text_content() or "")
        return
    for clash in page.locator("fieldset.clash").all():
        typed.shown.append(clash.locator("textarea").input_value())
        clash.locator("input[value=theirs]").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save these choices").click()
    expect(page.locator("article.text")).to_contain_text("Writer0")


def test_nothing_that_was_typed_is_lost(site: Site, secrets: list[str], visit: Callable[..., Page]) -> None:
    typed, stop = Typed(), Event()
    programs = [Program(name, site.url, secret, typed) for name, secret in zip(WRITERS, secrets, strict=False)]
    pages = {
        name: visit(site, f"{name.lower()}@example.org", java_script_enabled=number > 0)
        for number, name in enumerate(WRITERS[PROGRAMS:])
    }
    with ThreadPoolExecutor(PROGRAMS) as threads:
        working = [threads.submit(program.work, stop) for program in programs[:PROGRAMS]]
        try:
            for turn in range(1, TURNS + 1):
                for page in pages.values():
                    open_editor(page)
                desks = [page.locator(".cm-content").count() for page in pages.values()]
                assert desks == [0, 1, 1], "two with the script and one without"
                for name, page in pages.items():
                    type_sentence(page, name, f"{name} typed in turn {turn}.", typed)
                for page in pages.values():
                    save(page, typed)
                for page in pages.values():
                    open_editor(page)
                for name, page in pages.items():
                    type_sentence(page, "Signed by", f"Signed by {name} in turn {turn}.", typed)
                for page in pages.values():
                    save(page, typed)
        finally:
            stop.set()
        turns = [done.result(120) for done in working]
    _prove(site, typed, turns)


def _prove(site: Site, typed: Typed, turns: list[int]) -> None:
    """By the record: each sentence is in a revision, or was shown; the last words of each writer are in the text."""
    with site.app.app_context():
        plan = plans.find_plan(persons.operator(), "plan")
        final = moments.source_at(plan, journal.head_number(plan))
        section = db.session.scalars(select(Section).where(Section.plan_id == plan.id, Section.number == 1)).one()
        kept = db.session.scalars(select(Revision).where(Revision.section_id == section.id)).all()
        texts = [revision.text.body for revision in kept]
        authors = {revision.entry.person.name for revision in kept}
        entries = list(records.list_entries(persons.operator(), plan, limit=5_000))
        proved = records.verify_plan(plan)
        db.session.remove()
    assert proved.ok and set(WRITERS) <= authors
    assert sum((entry.kind, entry.subject) == ("revision.save", ("section", "1")) for entry in entries) == len(texts)
    shown = [" ".join(one.split()) for one in typed.shown]
    for sentence in typed.sentences:
        assert any(sentence in text for text in texts) or any(sentence in one for one in shown), sentence
    for name, turn in zip(WRITERS, turns, strict=False):
        assert final.count(f"{name} wrote in turn {turn}.") == 1
    for name in WRITERS[PROGRAMS:]:
        last = f"{name} typed in turn {TURNS}."
        assert final.count(last) == 1 or any(last in one for one in shown), (
            "where pairs are shown, the others' are taken"
        )
    assert typed.shown and typed.combined, "nobody met anybody: the test tried nothing"
    assert final.count("\n\n") == SOURCE.count("\n\n")

"""A whole document becomes a plan, and its later versions become revisions of what changed."""

import hashlib
import json

import pytest
from sqlalchemy import select

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Forbidden, Invalid, TooLarge
from wiki.models import EntryPayload, JournalEntry, Person, Plan
from wiki.services import imports, journal, moments, persons, plans, sections

NASTY = {
    "front matter": "---\ntitle: X\n# not a heading\n---\n\n# A\n\ntext\n",
    "front matter with dots": "---\ntitle: X\n...\nbefore\n\nA\n=\n",
    "table": "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## B\n\n| # | x |\n|---|---|\n",
    "footnotes": "# A[^1]\n\ntext[^2]\n\n[^1]: # not one\n\n[^2]:\n    # nor this\n\n# B\n",
    "comments": "<!--\n# hidden\n-->\n# A\n\n<!-- # x --> words\n\n<!-- open\n\n## never\n",
    "code": "# A\n\n```sh\n# comment\n```\n\n~~~~\n~~~\n# no\n~~~~\n\n    # indented\n\n# B\n",
    "a fence never closed": "# A\n\n```\n# code to the end\n\n## still\n",
    "setext": "Title\n=====\n\nsub\n---\n\ntwo lines\nof title\n---\n\n---\n\ntext\n",
    "text before the first heading": "words\n\nmore\n# A\n## B\n",
    "skipped levels": "# A\n\n#### D\n\n## B\n\n###### F\n\n### C\n",
    "deep first": "### C\n\n# A\n\n###### F\n",
    "duplicates": "# A\n\n# A\n\n# A\n\n## A\n\n# A\n",
    "CRLF": "# A\r\n\r\ntext  \r\n\r\n## B\r\nx",
    "CR": "# A\r\rtext\r\r## B\rx\r",
    "mixed endings": "# A\r\n\ntext\r\r\n## B\n\rx\r\n",
    "BOM": "\ufeff# A\n\ntext\n",
    "BOM and front matter": "\ufeff---\na: b\n---\n# A\n",
    "no final newline": "# A\n\ntext\n\n# B",
    "empty": "",
    "a single newline": "\n",
    "only headings": "# A\n# B\n## C\n#\n## \n# D #\n",
    "trailing blanks": "# A   \n\ntext  \n \t\n\n\n# B\t\n   \n\n\n",
    "odd line separators": "# A\u2028# not\x0b# nor\x0c# nor\x85# nor\n\ntext\u2029more\n",
    "no normalisation": "# Cafe\u0301 é\n\nx\u0301\n",
    "quotes and lists": "> # quoted\n\n- # in a list\n\n1. ## too\n\n# A\n",
    "brackets": "# [A] B\n\n[XA, XB: words [nested]] and [x](y) [^1] [ ]\n",
    "html": "<h1>no</h1>\n\n<div>\n\n# A\n\n</div>\n\n<pre>\n# b\n</pre>\n",
    "scripts": "# 第一条\n\n为了。\n\n## المادة ١\n\nنص عربي.\n",
    "emoji and beyond": "# 🌍 A\n\n𝒳 👩‍👩‍👧\n",
}


@pytest.fixture
def operator(app) -> Person:
    return persons.operator()


def read(plan: Plan, language: str = "") -> str:
    return moments.source_at(plan, journal.head_number(plan), language or plan.language)


def outline(plan: Plan) -> list[tuple[int, str, int]]:
    return [(i.number, i.title, i.depth) for i in moments.outline_at(plan, journal.head_number(plan)).items]


def test_every_nasty_document_comes_back_byte_for_byte_over_every_other(operator: Person):
    for number, source in enumerate([*NASTY.values(), *reversed(NASTY.values())]):
        found = imports.import_document(operator, slug="one", source=source, draft=f"Draft {number}")
        assert read(found.plan) == source
    found = imports.import_document(operator, slug="one", source=NASTY["setext"])
    for draft, source in enumerate([*NASTY.values(), *reversed(NASTY.values())]):
        moment = moments.find_moment(operator, found.plan, f"draft-{draft}")
        assert moments.source_at(found.plan, moment.number) == source


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_each_nasty_document_makes_a_plan(operator: Person):
    for number, source in enumerate(NASTY.values()):
        found = imports.import_document(operator, slug=f"plan-{number}", source=source)
        assert read(found.plan) == source
        assert imports.import_document(operator, slug=f"plan-{number}", source=source).tally.unchanged > 0


def test_headings_are_the_tree(operator: Person):
    plan = imports.import_document(
        operator, slug="plan", source="---\na: b\n---\nBefore.\n\n# One\n\n### Deep\n\n## Two\n\n# End\n"
    ).plan
    assert outline(plan) == [(0, "", 0), (1, "One", 1), (2, "Deep", 2), (3, "Two", 2), (4, "End", 1)]
    assert plan.title == "One"


def test_a_later_version_is_one_act_of_what_changed(operator: Person):
    first = "# Aims\n\nOne.\n\n# Means\n\nTwo words here.\n\n## Money\n\nMuch of it is needed.\n\n# End\n\nThree.\n"
    later = "# Aims\n\nOne.\n\n# End\n\nThree.\n\n# Means\n\nTwo words there.\n\n## New\n\nNothing like it.\n"
    plan = imports.import_document(operator, slug="plan", source=first, draft="One").plan
    head = journal.head_number(plan)
    found = imports.import_document(operator, slug="plan", source=later, draft="Two", symbol="X/1")
    tally = found.tally
    assert (tally.added, tally.changed, tally.moved, tally.removed) == (1, 2, 1, 1)
    entries = db.session.scalars(
        select(JournalEntry).where(JournalEntry.plan_id == plan.id, JournalEntry.number > head)
    ).all()
    assert {entry.act for entry in entries} == {head + 1}
    kinds = sorted(entry.kind for entry in entries)
    assert [kind for kind in kinds if kind not in ("section.add", "revision.save")] == [
        "draft.freeze",
        "plan.import",
        "section.move",
        "section.remove",
    ]
    assert [title for _, title, _ in outline(plan)] == ["", "Aims", "End", "Means", "New"]
    assert found.draft is not None
    assert (found.draft.slug, found.draft.symbol) == ("two", "X/1")


def test_the_same_version_again_records_nothing(operator: Person):
    plan = imports.import_document(operator, slug="plan", source="# A\n\nx\n").plan
    head = journal.head_number(plan)
    imports.import_document(operator, slug="plan", source="# A\n\nx\n")
    assert journal.head_number(plan) == head


def test_a_removed_section_can_be_put_back_between_those_that_came_since(operator: Person):
    plan = imports.import_document(operator, slug="plan", source="# A\n\na\n\n# B\n\nbee\n\n# C\n\nc\n").plan
    imports.import_document(operator, slug="plan", source="# A\n\na\n\n# New\n\nunlike anything\n\n# C\n\nc\n")
    sections.restore_section(operator, sections.find_section(operator, plan, 2))
    root = sections.find_section(operator, plan, 0)
    sections.add_section(operator, plan, title="D", parent=root, after=sections.find_section(operator, plan, 2))
    assert sorted(title for _, title, _ in outline(plan)) == ["", "A", "B", "C", "D", "New"]


def test_another_language_is_laid_on_the_tree_or_refused(operator: Person):
    plan = imports.import_document(operator, slug="plan", source="Before.\n\n# One\n\n## Two\n\n# Three\n").plan
    french = "Avant.\r\n\r\n# Un\r\n\r\n## Deux\r\n\r\n# Trois\r\n"
    found = imports.import_document(operator, slug="plan", source=french, language="fr", draft="FR")
    assert found.tally.added == 4
    assert read(plan, "fr") == french
    assert read(plan) == "Before.\n\n# One\n\n## Two\n\n# Three\n"
    head = journal.head_number(plan)
    with pytest.raises(Invalid) as refused:
        imports.import_document(operator, slug="plan", source=french.replace("## Deux", "# Deux"), language="fr")
    assert "Deux" in str(refused.value)
    with pytest.raises(Invalid) as refused:
        imports.import_document(operator, slug="plan", source="# Un\n\n## Deux\n", language="fr")
    assert "Three" in str(refused.value)
    with pytest.raises(Invalid) as refused:
        imports.import_document(operator, slug="plan", source=french + "# Quatre\n", language="fr")
    assert "Quatre" in str(refused.value)
    assert journal.head_number(plan) == head
    later = imports.import_document(operator, slug="plan", source=french.replace("# Un", "# Premier"), language="fr")
    assert (later.tally.changed, later.tally.unchanged) == (1, 3)


def test_a_changed_depth_rewrites_the_heading_in_other_languages(operator: Person):
    plan = imports.import_document(operator, slug="plan", source="# One\n\nfirst\n\n# Two\n\nsecond\n").plan
    imports.import_document(operator, slug="plan", source="# Un\n\npremier\n\n# Deux", language="fr")
    imports.import_document(operator, slug="plan", source="# Two\n\nsecond\n\n## One\n\nfirst\n")
    assert read(plan, "fr") == "# Deux\n## Un\n\npremier\n\n"


def test_a_draft_freezes_the_moment_before_later_words(operator: Person):
    plan = imports.import_document(operator, slug="plan", source="# A\n\nx\n", draft="First").plan
    imports.import_document(operator, slug="plan", source="# A\n\ny\n", draft="Second")
    first = moments.find_moment(operator, plan, "first")
    assert moments.source_at(plan, first.number) == "# A\n\nx\n"


def test_what_cannot_be_kept_is_refused_and_nothing_is_recorded(operator: Person):
    with pytest.raises(Invalid):
        imports.import_document(operator, slug="plan", source="# A\n\n\x00")
    with pytest.raises(TooLarge):
        imports.import_document(operator, slug="plan", source="x" * (imports.MAX_DOCUMENT + 1))
    assert db.session.scalars(select(Plan)).all() == []
    plan = imports.import_document(operator, slug="plan", source="# A\n").plan
    head = journal.head_number(plan)
    with pytest.raises(Invalid):
        imports.import_document(operator, slug="plan", source="# B\n", draft=" ")
    with pytest.raises(Invalid):
        imports.import_document(operator, slug="plan", source="# B\n", draft="Good", distribution="secret")
    assert journal.head_number(plan) == head
    assert read(plan) == "# A\n"


def test_only_the_secretariat_imports(operator: Person):
    plan = imports.import_document(operator, slug="plan", source="# A\n", visibility="public").plan
    with transaction():
        person = Person(name="Expert", email="expert@example.org", created_at=clock.now())
        db.session.add(person)
    plans.grant_role(operator, plan, person, role="expert")
    with pytest.raises(Forbidden):
        imports.import_document(person, slug="plan", source="# B\n")
    with pytest.raises(Forbidden):
        imports.import_document(person, slug="other", source="# B\n")
    with pytest.raises(Forbidden):
        imports.preview_import(person, b"# B\n", filename="b.md", plan=plan)


def test_a_preview_says_what_would_change_and_records_nothing(operator: Person):
    first = b"Before.\n\n# Aims\n\nThese are the aims.\n\n# Means\n\nTwo words here.\n\n# End\n\nThree.\n"
    fresh = imports.preview_import(operator, first, filename="Plan.MD")
    assert fresh.title == "Aims"
    assert [(s.title, s.level, s.state) for s in fresh.sections[1:]] == [
        ("Aims", 1, "added"),
        ("Means", 1, "added"),
        ("End", 1, "added"),
    ]
    plan = imports.import_document(operator, slug="plan", source=fresh.markdown).plan
    head = journal.head_number(plan)
    later = b"Before.\n\n# Objectives\n\nThese are the aims.\n\n# End\n\nThree, at last.\n"
    found = imports.preview_import(operator, later, filename="b.md", plan=plan)
    assert [(s.title, s.state, s.was) for s in found.sections[1:]] == [
        ("Objectives", "changed", "Aims"),
        ("End", "changed", ""),
    ]
    assert found.removed == ("Means",)
    assert journal.head_number(plan) == head
    with pytest.raises(Invalid):
        imports.preview_import(operator, b"x", filename="b.pdf")


def test_the_record_names_the_file_by_its_digest(operator: Person):
    imports.import_document(operator, slug="plan", source="# A\r\n")
    entry = db.session.scalars(select(JournalEntry).where(JournalEntry.kind == "plan.import")).one()
    body = json.loads(db.session.get_one(EntryPayload, entry.id).body or "")
    assert body == {"language": "en", "sha256": hashlib.sha256(b"# A\r\n").hexdigest()}

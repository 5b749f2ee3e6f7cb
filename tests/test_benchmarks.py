"""The history that the benchmarks invent is one that saves could have written: its record holds, and it goes on."""

from sqlalchemy import func, select

from benchmarks.history import grow_history
from tests.services import factories
from wiki.db import db
from wiki.models import Biography, Revision
from wiki.services import imports, journal, moments, persons, records, revisions


def test_an_invented_history_holds_and_goes_on(app):
    source = "# Aims\n\nThis is said in part 1.\n\n# Means\n\nThis is said in part 2.\n"
    plan = imports.import_document(persons.operator(), slug="plan", source=source).plan
    before, sections = journal.head_number(plan), [factories.section(plan, number) for number in (1, 2)]
    grow_history(plan, sections, 9)
    db.session.rollback()
    assert journal.head_number(plan) == before + 9
    proof = records.verify_plan(plan)
    assert proof.ok and proof.entries == before + 9
    newest = revisions.newest_revision(sections[0], "en")
    assert newest.text.body == f"# Aims\n\nThis is said {before + 9} times in part 1.\n\n"
    assert db.session.scalar(select(func.count()).select_from(Revision)) == 12  # two sections, the root, and nine

    text = newest.text.body.replace("part 1", "part one")
    saved = revisions.save_revision(persons.operator(), sections[0], text=text, based_on=newest.number)
    assert saved.revision.parent_id == newest.id and saved.revision.number == before + 10
    assert "part one" in moments.source_at(plan, before + 10)
    assert db.session.scalar(select(func.count()).select_from(Biography)) == 13
    assert records.verify_plan(plan).ok

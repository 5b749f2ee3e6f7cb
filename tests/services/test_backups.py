"""A backup taken from one kind of database and put back into the other."""

import hashlib
import json
import shutil
import threading
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from wiki.app import create_app
from wiki.db import db
from wiki.errors import Conflict, Invalid
from wiki.models import JournalEntry, Plan, Revision, Section
from wiki.services import backups, imports, journal, moments, persons, records, revisions

FIRST = "---\na: “b”\n---\nBefore.\u2028\r\n\n# Aims\n\nCafé, 第一条, نص 🌍.\n\n## Means\n\nMoney.\n"


def opened(url: str, folder: Path) -> Flask:
    return create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": str(folder), "TESTING": True})


@pytest.fixture
def pair(both_databases, tmp_path: Path):
    """Two applications on empty databases of both kinds."""
    sqlite, postgresql = both_databases
    apps = opened(sqlite, tmp_path / "one"), opened(postgresql, tmp_path / "two")
    yield apps
    for app in apps:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def fill() -> None:
    actor = persons.operator()
    imports.import_document(actor, slug="plan", source=FIRST, draft="First", distribution="public")
    imports.import_document(actor, slug="plan", source=FIRST.replace("Money", "More money"), draft="Second")
    imports.import_document(actor, slug="plan", source=FIRST, language="fr")


def test_there_and_back_again(pair, sqlite_template: Path, tmp_path: Path):
    sqlite, postgresql = pair
    with sqlite.app_context():
        fill()
        first = backups.make_backup(tmp_path / "first.zip")
    with postgresql.app_context():
        backups.restore_backup(tmp_path / "first.zip")
        plan = db.session.scalars(select(Plan)).one()
        assert moments.source_at(plan, journal.head_number(plan)) == FIRST.replace("Money", "More money")
        assert records.verify_plan(plan).ok
        # Ids go on where they were: a new row takes none that is in use.
        section = db.session.scalars(select(Section).where(Section.number == 1)).one()
        english = select(Revision).where(Revision.section_id == section.id, Revision.language == "en")
        text = FIRST[FIRST.index("# Aims") : FIRST.index("## Means")]
        based_on = max(revision.number for revision in db.session.scalars(english))
        revisions.save_revision(persons.operator(), section, text=text + "More.\n\n", based_on=based_on)
        second = backups.make_backup(tmp_path / "second.zip")
    with sqlite.app_context():
        with pytest.raises(Conflict):
            backups.restore_backup(tmp_path / "second.zip")
        db.session.remove()
    shutil.copy(sqlite_template, tmp_path / "third.sqlite")
    third = opened(f"sqlite:///{tmp_path / 'third.sqlite'}", tmp_path / "three")
    with third.app_context():
        backups.restore_backup(tmp_path / "second.zip")
        plan = db.session.scalars(select(Plan)).one()
        assert records.verify_plan(plan).ok
        assert moments.source_at(plan, journal.head_number(plan)).endswith("More.\n\n## Means\n\nMore money.\n")
        db.session.remove()
        db.engine.dispose()
    assert {it.name: it.rows for it in second.tables}["revision"] == (
        {it.name: it.rows for it in first.tables}["revision"] + 1
    )


def test_a_backup_says_the_same_whichever_database_it_is_from(pair, tmp_path: Path):
    sqlite, postgresql = pair
    with sqlite.app_context():
        fill()
        first = backups.make_backup(tmp_path / "first.zip")
    with postgresql.app_context():
        backups.restore_backup(tmp_path / "first.zip")
        second = backups.make_backup(tmp_path / "second.zip")
    assert {it.name: it.sha256 for it in second.tables} == {it.name: it.sha256 for it in first.tables}


def test_a_backup_is_one_instant_while_others_save(app: Flask, tmp_path: Path):
    fill()
    stop = threading.Event()
    saved = []

    def save() -> None:
        with app.app_context():
            while not stop.is_set():
                words = FIRST.replace("Money", f"Money {len(saved)}")
                saved.append(imports.import_document(persons.operator(), slug="plan", source=words))

    writer = threading.Thread(target=save)
    writer.start()
    try:
        for number in range(3):
            manifest = backups.make_backup(tmp_path / f"{number}.zip")
            rows = {it.name: it.rows for it in manifest.tables}
            assert rows["journal_entry"] == rows["entry_payload"]
    finally:
        stop.set()
        writer.join()
    assert saved


def rewritten(source: Path, target: Path, change) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def in_manifest(**changes):
    def change(name: str, content: bytes) -> bytes:
        return json.dumps({**json.loads(content), **changes}).encode() if name == "manifest.json" else content

    return change


def test_a_damaged_or_made_up_file_is_refused_and_nothing_is_kept(pair, tmp_path: Path):
    sqlite, postgresql = pair
    good = tmp_path / "good.zip"
    with sqlite.app_context():
        fill()
        backups.make_backup(good)
    whole = good.read_bytes()
    bad = [
        b"",
        b"not a zip",
        whole[: len(whole) // 2],
        whole[:-10],
        whole[:2000] + b"\x00\x01\x02" + whole[2003:],
    ]
    files = []
    for number, content in enumerate(bad):
        files.append(tmp_path / f"bad-{number}.zip")
        files[-1].write_bytes(content)
    changes = {
        "no-manifest": lambda name, it: None if name == "manifest.json" else it,
        "a-list": lambda name, it: b"[]" if name == "manifest.json" else it,
        "deep": lambda name, it: b"[" * 900_000 if name == "manifest.json" else it,
        "newer": in_manifest(plenary_backup=2),
        "no-tables": in_manifest(tables=[]),
        "odd-tables": in_manifest(tables=[{"name": 3}]),
        "a-text-changed": lambda name, it: it.replace(b"Money", b"Honey") if name == "tables/text.jsonl" else it,
        "a-table-gone": lambda name, it: None if name == "tables/text.jsonl" else it,
        "no-json": lambda name, it: it + b"{\n" if name == "tables/plan.jsonl" else it,
    }
    files += [rewritten(good, tmp_path / f"{name}.zip", change) for name, change in changes.items()]
    with postgresql.app_context():
        for file in files:
            with pytest.raises(Invalid):
                backups.restore_backup(file)
        assert db.session.scalars(select(JournalEntry)).all() == []
        with pytest.raises(Conflict):
            backups.restore_backup(rewritten(good, tmp_path / "x.zip", in_manifest(schema="9999")))


def test_a_backup_whose_digests_were_made_to_fit_a_changed_text_fails_the_proof(pair, tmp_path: Path):
    sqlite, postgresql = pair
    with sqlite.app_context():
        fill()
        backups.make_backup(tmp_path / "good.zip")
    with zipfile.ZipFile(tmp_path / "good.zip") as archive:
        forged = archive.read("tables/text.jsonl").replace(b"Money", b"Honey")
        manifest = json.loads(archive.read("manifest.json"))
    for table in manifest["tables"]:
        if table["name"] == "text":
            table["sha256"] = hashlib.sha256(forged).hexdigest()
    changed = {"tables/text.jsonl": forged, "manifest.json": json.dumps(manifest).encode()}
    rewritten(tmp_path / "good.zip", tmp_path / "forged.zip", lambda name, it: changed.get(name, it))
    with postgresql.app_context():
        with pytest.raises(Invalid) as refused:
            backups.restore_backup(tmp_path / "forged.zip")
        assert "record does not hold" in str(refused.value)
        assert db.session.scalars(select(Plan)).all() == []


def test_only_its_owner_may_read_a_backup(app: Flask, tmp_path: Path):
    backups.make_backup(tmp_path / "it.zip")
    assert (tmp_path / "it.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("*.part")] == []

"""Which revision brought each word: told at every save, through edits, moves, reverts, splits, merges and imports."""

import importlib.util
import json
import lzma
import re
import tarfile
from collections import Counter
from pathlib import Path

from sqlalchemy import event, select, text

from tests.services import factories
from wiki.db import db, transaction
from wiki.models import Biography, Plan, Revision, Section, TakenOut
from wiki.services import biographies, imports, revisions
from wiki.services.writing import write_revision
from wiki.text.runs import read_runs

MIGRATION = Path(__file__).parents[2] / "migrations" / "versions" / "0004_biography.py"

LONG = (
    "Each Party shall, in accordance with its capabilities, report every two years on the measures it has taken to "
    "carry out this plan, on what they cost, on who paid for them, and on what was learned while they were taken, "
    "so that others need not learn it again."
)


def save(actor, section, typed: str, *, based_on: int | None = None, split: bool = False) -> Revision:
    newest = revisions.newest_revision(section, "en")
    saved = revisions.save_revision(
        actor, section, text=typed, based_on=based_on or newest.number, language="en", split=split
    )
    return saved.revision


def told(revision: Revision) -> list[tuple[str, int]]:
    """The words of a revision with the numbers of those that brought them; seams left out."""
    runs = read_runs(db.session.get_one(Biography, revision.id).runs)
    body, at = revision.text.body, 0
    found: list[tuple[str, int]] = []
    for run in runs:
        if run.length and found and found[-1][1] == run.revision:
            found[-1] = (found[-1][0] + body[at : at + run.length], run.revision)
        elif run.length:
            found.append((body[at : at + run.length], run.revision))
        at += run.length
    assert at == len(body)
    return found


def brought(revision: Revision, words: str) -> set[int]:
    """The revisions that brought these words of a revision."""
    start = revision.text.body.index(words)
    found, at = set(), 0
    for part, number in told(revision):
        if at < start + len(words) and start < at + len(part):
            found.add(number)
        at += len(part)
    return found


def kept(plan: Plan) -> tuple[list[tuple], list[tuple]]:
    """Everything that is kept of a plan's biographies."""
    ids = select(Revision.id).join(Section).where(Section.plan_id == plan.id)
    one = select(Biography.revision_id, Biography.runs).where(Biography.revision_id.in_(ids)).order_by("revision_id")
    two = select(*TakenOut.__table__.columns).where(TakenOut.plan_id == plan.id).order_by("number", "place")
    return [tuple(row) for row in db.session.execute(one)], [tuple(row) for row in db.session.execute(two)]


def test_each_word_belongs_to_the_revision_that_brought_it(plan, owner):
    vision = factories.section(plan, 1)
    first = revisions.newest_revision(vision, "en")
    body = first.text.body
    second = save(owner, vision, body.replace("two", "two and a half"))
    assert brought(second, "and a half") == {second.number}
    assert brought(second, "Vision one. Vision two") == {first.number}
    assert {number for _, number in told(second)} == {first.number, second.number}


def test_words_put_back_keep_their_first_author(plan, owner):
    vision = factories.section(plan, 1)
    first = revisions.newest_revision(vision, "en")
    body = first.text.body
    second = save(owner, vision, body.replace("Vision two.", ""))
    assert "two" not in second.text.body
    third = save(owner, vision, body + "More.\n\n")
    assert brought(third, "Vision one. Vision two.") == {first.number}
    assert brought(third, "More") == {third.number}
    fourth = revisions.revert_section(owner, vision, to=db.session.get_one(Revision, first.id)).revision
    assert told(fourth) == [(body, first.number)]


def test_a_combined_save_leaves_each_author_their_words(plan, owner):
    vision = factories.section(plan, 1)
    first = revisions.newest_revision(vision, "en")
    number, body = first.number, first.text.body
    theirs = save(owner, vision, body.replace("Vision one.", "Vision one, theirs.")).number
    both = save(owner, vision, body.replace("Vision three.", "Vision three, mine."), based_on=number)
    assert brought(both, ", theirs") == {theirs}
    assert brought(both, ", mine") == {both.number}
    assert brought(both, "Vision two.") == {number}


def test_words_split_off_into_a_section_keep_their_first_author(plan, owner):
    vision = factories.section(plan, 1)
    first = save(owner, vision, f"# Vision\n\nShort one.\n\n{LONG}\n\n- A list;\n- of things.\n\n")
    number = first.number
    save(owner, vision, f"# Vision\n\nShort one.\n\n# Reports\n\n{LONG}\n\n- A list;\n- of things.\n\n", split=True)
    made = factories.section(plan, 3)
    begun = revisions.newest_revision(made, "en")
    assert brought(begun, LONG) == {number}
    assert brought(begun, "A list;\n- of things") == {number}
    assert brought(begun, "# Reports") == {begun.number}


def test_a_long_passage_cut_here_and_pasted_there_keeps_its_author(plan, owner):
    vision, mission = factories.section(plan, 1), factories.section(plan, 2)
    start = revisions.newest_revision(vision, "en").text.body
    first = save(owner, vision, start + LONG + "\n\n").number
    save(owner, vision, start)
    there = save(owner, mission, revisions.newest_revision(mission, "en").text.body + LONG + "\n\n")
    assert brought(there, LONG) == {first}


def test_an_import_keeps_the_words_that_stayed(plan, owner):
    one = "# A\n\nFirst words stand here for long. They stay.\n\n# B\n\nOther words.\n\n"
    imports.import_document(owner, source=one, slug="imported")
    made = db.session.query(Plan).filter_by(slug="imported").one()
    first = revisions.newest_revision(factories.section(made, 1), "en").number
    imports.import_document(owner, source=one.replace("They stay.", "They all stay."), slug="imported")
    newest = revisions.newest_revision(factories.section(made, 1), "en")
    assert brought(newest, "First words stand here for long. They") == {first}
    assert brought(newest, "all") == {newest.number}


def _lived(plan, owner):
    """A plan with a past of every kind."""
    vision, mission = factories.section(plan, 1), factories.section(plan, 2)
    body = revisions.newest_revision(vision, "en").text.body
    save(owner, vision, body + LONG + "\n\n")
    save(owner, vision, body.replace("two", "2"))
    save(owner, mission, revisions.newest_revision(mission, "en").text.body + LONG + "\n\n")
    save(owner, vision, body)
    save(owner, vision, body + "# Third\n\n" + LONG.replace("others", "all others") + "\n\n", split=True)
    save(owner, vision, body.replace("Vision three", "Vision four"))
    save(owner, vision, body.replace("Vision one. ", ""))
    save(owner, vision, body)
    with transaction(plan.id):
        save(owner, mission, "# Mission\n\nNothing.\n\n")
        save(owner, vision, body + "Carried: " + LONG + "\n\n")


def test_worked_out_anew_they_are_what_saving_kept(plan, owner):
    _lived(plan, owner)
    before = kept(plan)
    assert len(before[0]) > 10 and len(before[1]) > 4
    with transaction(plan.id):
        db.session.execute(text("DELETE FROM taken_out"))
        db.session.execute(text("UPDATE biography SET runs = '[]'"))
    assert biographies.rebuild_biographies(plan) == len(before[0])
    assert kept(plan) == before


def test_the_migration_tells_the_biographies_of_what_was_there(plan, owner):
    _lived(plan, owner)
    before = kept(plan)
    spec = importlib.util.spec_from_file_location("migration", MIGRATION)
    migration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(migration)
    with transaction():
        db.session.execute(text("DELETE FROM taken_out"))
        db.session.execute(text("DELETE FROM biography"))
        migration.fill(db.session.connection())
    assert kept(plan) == before


def test_a_small_save_asks_little_more_however_long_the_history(plan, owner):
    vision = factories.section(plan, 1)
    body = revisions.newest_revision(vision, "en").text.body

    def asked(word: str) -> list[str]:
        found: list[str] = []

        def note(_connection, _cursor, statement, *_):
            if "biography" in statement or "taken_out" in statement:
                found.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            save(owner, vision, body.replace("one", word))
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return found

    counts = [len(asked(f"word{number}")) for number in range(20)]
    assert set(counts) == {4}


def test_a_thousand_revisions_with_known_origins(plan, owner, corpora):
    """The first two hundred of them, through the service; all of them are told by the benchmark."""
    texts: dict[int, str] = {}
    origins: dict[int, list[list[int]]] = {}
    with lzma.open(corpora / "synthetic-truth" / "history.tar.xz") as packed, tarfile.open(fileobj=packed) as archive:
        for member in archive:
            content = archive.extractfile(member).read().decode()
            if member.name.endswith("origins.jsonl"):
                origins = {one["revision"]: one["runs"] for one in map(json.loads, content.splitlines())}
            else:
                texts[int(member.name.rsplit("/", 1)[-1][1:5])] = content
    section = factories.root(plan)
    numbers: dict[int, int] = {}
    right = total = 0
    for which in sorted(texts)[:200]:
        with transaction(plan.id):
            saved = write_revision(owner, plan, section, language="en", text=texts[which], summary="")
        numbers[saved.number] = which
        if which in origins:
            letters = [numbers[number] for words, number in told(saved) for _ in words]
            truth = [revision for count, revision in origins[which] for _ in range(count)]
            for word, revision in zip(re.finditer(r"\S+", texts[which]), truth, strict=True):
                right += Counter(letters[word.start() : word.end()]).most_common(1)[0][0] == revision
            total += len(truth)
    assert total > 1000
    assert right >= 0.995 * total


def test_a_save_looks_up_keys_of_indexes_and_walks_no_history(plan, owner):
    vision = factories.section(plan, 1)
    body = revisions.newest_revision(vision, "en").text.body
    save(owner, vision, body.replace("two", "2"))
    with transaction(plan.id):
        rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
        columns = "entry_id, title, level, brackets_open, summary, paragraphs"
        for statement in (
            f"INSERT INTO text (hash, body) {rows} SELECT 'h' || i, 'x' FROM n",
            (
                f"INSERT INTO revision (section_id, language, number, text_hash, {columns}) {rows} "
                f"SELECT section_id, language, -i, 'h' || i, {columns} FROM revision, n "
                f"WHERE section_id = {vision.id} AND parent_id IS NULL"
            ),
            (
                f"INSERT INTO taken_out (plan_id, number, place, section_id, language, digest, words, runs) {rows} "
                f"SELECT {plan.id}, -i, 0, {vision.id}, 'en', 'd' || i, 'x', '[]' FROM n"
            ),
        ):
            db.session.execute(text(statement))
        if db.engine.dialect.name == "postgresql":  # which does so by itself in time; SQLite is never told
            for table in ("text", "revision", "taken_out", "biography"):
                db.session.execute(text(f"ANALYZE {table}"))
    asked = []

    def note(_connection, _cursor, statement, parameters, *_):
        if statement.startswith("SELECT") and ("biography" in statement or "taken_out" in statement):
            asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    save(owner, vision, body.replace("two", "and two"))
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(asked) == 2
    connection = db.session.connection()
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    for (statement, parameters), index in zip(asked, ("ix_revision_text_hash", "ix_taken_out_digest"), strict=True):
        lines = [" ".join(map(str, row)) for row in connection.exec_driver_sql(f"{explain} {statement}", parameters)]
        assert any(index in line for line in lines), lines
        walked = re.compile(
            r"SCAN (revision|biography|taken_out)|Seq Scan on (revision|taken_out)|uq_revision|pk_taken"
        )
        assert not any(walked.search(line) for line in lines), lines

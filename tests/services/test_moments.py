"""The state at a moment and the newest text are looked up on their indexes, never by reading a table through."""

import re

import pytest
from sqlalchemy import text

from tests.services import factories
from tests.statements import noted
from wiki.db import db, transaction
from wiki.services import journal, moments, revisions
from wiki.services.writing import languages_of, newest_revision

DEPTH = 20_000
TEXTS, PLACES = "uq_revision_section_language_number", "uq_placement_section_number"


@pytest.fixture
def plan(owner):
    """A plan whose first section has a history long enough for reading it through to cost something."""
    made = factories.plan(owner, "Vision", "Mission")
    vision = factories.section(made, 1)
    with transaction(made.id):
        for table, columns in (
            ("revision", "language, entry_id, text_hash, title, level, brackets_open, summary, paragraphs"),
            ("placement", "entry_id, parent_id, order_key, removed"),
        ):
            rows = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {DEPTH})"
            copied = f"SELECT section_id, -n.i, {columns} FROM {table}, n WHERE section_id = {vision.id}"
            db.session.execute(text(f"INSERT INTO {table} (section_id, number, {columns}) {rows} {copied}"))
            db.session.execute(text(f"ANALYZE {table}"))
    return made


def plan_of(look_up) -> list[str]:
    """How the database would go about the one query of a look-up, line by line."""
    with noted() as asked:
        look_up()
    [(statement, parameters)] = asked
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]


def scans(lines: list[str]) -> list[str]:
    """The lines that read texts or placements through; a plan has few sections, and those may be."""
    through = re.compile(r"SCAN (revision|placement)|Seq Scan on (revision|placement)|USE TEMP B-TREE|Sort")
    unbound = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if re.search(r"Index (Only )?Scan.* on (revision|placement)", line) and "Index Cond" not in following
    ]
    return [line for line in lines if through.search(line)] + unbound


def condition_on(lines: list[str], index: str) -> str:
    """What is looked up on the index: on SQLite in the same line, on PostgreSQL in the next."""
    [place] = [number for number, line in enumerate(lines) if index in line]
    return " ".join(lines[place : place + 2])


def test_the_outline_at_a_moment_reads_one_key_of_an_index_for_each_section(plan):
    moment = journal.head_number(plan) - 1
    db.session.refresh(plan)
    lines = plan_of(lambda: moments.outline_at(plan, moment))
    assert scans(lines) == []
    for index in (PLACES, TEXTS):
        condition = condition_on(lines, index)
        assert "section_id" in condition and "number<" in condition.replace("number <", "number<"), condition


def test_the_newest_revision_is_the_last_key_of_its_index(plan):
    vision = factories.section(plan, 1)
    key = vision.id
    assert key
    lines = plan_of(lambda: newest_revision(vision, "en"))
    assert scans(lines) == []
    condition = condition_on(lines, TEXTS)
    assert "section_id" in condition and "language" in condition, condition


def test_languages_are_found_without_reading_the_history_through(plan, owner):
    vision = factories.section(plan, 1)
    revisions.save_revision(owner, vision, text="# Avenir\n\nDes mots.\n", based_on=None, language="fr")
    revisions.save_revision(owner, factories.root(plan), text="Слова.\n\n", based_on=None, language="ru")
    assert languages_of(plan) == ["en", "fr", "ru"]
    assert scans(plan_of(lambda: languages_of(plan))) == []

"""A long history, and what it costs: pages and saves with 50 and 5,000 revisions in a section, 150,000 in the plan.

Made one by one so many revisions would take long: `grow_history` writes the rows that saves would have written, many at
a time, and has biographies worked out from the texts. The proof that `plenary verify` gives holds them like any other.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select, text

from benchmarks.bare import make_table
from benchmarks.saves import time_saves, worded
from benchmarks.serving import against_bare, served, session_of
from wiki import clock
from wiki.db import db, transaction
from wiki.models import EntryPayload, JournalEntry, Person, Plan, Revision, Section, Text
from wiki.services import biographies, journal, persons, records, revisions

#: how many revisions are put down in one statement
BATCH = 2000


def grow_history(plan: Plan, sections: Sequence[Section], count: int) -> None:
    """Add so many saves by the operator, one section after the other in turns, each an act of its own."""
    with transaction(plan.id):
        actor = persons.operator()
        states = [_state_of(plan, section) for section in sections]
        chain = plan.uid
        number, before = db.session.execute(
            select(JournalEntry.number, JournalEntry.digest)
            .where(JournalEntry.plan_id == plan.id)
            .order_by(JournalEntry.number.desc())
            .limit(1)
        ).one()
        entry_id, revision_id = (db.session.scalar(select(func.max(row.id))) or 0 for row in (JournalEntry, Revision))
        rows: dict[Any, list[dict[str, Any]]] = {Text: [], JournalEntry: [], EntryPayload: [], Revision: []}
        for step in range(count):
            state = states[step % len(states)]
            number, entry_id, revision_id = number + 1, entry_id + 1, revision_id + 1
            body = worded(state["body"], number)
            digest = hashlib.sha256(body.encode()).hexdigest()
            payload = {**state["payload"], "text": digest, "parent": state["number"], "base": state["number"]}
            said, salt = journal.canonical(payload), secrets.token_hex(16)
            subject = f"section/{payload['section']}"
            entry = journal.Said(
                number, number, "revision.save", subject, clock.now(), journal.payload_hash(salt, said)
            )
            before = journal.digest(
                entry, before=before, chain=chain, person=actor.uid, delegation=None, on_behalf_of=None
            )
            rows[Text].append({"hash": digest, "body": body})
            rows[JournalEntry].append(
                {
                    "id": entry_id, "plan_id": plan.id, "number": number, "act": number, "kind": entry.kind,
                    "subject": subject, "at": entry.at, "person_id": actor.id, "payload_hash": entry.payload_hash,
                    "digest": before,
                }
            )  # fmt: skip
            rows[EntryPayload].append(
                {
                    "entry_id": entry_id,
                    "format": journal.FORMAT,
                    "visibility": "participants",
                    "salt": salt,
                    "body": said,
                }
            )
            rows[Revision].append(
                {
                    **state["row"], "id": revision_id, "number": number, "entry_id": entry_id, "text_hash": digest,
                    "parent_id": state["id"], "base_id": state["id"],
                }
            )  # fmt: skip
            state.update(id=revision_id, number=number)
            if len(rows[Text]) == BATCH or step == count - 1:
                for table, made in rows.items():
                    db.session.connection().execute(insert(table.__table__), made)
                    made.clear()
        if db.engine.dialect.name == "postgresql":
            for table in ("journal_entry", "revision"):
                db.session.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
                )
    biographies.rebuild_biographies(plan)


def _state_of(plan: Plan, section: Section) -> dict[str, Any]:
    """What the next revision of a section takes over from the one before."""
    newest = revisions.newest_revision(section, plan.language)
    assert newest is not None
    same = ("section_id", "language", "title", "level", "brackets_open", "paragraphs")
    return {
        "id": newest.id,
        "number": newest.number,
        "body": newest.text.body,
        "row": {**{name: getattr(newest, name) for name in same}, "summary": ""},
        "payload": {
            "section": section.number,
            "language": newest.language,
            "typed": None,
            "paragraphs": json.loads(newest.paragraphs),
            "summary": "",
        },
    }


def measure_history(
    app: Flask, url: str, environment: dict[str, str], plan: Plan, person: Person, goals: Sequence[int], seconds: float
) -> None:
    """The same pages and acts with a short history and with a long one; the last goal is for the whole plan."""
    cookie, _ = session_of(app, person)
    others = list(db.session.scalars(select(Section).where(Section.plan_id == plan.id, Section.number > 1)))
    deep = next(section for section in others if section.number == 20)
    with db.engine.begin() as connection:
        make_table(connection, url)
    pages = {
        "section": "/plans/plan/sections/20",
        "its history": "/plans/plan/sections/20/history",
        "editor": "/plans/plan/sections/20/edit",
        "plan's home": "/plans/plan",
        "whole text": "/plans/plan/text",
        "comparison": "/plans/plan/compare?from=first&to=second",
        "record": "/plans/plan/record",
    }
    heads = ["revisions in the section", "in the plan", *pages, "a save, ms", "of it processor", "bare commit, ms"]
    print(f"\n| {' | '.join(heads)} |\n{'| --- ' * len(heads)}|")
    for place, goal in enumerate(goals):
        mine, every = _counts(plan, deep)
        if place < len(goals) - 1:
            grow_history(plan, [deep], goal - mine)
        else:
            grow_history(plan, [section for section in others if section is not deep], goal - every)
        _settle()
        with served(environment) as port:
            ratios = [against_bare(port, path, cookie, seconds=seconds)[0] for path in pages.values()]
        save, busy, commit = time_saves(deep, url, 100)
        mine, every = _counts(plan, deep)
        shown = [f"{mine}", f"{every}", *(f"1/{ratio:.1f}" for ratio in ratios)]
        print(f"| {' | '.join(shown)} | {save:.2f} | {busy:.2f} | {commit:.2f} |", flush=True)
    began = time.perf_counter()
    proof = records.verify_plan(plan)
    assert proof.ok, proof
    print(f"\nThe record of {proof.entries} entries holds; proved in {time.perf_counter() - began:.0f} s.")


def _settle() -> None:
    """Let the database do what it would have done by itself while the history grew."""
    db.session.rollback()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if db.engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE").close()
            return
        # What one great transaction wrote stands beside the file; while it does, every page is looked for in it.
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        assert not busy, "somebody still reads what stood before"


def _counts(plan: Plan, section: Section) -> tuple[int, int]:
    """How many revisions the section has, and how many the plan."""
    counted = select(func.count()).select_from(Revision)
    mine = db.session.scalar(counted.where(Revision.section_id == section.id))
    every = db.session.scalar(counted.join(Section).where(Section.plan_id == plan.id))
    return mine or 0, every or 0

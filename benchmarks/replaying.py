"""The statements of a save without the program: what the stored form costs by itself, beside bare durable commits.

So many saves are made and their statements noted; then a copy of the database from before is told the same, with the
same values, by the driver alone. No program that keeps what Plenary keeps can save faster than that on this machine.
"""

import time
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url, select

from benchmarks.bare import committer, opened
from benchmarks.saves import WARM, worded
from benchmarks.serving import middle
from wiki.db import db
from wiki.models import Section
from wiki.services import persons, revisions

#: a statement, its values, and whether these are a list of them
Asked = tuple[str, Any, bool]


def measure_statements(url: str, folder: Path, count: int) -> None:
    """A save by one process, its statements alone, and a bare commit, in milliseconds: the middle of so many."""
    copy = _copy_of(url, folder)
    _save(WARM)
    db.engine.dispose()
    _copy(url, copy)
    saves, asked = _note(count)
    alone, bare = _replay(copy, asked, url)
    print(f"\n| a save, ms | its statements alone | a bare commit | the statements, of bare ones |\n{'| --- ' * 4}|")
    print(f"| {saves:.2f} | {alone:.2f} | {bare:.2f} | 1/{alone / bare:.1f} |", flush=True)


def _save(count: int) -> list[float]:
    """How long each of so many saves of one section took."""
    section = db.session.scalars(select(Section).where(Section.number == 2)).one()
    actor, newest = persons.operator(), revisions.newest_revision(section, "en")
    assert newest is not None
    based_on, text, times = newest.number, newest.text.body, []
    for _ in range(count):
        words = worded(text, time.time_ns())
        began = time.perf_counter()
        based_on = revisions.save_revision(actor, section, text=words, based_on=based_on).revision.number
        times.append(time.perf_counter() - began)
    db.session.remove()
    return times


def _note(count: int) -> tuple[float, list[list[Asked]]]:
    """The milliseconds of a save, and what each of so many asked from the lock to the commit."""
    asked: list[list[Asked]] = []

    def begin(connection: Any) -> None:
        asked.append([("BEGIN", (), False)])

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not statement.startswith("BEGIN"):
            asked[-1].append((statement, values, many))

    def commit(_connection: Any) -> None:
        asked[-1].append(("COMMIT", (), False))

    heard = {"begin": begin, "before_cursor_execute": note, "commit": commit}
    for name, hear in heard.items():
        event.listen(db.engine, name, hear)
    times = _save(count)
    for name, hear in heard.items():
        event.remove(db.engine, name, hear)
    return middle(times) * 1000, [one for one in asked if one[-1][0] == "COMMIT"]


def _replay(copy: str, asked: list[list[Asked]], url: str) -> tuple[float, float]:
    """The milliseconds of a save's statements by the driver alone, and of a bare commit after each."""
    cursor, commit = opened(copy).cursor(), committer(url)
    alone, bare = [], []
    for save in asked:
        began = time.perf_counter()
        for statement, values, many in save:
            (cursor.executemany if many else cursor.execute)(statement, values)
            if cursor.description and not many:
                cursor.fetchall()
        told = time.perf_counter()
        commit()
        alone.append(told - began)
        bare.append(time.perf_counter() - told)
    return middle(alone) * 1000, middle(bare) * 1000


def _copy_of(url: str, folder: Path) -> str:
    if url.startswith("sqlite"):
        return f"sqlite:///{folder / 'replayed.sqlite'}"
    return make_url(url).set(database="replayed").render_as_string(hide_password=False)


def _copy(url: str, copy: str) -> None:
    if url.startswith("sqlite"):
        opened(url).backup(opened(copy))
        return
    server = opened(make_url(url).set(database="postgres").render_as_string(hide_password=False))
    server.execute(f'CREATE DATABASE replayed TEMPLATE "{make_url(url).database}"')

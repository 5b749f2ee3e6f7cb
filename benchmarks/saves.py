"""Saves beside bare durable commits, with one writer and with eight: as a service call, and as a form over HTTP.

A bare commit is one row of a revision's size put down by the driver itself, by as many processes, in the same database
with the same pragmas. A bare form is the same commit behind a Flask page that asks nothing. Each is measured in turns
with the save it stands beside, and the median of the turns counts.
"""

import multiprocessing
import re
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing.synchronize import Barrier

from flask import Flask
from sqlalchemy import select

from benchmarks.bare import BODY, committer, make_table
from benchmarks.serving import Connection, middle
from wiki.app import create_app
from wiki.db import db
from wiki.models import Revision, Section
from wiki.services import persons, revisions

TURNS = 5
#: what a process does before it is timed: statements are built and connections opened once
WARM = 20
#: when a job began and ended
Span = tuple[float, float]


def worded(text: str, word: int) -> str:
    """The text with another number in its first paragraph."""
    return re.sub(r"is said( \d+ times)? in", f"is said {word} times in", text, count=1)


_start: Barrier


def _wait_at(barrier: Barrier) -> None:
    global _start
    _start = barrier


def _begin() -> float:
    """When all writers are warm, the time; one that waits here cannot take another's job either."""
    _start.wait()
    return time.time()


@cache
def _app(url: str, folder: str) -> Flask:
    """This process's own application, made once."""
    return create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": folder})


def save_many(url: str, folder: str, count: int, number: int) -> Span:
    """In a process of its own: so many saves of one section."""
    with _app(url, folder).app_context():
        section = db.session.scalars(select(Section).where(Section.number == number)).one()
        plan, actor, newest = section.plan, persons.operator(), revisions.newest_revision(section, "en")
        assert newest is not None and plan.slug == "plan"
        based_on, text = newest.number, newest.text.body
        words = int(time.time() * 1000)
        for word in range(words, words + WARM + count):
            if word == words + WARM:
                began = _begin()
            saved = revisions.save_revision(actor, section, text=worded(text, word), based_on=based_on)
            based_on = saved.revision.number
        return began, time.time()


def commit_many(url: str, count: int, _: int) -> Span:
    """In a process of its own: so many bare commits."""
    commit = committer(url)
    for act in range(WARM + count):
        if act == WARM:
            began = _begin()
        commit()
    return began, time.time()


def send_saves(url: str, folder: str, port: int, cookie: str, token: str, count: int, number: int) -> Span:
    """In a process of its own: so many saves of one section by the editor's form; the bases come from the database."""
    with _app(url, folder).app_context():
        section = db.session.scalars(select(Section.id).where(Section.number == number)).one()
        newest = select(Revision).where(Revision.section_id == section).order_by(Revision.number.desc()).limit(1)
        text = db.session.scalars(newest).one().text.body
        asked = newest.with_only_columns(Revision.number)
        connection, words = Connection(port, cookie), int(time.time() * 1000)
        for word in range(words, words + WARM + count):
            if word == words + WARM:
                began = _begin()
            base = db.session.scalar(asked)
            db.session.rollback()
            form = {
                "csrf_token": token,
                "text": worded(text, word),
                "based_on": str(base),
                "summary": "",
                "act": "save",
            }
            status = connection.post(f"/plans/plan/sections/{number}/edit", form)
            assert status == 303, status
        return began, time.time()


def send_commits(port: int, count: int, _: int) -> Span:
    """In a process of its own: so many forms that are committed and no more."""
    connection = Connection(port)
    for act in range(WARM + count):
        if act == WARM:
            began = _begin()
        assert connection.post("/bare/", {"text": BODY}) == 303
    return began, time.time()


def together(processes: ProcessPoolExecutor, writers: int, count: int, job: Callable[[int], Span]) -> float:
    """Acts a second of so many processes at once, each with a section of its own."""
    jobs = [processes.submit(job, number + 2) for number in range(writers)]
    spans = [job.result() for job in jobs]
    return writers * count / (max(end for _, end in spans) - min(begin for begin, _ in spans))


def measure_saves(url: str, folder: str, port: int, cookie: str, token: str, count: int) -> None:
    """Saves a second against bare durable commits, by one writer and by eight."""
    with db.engine.begin() as connection:
        make_table(connection, url)
    db.engine.dispose()
    print("\n| saves | writers | saves a second | bare ones | of them |\n| --- | --- | --- | --- | --- |")
    spawning = multiprocessing.get_context("spawn")
    for writers in (1, 8):
        each, barrier = count // writers, spawning.Barrier(writers)
        with ProcessPoolExecutor(writers, spawning, _wait_at, (barrier,)) as processes:
            pairs = {
                "as a service call": (partial(save_many, url, folder, each), partial(commit_many, url, each)),
                "as a form": (
                    partial(send_saves, url, folder, port, cookie, token, each),
                    partial(send_commits, port, each),
                ),
            }
            for name, (save, bare) in pairs.items():
                turns = []
                for _ in range(TURNS):
                    commits = together(processes, writers, each, bare)
                    saves = together(processes, writers, each, save)
                    turns.append((commits / saves, saves, commits))
                ratio, saves, commits = sorted(turns)[TURNS // 2]
                print(f"| {name} | {writers} | {saves:.0f} | {commits:.0f} | 1/{ratio:.1f} |", flush=True)


def time_saves(section: Section, url: str, count: int) -> tuple[float, float, float]:
    """Milliseconds of a save by this process, of the processor's share in it, and of a bare commit.

    Medians, one save and one commit in turns; the processor's share does not depend on how busy the disk is.
    """
    commit, actor, newest = committer(url), persons.operator(), revisions.newest_revision(section, "en")
    assert newest is not None
    plan, based_on, text = section.plan, newest.number, newest.text.body
    saves, worked, commits = [], [], []
    for _ in range(WARM + count):
        words = worded(text, time.time_ns())
        began, busy = time.perf_counter(), time.process_time()
        based_on = revisions.save_revision(actor, section, text=words, based_on=based_on).revision.number
        saved, done = time.perf_counter(), time.process_time()
        commit()
        saves.append(saved - began)
        worked.append(done - busy)
        commits.append(time.perf_counter() - saved)
    assert plan.slug == "plan"
    return middle(saves[WARM:]) * 1000, middle(worked[WARM:]) * 1000, middle(commits[WARM:]) * 1000

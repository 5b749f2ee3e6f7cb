"""The API beside the pages: reading a section and saving it, in the same process and run; and the record as a stream.

python -m benchmarks.api [--quick] [--postgres URL]. Only the ratios mean anything on another machine, and the memory.
"""

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.history import grow_history
from wiki.app import create_app, upgrade_database
from wiki.config import database_url
from wiki.db import db
from wiki.models import Section
from wiki.services import imports, journal, persons, plans, revisions, sections, tokens

SENTENCE = "The Parties shall cooperate so that what one country has learned serves the others as well. "


def median(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def timed(ask: Callable[[], Any], *, seconds: float) -> float:
    """The median time of a call, in milliseconds, after a few to warm up."""
    for _ in range(5):
        ask()
    times, began = [], time.perf_counter()
    while time.perf_counter() - began < seconds:
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return 1000 * median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--postgres", metavar="URL", default="")
    options = parser.parse_args()
    seconds = 0.5 if options.quick else 4.0
    with tempfile.TemporaryDirectory() as folder:
        settings = {"INSTANCE": folder, "WTF_CSRF_ENABLED": False}
        if options.postgres:
            settings["SQLALCHEMY_DATABASE_URI"] = database_url(options.postgres, Path(folder))
        app = create_app(settings | {"API_LIMIT": "10000000 per minute", "STREAM_SECONDS": 3600})
        upgrade_database(app)
        with app.app_context():
            measure(app, seconds)
            stream(app, 10_000 if options.quick else 100_000)


def measure(app: Any, seconds: float) -> None:
    owner = persons.create_person(
        persons.operator(), name="Owner", email="owner@example.org", is_administrator=True, may_make_plans=True
    )
    text = "".join(f"# Part {number}\n\n" + (SENTENCE * 6 + "\n\n") * 7 for number in range(1, 26))
    imports.import_document(owner, slug="plan", source=text, title="A plan", visibility="public")
    _, secret = tokens.make_token(owner, name="Benchmark", scopes=("edit",))
    session_id, program = owner.get_id(), {"Authorization": f"Bearer {secret}"}
    section = sections.find_section(owner, plans.find_plan(owner, "plan"), 1)

    def browser() -> Any:
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = session_id, True
        return client

    visitor, bare = browser(), app.test_client(use_cookies=False)

    def ask(client: Any, method: str, address: str, **more: Any) -> Any:
        with app.app_context():
            answer = client.open(address, method=method, **more)
        assert answer.status_code in (200, 303), answer.text
        return answer

    page = timed(lambda: ask(visitor, "GET", "/plans/plan/sections/1"), seconds=seconds)
    read = timed(lambda: ask(bare, "GET", "/api/plans/plan/sections/1/text", headers=program), seconds=seconds)
    print(f"section read   page {page:6.2f} ms   api {read:6.2f} ms   ratio {read / page:.2f}")
    by_page = timed(
        lambda: ask(visitor, "POST", "/plans/plan/sections/1/edit", data=_form(owner, section)), seconds=seconds
    )
    by_api = timed(lambda: _put(ask, bare, program, owner, section), seconds=seconds)
    print(f"section save   page {by_page:6.2f} ms   api {by_api:6.2f} ms   ratio {by_api / by_page:.2f}")


def stream(app: Any, count: int) -> None:
    """Follow a record of so many entries from its first to its last, and look at the memory on the way."""
    owner = persons.find_person_by_address("owner@example.org")
    assert owner is not None
    source = "".join(f"# Part {number}\n\nThis is said in part {number}.\n\n" for number in range(1, 26))
    plan = imports.import_document(owner, slug="record", source=source, title="A record", visibility="public").plan
    grow_history(plan, [sections.find_section(owner, plan, number) for number in range(1, 26)], count)
    head = journal.head_number(plan)
    _, secret = tokens.make_token(owner, name="Stream", scopes=("read",))
    client = app.test_client(use_cookies=False)
    db.session.remove()
    gc.collect()
    answer = client.get("/api/plans/record/journal/stream", headers={"Authorization": f"Bearer {secret}"})
    told, size, began, before, most = 0, 0, time.perf_counter(), 0.0, 0.0
    for chunk in answer.iter_encoded():
        size += len(chunk)
        told += chunk.count(b"\nid: ") + chunk.startswith(b"id: ")
        # The first tenth fills what every worker fills once: statements, catalogs, the allocator's own stores.
        if not before and told >= head / 10:
            before = _megabytes()
        most = max(most, _megabytes() if before else 0.0)
        if told == head:
            break
    seconds = time.perf_counter() - began
    answer.close()
    print(
        f"stream         {told:,} entries, {size / 1e6:.0f} MB in {seconds:.1f} s: {told / seconds:,.0f} a second; "
        f"memory after a tenth {before:.1f} MB, most after it {most:.1f} MB"
    )


def _megabytes() -> float:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _next(owner: Any, section: Section) -> tuple[str, int]:
    """The newest text with one sentence changed, and its revision; read the same way for both, and timed with both."""
    newest = revisions.newest_text(owner, section)
    body = newest.text.body
    return body.replace("as well", "too", 1) if "as well" in body else body.replace("too", "as well"), newest.number


def _form(owner: Any, section: Section) -> dict[str, str]:
    text, base = _next(owner, section)
    return {"text": text, "based_on": str(base)}


def _put(ask: Callable[..., Any], client: Any, program: dict[str, str], owner: Any, section: Section) -> Any:
    text, base = _next(owner, section)
    headers = {**program, "If-Match": f'"{base}"'}
    return ask(client, "PUT", "/api/plans/plan/sections/1/text", json={"text": text}, headers=headers)


if __name__ == "__main__":
    main()

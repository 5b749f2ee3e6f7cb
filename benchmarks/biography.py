"""Who brought each word, told at every save: python -m benchmarks.biography

How right it is on the thousand revisions whose origins are known, what it adds to a save over every edit of a real
document, how much it keeps, and what its pages cost. Options: --corpora FOLDER, --database URL (an empty one; else
SQLite in a temporary folder), --quick for the first 300 revisions of each.
"""

import argparse
import json
import lzma
import re
import statistics
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from wiki import clock
from wiki.app import create_app, upgrade_database
from wiki.db import db, transaction
from wiki.models import Biography, Person, Plan, Revision, Section, TakenOut, Text
from wiki.services import biographies, plans, revisions, writing
from wiki.services.biographies import rebuild_biographies
from wiki.text.origins import sentences_of
from wiki.text.runs import Source, read_runs

#: of an edit's characters; a small edit touches no more
SMALL = 200


class Stopwatch:
    """How long telling took within each save: the processor's time, since others may use the machine."""

    def __init__(self) -> None:
        self.told: list[float] = []
        self._tell: Callable[..., None] = biographies.write_biography
        writing.biographies.write_biography = self

    def __call__(self, *things: object) -> None:
        begun = time.thread_time()
        self._tell(*things)
        self.told.append(1000 * (time.thread_time() - begun))


def packed_texts(path: Path) -> dict[str, str]:
    """The files of an archive by name."""
    with lzma.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as archive:
        found = {}
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                found[member.name] = file.read().decode("utf-8")
        return found


def new_plan(slug: str) -> tuple[Person, Plan]:
    """A plan with nothing in it, and whose it is."""
    with transaction():
        owner = Person(name="Bench", email=f"{slug}@example.org", created_at=clock.now(), may_make_plans=True)
        db.session.add(owner)
    return owner, plans.create_plan(owner, title=slug, slug=slug, visibility="private")


def save(owner: Person, plan: Plan, section: Section, source: str) -> tuple[int, float]:
    """Write a text as it is; its number, and how long the whole save took of the processor, in milliseconds."""
    begun = time.thread_time()
    with transaction(plan.id):
        revision = writing.write_revision(owner, plan, section, language="en", text=source, summary="")
        number = revision.number
    return number, 1000 * (time.thread_time() - begun)


def known_truth(folder: Path, watch: Stopwatch, most: int) -> None:
    """A thousand revisions of one text, of which it is known who brought each word."""
    files = packed_texts(folder / "history.tar.xz")
    lines = next(content for name, content in files.items() if name.endswith("origins.jsonl")).splitlines()
    origins = {one["revision"]: one["runs"] for one in map(json.loads, lines)}
    texts = {int(name.rsplit("/", 1)[-1][1:5]): content for name, content in files.items() if name.endswith(".md")}
    owner, plan = new_plan("truth")
    section = db.session.scalars(select(Section).where(Section.plan_id == plan.id)).one()
    numbers: dict[int, int] = {}
    right = total = 0
    watch.told.clear()
    for which in sorted(texts)[:most]:
        number, _ = save(owner, plan, section, texts[which])
        numbers[number] = which
        if which not in origins:
            continue
        newest = revisions.newest_revision(section, "en")
        assert newest is not None
        runs = read_runs(db.session.get_one(Biography, newest.id).runs)
        letters = [numbers[run.revision] for run in runs for _ in range(run.length)]
        truth = [revision for count, revision in origins[which] for _ in range(count)]
        for word, revision in zip(re.finditer(r"\S+", texts[which]), truth, strict=True):
            right += Counter(letters[word.start() : word.end()]).most_common(1)[0][0] == revision
        total += len(truth)
    print(f"| words told right over {len(numbers):,} revisions | {right:,} of {total:,}: {100 * right / total:.2f} % |")
    print(f"| telling one of them, median and 95th percentile | {_spread(watch.told)} |")


def edit_stream(folder: Path, watch: Stopwatch, most: int, app: Flask) -> None:
    """Every edit of a real document by some forty authors, each section file a section."""
    events = [json.loads(line) for line in (folder / "events.jsonl").read_text().splitlines()][:most]
    packed = packed_texts(folder / "blobs.tar.xz")
    blobs = {name.rsplit("/", 1)[-1].split(".")[0]: body for name, body in packed.items()}
    owner, plan = new_plan("stream")
    sections: dict[str, Section] = {}
    standing: dict[str, str] = {}
    whole: list[float] = []
    small: list[float] = []
    watch.told.clear()
    begun = time.perf_counter()
    for event in events:
        source = blobs.get(event["new"] or "")
        before = standing.get(event["section"])
        if source is None or source == before or writing.REFUSED.search(source):
            continue
        if event["section"] not in sections:
            with transaction(plan.id):
                made = writing.new_section(plan)
                root = select(Section.id).where(Section.plan_id == plan.id, Section.number == 0)
                key = f"a{made.number:04}"
                writing.place(owner, plan, made, parent=db.session.scalars(root).one(), order_key=key)
            sections[event["section"]] = made
        _, took = save(owner, plan, sections[event["section"]], source)
        standing[event["section"]] = source
        whole.append(took)
        if before is not None and abs(len(source) - len(before)) < SMALL:
            small.append(watch.told[-1])
    seconds = time.perf_counter() - begun
    print(f"| {len(whole):,} edits of {len(sections)} sections, saved and told | {seconds:.0f} s |")
    print(f"| a save of these, median and 95th percentile | {_spread(whole)} |")
    print(f"| of which telling | {_spread(watch.told)} |")
    print(f"| telling one that grew or shrank by less than {SMALL} characters | {_spread(small)} |")
    last = watch.told[-500:]
    print(f"| telling the first 500, the last 500, median | {_middle(watch.told[:500])}, {_middle(last)} ms |")
    _sizes(plan)
    begun = time.perf_counter()
    rebuild_biographies(plan)
    print(f"| worked out anew | {time.perf_counter() - begun:.0f} s |")
    _pages(app, owner, plan)


def _sizes(plan: Plan) -> None:
    of_plan = select(Revision.id).join(Section).where(Section.plan_id == plan.id)
    runs = db.session.scalar(select(func.sum(func.length(Biography.runs))).where(Biography.revision_id.in_(of_plan)))
    out = select(func.count(), func.sum(func.length(TakenOut.words) + func.length(TakenOut.runs) + 60))
    taken, size = db.session.execute(out.where(TakenOut.plan_id == plan.id)).one()
    revision_texts = select(func.sum(func.length(Text.body))).join(Revision, Revision.text_hash == Text.hash)
    texts = db.session.scalar(revision_texts.where(Revision.id.in_(of_plan))) or 1
    print(f"| texts of all revisions | {texts / 1e6:.1f} MB |")
    print(f"| their runs, of the texts | {runs / 1e6:.1f} MB, {100 * runs / texts:.0f} % |")
    print(f"| {taken:,} stretches taken out, of the texts | {size / 1e6:.1f} MB, {100 * size / texts:.0f} % |")


def _pages(app: Flask, owner: Person, plan: Plan) -> None:
    busiest = db.session.execute(
        select(Section.number, func.count(), func.max(Revision.number))
        .join(Revision, Revision.section_id == Section.id)
        .where(Section.plan_id == plan.id)
        .group_by(Section.number)
        .order_by(func.count().desc())
        .limit(1)
    ).one()
    number, count, newest = busiest
    row = db.session.execute(
        select(Text.body, Biography.runs)
        .join(Revision, Revision.text_hash == Text.hash)
        .join(Biography, Biography.revision_id == Revision.id)
        .join(Section, Section.id == Revision.section_id)
        .where(Section.plan_id == plan.id, Revision.number == newest)
    ).one()
    source = Source(read_runs(row.runs))
    start, end = max(sentences_of(row.body), key=lambda one: len({run.revision for run in source.cut(*one)}))
    identity = owner.get_id()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = identity, True
    base = f"/plans/{plan.slug}/sections/{number}"
    for name, address in (
        (f"reading the section with most revisions ({count})", base),
        ("who wrote it", f"{base}/biography?by=author"),
        ("the story of its most edited sentence", f"{base}/biography/{newest}?start={start}&end={end}"),
        (f"who wrote the whole plan ({plan.slug})", f"/plans/{plan.slug}/biography?by=author"),
    ):
        times = []
        for _ in range(6):
            db.session.rollback()
            begun = time.perf_counter()
            answer = client.get(address)
            times.append(1000 * (time.perf_counter() - begun))
            assert answer.status_code == 200, (address, answer.status_code)
        size = len(answer.data) / 1000
        print(f"| {name}: first, then again | {times[0]:.0f}, {statistics.median(times[1:]):.1f} ms; {size:.0f} KB |")


def _middle(times: list[float]) -> str:
    return f"{statistics.median(times):.2f}"


def _spread(times: list[float]) -> str:
    return f"{_middle(times)}, {sorted(times)[int(0.95 * len(times))]:.2f} ms"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpora", type=Path, default=Path(__file__).parents[1] / ".." / "shared" / "corpora")
    options.add_argument("--database", default="")
    options.add_argument("--quick", action="store_true")
    given = options.parse_args()
    if not given.corpora.is_dir():
        print("The corpora are absent.")
        return
    with tempfile.TemporaryDirectory() as folder:
        settings = {"INSTANCE": folder, "RATELIMIT_ENABLED": False}
        settings["SQLALCHEMY_DATABASE_URI"] = given.database or f"sqlite:///{folder}/bench.sqlite"
        app = create_app(settings)
        upgrade_database(app)
        watch = Stopwatch()
        with app.app_context():
            most = 300 if given.quick else 1_000_000
            print(f"| on {db.engine.dialect.name} | measured |\n|---|---|")
            known_truth(given.corpora / "synthetic-truth", watch, most)
            edit_stream(given.corpora / "en-nist-sp800-63-edit-stream", watch, most, app)


if __name__ == "__main__":
    main()

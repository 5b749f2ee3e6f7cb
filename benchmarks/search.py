"""Searching a long history, on both databases: python -m benchmarks.search

Options: --corpora FOLDER (with en-nist-sp800-63-edit-stream in it; without it a history is invented), --edits N (only
the first N), --sqlite or --postgres (one of them alone), --quick (the first 300 edits), --keep FOLDER (leave the filled
databases there, and take them again instead of filling anew).

The edits are saved one after another into one plan, each section file a section; a draft is frozen after every tenth of
them, and three of those are public. Then queries that a fixed seed draws from the texts are asked by a participant and
by somebody signed out: rare and frequent words, pairs, phrases, the most frequent words there are, and such as find
nothing. Times are those of the whole use case, from what was typed to a page of hits in their sentences: by the clock,
which on a shared machine tells of the others as well, and of processor, with PostgreSQL's own (which the system counts
in hundredths of a second, so that only its sum over many queries is exact).
"""

import argparse
import json
import os
import random
import statistics
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import func, select, text

from benchmarks.invented import invent
from benchmarks.pages import database
from wiki.app import create_app, upgrade_database
from wiki.db import db, transaction
from wiki.models import Person, Plan, Revision, SearchPiece, Text
from wiki.services import drafts, persons, plans, reindexing, searches, sections, writing
from wiki.text.folding import cut_folded

CORPUS = "en-nist-sp800-63-edit-stream"
QUERIES = 400

#: milliseconds by the clock, and of processor (ours and the database server's)
Taken = tuple[float, float]


def stream(corpora: Path, edits: int) -> Iterator[tuple[str, str]]:
    """The edits in order: the section's name and its whole text after the edit; empty where it was deleted."""
    folder = corpora / CORPUS
    if not folder.is_dir():
        for edit in range(edits or 1_000):
            yield f"part {edit % 20}", invent(20_000, edit)[1 if edit % 3 else 0]
        return
    blobs = {}
    with tarfile.open(folder / "blobs.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                blobs[Path(member.name).stem] = file.read().decode("utf-8", "replace")
    for line in (folder / "events.jsonl").read_text().splitlines()[: edits or None]:
        event = json.loads(line)
        yield event["section"], blobs[event["new"]] if event["new"] else ""


def fill(owner: Person, edits: list[tuple[str, str]]) -> Plan:
    """A public plan in which the edits were made; every third of its ten drafts is public."""
    plan = plans.create_plan(owner, title="An edit stream", slug="stream", visibility="public")
    known = {}
    for number, (name, source) in enumerate(edits, 1):
        with transaction(plan.id):
            if name not in known:
                root = sections.find_section(owner, plan, 0)
                known[name] = writing.new_section(plan)
                writing.place(owner, plan, known[name], parent=root.id, order_key=f"a{len(known):05}")
            writing.write_revision(owner, plan, known[name], language="en", text=source, summary="")
        if number % max(1, len(edits) // 10) == 0:
            public = "public" if number // max(1, len(edits) // 10) % 3 == 0 else "restricted"
            drafts.freeze_draft(owner, plan, name=f"Draft {number}", date=date(2016, 5, 6), distribution=public)
    return plan


def draw(edits: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Queries of each kind, drawn from the texts by a fixed seed."""
    drawn = random.Random(63)
    texts = [source for _, source in drawn.sample(edits, min(len(edits), 200)) if source]
    counts = Counter(word.folded for source in texts for word in cut_folded(source) if word.folded.isalpha())
    ranked = [word for word, _ in counts.most_common() if len(word) > 2]
    phrases = []
    while len(phrases) < QUERIES:
        words = drawn.choice(texts).split()
        place = drawn.randrange(max(1, len(words) - 3))
        phrases.append('"' + " ".join(words[place : place + 3]).replace('"', "") + '"')
    usual = ranked[20 : max(40, len(ranked) // 4)]
    return {
        "a rare word": drawn.choices(ranked[len(ranked) // 2 :], k=QUERIES),
        "a usual word": drawn.choices(usual, k=QUERIES),
        "two words": [f"{drawn.choice(usual)} {drawn.choice(usual)}" for _ in range(QUERIES)],
        "a phrase of three words": phrases,
        "one of the twenty most frequent words": drawn.choices(ranked[:20], k=QUERIES // 4),
        "a word that is not there": [f"zq{number}x" for number in range(QUERIES // 4)],
    }


def times(owner: Person | None, plan: Plan, asked: list[str]) -> list[Taken]:
    """Milliseconds of each query by the clock and of processor; each in a read of its own, as a request has it."""
    taken = []
    server = server_process()
    for typed in asked:
        db.session.rollback()
        began, worked = time.perf_counter(), time.thread_time() + server_time(server)
        searches.search(owner, typed, plan=plan)
        ended, done = time.perf_counter(), time.thread_time() + server_time(server)
        taken.append(((ended - began) * 1_000, (done - worked) * 1_000))
    return taken


def server_process() -> int | None:
    """The process that answers us, where the database is another program."""
    if db.engine.dialect.name != "postgresql":
        return None
    return db.session.scalar(text("SELECT pg_backend_pid()"))


def server_time(process: int | None) -> float:
    """Seconds of processor that process has used, in hundredths, where the system tells."""
    stat = Path(f"/proc/{process}/stat")
    if process is None or not stat.exists():
        return 0.0
    words = stat.read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def size_of_index() -> tuple[int, int]:
    """Bytes of the pieces and of the words they are found by, with their own indexes."""
    if db.engine.dialect.name == "postgresql":
        asked = text("SELECT pg_total_relation_size(CAST(:name AS regclass))")
        return tuple(db.session.scalar(asked, {"name": name}) for name in ("search_piece", "search_words"))
    asked = text("SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE :name")
    try:
        pieces, words = (db.session.scalar(asked, {"name": name}) for name in ("%search_piece%", "search_words%"))
        return pieces, words
    except Exception:  # this SQLite was built without the table that tells
        db.session.rollback()
        blocks = db.session.scalar(text("SELECT coalesce(sum(length(block)), 0) FROM search_words_data"))
        return db.session.scalar(select(func.sum(func.length(SearchPiece.body) + 100))), blocks


def measure(url: str, folder: Path, edits: list[tuple[str, str]]) -> None:
    """Fill one database and print what was measured on it."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": str(folder)})
    upgrade_database(app)
    with app.app_context():
        owner = persons.operator()
        began = time.perf_counter()
        plan = db.session.scalars(select(Plan).where(Plan.slug == "stream")).first() or fill(owner, edits)
        filled = time.perf_counter() - began
        began = time.perf_counter()
        pieces = reindexing.rebuild_index()
        rebuilt = time.perf_counter() - began
        pieces_size, words_size = size_of_index()
        held = select(func.sum(func.length(Text.body))).join(Revision, Revision.text_hash == Text.hash)
        whole = db.session.scalar(held)
        said = db.session.scalar(select(func.sum(func.length(SearchPiece.body))))
        print(f"\n### {db.engine.dialect.name}\n")
        print(f"{len(edits):,} edits, {whole / 1e6:.1f} million characters of revisions; saved in {filled:.0f} s.")
        print(f"{pieces:,} pieces of {said / 1e6:.1f} million characters; index rebuilt in {rebuilt:.1f} s.")
        print(f"Index: pieces {pieces_size / 1e6:.1f} MB, words {words_size / 1e6:.1f} MB, "
              f"together {(pieces_size + words_size) / whole:.2f} of the revisions' characters.\n")  # fmt: skip
        print("| asked for | by | median ms | 95th percentile ms | processor: median ms | 95th percentile ms |")
        print("|---|---|---:|---:|---:|---:|")
        everything: dict[str, list[Taken]] = {"a participant": [], "signed out": []}
        for kind, asked in draw(edits).items():
            for name, who in (("a participant", owner), ("signed out", None)):
                taken = times(who, plan, asked)
                everything[name] += taken
                row(kind, name, taken)
        for name, taken in everything.items():
            row("all of these", name, taken)
        db.session.remove()
        db.engine.dispose()


def row(kind: str, name: str, taken: list[Taken]) -> None:
    cells = []
    for measured in zip(*taken, strict=True):
        cells += [statistics.median(measured), sorted(measured)[int(len(measured) * 0.95)]]
    print(f"| {kind} | {name} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "corpora")
    parser.add_argument("--edits", type=int, default=0)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    edits = list(stream(options.corpora, 300 if options.quick else options.edits))
    for postgres in (False, True):
        if (options.sqlite or options.postgres) and not (options.postgres if postgres else options.sqlite):
            continue
        with tempfile.TemporaryDirectory() as made:
            folder = options.keep or Path(made)
            folder.mkdir(parents=True, exist_ok=True)
            with database(folder, postgres) as url:
                measure(url, folder, edits)


if __name__ == "__main__":
    main()

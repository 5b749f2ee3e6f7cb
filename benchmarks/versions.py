"""A plan of many sections, and later versions of it in which half of them were rewritten, retitled, moved or dropped.

`python -m benchmarks.versions` imports them one after the other, the first once more at the end, holds each against its
source, and proves the record, writes a backup and restores it. `--sections` is how many; `--postgres` takes PostgreSQL.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from benchmarks import invented
from benchmarks.serving import database
from wiki.app import create_app, upgrade_database
from wiki.db import db
from wiki.services import backups, imports, journal, moments, persons, records, reindexing

#: level, title, paragraphs
Part = tuple[int, str, list[str]]


def invent_parts(count: int) -> list[Part]:
    """Chapters with sections, each of a few paragraphs."""
    chance = random.Random(1)
    parts: list[Part] = []
    for number in range(count):
        level = 2 if number % 12 == 0 else 3 if number % 4 == 1 else 4
        lengths = [chance.randint(1, 4) for _ in range(chance.randint(1, 4))]
        paragraphs = [" ".join(invented.make_sentence(chance) for _ in range(length)) for length in lengths]
        parts.append((level, f"Part {number} on {chance.choice(invented.WHAT)}", paragraphs))
    return parts


def invent_version(parts: list[Part], seed: int) -> list[Part]:
    """The next version: an eighth dropped, an eighth rewritten, an eighth retitled, an eighth put elsewhere."""
    chance = random.Random(seed)
    found: list[Part] = []
    lifted: list[Part] = []
    for level, title, paragraphs in parts:
        what = chance.random() * 8
        if what < 1:
            continue
        if what < 2:
            paragraphs = [
                " ".join(invented.edit_sentence(one, chance) for one in words.split(". ")) for words in paragraphs
            ]
        elif what < 3:
            title = f"{title} {chance.choice(invented.WHERE)}"
        (lifted if 3 <= what < 4 else found).append((level, title, paragraphs))
    for part in lifted:
        found.insert(chance.randrange(1, len(found)), part)
    return found


def render(parts: list[Part]) -> str:
    """The document of these parts."""
    bodies = ("#" * level + f" {title}\n\n" + "\n\n".join(words) + "\n\n" for level, title, words in parts)
    return "# A long plan\n\nIntroduction.\n\n" + "".join(bodies)


def timed(name: str, act: Callable[[], Any]) -> Any:
    """Say how long an act took by the clock, and how much of it the processor worked."""
    wall, cpu = time.perf_counter(), time.process_time()
    done = act()
    print(f"{name}: {time.perf_counter() - wall:.1f} s, {time.process_time() - cpu:.1f} s of the processor", flush=True)
    return done


def measure(sources: list[str], folder: Path) -> None:
    """Import the versions, prove the record, write the backup; and make the search index anew, as a restore does."""
    for number, source in enumerate(sources, 1):
        act = f"import of version {number}"
        done = timed(
            act, lambda at=number, text=source: imports.import_document(
                persons.operator(), slug="plan", source=text, draft=f"Version {at}"
            )
        )  # fmt: skip
        print(f"    {done.tally}")
        assert moments.source_at(done.plan, journal.head_number(done.plan)) == source
    assert timed("proof", lambda: records.verify_plan(done.plan)).ok
    timed("backup", lambda: backups.make_backup(folder / "backup.zip"))
    timed("search index made anew", reindexing.rebuild_index)
    db.session.remove()


def restore(app: Flask, folder: Path) -> None:
    """Put the backup into an empty database beside it."""
    upgrade_database(app)
    with app.app_context():
        timed("restore, without the search index", lambda: backups.restore_backup(folder / "backup.zip"))
        db.session.remove()
        db.engine.dispose()


def main() -> None:
    """Invent the versions and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, default=2000)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    first = invent_parts(options.sections)
    second = invent_version(first, 2)
    sources = [render(parts) for parts in (first, second, invent_version(second, 3), first)]
    with tempfile.TemporaryDirectory() as temporary, database(Path(temporary), options.postgres) as url:
        folder = Path(temporary)
        app = create_app({"SQLALCHEMY_DATABASE_URI": url, "INSTANCE": temporary})
        upgrade_database(app)
        with app.app_context():
            measure(sources, folder)
            db.engine.dispose()
        beside = {"SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'beside.sqlite'}", "INSTANCE": temporary}
        restore(create_app(beside), folder)


if __name__ == "__main__":
    main()

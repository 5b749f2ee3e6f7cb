"""The backup file: a zip archive of tables as JSON lines, with a manifest and a SHA-256 of each table.

Plain data to a file and back. It knows nothing of what the tables mean. A file that somebody damaged or made up
raises Invalid, whatever is wrong with it; rows are read one by one, so that a large file needs little memory.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from wiki.errors import Invalid

FORMAT = 1
MANIFEST = "manifest.json"
MAX_MANIFEST = 1_000_000
#: the longest row, in bytes; a text of five million characters fits
MAX_ROW = 64 * 1024 * 1024

Cell = str | int | float | None
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    TypeError,
    ValueError,
    RecursionError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class TableContent:
    """One table in a backup: its columns in the order of every row's cells."""

    name: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the revision of the schema, when it was made, and its tables in an order of which
    each refers only to those before it."""

    schema: str
    made_at: str
    tables: tuple[TableContent, ...]


def write_backup(
    path: Path, *, schema: str, made_at: str, tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]
) -> Manifest:
    """Write a backup, whole or not at all; it holds people's addresses, so that only its owner may read it."""
    part = path.with_name(f"{path.name}.part")
    try:
        with (
            open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            written = tuple(_write_table(archive, name, columns, rows) for name, columns, rows in tables)
            manifest = Manifest(schema, made_at, written)
            archive.writestr(MANIFEST, json.dumps({"plenary_backup": FORMAT, **asdict(manifest)}, indent=1))
        with open(part, "rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write_table(
    archive: zipfile.ZipFile, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> TableContent:
    digest, count = hashlib.sha256(), 0
    with archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as member:
        for row in rows:
            line = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
            digest.update(line)
            member.write(line)
            count += 1
    return TableContent(name, tuple(columns), count, digest.hexdigest())


def read_manifest(path: Path) -> Manifest:
    """What a backup says it holds; raises Invalid for a file that is no backup or is damaged."""
    with _opened(path) as archive, archive.open(MANIFEST) as member:
        said = json.loads(member.read(MAX_MANIFEST))
        if said["plenary_backup"] != FORMAT:
            raise Invalid("This backup was made by a newer version of Plenary.")
        tables = tuple(
            TableContent(_text(it["name"]), tuple(map(_text, it["columns"])), int(it["rows"]), _text(it["sha256"]))
            for it in said["tables"]
        )
        return Manifest(_text(said["schema"]), _text(said["made_at"]), tables)


def read_rows(path: Path, table: TableContent) -> Iterator[list[Cell]]:
    """A table's rows; raises Invalid, at the latest after the last one, unless they are those the manifest told of."""
    digest, count = hashlib.sha256(), 0
    with _opened(path) as archive, archive.open(f"tables/{table.name}.jsonl") as member:
        while line := _line(member):
            digest.update(line)
            count += 1
            row = json.loads(line)
            if not isinstance(row, list) or len(row) != len(table.columns):
                raise ValueError("not a row")
            if not all(cell is None or isinstance(cell, str | int | float) for cell in row):
                raise ValueError("not a cell")
            yield row
        if count != table.rows or digest.hexdigest() != table.sha256:
            raise ValueError("another content")


def _line(member: IO[bytes]) -> bytes:
    line = member.readline(MAX_ROW)
    if line and not line.endswith(b"\n"):
        raise ValueError("a row without an end")
    return line


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError("not a text")
    return found


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _DAMAGED as error:
        raise Invalid("“%(file)s” is not a backup, or it is damaged.", field="file", file=path.name) from error

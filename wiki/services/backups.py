"""Backups: the whole installation into one portable file, and back into an empty database of either kind.

For the command line, whose operator holds the machine; no right is asked. Tables are taken as they are in the
database, not as the models say, so that a backup can be put back at the schema it was made at. What is searched is
drawn from the rest, stays out of the file and is made anew when the schema is brought up to date.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, DateTime, MetaData, Table, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid
from wiki.exchange.backup import Cell, Manifest, TableContent, read_manifest, read_rows, write_backup
from wiki.models import Plan, SearchForm
from wiki.models.search import DERIVED
from wiki.sentences import SentenceId
from wiki.services.records import verify_plan

VERSIONS = "alembic_version"
BATCH = 200


def make_backup(path: Path) -> Manifest:
    """Write everything as it stands at one instant, while others go on working."""
    postgresql = db.engine.dialect.name == "postgresql"
    options = {"isolation_level": "REPEATABLE READ"} if postgresql else {}
    with db.engine.connect().execution_options(**options) as connection:
        tables = _tables(connection)
        return write_backup(
            path,
            schema=schema_of(connection) or "",
            made_at=clock.now().isoformat(),
            tables=((table.name, table.columns.keys(), _rows(connection, table)) for table in tables),
        )


def restore_backup(path: Path) -> Manifest:
    """Fill the empty database with what a backup holds, and verify every journal before anything is kept.

    The database must be at the backup's schema. Raises Conflict when it is not, or not empty, and Invalid
    for a file that is damaged or does not hold together.
    """
    manifest = read_manifest(path)
    with transaction():
        connection = db.session.connection()
        tables = {table.name: table for table in _tables(connection)}
        if schema_of(connection) != manifest.schema:
            raise Conflict("The backup was made at another version of the database than this one is at.")
        _require_empty(connection, tables.values())
        if {it.name: set(it.columns) for it in manifest.tables} != {
            name: set(table.columns.keys()) for name, table in tables.items()
        }:
            raise Invalid("The backup does not hold the tables of its version.", field="file")
        told = {it.name: it for it in manifest.tables}
        try:
            for name, table in tables.items():
                _fill(connection, table, path, told[name])
            if connection.dialect.name == "postgresql":
                _set_sequences(connection, tables.values())
        except (SQLAlchemyError, OverflowError) as error:
            raise Invalid("The rows of the backup do not hold together.", field="file") from error
        db.session.expire_all()
        if connection.dialect.has_table(connection, SearchForm.__tablename__):
            # What is searched is made anew once the schema is today's: `ensure_index`.
            connection.execute(text(f"DELETE FROM {SearchForm.__tablename__}"))  # noqa: S608 - a constant
        for plan in [None, *db.session.scalars(select(Plan).order_by(Plan.id))]:
            found = verify_plan(plan)
            if not found.ok:
                raise Invalid(
                    "The backup's record does not hold at entry %(number)s of %(plan)s.",
                    field="file",
                    number=found.first_bad,
                    plan=f"“{plan.slug}”" if plan else SentenceId("the installation"),
                )
    return manifest


def schema_of(connection: Connection) -> str | None:
    """The revision of the schema the database is at; None where there is none."""
    if not connection.dialect.has_table(connection, VERSIONS):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSIONS}")).scalar_one_or_none()  # noqa: S608 - a constant


def _tables(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSIONS and not table.name.startswith(DERIVED)]


def _rows(connection: Connection, table: Table) -> Iterator[list[Cell]]:
    query = select(table).order_by(*table.primary_key.columns)
    result = connection.execute(query, execution_options={"yield_per": BATCH})
    return ([_cell(value) for value in row] for row in result)


def _cell(value: Any) -> Cell:
    """A value as JSON has it: a moment in UTC and a day by ISO 8601, a truth as it is."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    assert value is None or isinstance(value, str | int | float)
    return value


def _value(column: Column[Any], cell: Cell) -> Any:
    if cell is None:
        return None
    if isinstance(column.type, Boolean):
        return bool(cell)
    if isinstance(column.type, DateTime):
        moment = datetime.fromisoformat(str(cell))
        # SQLite's column holds the wall time of UTC.
        return moment if column.type.timezone else moment.astimezone(UTC).replace(tzinfo=None)
    if isinstance(column.type, Date):
        return date.fromisoformat(str(cell))
    return cell


def _require_empty(connection: Connection, tables: Iterable[Table]) -> None:
    for table in tables:
        if table.name != "installation" and connection.scalar(select(func.count()).select_from(table)):
            raise Conflict("A backup is put back into an empty database only; this one is in use.")


def _fill(connection: Connection, table: Table, path: Path, content: TableContent) -> None:
    columns = [table.columns[name] for name in content.columns]
    if table.name == "installation":
        # The row the first migration made gives way to the one that was saved.
        connection.execute(table.delete())
    rows_left = read_rows(path, content)
    while rows := list(islice(rows_left, BATCH)):
        try:
            values = [
                {column.name: _value(column, cell) for column, cell in zip(columns, row, strict=True)} for row in rows
            ]
        except ValueError as error:
            raise Invalid("The rows of the backup do not hold together.", field="file") from error
        connection.execute(insert(table), values)


def _set_sequences(connection: Connection, tables: Iterable[Table]) -> None:
    for table in tables:
        if "id" in table.columns:
            name = table.name
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), "  # noqa: S608 - our own tables' names
                    f'coalesce(max(id), 1), max(id) IS NOT NULL) FROM "{name}"'
                )
            )

"""The store: the handle, naming convention, column types, pragmas, and the only place that commits.

No table and no query lives here. Above this module nobody calls commit; a use case opens `transaction()`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, Insert, MetaData, Table, event, insert, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, make_transient_to_detached
from sqlalchemy.types import TypeDecorator

from wiki.errors import Busy

#: milliseconds for which a transaction waits for others to end
LOCK_WAIT = 15_000

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC; a naive time is refused, and what comes back is always aware.

    SQLite's DateTime drops the zone, so it is put back on the way out.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table has in common: names of constraints."""

    metadata = MetaData(naming_convention=NAMING)


# What a use case returns is as it was committed; the next transaction forgets it all before it reads.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
db.Model.registry.update_type_annotation_map({datetime: UTCDateTime})


@event.listens_for(Engine, "connect")
def _set_up_connection(connection: Any, _record: Any) -> None:
    # Both drivers pass here; only SQLite's connection has an isolation level that begins by itself.
    if type(connection).__module__ == "sqlite3":
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={LOCK_WAIT}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
    else:
        connection.autocommit = True  # what is set within a transaction would go where that is rolled back
        connection.execute(f"SET lock_timeout = {LOCK_WAIT}")
        connection.autocommit = False


@event.listens_for(Engine, "begin")
def _begin(connection: Any) -> None:
    if connection.dialect.name == "sqlite":
        writing = connection.get_execution_options().get("plenary_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def transaction(plan_id: int | None = None) -> Iterator[None]:
    """One use case, written as a whole or not at all; inner blocks join the outer one.

    Whatever read is open is ended first and everything loaded is forgotten, then the write lock is taken
    (the whole file on SQLite; on PostgreSQL the plan's row, or the installation's where there is no plan),
    and only then may base, rights and numbers be read. A session that already holds unsaved changes is
    refused, because they would have been made from what was read before the lock. Raises Busy where others hold
    the lock for longer than LOCK_WAIT.
    """
    session = db.session()
    if session.info.get("writing"):
        _lock(plan_id)
        yield
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("Something was changed before the transaction began.")
    session.rollback()
    session.expire_all()
    session.info["writing"] = True
    try:
        session.info["connection"] = session.connection(execution_options={"plenary_writes": True})
        _lock(plan_id)
        yield
        session.commit()
    except BaseException as error:
        session.rollback()
        if isinstance(error, OperationalError) and _is_locked(error.orig):
            raise Busy("Others are writing just now, and this was not recorded. Send it again in a moment.") from error
        raise
    finally:
        session.info.pop("writing")
        session.info.pop("connection", None)
        session.info.pop("act", None)  # what services/journal.py remembers while the act is written


def _is_locked(error: Any) -> bool:
    """Whether a database let somebody wait for a lock in vain: SQLITE_BUSY, or PostgreSQL's lock_not_available."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY or getattr(error, "sqlstate", "") == "55P03"


_LOCK_INSTALLATION = text("SELECT id FROM installation WHERE id = 1 FOR NO KEY UPDATE")
_LOCK_PLAN = text("SELECT id FROM plan WHERE id = :id FOR NO KEY UPDATE")


def _lock(plan_id: int | None) -> None:
    if db.session.get_bind().dialect.name != "postgresql":
        return
    if plan_id is None:
        db.session.execute(_LOCK_INSTALLATION)
    else:
        db.session.execute(_LOCK_PLAN, {"id": plan_id})


def connection() -> Connection:
    """The open transaction's connection. Small questions are asked of it: that costs half of the session's own way,
    and while something is written it need not be looked up."""
    session = db.session()
    kept: Connection | None = session.info.get("connection")
    return kept if kept is not None else session.connection()


def key_of(row: Base) -> int:
    """The key of a stored row, which never changes: what was loaded before the lock need not be read anew for it."""
    key: int = inspect(row).identity[0]
    return key


_Row = TypeVar("_Row", bound=Base)


def add_row(model: type[_Row], **values: Any) -> _Row:
    """Insert a row without the unit of work, which costs more than the insert; what comes back is as if just read."""
    made = connection().execute(_insert_into(model.__table__), values)
    assert made.inserted_primary_key is not None
    row = model(id=made.inserted_primary_key[0], **values)
    make_transient_to_detached(row)
    db.session.add(row)
    return row


@cache
def _insert_into(table: Table) -> Insert:
    return insert(table)

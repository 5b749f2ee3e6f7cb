"""The least a durable write can be, in the driver's own words: one row of a revision's size, committed."""

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg

BODY = "x" * 4000


def make_table(connection: object, url: str) -> None:
    """Make the table that bare commits go to, on an open SQLAlchemy connection."""
    key = "INTEGER PRIMARY KEY" if url.startswith("sqlite") else "SERIAL PRIMARY KEY"
    connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS bare (id {key}, body TEXT)")


def opened(url: str) -> Any:
    """A connection of the driver's own with the pragmas Plenary has, on which each statement stands by itself."""
    if not url.startswith("sqlite"):
        return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
    connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def committer(url: str) -> Callable[[], None]:
    """What commits one row durably, on a connection of its own."""
    connection = opened(url)
    if not url.startswith("sqlite"):
        return lambda: connection.execute("INSERT INTO bare (body) VALUES (%s)", (BODY,)) and None

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bare (body) VALUES (?)", (BODY,))
        connection.execute("COMMIT")

    return commit

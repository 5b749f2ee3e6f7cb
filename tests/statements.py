"""What is asked of the database while something is done, for tests that count it or read how it is answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from wiki.db import db


@contextmanager
def noted() -> Iterator[list[tuple[str, Any]]]:
    """The statements sent meanwhile with their parameters, without those that only begin a transaction."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT")):
            asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)

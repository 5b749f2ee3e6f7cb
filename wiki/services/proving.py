"""What the proofs share: walking rows in batches, and holding a row against the payload of its entry."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import func, select

from wiki.db import db
from wiki.models import JournalEntry, Plan
from wiki.sentences import SentenceId

#: the number of an entry that does not hold, and a sentence id saying why
Fault = tuple[int, str]

#: rows are read this many at a time
BATCH = 500


def batches(query: Any, table: type[Any]) -> Iterator[Sequence[Any]]:
    last = 0
    while rows := db.session.execute(_next(query, table, last)).all():
        last = rows[-1].id
        yield rows


def _next(query: Any, table: type[Any], last: int) -> Any:
    # What the session happened to hold already is not what is being proved.
    return query.where(table.id > last).order_by(table.id).limit(BATCH).execution_options(populate_existing=True)


def without_row(plan: Plan, kinds: Iterable[str], table: type[Any]) -> Iterator[Fault]:
    """The first entry of these kinds that has lost the row it made, or has gained a second one."""
    made = select(table.entry_id).where(table.entry_id.is_not(None))
    lost = (
        select(JournalEntry.number)
        .where(JournalEntry.plan_id == plan.id, JournalEntry.kind.in_(kinds), JournalEntry.id.not_in(made))
        .order_by(JournalEntry.number)
    )
    number = db.session.scalar(lost.limit(1))
    if number is not None:
        yield number, SentenceId("What this entry made is missing.")
    twice = (
        select(JournalEntry.number)
        .join(table, table.entry_id == JournalEntry.id)
        # A planner must not look through all rows once for each entry: they know their entries, and not the other way.
        .where(JournalEntry.plan_id + 0 == plan.id)
        .group_by(JournalEntry.number)
        .having(func.count() > 1)
        .order_by(JournalEntry.number)
    )
    number = db.session.scalar(twice.limit(1))
    if number is not None:
        yield number, SentenceId("More was made of this entry than it recorded.")


def agrees(body: str, said: dict[str, Any]) -> bool:
    recorded = content(body)
    return all(recorded.get(name) == value for name, value in said.items())


def content(body: str) -> dict[str, Any]:
    """A payload as recorded; a spoiled one is the chain's business and agrees with nothing here."""
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

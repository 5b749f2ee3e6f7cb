"""The one door through which time enters the house.

Moments of recording are aware datetimes in UTC, cut to whole microseconds. The demo and the tests set the
clock with `standing_at`; nothing else asks the operating system what time it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment in UTC, or the one the clock was set to."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock show this moment, which must name its zone, until the block ends."""
    if moment.tzinfo is None:
        raise ValueError("The clock takes aware datetimes only.")
    token = _standing.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _standing.reset(token)

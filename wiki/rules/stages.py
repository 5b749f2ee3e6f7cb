"""Stages: their presets, the cells of the access table they may grant, and how their dates are written.

Pure. What a stage is doing now is a row's business; whether somebody may change it is asked in services.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from wiki.errors import Invalid
from wiki.rules.access import STAGE_CELLS

#: what a new stage grants to begin with, by the name of the preset
PRESETS: Mapping[str, frozenset[str]] = {
    # Parties send their comments; observers look on from outside
    "comments": frozenset({"comment:party"}),
    # experts write; Parties wait for what comes of it
    "editing": frozenset({"edit:expert"}),
    # everyone reads the newest text and says what they think of it
    "review": frozenset({"comment:party", "comment:observer", "read_restricted:observer"}),
}

_WALL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_YEARS = range(1900, 2200)


def check_cells(cells: Iterable[str]) -> list[str]:
    """The cells in the order of the table, each once; raises Invalid for one that is not a stage's to say."""
    asked = set(cells)
    strange = sorted(asked - set(STAGE_CELLS))
    if strange:
        raise Invalid("“%(cell)s” is not for a stage to say.", field="cells", cell=strange[0])
    return [cell for cell in STAGE_CELLS if cell in asked]


def check_zone(zone: str) -> str:
    """The name of a time zone as IANA spells it; raises Invalid for anything else."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise Invalid("“%(zone)s” is not a time zone, like “America/Montreal”.", field="zone", zone=zone) from None
    return zone


def wall_time(written: str, zone: str, *, field: str) -> str | None:
    """A date and time as stored ("2007-01-31T18:00"), or None where nothing was written.

    Seconds and a space instead of the T are taken, the seconds dropped. Raises Invalid for what is no date
    of our age, and for an hour that the zone's clocks skip.
    """
    written = written.strip().replace(" ", "T")[:16]
    if not written:
        return None
    try:
        if not _WALL.fullmatch(written):
            raise ValueError
        local = datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(check_zone(zone)))
        if local.year not in _YEARS:
            raise ValueError
    except ValueError:
        raise Invalid("“%(date)s” is not a date with a time.", field=field, date=written) from None
    # PEP 495: a time in the gap of a summer-time change comes back from UTC as another one.
    if local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid("In %(zone)s the clocks skip %(date)s.", field=field, zone=zone, date=written)
    return written


def moment_of(wall: str, zone: str) -> datetime:
    """The aware moment of a stored wall time; of two equal ones in autumn the first is meant."""
    return datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))


def check_order(opens: str | None, closes: str | None) -> None:
    """Raise Invalid where a stage would close before it opens; both are of one zone and compare as written."""
    if opens and closes and closes <= opens:
        raise Invalid("A stage closes after it opens.", field="closes")

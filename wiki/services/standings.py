"""Standings: which sections stand, while an act is written. Like writing.py this asks nobody's rights.

An act may place a thousand sections. Where all of them stand is read once for it and kept along with what it writes.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import aliased

from wiki.db import connection
from wiki.models import Placement, Section
from wiki.services import journal

_newer = aliased(Placement)
_newest = ~exists().where(
    _newer.section_id == Placement.section_id,
    _newer.number > Placement.number,
    _newer.number < bindparam("before"),
)
_ALL = (
    select(Placement.section_id, Placement.parent_id, Placement.removed)
    .join(Section, Section.id == Placement.section_id)
    .where(Section.plan_id == bindparam("plan_id"), Placement.number < bindparam("before"), _newest)
)

#: under which name an act's are noted
NOTED = "standings"


class Standings:
    """Where the sections of a plan stand, by row id."""

    def __init__(self, rows: Iterable[tuple[int, int | None, bool]]) -> None:
        self._at: dict[int, tuple[int | None, bool]] = {}
        self._below: dict[int | None, set[int]] = {}
        for section, parent, removed in rows:
            self.put(section, parent, removed)

    def put(self, section: int, parent: int | None, removed: bool) -> None:
        """A section stands under a parent from now on, or is taken out there."""
        if section in self._at:
            self._below[self._at[section][0]].discard(section)
        self._at[section] = parent, removed
        self._below.setdefault(parent, set()).add(section)

    def stands(self, section: int) -> bool | None:
        """Whether neither the section nor anything above it is taken out; None for one that never stood anywhere."""
        if section not in self._at:
            return None
        here: int | None = section
        while here is not None:
            here, removed = self._at[here]
            if removed:
                return False
        return True

    def go_along(self, section: int) -> list[int]:
        """The section, and those under it that stand wherever it stands: nothing between is taken out; sorted."""
        found: list[int] = []
        left = [section]
        while left:
            here = left.pop()
            found.append(here)
            left += [child for child in self._below.get(here, ()) if not self._at[child][1]]
        return sorted(found)


def standings_of(plan_id: int, *, before: int) -> Standings:
    """Those of the act that is being written, kept along by whoever places; at first as they were before an entry."""
    notes = journal.act_notes(plan_id)
    if NOTED not in notes:
        asked = {"plan_id": plan_id, "before": before}
        rows = connection().execute(_ALL, asked)
        notes[NOTED] = Standings((section, parent, removed) for section, parent, removed in rows)
    known: Standings = notes[NOTED]
    return known


def are_known(plan_id: int) -> bool:
    """Whether the act has read them already."""
    return NOTED in journal.act_notes(plan_id)

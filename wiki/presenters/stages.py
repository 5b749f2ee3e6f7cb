"""Stages as a timeline: what is past, what is now, what comes, and how long is left.

Plain data. Dates stay aware and in the stage's own zone; a template says them in the reader's as well.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from wiki.models import Draft, Stage
from wiki.rules.stages import moment_of


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the timeline. `left` is the time until its deadline, negative once that has passed; `drafts` are
    those frozen from its opening until the next one's."""

    slug: str
    name: str
    note: str
    when: Literal["past", "now", "next"]
    cancelled: bool
    zone: str
    opens_at: datetime | None
    closes_at: datetime | None
    first_closes_at: datetime | None
    left: timedelta | None
    drafts: tuple[Draft, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether what comes now comes late."""
        return self.when == "now" and self.left is not None and self.left < timedelta(0)


def timeline(stages: Sequence[Stage], *, now: datetime, drafts: Sequence[Draft] = ()) -> list[Step]:
    """The stages in their order, each placed in time by its state and not by its dates."""
    openings = sorted((stage.opened_number, stage.id) for stage in stages if stage.opened_number is not None)
    frozen: dict[int, list[Draft]] = {}
    for draft in drafts if openings else ():
        place = bisect_right(openings, draft.number, key=lambda opening: opening[0])
        frozen.setdefault(openings[max(0, place - 1)][1], []).append(draft)
    when: dict[str, Literal["past", "now", "next"]] = {"planned": "next", "open": "now", "closed": "past"}
    return [
        Step(
            slug=stage.slug,
            name=stage.name,
            note=stage.note,
            when=when[stage.state],
            cancelled=stage.state == "closed" and stage.opened_number is None,
            zone=stage.zone,
            opens_at=stage.opens_at,
            closes_at=stage.closes_at,
            first_closes_at=moment_of(stage.first_closes, stage.zone) if stage.first_closes else None,
            drafts=tuple(frozen.get(stage.id, ())),
            left=stage.closes_at - now if stage.closes_at and stage.state != "closed" else None,
        )
        for stage in stages
    ]

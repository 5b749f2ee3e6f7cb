"""Comments as plain data: a note with its replies, for margins, lists and exports.

Who may read what was asked before; here it is only said. Nothing is looked up one by one: what a note needs
comes loaded with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from wiki.models import Comment, PassagePlace


@dataclass(frozen=True, slots=True)
class Lost:
    """The revision that took a passage away, and what the words were when they last stood."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Note:
    """One remark. `key` names it on a page, `number` (none for a private note) in addresses.

    `place` is where it holds on in the revision it was asked for: "exact", "edited", "moved" with `start` and
    `end`; "lost"; or "section" and "plan". `unplaced` says that the words its author chose could not be found,
    so that it is kept on the paragraph or section instead; `veiled`, that whoever reads it may not read those words.
    """

    key: int
    number: int | None
    person_id: int
    author: str
    delegation: str
    on_behalf_of: str
    at: datetime
    late: bool
    audience: str
    state: str
    resolved_number: int | None
    disposition: str | None
    reason: str
    disposition_number: int | None
    done_in: tuple[int, int] | None
    section_id: int | None
    section: int | None
    revision: int | None
    language: str
    quote: str
    body: str
    erased: bool
    place: str
    start: int | None
    end: int | None
    lost: Lost | None
    unplaced: bool
    veiled: bool = False
    replies: tuple["Note", ...] = ()

    @property
    def open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state == "open"

    @property
    def resolved(self) -> bool:
        return self.resolved_number is not None


@dataclass(frozen=True, slots=True)
class Context:
    """The paragraph a passage stands in, in three parts, and the revision it is read from."""

    before: str
    words: str
    after: str
    revision: int


def note_of(
    comment: Comment,
    *,
    place: PassagePlace | None = None,
    lost: Lost | None = None,
    replies: Iterable[Comment] = (),
) -> Note:
    """A comment as a note; `place` is its passage in the revision shown, `lost` set where that is gone."""
    standing = place if place is not None and place.start is not None else None
    if standing is not None:
        where = standing.state
    elif lost is not None:
        where = "lost"
    elif comment.section_id is None:
        where = "plan"
    else:
        where = "section"
    done = comment.disposition_revision
    return Note(
        key=comment.id,
        number=comment.number,
        person_id=comment.person_id,
        author=comment.person.name,
        delegation=comment.delegation.name if comment.delegation else "",
        on_behalf_of=comment.on_behalf_of.name if comment.on_behalf_of else "",
        at=comment.at,
        late=comment.late,
        audience=comment.audience,
        state=state_of(comment),
        resolved_number=comment.resolved_number,
        disposition=comment.disposition,
        reason=comment.disposition_reason,
        disposition_number=comment.disposition_number,
        done_in=(done.section.number, done.number) if done else None,
        section_id=comment.section_id,
        section=comment.section.number if comment.section else None,
        revision=comment.revision.number if comment.revision else None,
        language=comment.revision.language if comment.revision else "",
        quote=comment.quote,
        body=comment.body,
        erased=comment.erased_number is not None,
        place=where,
        start=standing.start if standing else None,
        end=standing.end if standing else None,
        lost=lost,
        unplaced=_unplaced(comment),
        replies=tuple(note_of(reply) for reply in replies),
    )


def state_of(comment: Comment | Row[Any]) -> str:
    """Where a remark stands, by a whole comment or by a row with the columns that say so."""
    if comment.erased_number is not None:
        return "erased"
    if comment.audience == "private":
        return "private"
    if comment.resolved_number is not None:
        return "resolved"
    return "answered" if comment.disposition is not None else "open"


def _unplaced(comment: Comment) -> bool:
    # The quote is the range's own words where it was placed, and what was chosen where it was not.
    if not comment.quote or comment.section_id is None:
        return False
    return comment.start is None or comment.end is None or comment.end - comment.start != len(comment.quote)

"""The margin of a section: the remarks beside its text, sifted, counted and turned page by page. Queries only.

Lists of a whole plan are read in services/comment_lists, one thread in services/comments. Here every remark is known
by a few columns, for marks and counts; only those of the page shown are read whole.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from wiki.db import db
from wiki.errors import Invalid
from wiki.models import Comment, PassagePlace, Person, Plan
from wiki.presenters.comments import Lost, Note, note_of, state_of
from wiki.services import access, threads
from wiki.services.comment_lists import Voice, voices_of

#: threads on one page of a margin
PAGE = 40
STATES = ("all", "open", "answered", "resolved", "lost", "mine")

_REPLY = aliased(Comment)
_PLACES = (
    select(
        Comment.id,
        Comment.start.label("chosen"),
        Comment.audience,
        Comment.person_id,
        Comment.delegation_id,
        Comment.on_behalf_of_id,
        Comment.disposition,
        Comment.resolved_number,
        Comment.erased_number,
        PassagePlace.start,
        PassagePlace.end,
    )
    .outerjoin(
        PassagePlace,
        and_(
            PassagePlace.comment_id == Comment.id,
            PassagePlace.revision_id == bindparam("revision_id", type_=Integer),
        ),
    )
    .where(
        Comment.plan_id == bindparam("plan_id"),
        Comment.section_id == bindparam("section_id"),
        Comment.reply_to_id.is_(None),
        threads.readable_if_asked(),
        # What was erased is kept where somebody replied to it.
        or_(
            Comment.erased_number.is_(None),
            exists().where(_REPLY.reply_to_id == Comment.id, threads.readable_if_asked(_REPLY)),
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Margin:
    """One page of the remarks beside a text.

    `going` and `closed` are those shown, `going_in_all` and `closed_in_all` how many of them the choice of `state` and
    `delegation` (a code) has. Where there are `many` (more than a page, or a choice was made), `counts` are how many
    there are in each state and `voices` the delegations that spoke, whatever was chosen. `named` is the thread that was
    asked for. `marks` are the passages of all that are chosen, not of this page alone. `first` and `last` number what
    is shown; pages are numbered from 1.
    """

    state: str
    delegation: str
    going: tuple[Note, ...] = ()
    closed: tuple[Note, ...] = ()
    going_in_all: int = 0
    closed_in_all: int = 0
    marks: tuple[tuple[int, int, int], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    voices: tuple[Voice, ...] = ()
    many: bool = False
    named: int | None = None
    page: int = 1
    pages: int = 1

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.going + self.closed

    @property
    def named_is_closed(self) -> bool:
        return any(note.key == self.named for note in self.closed)

    @property
    def in_all(self) -> int:
        return self.going_in_all + self.closed_in_all

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE, self.in_all)


def comments_beside(
    actor: Person | None,
    plan: Plan,
    section_id: int,
    revision_id: int | None,
    *,
    state: str = "all",
    delegation: str = "",
    page: int = 1,
    named: int | None = None,
) -> Margin:
    """The threads to show beside a revision of a section (both by row id): passages in order, then what is said of
    the whole section, then those whose words were lost by then, then what is closed.

    A page of those in a `state` (what came late among them) or of a `delegation`, by its code, spoken by or for it. The
    one with key `named`, or of which that is a reply, is on the page shown, whatever was chosen. Three queries beside
    the look-up of the actor's standing, one where nothing was said yet; two more where there are more than a page.
    Raises Invalid for a state there is not.
    """
    if state not in STATES:
        raise Invalid("“%(state)s” is not a state of comments.", field="state", state=state)
    standing = access.see_plan(actor, plan)
    me = actor.id if actor else None
    rows = db.session.execute(
        _PLACES,
        {"plan_id": plan.id, "section_id": section_id, "revision_id": revision_id} | threads.asked_by(actor, standing),
    ).all()
    if not rows:
        return Margin("all", "")  # nothing to choose from
    if named is not None and all(row.id != named for row in rows):
        named = db.session.scalar(select(Comment.reply_to_id).where(Comment.id == named))
    gone = [row for row in rows if row.chosen is not None and row.start is None]
    lost = threads.lost_by(revision_id) if any(_counts(row, named) for row in gone) else {}
    present = [
        row
        for row in rows
        if row.start is not None or row.id == named or (_counts(row, named) and (row.chosen is None or row.id in lost))
    ]
    present.sort(key=lambda row: (row.resolved_number is not None, _group(row, lost), row.start or 0, row.id))
    many = len(present) > PAGE or state != "all" or bool(delegation)
    voices = voices_of(Counter((row.delegation_id, row.on_behalf_of_id) for row in present)) if many else ()
    chosen = [row for row in present if _is(row, state, lost, me) and _spoke(row, delegation, voices)]
    place = next((index for index, row in enumerate(chosen) if row.id == named), None)
    if place is None and any(row.id == named for row in present):
        state, delegation, chosen = "all", "", present
        place = next(index for index, row in enumerate(chosen) if row.id == named)
    pages = max(1, -(-len(chosen) // PAGE))
    page = place // PAGE + 1 if place is not None else min(max(page, 1), pages)
    notes = _read(actor, plan, standing, chosen[(page - 1) * PAGE : page * PAGE], revision_id, lost)
    closed_in_all = sum(row.resolved_number is not None for row in chosen)
    return Margin(
        state=state,
        delegation=delegation,
        going=tuple(note for note in notes if not note.resolved),
        closed=tuple(note for note in notes if note.resolved),
        going_in_all=len(chosen) - closed_in_all,
        closed_in_all=closed_in_all,
        marks=tuple(
            sorted(
                (row.start, row.end, row.id)
                for row in chosen
                if row.start is not None and row.end > row.start and row.resolved_number is None
            )
        ),
        counts=tuple((one, sum(_is(row, one, lost, me) for row in present)) for one in STATES) if many else (),
        voices=voices,
        many=many,
        named=named,
        page=page,
        pages=pages,
    )


def _counts(row: Any, named: int | None) -> bool:
    # What is closed and no longer on words of this text is not beside it, unless it was asked for.
    return row.resolved_number is None or row.id == named


def _group(row: Any, lost: Mapping[int, int]) -> int:
    if row.start is not None:
        return 0
    return 2 if row.id in lost else 1


def _is(row: Any, state: str, lost: Mapping[int, int], me: int | None) -> bool:
    if state == "mine":
        return me is not None and row.person_id == me
    if state == "lost":
        return row.start is None and row.id in lost and row.resolved_number is None
    return state == "all" or state_of(row) == state


def _spoke(row: Any, code: str, voices: Sequence[Voice]) -> bool:
    if not code:
        return True
    return any(voice.code == code and voice.id in (row.delegation_id, row.on_behalf_of_id) for voice in voices)


def _read(
    actor: Person | None,
    plan: Plan,
    standing: access.Standing,
    shown: Sequence[Any],
    revision_id: int | None,
    lost: Mapping[int, int],
) -> list[Note]:
    keys = [row.id for row in shown]
    if not keys:
        return []
    here = and_(PassagePlace.comment_id == Comment.id, PassagePlace.revision_id == revision_id)
    rows = db.session.execute(
        threads.loaded(select(Comment, PassagePlace).outerjoin(PassagePlace, here))
        .where(or_(Comment.id.in_(keys), Comment.reply_to_id.in_(keys)), threads.readable(actor, standing))
        .order_by(Comment.id)
    ).all()
    roots = {comment.id: (comment, place) for comment, place in rows if comment.reply_to_id is None}
    replies: dict[int, list[Comment]] = {}
    for comment, _ in rows:
        if comment.reply_to_id is not None:
            replies.setdefault(comment.reply_to_id, []).append(comment)
    notes = []
    for row in shown:
        comment, place = roots[row.id]
        gone_in = Lost(lost[row.id], comment.quote) if row.start is None and row.id in lost else None
        notes.append(note_of(comment, place=place, lost=gone_in, replies=replies.get(row.id, ())))
    return threads.veil_quotes(actor, plan, standing, notes)

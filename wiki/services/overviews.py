"""Overviews: what waits for somebody in a plan, what happened there since their visit before, and how many remarks
were open from draft to draft. Read only."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from wiki import clock
from wiki.db import UTCDateTime, db
from wiki.models import Autosave, Comment, EntryPayload, JournalEntry, Person, Plan, Section
from wiki.services import access

# How many remarks were open at a past moment, by plan, moment and who may read them; it never changes.
_open_then: LRUCache[tuple[str, int, frozenset[str]], int] = LRUCache(20_000)
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person in one plan.

    `typed` are the numbers of sections with words typed there and not saved, newest first, `notes` counts private
    notes, `answered` and `replied` the person's own remarks that were answered or replied to since the visit before
    this one. That visit was at `since` (None: there was none); the plan then stood at moment `number`, and `news`
    counts what others did since, by the noun of the entry's kind.
    """

    typed: tuple[int, ...] = ()
    notes: int = 0
    answered: int = 0
    replied: int = 0
    since: datetime | None = None
    number: int = 0
    news: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.typed or self.notes or self.answered or self.replied or self.news)


def _waiting() -> CompoundSelect[str, str, int]:
    """The rows of everything that waits, as (what, kind of entry, number); built once, since that costs more than
    asking. Entries are looked through from the newest back to the visit before this one."""
    plan_id, person_id = bindparam("plan_id", type_=Integer), bindparam("person_id", type_=Integer)
    audiences: BindParameter[str] = bindparam("audiences", expanding=True)
    then = (
        select(JournalEntry.number)
        .where(JournalEntry.plan_id == plan_id, JournalEntry.at <= bindparam("since", type_=UTCDateTime))
        .order_by(JournalEntry.number.desc())
        .limit(1)
    )
    number = func.coalesce(then.scalar_subquery(), 0)
    reply, going_on = aliased(Comment), aliased(JournalEntry)
    own = and_(Comment.plan_id == plan_id, Comment.person_id == person_id)
    root = and_(own, Comment.reply_to_id.is_(None))
    replied = exists().where(
        reply.reply_to_id == Comment.id,
        reply.person_id != person_id,
        reply.number > number,
        reply.audience.in_(audiences),
    )
    return union_all(
        # A moment is only where an act ends; one that went on over that visit is all news.
        select(literal("number"), literal(""), func.coalesce(func.min(going_on.act) - 1, number)).where(
            going_on.plan_id == plan_id, going_on.number == number + 1
        ),
        select(literal("notes"), literal(""), func.count()).where(own, Comment.audience == "private"),
        select(literal("answered"), literal(""), func.count()).where(root, Comment.disposition_number > number),
        select(literal("replied"), literal(""), func.count()).where(root, replied),
        select(literal("typed"), literal(""), Section.number)
        .join(Autosave, Autosave.section_id == Section.id)
        .where(Autosave.person_id == person_id, Section.plan_id == plan_id),
        select(literal("news"), JournalEntry.kind, func.count())
        .join(EntryPayload)
        .where(
            JournalEntry.plan_id == plan_id,
            JournalEntry.number > number,
            or_(JournalEntry.person_id.is_(None), JournalEntry.person_id != person_id),
            EntryPayload.visibility.in_(bindparam("visible", expanding=True)),
        )
        .group_by(JournalEntry.kind),
    )


_WAITING = _waiting()


def list_waiting(actor: Person | None, plan: Plan) -> Waiting:
    """What waits for the actor in the plan, of what they may read. One query; none for somebody signed out."""
    standing = access.see_plan(actor, plan)
    if actor is None:
        return Waiting()
    asked = {
        "plan_id": plan.id,
        "person_id": actor.id,
        # Who was never here before is told nothing as news.
        "since": actor.signed_in_before_at or clock.now(),
        "audiences": sorted(standing.audiences),
        "visible": sorted(standing.visible_entries),
    }
    found: dict[str, int] = {}
    typed, news = [], Counter[str]()
    for part, kind, count in db.session.execute(_WAITING, asked):
        if part == "typed":
            typed.append(count)
        elif part == "news":
            news[kind.partition(".")[0]] += count
        else:
            found[part] = count
    return Waiting(typed=tuple(sorted(set(typed))), since=actor.signed_in_before_at, news=news, **found)


def count_open_then(actor: Person | None, plan: Plan, moments: Sequence[int]) -> list[int]:
    """How many remarks the actor may read were open, neither answered nor closed, after each of these entries.

    One query the first time; private notes are nobody's business and count nowhere.
    """
    audiences = frozenset(access.see_plan(actor, plan).audiences - {"private"})
    keys = [(plan.uid, moment, audiences) for moment in moments]
    with _lock:
        kept = {key: _open_then.get(key) for key in keys}
    missing = [key for key, count in kept.items() if count is None]
    if missing:
        then = [
            func.count().filter(
                Comment.number <= moment,
                or_(Comment.disposition_number.is_(None), Comment.disposition_number > moment),
                or_(Comment.resolved_number.is_(None), Comment.resolved_number > moment),
            )
            for _, moment, _ in missing
        ]
        row = db.session.execute(
            select(*then).where(
                Comment.plan_id == plan.id, Comment.reply_to_id.is_(None), Comment.audience.in_(audiences)
            )
        ).one()
        kept.update(zip(missing, row, strict=True))
        with _lock:
            _open_then.update(zip(missing, row, strict=True))
    return [kept[key] or 0 for key in keys]

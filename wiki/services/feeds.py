"""What happened, newest first, as far as one may read it: in a plan, about a section, by a delegation.

The same journal as services/records.py tells, without the entries that are withheld: nobody follows those. Nothing is
written here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal, or_, select, union_all
from sqlalchemy.orm import joinedload

from wiki.db import db
from wiki.errors import Invalid, NotFound
from wiki.models import Comment, Delegation, EntryPayload, JournalEntry, Person, Plan
from wiki.presenters.journal import RecordedEntry, as_recorded
from wiki.services import access, delegations, moments, sections
from wiki.services.namings import names_in

#: kinds of entries that tell of one section or person each, where an act was on many
PARTS_OF_ACTS = (
    *("section.add", "section.move", "section.place", "section.remove", "section.restore"),
    *("revision.save", "invitation.send"),
)


@dataclass(frozen=True, slots=True)
class Happened:
    """A page of entries, each with its plan, newest first; `further` is where older ones begin, if there are any."""

    entries: tuple[tuple[Plan, RecordedEntry], ...]
    further: str | None


@dataclass(frozen=True, slots=True)
class OfSection:
    """What happened to a section, and what it is called for whoever asks; nothing where it stands no more."""

    happened: Happened
    title: str


def follow_plan(
    actor: Person | None, plan: Plan, *, before: int | None = None, limit: int = 50, brief: bool = False
) -> Happened:
    """What happened in the plan; `brief`: of an act on many sections, what it was and not each of them.

    Raises NotFound.
    """
    query = _entries()
    if brief:
        query = query.where(or_(JournalEntry.number == JournalEntry.act, JournalEntry.kind.not_in(PARTS_OF_ACTS)))
    return _in_plan(actor, plan, query, before, limit)


def follow_section(
    actor: Person | None, plan: Plan, number: int, *, before: int | None = None, limit: int = 50
) -> OfSection:
    """What happened to a section and in the discussions of it.

    Raises NotFound where the actor may not read the section: those outside know of what was published alone.
    """
    standing = access.see_plan(actor, plan)
    moment = moments.find_moment(actor, plan)
    standing_now = {item.number: item for item in moments.outline_at(plan, moment.number).items}
    if number not in standing_now and not standing.may("read_restricted"):
        raise NotFound("There is no section %(number)s in this plan.", number=number)
    section = sections.find_section(actor, plan, number)
    discussed = select(literal("comment/") + cast(Comment.number, String)).where(
        Comment.plan_id == plan.id, Comment.section_id == section.id, Comment.number.is_not(None)
    )
    about = or_(JournalEntry.subject == f"section/{number}", JournalEntry.subject.in_(discussed))
    happened = _in_plan(actor, plan, _entries().where(about), before, limit)
    return OfSection(happened, standing_now[number].title if number in standing_now else "")


def follow_delegation(
    actor: Person | None, number: int, *, before: str = "", limit: int = 50
) -> tuple[Delegation, Happened]:
    """What was done for a delegation or on its behalf, in every plan the actor may know of.

    `before` is the short name of a plan and the number of an entry in it. Raises NotFound, also to those who have
    nothing to read of the delegation, unless they look after it or belong to it; Invalid for a `before` nobody gave.
    """
    delegation = delegations.find_delegation(number)
    known = access.standings(actor)
    own = access.delegation_of(actor)
    rights: dict[frozenset[str], list[int]] = {}
    for plan, standing in known:
        rights.setdefault(standing.visible_entries, []).append(plan.id)
    readable = [
        and_(JournalEntry.plan_id.in_(ids), EntryPayload.visibility.in_(visible)) for visible, ids in rights.items()
    ]
    told = [or_(*readable) if readable else literal(False)]
    if before:
        last = _last(before, {plan.slug: plan for plan, _ in known})
        told.append(or_(JournalEntry.at < last[0], and_(JournalEntry.at == last[0], JournalEntry.id < last[1])))
    plans = {plan.id: plan for plan, _ in known}
    newest = (JournalEntry.at.desc(), JournalEntry.id.desc())
    rows = db.session.scalars(_newest_of(delegation, told, limit + 1).order_by(*newest).limit(limit + 1)).unique().all()
    names = names_in(rows[:limit])
    found = tuple(
        (plans[row.plan_id], as_recorded(row, withheld=False, names=names)) for row in rows[:limit] if row.plan_id
    )
    member = own is not None and own.id == delegation.id
    looks_after = actor is not None and (actor.is_administrator or actor.is_operator)
    if not (found or before or member or looks_after):
        raise NotFound("There is no such delegation.")
    further = f"{found[-1][0].slug}/{found[-1][1].number}" if len(rows) > limit else None
    return delegation, Happened(found, further)


def _newest_of(delegation: Delegation, told: Sequence[ColumnElement[bool]], most: int) -> Select[Any]:
    """The newest entries made for a delegation, and the newest on its behalf: each from an index in their order, so
    that no more of a long record is read than is told."""
    parts = [
        select(JournalEntry.id)
        .join(EntryPayload, EntryPayload.entry_id == JournalEntry.id)
        .where(column == delegation.id, *told)
        .order_by(JournalEntry.at.desc(), JournalEntry.id.desc())
        .limit(most)
        .subquery()
        for column in (JournalEntry.delegation_id, JournalEntry.on_behalf_of_id)
    ]
    return _entries().where(JournalEntry.id.in_(union_all(*(select(part.c.id) for part in parts))))


def delegation_began(delegation: Delegation) -> datetime | None:
    """When the delegation was made, as the installation's record has it."""
    made = JournalEntry.plan_id.is_(None) & (JournalEntry.subject == f"delegation/{delegation.uid}")
    return db.session.scalar(select(func.min(JournalEntry.at)).where(made))


def _in_plan(actor: Person | None, plan: Plan, query: Select[Any], before: int | None, limit: int) -> Happened:
    visible = access.see_plan(actor, plan).visible_entries
    query = query.where(JournalEntry.plan_id == plan.id, EntryPayload.visibility.in_(visible))
    if before is not None:
        query = query.where(JournalEntry.number < before)
    rows = list(db.session.scalars(query.order_by(JournalEntry.number.desc()).limit(limit + 1)).unique())
    names = names_in(rows[:limit])
    found = tuple((plan, as_recorded(row, withheld=False, names=names)) for row in rows[:limit])
    return Happened(found, str(rows[limit - 1].number) if len(rows) > limit else None)


def _entries() -> Select[Any]:
    return (
        select(JournalEntry)
        .join(EntryPayload, EntryPayload.entry_id == JournalEntry.id)
        .options(
            joinedload(JournalEntry.person),
            joinedload(JournalEntry.delegation),
            joinedload(JournalEntry.on_behalf_of),
            joinedload(JournalEntry.payload),
        )
    )


def _last(before: str, plans: dict[str, Plan]) -> tuple[datetime, int]:
    """When the entry was recorded behind which a page begins, and its row's id."""
    slug, _, number = before.partition("/")
    row = None
    if slug in plans:
        place = (JournalEntry.plan_id == plans[slug].id, JournalEntry.number == int(number))
        row = db.session.execute(select(JournalEntry.at, JournalEntry.id).where(*place)).first()
    if row is None:
        raise Invalid("Send a cursor as an answer gave it.", field="cursor")
    return row.at, row.id

"""What a search may reach: the plans, moments and remarks open to somebody, and what filters leave of them.

Conditions on pieces, for searches.py. Whatever is not allowed by one of them is not found, not counted and not told of.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true

from wiki.db import db
from wiki.errors import Invalid, NotFound
from wiki.models import Comment, Delegation, Draft, JournalEntry, Person, Plan, Revision, SearchPiece, Stage
from wiki.presenters.searches import KINDS
from wiki.services import access, moments, sections, stages
from wiki.services.delegations import find_delegation_by_code
from wiki.services.plans import LANGUAGE

#: the kinds of pieces that are text of a plan
TEXT = ("text", "title")


# Conditions are made of plain columns: the mapped ones cost many times as much, and a search is made of some thirty.
PIECE, REMARK, DRAFT = SearchPiece.__table__.c, Comment.__table__.c, Draft.__table__.c


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is kept to; what is empty does not narrow it. Section, moment and stage are of one plan.

    `at` is the name of a draft or moment; `delegation` a code; `since` and `until` are days, both included. Stage,
    delegation and days ask when and by whom something was written: of texts only those are told who may read their
    history, and to others remarks alone answer.
    """

    section: int | None = None
    at: str = ""
    stage: str = ""
    delegation: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The plans that are searched, with what the actor is in each, and the moment each is looked at from.

    `reference` is None where the newest text may be read and no moment was asked for.
    """

    actor: Person | None
    standings: dict[int, tuple[Plan, access.Standing]]
    reference: dict[int, int | None]

    @property
    def informed(self) -> list[int]:
        """The plans whose history the actor may read."""
        return [key for key, (_, standing) in self.standings.items() if standing.may("read_restricted")]

    @property
    def outside(self) -> list[int]:
        """The plans of which the actor reads public drafts alone."""
        informed = set(self.informed)
        return [key for key in self.standings if key not in informed]


def scope_of(actor: Person | None, plan: Plan | None, filters: Filters) -> Scope:
    """What the actor may search: one plan, or all they may know of, each with the moment it is looked at from.

    Raises Invalid for filters that name nothing or that are of one plan alone, and what `find_moment` raises.
    """
    if filters.kind and filters.kind not in KINDS:
        raise Invalid("“%(kind)s” is not a kind of hit.", field="kind", kind=filters.kind)
    if filters.language and not LANGUAGE.fullmatch(filters.language):
        raise Invalid(
            "“%(language)s” is not a language tag, like “en” or “zh-Hans”.", field="language", language=filters.language
        )
    if plan is None:
        if filters.section is not None or filters.at or filters.stage:
            raise Invalid("Section, moment and stage are of one plan; search there.", field="section")
        found = access.standings(actor)
    else:
        found = [(plan, access.see_plan(actor, plan))]
    standings = {one.id: (one, standing) for one, standing in found}
    reference: dict[int, int | None] = dict.fromkeys(standings)
    outside = [key for key, (_, standing) in standings.items() if not standing.may("read_restricted")]
    if plan is not None and filters.at:
        reference[plan.id] = moments.find_moment(actor, plan, filters.at).number
    elif outside:
        newest = (
            select(DRAFT.plan_id, func.max(DRAFT.number))
            .where(DRAFT.plan_id.in_(outside), DRAFT.distribution == "public")
            .group_by(DRAFT.plan_id)
        )
        reference |= {row[0]: row[1] for row in db.session.execute(newest)}
    return Scope(actor, standings, reference)


def readable_remarks(scope: Scope, said: Any) -> ColumnElement[bool]:
    """The condition on a comment that its words are for the actor's eyes."""
    by_audiences: dict[frozenset[str], list[int]] = {}
    for key, (_, standing) in scope.standings.items():
        by_audiences.setdefault(standing.audiences, []).append(key)
    open_to = [and_(said.plan_id.in_(keys), said.audience.in_(found)) for found, keys in by_audiences.items()]
    if scope.actor is not None:
        open_to.append(and_(said.plan_id.in_(scope.standings), said.person_id == scope.actor.id))
    return or_(false(), *open_to)


def readable_drafts(scope: Scope) -> ColumnElement[bool]:
    """The condition on a draft that the actor may read it."""
    public = and_(DRAFT.plan_id.in_(scope.standings), DRAFT.distribution == "public")
    return or_(DRAFT.plan_id.in_(scope.informed), public)


def stood_at(number: Any) -> ColumnElement[bool]:
    """The condition on a piece that it stood after an entry."""
    until = PIECE.until_number
    return and_(PIECE.number <= number, or_(until.is_(None), until > number))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conditions filters put on pieces of text, on remarks, and on both."""

    text: ColumnElement[bool]
    remark: ColumnElement[bool]
    both: Sequence[ColumnElement[bool]]


def narrowed(scope: Scope, plan: Plan | None, filters: Filters) -> Wanted:
    """The filters as conditions; raises Invalid and NotFound for those that name nothing."""
    both: list[ColumnElement[bool]] = []
    texts: list[ColumnElement[bool]] = []
    remarks: list[ColumnElement[bool]] = []
    if filters.language:
        narrower = PIECE.language.startswith(filters.language + "-", autoescape=True)
        both.append(or_(PIECE.language == filters.language, narrower))
    if plan is not None and filters.section is not None:
        both.append(PIECE.section_id.in_(_sections(scope, plan, filters.section)))
    if plan is not None and filters.at:
        both.append(PIECE.number <= scope.reference[plan.id])
    if plan is not None and filters.stage:
        stage = stages.find_stage(scope.actor, plan, filters.stage)
        both.append(or_(_during(stage), and_(PIECE.number.is_(None), REMARK.stage_id == stage.id)))
    if filters.delegation:
        delegation = find_delegation_by_code(filters.delegation)
        # Who reads no history is told of no delegation but those that said something to them.
        if delegation is None or not (scope.informed or delegation in list_speakers(scope.actor, plan)):
            raise Invalid("There is no delegation “%(code)s”.", field="delegation", code=filters.delegation)
        texts.append(_written_by(delegation))
        remarks.append(_speaks(REMARK, delegation))
    if filters.since is not None:
        both.append(PIECE.at >= datetime.combine(filters.since, time(), UTC))
    if filters.until is not None and filters.until < date.max:
        both.append(PIECE.at < datetime.combine(filters.until + timedelta(days=1), time(), UTC))
    if filters.stage or filters.delegation or filters.since or filters.until:
        texts.append(PIECE.plan_id.in_(scope.informed))
    return Wanted(and_(True, *texts), and_(True, *remarks), both)


def _during(stage: Stage) -> ColumnElement[bool]:
    if stage.opened_number is None:
        return false()
    closed = PIECE.number < stage.closed_number if stage.closed_number is not None else true()
    return and_(PIECE.number > stage.opened_number, closed)


def _speaks(spoken: Any, delegation: Delegation) -> ColumnElement[bool]:
    return or_(spoken.delegation_id == delegation.id, spoken.on_behalf_of_id == delegation.id)


def _written_by(delegation: Delegation) -> ColumnElement[bool]:
    return exists().where(
        Revision.id == PIECE.revision_id,
        JournalEntry.id == Revision.entry_id,
        _speaks(JournalEntry, delegation),
    )


def _sections(scope: Scope, plan: Plan, number: int) -> Collection[int]:
    """The section and what stands under it, by row id, at the moment looked at."""
    found = {sections.find_section(scope.actor, plan, number).id}
    try:
        moment = moments.find_moment(scope.actor, plan).number if scope.reference[plan.id] is None else None
        outline = moments.outline_at(plan, moment or scope.reference[plan.id] or 0)
        found |= {item.section_id for item in outline.subtree(number)}
    except NotFound:
        pass  # it was taken out; what stood in it can be found all the same
    return found


def up_to_reference(scope: Scope) -> ColumnElement[bool]:
    """For plans read by their public drafts: only those up to the one that is looked at count."""
    named = [key for key in scope.outside if scope.reference[key] is not None]
    return or_(false(), *(and_(DRAFT.plan_id == key, DRAFT.number <= scope.reference[key]) for key in named))


def list_speakers(actor: Person | None, plan: Plan | None) -> list[Delegation]:
    """The delegations to choose from, by name: all where the actor reads the history of a plan, else those whose
    remarks they may read."""
    scope = scope_of(actor, plan, Filters())
    asked = select(Delegation).order_by(Delegation.name)
    if not scope.informed:
        spoke = exists().where(_speaks_as(REMARK), readable_remarks(scope, REMARK), REMARK.reply_to_id.is_(None))
        asked = asked.where(spoke)
    return list(db.session.scalars(asked))


def _speaks_as(spoken: Any) -> ColumnElement[bool]:
    return or_(spoken.delegation_id == Delegation.id, spoken.on_behalf_of_id == Delegation.id)

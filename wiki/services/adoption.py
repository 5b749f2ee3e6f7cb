"""Adoption: what stands in the way, the chair's declaration, sealing, and checking a file against the seal."""

import hashlib
from dataclasses import dataclass
from datetime import date as Date

from sqlalchemy import func, select

from wiki.db import db, transaction
from wiki.errors import Conflict, NotFound
from wiki.models import Comment, Draft, JournalEntry, Person, Placement, Plan, Revision, Section
from wiki.presenters.changes import plain_title
from wiki.presenters.journal import payload_of
from wiki.rules.adoption import Obstacle, OpenComment, StandingText, check_declaration, find_obstacles
from wiki.services import access, journal, moments
from wiki.services.drafts import write_draft
from wiki.services.exports import sha256_at
from wiki.services.plans import current_roles
from wiki.services.writing import languages_of
from wiki.text import brackets
from wiki.text.references import find_targets, given_anchors, is_dead, title_anchors


@dataclass(frozen=True, slots=True)
class Checklist:
    """Where a plan stands on the way to adoption. `sha256` is of the text of `moment`, by language.

    `declaration` is what is lacking of the chair's part, if anything; `declared` the entry that holds it.
    """

    moment: int
    obstacles: tuple[Obstacle, ...]
    declaration: Obstacle | None
    declared: int | None
    has_chair: bool
    sha256: dict[str, str]

    @property
    def clear(self) -> bool:
        """Whether the text may be declared agreed."""
        return not self.obstacles

    @property
    def ready(self) -> bool:
        """Whether the plan may be adopted."""
        return self.clear and self.declaration is None


@dataclass(frozen=True, slots=True)
class Seal:
    """The adoption of a plan as the record has it: the entry, the draft, and SHA-256 of its text by language."""

    number: int
    draft: Draft
    sha256: dict[str, str]


def check_plan(actor: Person | None, plan: Plan) -> Checklist:
    """The checklist of the newest text; raises what `access.require` raises."""
    access.require(actor, plan, "read_restricted")
    return _checklist(plan, journal.head_number(plan))


def declare_adoption(actor: Person, plan: Plan) -> journal.Recorded:
    """Record that the text as it stands is agreed; any later change of the text makes this void.

    Raises Conflict, naming what is in the way, and what `access.require` raises.
    """
    with transaction(plan.id):
        access.require(actor, plan, "declare")
        moment = journal.head_number(plan)
        found = _checklist(plan, moment)
        _refuse(found.obstacles)
        return journal.record(
            actor,
            plan,
            "plan.declare",
            "plan",
            {"moment": moment, "sha256": found.sha256},
            delegation=access.delegation_of(actor),
        )


def adopt_plan(actor: Person, plan: Plan, *, name: str, date: Date, symbol: str = "", note: str = "") -> Draft:
    """Freeze the newest text as the adopted one, public, and seal the plan: its text no longer changes.

    Where the plan has a chair, a declaration of this very text is needed. Raises Conflict naming everything that
    is in the way, Invalid for what `freeze_draft` refuses, and what `access.require` raises.
    """
    with transaction(plan.id):
        access.require(actor, plan, "adopt")
        moment = journal.head_number(plan)
        found = _checklist(plan, moment)
        _refuse(found.obstacles + ((found.declaration,) if found.declaration else ()))
        draft = write_draft(
            actor, plan, name=name, date=date, symbol=symbol, note=note, distribution="public", adopted=True
        )
        entry = journal.record(
            actor,
            plan,
            "plan.adopt",
            "plan",
            {"moment": draft.number, "draft": draft.slug, "declared": found.declared, "sha256": found.sha256},
            visibility="public",
        )
        plan.sealed_number = entry.number
    return draft


def find_seal(actor: Person | None, plan: Plan) -> Seal | None:
    """The seal of an adopted plan, open to everyone who may know of the plan; None while it is not adopted."""
    access.see_plan(actor, plan)
    if plan.sealed_number is None:
        return None
    entry = db.session.scalars(
        select(JournalEntry).where(JournalEntry.plan_id == plan.id, JournalEntry.number == plan.sealed_number)
    ).first()
    draft = db.session.scalars(select(Draft).where(Draft.plan_id == plan.id, Draft.adopted.is_(True))).first()
    said = payload_of(entry) if entry else None
    if entry is None or draft is None or said is None:
        raise Conflict("The seal of this plan cannot be read; verify its record.")
    return Seal(entry.number, draft, said["sha256"])


def check_file(actor: Person | None, plan: Plan, content: bytes) -> str | None:
    """The language of the adopted text that this file is, byte for byte; None when it is not that text.

    Raises NotFound while nothing is adopted.
    """
    seal = find_seal(actor, plan)
    if seal is None:
        raise NotFound("This plan is not adopted yet.")
    found = hashlib.sha256(content).hexdigest()
    return next((language for language, digest in seal.sha256.items() if digest == found), None)


def _refuse(obstacles: tuple[Obstacle, ...]) -> None:
    if obstacles:
        named = " ".join(str(obstacle) for obstacle in obstacles[:20])
        more = " …" if len(obstacles) > 20 else ""
        raise Conflict(
            "%(count)s things stand in the way of adoption: %(named)s", count=len(obstacles), named=named + more
        )


def _checklist(plan: Plan, moment: int) -> Checklist:
    declared = db.session.scalar(
        select(JournalEntry.number)
        .where(JournalEntry.plan_id == plan.id, JournalEntry.subject == "plan", JournalEntry.kind == "plan.declare")
        .order_by(JournalEntry.number.desc())
        .limit(1)
    )
    has_chair = any(role.role == "chair" for role in current_roles(plan))
    languages = languages_of(plan)
    return Checklist(
        moment=moment,
        obstacles=tuple(find_obstacles(_standing_texts(plan, moment, languages), _open_comments(plan))),
        declaration=check_declaration(has_chair=has_chair, declared=declared, text_changed=_text_changed(plan)),
        declared=declared if has_chair else None,
        has_chair=has_chair,
        sha256={language: sha256_at(plan, moment, language) for language in languages},
    )


def _standing_texts(plan: Plan, moment: int, languages: list[str]) -> list[StandingText]:
    """The texts that stand, each read anew: the seal does not rest on counts that were kept beside them."""
    found: list[StandingText] = []
    for language in languages:
        items = [item for item in moments.outline_at(plan, moment, language).items if item.text_hash]
        texts = moments.texts_of(items)
        if not any(texts.values()):
            continue
        numbers = [item.number for item in items]
        anchors = frozenset().union(
            *(title_anchors(item.title) for item in items), *(given_anchors(text) for text in texts.values())
        )
        for item in items:
            text = texts[str(item.text_hash)]
            dead = [target for target in find_targets(text) if is_dead(target, anchors=anchors, sections=numbers)]
            found.append(
                StandingText(item.number, plain_title(item.title), language, brackets.count_open(text), tuple(dead))
            )
    return found


def _open_comments(plan: Plan) -> list[OpenComment]:
    rows = db.session.execute(
        select(Comment.id, Comment.number, Section.number.label("section"))
        .join(Section, Section.id == Comment.section_id, isouter=True)
        .where(
            Comment.plan_id == plan.id,
            Comment.reply_to_id.is_(None),
            Comment.number.is_not(None),
            Comment.disposition.is_(None),
            Comment.resolved_number.is_(None),
            Comment.erased_number.is_(None),
        )
        .order_by(Comment.number)
    )
    return [OpenComment(row.id, row.number, row.section) for row in rows]


def _text_changed(plan: Plan) -> int:
    """The number of the newest change to any text or place."""
    newest = 0
    for table in (Revision, Placement):
        standing = select(func.max(table.number)).join(Section, Section.id == table.section_id)
        newest = max(newest, db.session.scalar(standing.where(Section.plan_id == plan.id)) or 0)
    return newest

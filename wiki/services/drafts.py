"""Drafts: giving a moment a name, a symbol and a date; making a restricted draft public. Nothing is copied."""

from collections.abc import Sequence
from datetime import date as Date

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import joinedload

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, NotFound
from wiki.models import Draft, JournalEntry, Person, Plan
from wiki.presenters.exports import draft_as_data
from wiki.services import access, journal, moments
from wiki.services.plans import SLUG, slugify
from wiki.services.writing import check_characters
from wiki.text.lines import is_one_line

MAX_NAME = 160
MAX_SYMBOL = 80
MAX_NOTE = 4000
DISTRIBUTIONS = ("restricted", "public")

_DRAFTS = (
    select(Draft)
    .where(Draft.plan_id == bindparam("plan_id"))
    .options(joinedload(Draft.entry).joinedload(JournalEntry.person))
    .order_by(Draft.number, Draft.id)
)
_PUBLIC = _DRAFTS.where(Draft.distribution == "public")
_NAMES = (
    select(Draft.slug, Draft.name, Draft.symbol, Draft.date, Draft.distribution)
    .where(Draft.plan_id == bindparam("plan_id"))
    .order_by(Draft.number, Draft.id)
)
_PUBLIC_NAMES = _NAMES.where(Draft.distribution == "public")


def freeze_draft(
    actor: Person,
    plan: Plan,
    *,
    name: str,
    date: Date,
    symbol: str = "",
    note: str = "",
    distribution: str = "restricted",
    moment: int | None = None,
    slug: str = "",
) -> Draft:
    """Give a moment a name: the newest one, or an older one at the end of an act.

    Without a slug one is made from the name, and numbered where it is taken already. Raises Invalid, Conflict for
    a name that is taken and for a slug that was asked for and is taken, NotFound for a moment inside an act, and
    what `access.require` raises.
    """
    with transaction(plan.id):
        access.require(actor, plan, "freeze")
        return write_draft(
            actor, plan, name=name, date=date, symbol=symbol, note=note, distribution=distribution, moment=moment,
            slug=slug,
        )  # fmt: skip


def write_draft(
    actor: Person,
    plan: Plan,
    *,
    name: str,
    date: Date,
    symbol: str = "",
    note: str = "",
    distribution: str = "restricted",
    moment: int | None = None,
    slug: str = "",
    adopted: bool = False,
) -> Draft:
    """Record a draft, whoever may; inside a transaction only."""
    name, symbol = _check_line(name, "name", MAX_NAME), _check_line(symbol, "symbol", MAX_SYMBOL)
    note = note.strip()
    if not name:
        raise Invalid("Give the draft a name.", field="name")
    if len(note) > MAX_NOTE:
        raise Invalid("The note is at most %(limit)s characters.", field="note", limit=MAX_NOTE)
    check_characters(note, field="note")
    require_free_name(plan, name)
    if distribution not in DISTRIBUTIONS:
        raise Invalid("A draft is restricted or public.", field="distribution")
    number = journal.head_number(plan)
    if moment is not None:
        number = moments.find_moment(actor, plan, str(moment)).number
    draft = Draft(
        plan_id=plan.id,
        number=number,
        slug=_free_slug(plan, name, slug.strip()),
        name=name,
        symbol=symbol,
        date=date,
        note=note,
        distribution=distribution,
        adopted=adopted,
    )
    # A restricted draft's very name is for those who may read it.
    visibility = "public" if distribution == "public" else "participants"
    entry = journal.record(
        actor, plan, "draft.freeze", f"draft/{draft.slug}", draft_as_data(draft), visibility=visibility
    )
    draft.entry_id = entry.id
    db.session.add(draft)
    db.session.flush()
    return draft


def require_free_name(plan: Plan, name: str) -> None:
    """Raise Conflict where a draft of the plan is called so already, whatever the case: a name stands for one moment.

    Plans of earlier versions may hold drafts of one name; they stay.
    """
    names = db.session.scalars(select(Draft.name).where(Draft.plan_id == plan.id))
    if name.strip().casefold() in {taken.casefold() for taken in names}:
        raise Conflict(
            "There is a draft called “%(name)s” already; give this one another name.", field="name", name=name.strip()
        )


def publish_draft(actor: Person, plan: Plan, draft: Draft) -> Draft:
    """Make a restricted draft public; there is no way back, and doing it again changes nothing."""
    with transaction(plan.id):
        access.require(actor, plan, "freeze")
        if draft.plan_id != plan.id:
            raise NotFound("There is no draft “%(name)s” in this plan.", name=draft.slug)
        if draft.distribution != "public":
            draft.distribution = "public"
            journal.record(
                actor, plan, "draft.publish", f"draft/{draft.slug}", {"distribution": "public"}, visibility="public"
            )
    return draft


def list_drafts(actor: Person | None, plan: Plan) -> list[Draft]:
    """The drafts the actor may read, oldest moment first."""
    standing = access.see_plan(actor, plan)
    return list(db.session.scalars(_DRAFTS if standing.may("read_restricted") else _PUBLIC, {"plan_id": plan.id}))


def list_names(actor: Person | None, plan: Plan) -> Sequence[Row[str, str, str, Date, str]]:
    """What choosing among the drafts the actor may read needs of them, oldest moment first."""
    standing = access.see_plan(actor, plan)
    return db.session.execute(_NAMES if standing.may("read_restricted") else _PUBLIC_NAMES, {"plan_id": plan.id}).all()


def find_draft(actor: Person | None, plan: Plan, slug: str) -> Draft:
    """The draft with this slug; raises NotFound where there is none the actor may know of."""
    standing = access.see_plan(actor, plan)
    draft = db.session.scalars(select(Draft).where(Draft.plan_id == plan.id, Draft.slug == slug)).first()
    if draft is None or not (draft.distribution == "public" or standing.may("read_restricted")):
        raise NotFound("There is no draft “%(name)s” in this plan.", name=slug)
    return draft


def _check_line(words: str, field: str, limit: int) -> str:
    words = words.strip()
    if len(words) > limit or not is_one_line(words):
        raise Invalid("This is one line of at most %(limit)s characters.", field=field, limit=limit)
    return words


def _free_slug(plan: Plan, name: str, asked: str) -> str:
    taken = set(db.session.scalars(select(Draft.slug).where(Draft.plan_id == plan.id)))
    if asked:
        if not SLUG.fullmatch(asked) or asked.isdigit() or asked == "now":
            raise Invalid(
                "The short name is of small letters, digits and hyphens, sixty at most, and no number.", field="slug"
            )
        if asked in taken:
            raise Conflict("There is a draft with the short name “%(slug)s” already.", field="slug", slug=asked)
        return asked
    slug = wanted = slugify(name, otherwise="draft")
    counted = 1
    while slug in taken:
        counted += 1
        slug = f"{wanted[: 59 - len(str(counted))].rstrip('-')}-{counted}"
    return slug

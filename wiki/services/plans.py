"""Plans: making, finding, changing; and the roles persons have in them."""

import re
import unicodedata
from datetime import datetime

from sqlalchemy import select

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid, NotFound, SignInNeeded
from wiki.models import Person, Plan, Role, Section
from wiki.models.plan import VISIBILITIES
from wiki.rules import access as rules
from wiki.services import access, journal
from wiki.services.writing import place, write_revision
from wiki.text.lines import is_one_line

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
MAX_TITLE = 300


def slugify(words: str, *, otherwise: str = "plan") -> str:
    """A spelling for addresses: ASCII letters, digits and hyphens, sixty at most, never digits alone."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    if not slug or slug.isdigit() or slug == "now":
        slug = f"{otherwise}-{slug}".strip("-")
    return slug


def require_may_make_plans(actor: Person | None) -> None:
    """Raise SignInNeeded or Forbidden unless the actor may make plans."""
    if actor is None:
        raise SignInNeeded("Sign in to do this.")
    if not (actor.is_administrator or actor.is_operator or actor.may_make_plans):
        raise Forbidden("Plans are made by administrators and by those they allow to.")


def require_free_slug(slug: str) -> None:
    """Raise Conflict when a plan has this short name already."""
    if db.session.scalar(select(Plan.id).where(Plan.slug == slug)):
        raise Conflict("There is a plan with the short name “%(slug)s” already.", field="slug", slug=slug)


def create_plan(
    actor: Person, *, title: str, slug: str = "", language: str = "en", visibility: str = "private"
) -> Plan:
    """Make an empty plan with its root section; the maker becomes its secretariat.

    Raises Forbidden unless the actor may make plans, Invalid for a title, slug or language that cannot be,
    Conflict when the slug is taken.
    """
    require_may_make_plans(actor)
    title = _check_title(title)
    slug = (slug or slugify(title)).strip()
    if not SLUG.fullmatch(slug):
        raise Invalid("The short name is of small letters, digits and hyphens, sixty at most.", field="slug")
    if not LANGUAGE.fullmatch(language):
        raise Invalid(
            "“%(language)s” is not a language tag, like “en” or “zh-Hans”.", field="language", language=language
        )
    if visibility not in VISIBILITIES:
        raise Invalid("A plan is private, for participants, or public.", field="visibility")
    with transaction():
        require_free_slug(slug)
        plan = Plan(title=title, slug=slug, language=language, visibility=visibility, created_at=clock.now())
        db.session.add(plan)
        db.session.flush()
        payload = {"slug": slug, "title": title, "language": language, "visibility": visibility}
        journal.record(actor, plan, "plan.create", "plan", payload, visibility="public")
        root = Section(plan_id=plan.id, number=0)
        db.session.add(root)
        db.session.flush()
        place(actor, plan, root, parent=None, order_key="a0")
        write_revision(actor, plan, root, language=language, text="", summary="")
        if not actor.is_operator:
            _give_role(actor, plan, actor, "secretariat")
    return plan


def find_plan(actor: Person | None, slug: str) -> Plan:
    """The plan with this slug; raises NotFound where there is none the actor may know of."""
    plan = access.plan_of(actor, slug)
    if plan is None:
        raise NotFound("There is no such plan.")
    access.see_plan(actor, plan)
    return plan


def list_plans(actor: Person | None) -> list[Plan]:
    """The plans the actor may know of, in alphabetical order; one query."""
    return [plan for plan, _ in access.standings(actor)]


def change_plan(actor: Person, plan: Plan, *, title: str, visibility: str) -> Plan:
    """Change the plan's settings. Raises Forbidden, and Invalid as `create_plan` does."""
    title = _check_title(title)
    if visibility not in VISIBILITIES:
        raise Invalid("A plan is private, for participants, or public.", field="visibility")
    with transaction(plan.id):
        access.require(actor, plan, "manage_plan")
        changed = {"title": title, "visibility": visibility, "numbering": plan.numbering}
        if changed != {"title": plan.title, "visibility": plan.visibility, "numbering": plan.numbering}:
            plan.title, plan.visibility = title, visibility
            journal.record(actor, plan, "plan.change", "plan", changed, visibility="public")
    return plan


def grant_role(actor: Person, plan: Plan, person: Person, *, role: str) -> Role:
    """Give a person a role in the plan from now on; having it already changes nothing."""
    if role not in rules.ROLES[:-1]:
        raise Invalid("“%(role)s” is not a role.", field="role", role=role)
    with transaction(plan.id):
        access.require(actor, plan, "manage_plan")
        return _give_role(actor, plan, person, role)


def _give_role(actor: Person, plan: Plan, person: Person, role: str) -> Role:
    now = clock.now()
    for held in current_roles(plan, at=now):
        if held.person_id == person.id and held.role == role:
            return held
    granted = Role(plan_id=plan.id, person_id=person.id, role=role, since=now)
    db.session.add(granted)
    journal.record(actor, plan, "role.grant", f"person/{person.uid}", {"role": role})
    return granted


def receive_role(person: Person, plan: Plan, role: str) -> Role:
    """One step of accepting an invitation, which has asked the inviter's right: the role, from now on."""
    return _give_role(person, plan, person, role)


def end_role(actor: Person, plan: Plan, role: Role) -> None:
    """Take a role back from now on. Raises Conflict for the last of the secretariat."""
    with transaction(plan.id):
        access.require(actor, plan, "manage_plan")
        if role.plan_id != plan.id or role.until is not None:
            raise NotFound("There is no such role in this plan.")
        held = current_roles(plan)
        if role.role == "secretariat" and sum(other.role == "secretariat" for other in held) == 1:
            raise Conflict("A plan needs at least one person of the secretariat.")
        role.until = clock.now()
        journal.record(actor, plan, "role.end", f"person/{role.person.uid}", {"role": role.role})


def current_roles(plan: Plan, *, at: datetime | None = None) -> list[Role]:
    """The roles held in the plan now."""
    now = at or clock.now()
    roles = db.session.scalars(select(Role).where(Role.plan_id == plan.id, Role.since <= now))
    return [role for role in roles if role.until is None or role.until > now]


def _check_title(title: str) -> str:
    title = title.strip()
    if not title or len(title) > MAX_TITLE:
        raise Invalid("Give the plan a title of at most %(limit)s characters.", field="title", limit=MAX_TITLE)
    if not is_one_line(title):
        raise Invalid("This is one line of at most %(limit)s characters.", field="title", limit=MAX_TITLE)
    return title

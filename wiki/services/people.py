"""The people of a plan: who takes part in it, as what, and for which delegation."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from wiki import clock
from wiki.db import db
from wiki.errors import Forbidden, Invalid, NotFound, SignInNeeded
from wiki.models import Membership, Person, Plan, Role
from wiki.rules import access as rules
from wiki.services import access
from wiki.services.persons import find_person_by_address
from wiki.services.plans import grant_role
from wiki.text.alphabet import alphabetical


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of a plan with the roles held now, and the membership of today, if any."""

    person: Person
    roles: tuple[Role, ...]
    membership: Membership | None


def list_people(actor: Person | None, plan: Plan) -> list[Participant]:
    """Who takes part in the plan now, by role and name; four queries.

    Raises SignInNeeded and Forbidden for those who do not take part themselves.
    """
    standing = access.see_plan(actor, plan)
    if actor is None:
        raise SignInNeeded("Sign in to do this.")
    if not standing.given:
        raise Forbidden("The people of a plan are shown to those who take part in it.")
    now, today = clock.now(), clock.now().date()
    held = db.session.scalars(
        select(Role)
        .where(Role.plan_id == plan.id, Role.since <= now, or_(Role.until.is_(None), Role.until > now))
        .options(joinedload(Role.person))
        .order_by(Role.id)
    )
    roles: dict[Person, list[Role]] = {}
    for role in held:
        roles.setdefault(role.person, []).append(role)
    rows = db.session.scalars(
        select(Membership)
        .where(Membership.person_id.in_(person.id for person in roles), Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until > today))
        .options(joinedload(Membership.delegation))
        .order_by(Membership.id)
    )
    memberships = {membership.person_id: membership for membership in rows}
    people = [
        Participant(person, tuple(sorted(theirs, key=_rank)), memberships.get(person.id))
        for person, theirs in roles.items()
    ]
    return sorted(people, key=lambda one: (_rank(one.roles[0]), alphabetical(one.person.name)))


def _rank(role: Role) -> int:
    return rules.ROLES.index(role.role)


def find_role(actor: Person | None, plan: Plan, number: int) -> Role:
    """A role of this plan by its number in addresses; raises NotFound."""
    access.see_plan(actor, plan)
    role = db.session.get(Role, number) if 0 < number < 2**31 else None
    if role is None or role.plan_id != plan.id:
        raise NotFound("There is no such role in this plan.")
    return role


def grant_role_by_address(actor: Person, plan: Plan, *, email: str, role: str) -> Role:
    """Give a role to whoever has this address. Raises Forbidden, and Invalid where no account has it."""
    access.require(actor, plan, "manage_plan")
    person = find_person_by_address(email)
    if person is None:
        raise Invalid("No account has this address. Invite it instead.", field="email")
    return grant_role(actor, plan, person, role=role)

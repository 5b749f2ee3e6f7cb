"""Closing an account: the person's name and address go, what they did stays under a pseudonym."""

import secrets

from sqlalchemy import delete, func, or_, select, update

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict
from wiki.models import Invitation, Membership, OutgoingMail, Person, Plan, Role
from wiki.services import journal, tokens
from wiki.services.persons import require_administrator, require_another_administrator


def close_person(actor: Person, person: Person) -> None:
    """Close an account for good: pseudonymised, out of every plan and delegation, signed out, never deleted.

    Each plan's own record says that the roles ended. Raises Forbidden, and Conflict for the last administrator
    and for the only secretariat of a plan, who first need a successor.
    """
    with transaction():
        require_administrator(actor)
        if not person.is_active:
            raise Conflict("This account is closed.")
        require_another_administrator(person)
        now = clock.now()
        held = select(Role).where(Role.person_id == person.id, or_(Role.until.is_(None), Role.until > now))
        for plan_id in sorted({role.plan_id for role in db.session.scalars(held)}):
            with transaction(plan_id):
                _leave_plan(actor, db.session.get_one(Plan, plan_id), person)
        today = now.date()
        for membership in db.session.scalars(select(Membership).where(Membership.person_id == person.id)):
            if membership.until is None or membership.until > today:
                membership.until = max(today, membership.since)
        _forget_address(person)
        tokens.revoke_all(person)
        person.name, person.email = f"Closed account {person.uid[:6]}", None
        person.password_hash = person.language = person.timezone = None
        person.session_key, person.closed_at = secrets.token_hex(16), now
        person.is_administrator = person.may_make_plans = False
        journal.record(actor, None, "person.close", f"person/{person.uid}", {}, visibility="secretariat")


def _leave_plan(actor: Person, plan: Plan, person: Person) -> None:
    now = clock.now()
    open_roles = select(Role).where(Role.plan_id == plan.id, or_(Role.until.is_(None), Role.until > now))
    mine = list(db.session.scalars(open_roles.where(Role.person_id == person.id)))
    if any(role.role == "secretariat" for role in mine):
        others = open_roles.where(Role.role == "secretariat", Role.person_id != person.id)
        if db.session.scalars(others).first() is None:
            raise Conflict(
                "This person is the only secretariat of “%(title)s”. Somebody else needs that role first.",
                title=plan.title,
            )
    for role in mine:
        role.until = max(now, role.since)
        journal.record(actor, plan, "role.end", f"person/{person.uid}", {"role": role.role})


def _forget_address(person: Person) -> None:
    """Take the address out of invitations and of the outbox; open invitations to it end."""
    addressed = Invitation.accepted_by_id == person.id
    if person.email:
        addressed = or_(addressed, func.lower(Invitation.email) == person.email)
        db.session.execute(delete(OutgoingMail).where(func.lower(OutgoingMail.to) == person.email))
    unanswered = (Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    db.session.execute(update(Invitation).where(addressed, *unanswered).values(withdrawn_at=clock.now()))
    db.session.execute(update(Invitation).where(addressed).values(email="", name=""))

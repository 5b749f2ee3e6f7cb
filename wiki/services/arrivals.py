"""Arrivals: those who were invited come into the plan. Who may invite whom is in services/invitations."""

from wiki import clock
from wiki.db import transaction
from wiki.errors import Conflict, Forbidden, Invalid, WikiError
from wiki.models import Delegation, Invitation, Person
from wiki.services import delegations, journal
from wiki.services.invitations import has_account, require_open, scope_of
from wiki.services.passwords import hash_password
from wiki.services.persons import add_person, check_name
from wiki.services.plans import receive_role


def accept_invitation(actor: Person | None, invitation: Invitation, *, name: str = "", password: str = "") -> Person:
    """Come into the plan: with the account one is signed in to, else with a new one of this name and password.

    The role, and the membership where the invitation names a delegation, begin now. Raises Invalid (fields name,
    password); Conflict when the invitation has ended or was used, when the address has an account already, when
    the person is in another delegation, and when the inviter may no longer invite so.
    """
    kept = None
    if actor is None:
        require_open(invitation)
        _require_no_account(invitation)
        if not password:
            raise Invalid("Choose a password.", field="password")
        kept = hash_password(password, name=check_name(name), email=invitation.email)
    # Of two locks the installation's comes first, everywhere.
    with transaction(), transaction(invitation.plan_id):
        require_open(invitation)
        plan = invitation.plan
        _require_still_meant(invitation)
        person = actor
        if person is None:
            _require_no_account(invitation)
            person = add_person(None, name=name, email=invitation.email, password_hash=kept)
        invitation.accepted_at, invitation.accepted_by_id = clock.now(), person.id
        said = {"role": invitation.role}
        journal.record(person, plan, "invitation.accept", f"invitation/{invitation.uid}", said)
        receive_role(person, plan, invitation.role)
        if invitation.delegation is not None:
            _join(person, invitation.delegation, invitation.focal_point)
    return person


def _require_no_account(invitation: Invitation) -> None:
    if has_account(invitation):
        raise Conflict("There is an account with this address. Sign in, and come back to this page.")


def _join(person: Person, delegation: Delegation, focal_point: bool) -> None:
    mine = delegations.membership_of(person)
    if mine is None:
        delegations.join_delegation(person, delegation, person, focal_point=focal_point)
    elif mine.delegation_id != delegation.id:
        raise Conflict(
            "You are in the delegation “%(name)s”, and can be in one only. An administrator can end that first.",
            name=mine.delegation.name,
        )
    elif focal_point and not mine.focal_point:
        delegations.change_focal_point(person, mine, focal_point=True)


def _require_still_meant(invitation: Invitation) -> None:
    """The inviter's right is asked again: who was taken out of the plan brings nobody into it."""
    try:
        scope = scope_of(invitation.invited_by, invitation.plan)
        if invitation.invited_by.closed_at is not None or invitation.role not in scope.roles:
            raise Forbidden("You cannot invite anybody in this role.")
        if not scope.everyone and invitation.delegation != scope.delegation:
            raise Forbidden("You can invite into your own delegation only, and make no focal points.")
    except WikiError as error:
        raise Conflict("Whoever invited you may no longer do so. Ask the secretariat for a new link.") from error

"""People, delegations, invitations, tokens as plain data, for the API. Field names are promises to other programs."""

from collections.abc import Iterable
from typing import Any

from wiki.models import Delegation, Invitation, Membership, Person, Role, Token
from wiki.presenters.resources import instant


def delegation_as_resource(delegation: Delegation) -> dict[str, Any]:
    """A Party, a group or an observer organisation."""
    return {
        "number": delegation.id,
        "uid": delegation.uid,
        "kind": delegation.kind,
        "name": delegation.name,
        "code": delegation.code,
    }


def membership_as_resource(membership: Membership) -> dict[str, Any]:
    """Who belongs to a delegation from when to when: a person or, in a group, a Party."""
    return {
        "number": membership.id,
        "person": membership.person.name if membership.person else None,
        "email": membership.person.email if membership.person else None,
        "member": delegation_as_resource(membership.member) if membership.member else None,
        "focal_point": membership.focal_point,
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else None,
    }


def participant_as_resource(
    person: Person, roles: Iterable[Role], membership: Membership | None, *, with_address: bool
) -> dict[str, Any]:
    """Somebody who takes part in a plan; addresses are for those who manage it."""
    return {
        "name": person.name,
        "email": person.email if with_address else None,
        "roles": [{"number": role.id, "role": role.role, "since": instant(role.since)} for role in roles],
        "delegation": membership.delegation.name if membership else None,
        "code": membership.delegation.code if membership else None,
        "focal_point": membership.focal_point if membership else False,
    }


def person_as_resource(person: Person, membership: Membership | None) -> dict[str, Any]:
    """An account, for administrators and its owner."""
    return {
        "uid": person.uid,
        "name": person.name,
        "email": person.email,
        "administrator": person.is_administrator,
        "may_make_plans": person.may_make_plans,
        "language": person.language,
        "timezone": person.timezone,
        "created_at": instant(person.created_at),
        "closed_at": instant(person.closed_at),
        "delegation": delegation_as_resource(membership.delegation) if membership else None,
        "focal_point": membership.focal_point if membership else False,
    }


def invitation_as_resource(invitation: Invitation, *, link: str) -> dict[str, Any]:
    """An invitation nobody has answered yet, with the link that opens it."""
    return {
        "uid": invitation.uid,
        "email": invitation.email,
        "name": invitation.name,
        "role": invitation.role,
        "delegation": invitation.delegation.code if invitation.delegation else None,
        "focal_point": invitation.focal_point,
        "at": instant(invitation.at),
        "expires_at": instant(invitation.expires_at),
        "link": link,
    }


def token_as_resource(token: Token) -> dict[str, Any]:
    """A token, without its secret, of which only the first signs are known."""
    return {
        "uid": token.uid,
        "name": token.name,
        "hint": token.hint,
        "scopes": list(token.scope_names),
        "created_at": instant(token.created_at),
        "expires_at": instant(token.expires_at),
        "last_used_at": instant(token.last_used_at),
    }

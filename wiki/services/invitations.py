"""Invitations: asking people into a plan, many at once. Their coming is in services/arrivals.

Whoever holds an invitation's link may use it; links and letters are made by the caller, who knows addresses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Forbidden, Invalid, NotFound, WikiError
from wiki.exchange.invitation_lists import Line, read_invitations
from wiki.models import Delegation, Invitation, Person, Plan, Role
from wiki.rules import access as rules
from wiki.services import access, delegations, journal
from wiki.services.mails import Letter, post_mail
from wiki.services.persons import MAX_NAME, check_address, check_name, find_person_by_address

LASTS = timedelta(days=30)
MOST_LINES = 500

LetterFor = Callable[[Invitation], Letter]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom somebody may invite: everyone as anything, or into one delegation with some roles."""

    everyone: bool
    roles: tuple[str, ...]
    delegation: Delegation | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pasted line: "invited", "waiting" (an invitation is open), "there" or "refused", with why."""

    line: Line
    state: str
    invitation: Invitation | None = None
    error: WikiError | None = None


def scope_of(actor: Person | None, plan: Plan) -> Scope:
    """Whom the actor may invite: the secretariat everyone, a focal point and an observer their own delegation.

    Raises what `access.require` raises, and Forbidden for a Party's member who is not its focal point.
    """
    standing = access.require(actor, plan, "invite")
    if "secretariat" in standing.given:
        return Scope(True, rules.ROLES[:-1], None)
    mine = delegations.membership_of(actor) if actor is not None else None
    roles: list[str] = []
    if mine is not None:
        if "party" in standing.given and mine.focal_point and mine.delegation.kind != "observer":
            roles.append("party")
        if "observer" in standing.given and mine.delegation.kind == "observer":
            roles.append("observer")
    if mine is None or not roles:
        raise Forbidden("A delegation's focal point invites into it; you are not one.")
    return Scope(False, tuple(roles), mine.delegation)


def invite_people(
    actor: Person,
    plan: Plan,
    *,
    pasted: str,
    role: str,
    delegation: Delegation | None = None,
    focal_point: bool = False,
    letter_for: LetterFor | None = None,
) -> list[Outcome]:
    """Invite everyone on a pasted list; role and delegation are for the lines that name none of their own.

    A line that cannot be taken stops no other. With `letter_for` a letter to each is posted in the same act.
    Raises Forbidden; Invalid for a default that may not be given, for no line and for too many.
    """
    lines = read_invitations(pasted)
    if not lines:
        raise Invalid("Paste at least one e-mail address.", field="pasted")
    if len(lines) > MOST_LINES:
        raise Invalid("At most %(limit)s people are invited at once.", field="pasted", limit=MOST_LINES)
    with transaction(plan.id):
        scope = scope_of(actor, plan)
        if role not in scope.roles:
            raise Invalid("You cannot invite anybody in this role.", field="role")
        if not scope.everyone:
            delegation, focal_point = scope.delegation, False
        known = delegations.list_delegations()
        codes = {one.name.casefold(): one for one in known} | {one.code.casefold(): one for one in known}
        there = _roles_by_address(plan)
        waiting = {invitation.email for invitation in _open_invitations(plan)}
        found = []
        for line in lines:
            try:
                email, given = check_address(_readable(line).email), line.role or role
                place = codes.get(line.code.casefold()) if line.code else delegation
                _check_line(scope, line, given, place)
            except WikiError as error:
                found.append(Outcome(line, "refused", error=error))
                continue
            if given in there.get(email, ()):
                found.append(Outcome(line, "there"))
            elif email in waiting:
                found.append(Outcome(line, "waiting"))
            else:
                # A line with a role of its own says itself whether it is a focal point.
                point = line.focal_point if line.role else focal_point
                made = _invite(actor, plan, line.name, email, given, place, point and place is not None)
                waiting.add(email)
                if letter_for is not None:
                    _post(made, letter_for)
                found.append(Outcome(line, "invited", made))
    return found


def _readable(line: Line) -> Line:
    if line.problem:
        raise Invalid(line.problem)
    if line.name:
        check_name(line.name)
    return line


def _check_line(scope: Scope, line: Line, role: str, delegation: Delegation | None) -> None:
    if line.code and delegation is None:
        raise Invalid("There is no delegation with the code “%(code)s”.", code=line.code)
    if role not in scope.roles:
        raise Forbidden("You cannot invite anybody in this role.")
    if not scope.everyone and (line.focal_point or delegation is None or delegation != scope.delegation):
        raise Forbidden("You can invite into your own delegation only, and make no focal points.")


def _roles_by_address(plan: Plan) -> dict[str, set[str]]:
    now = clock.now()
    held = (
        select(Person.email, Role.role)
        .join(Role, Role.person_id == Person.id)
        .where(Role.plan_id == plan.id, Role.since <= now, or_(Role.until.is_(None), Role.until > now))
    )
    found: dict[str, set[str]] = {}
    for row in db.session.execute(held):
        found.setdefault(row.email or "", set()).add(row.role)
    return found


def _invite(
    actor: Person, plan: Plan, name: str, email: str, role: str, delegation: Delegation | None, focal_point: bool
) -> Invitation:
    now = clock.now()
    made = Invitation(
        plan_id=plan.id,
        email=email,
        name=name[:MAX_NAME],
        role=role,
        delegation_id=delegation.id if delegation else None,
        focal_point=focal_point,
        invited_by_id=actor.id,
        at=now,
        expires_at=now + LASTS,
    )
    db.session.add(made)
    db.session.flush()
    said = {"role": role, "delegation": delegation.uid if delegation else None, "focal_point": focal_point}
    journal.record(actor, plan, "invitation.send", f"invitation/{made.uid}", said, visibility="secretariat")
    return made


def _post(invitation: Invitation, letter_for: LetterFor) -> None:
    letter = letter_for(invitation)
    post_mail(invitation.email, letter.subject, letter.body)


def resend_invitation(actor: Person, invitation: Invitation, *, letter_for: LetterFor | None = None) -> None:
    """Let an invitation run for another thirty days, and post its letter again. Raises Forbidden, Conflict."""
    plan = invitation.plan
    with transaction(plan.id):
        _require_mine(actor, invitation)
        _require_unanswered(invitation)
        invitation.expires_at = clock.now() + LASTS
        if letter_for is not None:
            _post(invitation, letter_for)
        journal.record(actor, plan, "invitation.resend", f"invitation/{invitation.uid}", {}, visibility="secretariat")


def withdraw_invitation(actor: Person, invitation: Invitation) -> None:
    """Take an invitation back; its link opens nothing any more. Raises Forbidden, Conflict."""
    plan = invitation.plan
    with transaction(plan.id):
        _require_mine(actor, invitation)
        _require_unanswered(invitation)
        invitation.withdrawn_at = clock.now()
        journal.record(actor, plan, "invitation.withdraw", f"invitation/{invitation.uid}", {}, visibility="secretariat")


def require_open(invitation: Invitation) -> None:
    """Raise Conflict, with the reason, for an invitation whose link opens nothing any more."""
    _require_unanswered(invitation)
    if invitation.expires_at <= clock.now():
        raise Conflict("This invitation has run out. Ask whoever invited you for a new one.")


def _require_unanswered(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise Conflict("This invitation was accepted already. Sign in to get to the plan.")
    if invitation.withdrawn_at is not None:
        raise Conflict("This invitation was taken back.")


def _require_mine(actor: Person, invitation: Invitation) -> None:
    scope = scope_of(actor, invitation.plan)
    if not scope.everyone and invitation.delegation != scope.delegation:
        raise NotFound("There is no such invitation.")


def find_invitation(uid: str) -> Invitation:
    """The invitation with this uid, whatever became of it; the signed link is the right. Raises NotFound."""
    found = db.session.scalars(select(Invitation).where(Invitation.uid == uid)).first()
    if found is None:
        raise NotFound("There is no such invitation.")
    return found


def find_open_invitation(actor: Person, plan: Plan, uid: str) -> Invitation:
    """An invitation to this plan that the actor may look after; raises NotFound, Forbidden."""
    found = find_invitation(uid)
    if found.plan_id != plan.id:
        raise NotFound("There is no such invitation.")
    _require_mine(actor, found)
    return found


def list_invitations(actor: Person, plan: Plan) -> list[Invitation]:
    """The invitations nobody has answered yet, of those the actor may look after, newest first."""
    scope = scope_of(actor, plan)
    return [found for found in _open_invitations(plan) if scope.everyone or found.delegation == scope.delegation]


def shows_links(actor: Person, plan: Plan, *, by_mail: bool) -> bool:
    """Whether the actor sees the links of invitations and may hand them over: the secretariat, and everyone who invites
    where no letters go. Where they go, a link that comes by letter alone proves whose the address is."""
    return not by_mail or scope_of(actor, plan).everyone


def has_account(invitation: Invitation) -> bool:
    """Whether the invited address has an account, whose owner signs in instead of making another."""
    return find_person_by_address(invitation.email) is not None


def language_of(invitation: Invitation) -> str | None:
    """The language whom it is for has chosen for the pages; None where that is not known."""
    person = find_person_by_address(invitation.email)
    return person.language if person is not None else None


def _open_invitations(plan: Plan) -> list[Invitation]:
    """Those not answered, run out or not: one that has run out is sent again rather than made anew."""
    rows = (
        select(Invitation)
        .where(
            Invitation.plan_id == plan.id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .options(joinedload(Invitation.delegation), joinedload(Invitation.invited_by))
    )
    return list(db.session.scalars(rows.order_by(Invitation.at.desc(), Invitation.id.desc())))

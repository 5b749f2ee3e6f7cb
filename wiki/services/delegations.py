"""Delegations: Parties, groups and observer organisations, and who belongs to them from when to when."""

import re
import unicodedata
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from wiki import clock
from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, NotFound, WikiError
from wiki.exchange.delegation_lists import Row, read_delegations
from wiki.models import Delegation, Membership, Person
from wiki.models.delegation import KINDS
from wiki.sentences import SentenceId
from wiki.services import journal
from wiki.services.persons import require_administrator
from wiki.text.alphabet import alphabetical

#: as written before the colon of a bracket, so without the signs that end it there
CODE = re.compile(r"\w(?:[\w.&+-]{0,18}\w)?")
MAX_NAME = 160
MOST_LINES = 500


def create_delegation(actor: Person, *, kind: str, name: str, code: str) -> Delegation:
    """Make a Party, a group or an observer organisation. Raises Forbidden, Invalid, and Conflict for a name or code
    that another one has."""
    name, code = _check(kind, name, code)
    with transaction():
        require_administrator(actor)
        _require_free(None, name, code)
        made = Delegation(kind=kind, name=name, code=code)
        db.session.add(made)
        db.session.flush()
        _record(actor, made, "delegation.create", {"kind": kind, "name": name, "code": code})
    return made


def create_delegations(
    actor: Person, *, pasted: str, kind: str
) -> tuple[list[Delegation], list[tuple[Row, WikiError]]]:
    """Make a delegation of every line of a pasted list, of this kind where a line names none: those made, and the lines
    that cannot be taken, with why; these stop no other.

    Raises Forbidden; Invalid for no line and for too many.
    """
    rows = read_delegations(pasted)
    if not rows or len(rows) > MOST_LINES:
        raise Invalid("Paste one line to %(limit)s lines.", field="pasted", limit=MOST_LINES)
    made: list[Delegation] = []
    refused: list[tuple[Row, WikiError]] = []
    with transaction():
        require_administrator(actor)
        for line in rows:
            try:
                if line.problem:
                    raise Invalid(line.problem)
                made.append(create_delegation(actor, kind=line.kind or kind, name=line.name, code=line.code))
            except (Invalid, Conflict) as error:
                refused.append((line, error))
    return made, refused


def change_delegation(actor: Person, delegation: Delegation, *, name: str, code: str) -> Delegation:
    """Give a delegation another name or code; its kind stays. Raises as `create_delegation` does."""
    name, code = _check(delegation.kind, name, code)
    with transaction():
        require_administrator(actor)
        _require_free(delegation, name, code)
        if (name, code) != (delegation.name, delegation.code):
            delegation.name, delegation.code = name, code
            _record(actor, delegation, "delegation.change", {"name": name, "code": code})
    return delegation


def add_member(
    actor: Person,
    delegation: Delegation,
    member: Person | Delegation,
    *,
    since: date | None = None,
    until: date | None = None,
    focal_point: bool = False,
) -> Membership:
    """Let a person belong to a delegation, or a Party to a group, from a day (today) until a day, no longer included.

    Raises Forbidden, Invalid, and Conflict where the person is in a delegation on one of these days.
    """
    with transaction():
        require_administrator(actor)
        return join_delegation(actor, delegation, member, since=since, until=until, focal_point=focal_point)


def join_delegation(
    actor: Person,
    delegation: Delegation,
    member: Person | Delegation,
    *,
    since: date | None = None,
    until: date | None = None,
    focal_point: bool = False,
) -> Membership:
    """One step of acts that have asked for the right: a new membership, with its journal entry."""
    since = since or clock.now().date()
    if until is not None and until <= since:
        raise Invalid("The last day comes before the first.", field="until")
    if isinstance(member, Person):
        if not member.is_active:
            raise Conflict("This account is closed.", field="member")
        theirs = Membership.person_id == member.id
        clash = SentenceId("This person is in the delegation “%(name)s” at that time, and can be in one only.")
        place: dict[str, Any] = {"person_id": member.id, "focal_point": focal_point}
        said = {"person": member.uid, "focal_point": focal_point}
    else:
        if delegation.kind != "group" or member.kind != "party":
            raise Invalid("Parties belong to groups; nothing else does.", field="member")
        theirs = (Membership.member_id == member.id) & (Membership.delegation_id == delegation.id)
        clash = SentenceId("This Party is in “%(name)s” at that time already.")
        place, said = {"member_id": member.id}, {"member": member.uid}
    taken = select(Membership).where(theirs, or_(Membership.until.is_(None), Membership.until > since))
    if until is not None:
        taken = taken.where(Membership.since < until)
    # An empty stretch, ended on the day it began, is in nobody's way.
    for other in db.session.scalars(taken):
        if other.until is None or other.until > other.since:
            raise Conflict(clash, field="member", name=other.delegation.name)
    made = Membership(delegation_id=delegation.id, since=since, until=until, **place)
    db.session.add(made)
    db.session.flush()
    dates = {"since": since.isoformat(), "until": until.isoformat() if until else None}
    _record(actor, delegation, "membership.start", said | dates)
    return made


def end_membership(actor: Person, membership: Membership, *, until: date | None = None) -> None:
    """End a membership on a day (today), which is no longer part of it. Raises Forbidden, Invalid."""
    until = until or max(clock.now().date(), membership.since)
    with transaction():
        require_administrator(actor)
        if until < membership.since:
            raise Invalid("The last day comes before the first.", field="until")
        membership.until = until
        _record(actor, membership.delegation, "membership.end", _member(membership) | {"until": until.isoformat()})


def set_focal_point(actor: Person, membership: Membership, *, focal_point: bool) -> None:
    """Make a member the delegation's focal point, who may invite into it, or no longer."""
    with transaction():
        require_administrator(actor)
        if membership.person_id is None:
            raise Invalid("A focal point is a person.")
        change_focal_point(actor, membership, focal_point=focal_point)


def change_focal_point(actor: Person, membership: Membership, *, focal_point: bool) -> None:
    """One step of acts that have asked for the right: whether a member is the focal point."""
    if membership.focal_point != focal_point:
        membership.focal_point = focal_point
        said = _member(membership) | {"focal_point": focal_point}
        _record(actor, membership.delegation, "membership.change", said)


def find_delegation(number: int) -> Delegation:
    """A delegation by its number in addresses; raises NotFound."""
    found = db.session.get(Delegation, number) if 0 < number < 2**31 else None
    if found is None:
        raise NotFound("There is no such delegation.")
    return found


def find_delegation_by_code(code: str) -> Delegation | None:
    """The delegation with this code, in whatever case, if there is one."""
    wanted = code.strip().casefold()
    return next((found for found in list_delegations() if found.code.casefold() == wanted), None)


def find_membership(delegation: Delegation, number: int) -> Membership:
    """A membership of this delegation; raises NotFound."""
    found = db.session.get(Membership, number) if 0 < number < 2**31 else None
    if found is None or found.delegation_id != delegation.id:
        raise NotFound("There is no such membership.")
    return found


def list_delegations() -> list[Delegation]:
    """Every delegation: Parties, then groups, then observers, each by name."""
    rows = db.session.scalars(select(Delegation))
    return sorted(rows, key=lambda delegation: (KINDS.index(delegation.kind), alphabetical(delegation.name)))


def list_members(delegation: Delegation) -> list[Membership]:
    """Who belongs or belonged to a delegation: those of today and to come first; one query."""
    today = clock.now().date()
    rows = db.session.scalars(
        select(Membership)
        .where(Membership.delegation_id == delegation.id)
        .options(joinedload(Membership.person), joinedload(Membership.member))
        .order_by(Membership.since.desc(), Membership.id.desc())
    )
    return sorted(rows, key=lambda membership: membership.until is not None and membership.until <= today)


def membership_of(person: Person) -> Membership | None:
    """The person's membership of today, if any; a person has one at a time."""
    today = clock.now().date()
    now = or_(Membership.until.is_(None), Membership.until > today)
    return db.session.scalars(
        select(Membership)
        .where(Membership.person_id == person.id, Membership.since <= today, now)
        .options(joinedload(Membership.delegation))
        .order_by(Membership.id.desc())
    ).first()


def count_members() -> dict[int, int]:
    """How many belong to each delegation today, by its id; one query."""
    today = clock.now().date()
    now = or_(Membership.until.is_(None), Membership.until > today)
    counted = select(Membership.delegation_id, func.count()).where(Membership.since <= today, now)
    return {row[0]: row[1] for row in db.session.execute(counted.group_by(Membership.delegation_id))}


def _member(membership: Membership) -> dict[str, Any]:
    if membership.person is not None:
        return {"person": membership.person.uid}
    return {"member": membership.member.uid if membership.member else None}


def _check(kind: str, name: str, code: str) -> tuple[str, str]:
    name, code = name.strip(), code.strip()
    if kind not in KINDS:
        raise Invalid("A delegation is a Party, a group or an observer.", field="kind")
    if not name or len(name) > MAX_NAME or any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise Invalid("A delegation's name is one line of at most %(limit)s characters.", field="name", limit=MAX_NAME)
    if not CODE.fullmatch(code):
        raise Invalid(
            "A code is of letters and digits, twenty at most, as it is to stand in brackets: KE, G77.", field="code"
        )
    return name, code


def _require_free(delegation: Delegation | None, name: str, code: str) -> None:
    for other in list_delegations():
        if delegation is not None and other.id == delegation.id:
            continue
        if other.code.casefold() == code.casefold():
            raise Conflict("“%(name)s” has this code already.", field="code", name=other.name)
        if other.name.casefold() == name.casefold():
            raise Conflict("There is a delegation of this name already.", field="name")


def _record(actor: Person, delegation: Delegation, kind: str, said: dict[str, Any]) -> None:
    journal.record(actor, None, kind, f"delegation/{delegation.uid}", said, visibility="secretariat")

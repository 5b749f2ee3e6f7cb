"""Asking the access table: who somebody is in a plan, and whether an act is open to them now."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Select, and_, bindparam, or_, select

from wiki import clock
from wiki.db import db, key_of
from wiki.errors import Forbidden, Invalid, NotFound, Sealed, SignInNeeded, StageClosed
from wiki.models import Delegation, Membership, Person, Plan, Role, Stage
from wiki.rules import access
from wiki.text.alphabet import alphabetical

# Statements that nearly every page asks are built once: building and hashing one costs more than running it.
_HELD = and_(
    Role.plan_id == Plan.id,
    Role.person_id == bindparam("person_id"),
    Role.since <= bindparam("now"),
    or_(Role.until.is_(None), Role.until > bindparam("now")),
)
_OPEN = and_(Stage.plan_id == Plan.id, Stage.state == "open")


def _with_standing(query: Select[Any]) -> Select[Any]:
    return query.add_columns(Stage, Role.role).select_from(Plan).outerjoin(Stage, _OPEN).outerjoin(Role, _HELD)


DELEGATION = (
    select(Delegation)
    .join(Membership, Membership.delegation_id == Delegation.id)
    .where(
        Membership.person_id == bindparam("person_id"),
        Membership.since <= bindparam("today"),
        or_(Membership.until.is_(None), Membership.until > bindparam("today")),
    )
    .order_by(Membership.id.desc())
)
_STANDING = _with_standing(select(Plan.id)).where(Plan.id == bindparam("plan_id"))
# Behind the lock plan and person are read anew anyway, so here they come along.
_STANDING_ANEW = (
    _with_standing(select(Plan))
    .add_columns(Person)
    .outerjoin(Person, Person.id == bindparam("person_id"))
    .where(Plan.id == bindparam("plan_id"))
)
_PLAN = _with_standing(select(Plan)).where(Plan.slug == bindparam("slug"))
_PLANS = _with_standing(select(Plan))


@dataclass(frozen=True)
class Standing:
    """What somebody is in a plan at this moment: roles, delegation, and what the open stage allows.

    `granted` are the stage's yes-cells; `given` are the roles given in this plan, `roles` those and what
    everyone is anyway (reader when signed in, anonymous when not).
    """

    roles: frozenset[str]
    given: frozenset[str]
    stage: Stage | None
    granted: frozenset[str]
    sealed: bool

    def may(self, act: str) -> bool:
        """Whether the act is open now."""
        if self.sealed and act in access.REFUSED_WHEN_SEALED:
            return False
        return access.allows(self.granted, self.roles, act)

    @property
    def audiences(self) -> frozenset[str]:
        """Which audiences' remarks may be read."""
        return frozenset().union(*(access.AUDIENCES[role] for role in self.roles))

    @property
    def visible_entries(self) -> frozenset[str]:
        """Which visibilities of journal entries may be read."""
        return frozenset().union(*(access.VISIBLE_ENTRIES[role] for role in self.roles))


def standing(actor: Person | None, plan: Plan) -> Standing:
    """What the actor is in the plan now; one query, asked once while the same read transaction is open."""
    session = db.session()
    now = clock.now()
    kept, writing = session.info.get("standing"), session.info.get("writing")
    if kept is not None and not writing and kept[0] == _key(session.get_transaction(), actor, plan, now):
        return cast(Standing, kept[2])
    asked = {"plan_id": key_of(plan), "person_id": key_of(actor) if actor else None, "now": now}
    rows = session.execute(_STANDING_ANEW if writing else _STANDING, asked).all()
    return _keep(actor, plan, now, rows)


def plan_of(actor: Person | None, slug: str) -> Plan | None:
    """The plan of this slug, whoever may know of it; the actor's standing in it is read by the same query."""
    now = clock.now()
    asked = {"slug": slug, "person_id": actor.id if actor else None, "now": now}
    rows = db.session.execute(_PLAN, asked).all()
    if not rows:
        return None
    plan: Plan = rows[0][0]
    _keep(actor, plan, now, rows)
    return plan


def standings(actor: Person | None) -> list[tuple[Plan, Standing]]:
    """The plans the actor may know of, in alphabetical order, with what they are in each; one query."""
    asked = {"person_id": actor.id if actor else None, "now": clock.now()}
    rows: dict[Plan, list[Any]] = {}
    for row in db.session.execute(_PLANS, asked):
        rows.setdefault(row[0], []).append(row)
    ordered = sorted(rows.items(), key=lambda row: alphabetical(row[0].title))
    found = [(plan, _standing_of(actor, plan, of_plan)) for plan, of_plan in ordered]
    return [(plan, standing) for plan, standing in found if access.sees_plan(plan.visibility, standing.given)]


def _key(reading: object, actor: Person | None, plan: Plan, now: datetime) -> tuple[object, ...]:
    return id(reading), key_of(actor) if actor else None, key_of(plan), int(now.timestamp()) // 60


def _keep(actor: Person | None, plan: Plan, now: datetime, rows: Sequence[Any]) -> Standing:
    """The standing that the rows (something, stage, role) tell of, kept while this read transaction is open."""
    found = _standing_of(actor, plan, rows)
    session = db.session()
    if not session.info.get("writing"):
        reading = session.get_transaction()
        session.info["standing"] = (_key(reading, actor, plan, now), reading, found)
    return found


def _standing_of(actor: Person | None, plan: Plan, rows: Sequence[Any]) -> Standing:
    stage = rows[0][1] if rows else None
    given = frozenset(row[2] for row in rows if row[2])
    if actor is not None and actor.is_operator:
        given = frozenset({"secretariat"})
    return Standing(
        roles=given | {"reader" if actor else "anonymous"},
        given=given,
        stage=stage,
        granted=frozenset(json.loads(stage.table)) if stage else frozenset(),
        sealed=plan.sealed_number is not None,
    )


def see_plan(actor: Person | None, plan: Plan) -> Standing:
    """The actor's standing in a plan they may know of; raises NotFound otherwise, as if there were none."""
    found = standing(actor, plan)
    if not access.sees_plan(plan.visibility, found.given):
        raise NotFound("There is no such plan.")
    return found


def require(actor: Person | None, plan: Plan, act: str) -> Standing:
    """The actor's standing, if the act is open to them now.

    Raises NotFound (the plan is not theirs to know), SignInNeeded, Sealed, StageClosed or Forbidden.
    """
    found = see_plan(actor, plan)
    if found.may(act):
        return found
    if actor is None:
        raise SignInNeeded("Sign in to do this.")
    if found.sealed and act in access.REFUSED_WHEN_SEALED and access.allows(access.STAGE_CELLS, found.roles, act):
        raise Sealed("This plan is adopted; its text is sealed.")
    if access.depends_on_stage(found.roles, act):
        raise StageClosed("This is not open to you at this stage.")
    raise Forbidden("Your role in this plan does not include this.")


def delegation_of(actor: Person | None) -> Delegation | None:
    """The delegation the person acts for today, if any; a person has one at a time."""
    if actor is None:
        return None
    return db.session.scalars(DELEGATION, {"person_id": actor.id, "today": clock.now().date()}).first()


def groups_of(delegation: Delegation | None) -> list[Delegation]:
    """The groups a Party belongs to today, on whose behalf it may speak."""
    if delegation is None:
        return []
    today = clock.now().date()
    groups = db.session.scalars(
        select(Delegation)
        .join(Membership, Membership.delegation_id == Delegation.id)
        .where(
            Membership.member_id == delegation.id,
            Membership.since <= today,
            or_(Membership.until.is_(None), Membership.until > today),
        )
    )
    return sorted(groups, key=lambda one: alphabetical(one.name))


def list_speakable(actor: Person | None, plan: Plan) -> list[Delegation]:
    """The delegations somebody may name as those on whose behalf they speak: the groups of their Party, and for
    the secretariat all."""
    return _speakable(actor, see_plan(actor, plan))


def find_speakable(actor: Person | None, plan: Plan, uid: str) -> Delegation | None:
    """The delegation with this uid, for somebody who may name it so; None for no uid. Raises Invalid."""
    if not uid:
        return None
    found = next((one for one in list_speakable(actor, plan) if one.uid == uid), None)
    if found is None:
        raise Invalid("You cannot speak on behalf of this delegation.", field="on_behalf_of")
    return found


def check_speaking(actor: Person, standing: Standing, on_behalf_of: Delegation | None) -> None:
    """Raise Forbidden where the actor may not speak for that delegation."""
    if on_behalf_of is not None and on_behalf_of.id not in {one.id for one in _speakable(actor, standing)}:
        raise Forbidden("You cannot speak on behalf of %(name)s.", name=on_behalf_of.name, field="on_behalf_of")


def _speakable(actor: Person | None, standing: Standing) -> list[Delegation]:
    if "secretariat" in standing.given:
        return sorted(db.session.scalars(select(Delegation)), key=lambda one: alphabetical(one.name))
    return groups_of(delegation_of(actor))

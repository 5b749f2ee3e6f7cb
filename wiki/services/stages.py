"""Stages: making and changing them, opening and closing them, moving their deadlines. Each act is in the journal.

At most one stage of a plan is open; nothing opens or closes by the clock, because a process moves when the
secretariat says so. A stage that was never opened and is closed was cancelled.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, func, select

from wiki.db import db, transaction
from wiki.errors import Conflict, Invalid, NotFound, Sealed
from wiki.models import Person, Plan, Stage
from wiki.rules.stages import check_cells, check_order, check_zone, wall_time
from wiki.services import access, journal
from wiki.services.plans import slugify
from wiki.services.writing import check_characters
from wiki.text.lines import is_one_line

MAX_NAME = 160
MAX_NOTE = 2000
#: stages of one plan; a process has a handful, and a page shows them all
MAX_STAGES = 60

_STAGES = select(Stage).where(Stage.plan_id == bindparam("plan_id")).order_by(Stage.position, Stage.id)


def list_stages(actor: Person | None, plan: Plan) -> list[Stage]:
    """The plan's stages in order, for everyone who may know of the plan."""
    access.see_plan(actor, plan)
    return _stages(plan)


def find_stage(actor: Person | None, plan: Plan, slug: str) -> Stage:
    """The stage with this short name; raises NotFound."""
    access.see_plan(actor, plan)
    stage = db.session.scalars(select(Stage).where(Stage.plan_id == plan.id, Stage.slug == slug)).first()
    if stage is None:
        raise NotFound("There is no stage “%(slug)s” in this plan.", slug=slug)
    return stage


def cells_of(stage: Stage) -> list[str]:
    """The cells ("act:role") the stage says yes to."""
    return [str(cell) for cell in json.loads(stage.table)]


def create_stage(
    actor: Person,
    plan: Plan,
    *,
    name: str,
    note: str = "",
    opens: str = "",
    closes: str = "",
    zone: str = "UTC",
    cells: Iterable[str] = (),
    position: int | None = None,
) -> Stage:
    """Plan a stage. `opens` and `closes` are wall time ("2007-01-31T18:00") in the zone; `cells` are "act:role".

    It comes last unless `position` (from 1) says where. Raises Invalid, with its field, and what
    `access.require` raises.
    """
    name, note = _check_words(name, note)
    granted = check_cells(cells)
    zone = check_zone(zone)
    opens_wall, closes_wall = wall_time(opens, zone, field="opens"), wall_time(closes, zone, field="closes")
    check_order(opens_wall, closes_wall)
    with transaction(plan.id):
        access.require(actor, plan, "manage_stages")
        count = db.session.scalar(select(func.count()).select_from(Stage).where(Stage.plan_id == plan.id)) or 0
        if count >= MAX_STAGES:
            raise Invalid("A plan has at most %(limit)s stages.", field="name", limit=MAX_STAGES)
        stage = Stage(
            plan_id=plan.id, slug=_free_slug(plan, name), name=name, note=note, position=count + 1, opens=opens_wall,
            closes=closes_wall, zone=zone, table=journal.canonical(granted),
        )  # fmt: skip
        db.session.add(stage)
        db.session.flush()
        if position is not None:
            _put(plan, stage, position)
        _record(actor, stage, "create", _content(stage))
    return stage


def change_stage(
    actor: Person,
    stage: Stage,
    *,
    name: str,
    note: str,
    cells: Iterable[str],
    position: int | None = None,
    opens: str | None = None,
    closes: str | None = None,
    zone: str | None = None,
) -> Stage:
    """Change a stage; what is None stays. Dates and zone change while it is planned only: once a stage is
    open its deadline is extended, never rewritten, and of a closed one only name, note and place change.

    A form saved unchanged records nothing. Raises Conflict for what its state no longer lets change, and Invalid.
    """
    name, note = _check_words(name, note)
    granted = check_cells(cells)
    with transaction(stage.plan_id):
        access.require(actor, stage.plan, "manage_stages")
        before = _content(stage)
        new_zone = check_zone(zone) if zone is not None else stage.zone
        new_opens = stage.opens if opens is None else wall_time(opens, new_zone, field="opens")
        new_closes = stage.closes if closes is None else wall_time(closes, new_zone, field="closes")
        dates = (new_opens, new_closes, new_zone)
        if stage.state != "planned" and dates != (stage.opens, stage.closes, stage.zone):
            raise Conflict("Once a stage was opened its dates stand; its deadline can be extended.", field="closes")
        if stage.state == "closed" and journal.canonical(granted) != stage.table:
            raise Conflict("What a closed stage allowed no longer changes.", field="cells")
        if dates != (stage.opens, stage.closes, stage.zone):
            check_order(new_opens, new_closes)
        stage.name, stage.note, stage.table = name, note, journal.canonical(granted)
        stage.opens, stage.closes, stage.zone = dates
        if position is not None:
            _put(stage.plan, stage, position)
        if _content(stage) != before:
            _record(actor, stage, "change", _content(stage))
    return stage


def extend_stage(actor: Person, stage: Stage, *, closes: str, reason: str = "") -> Stage:
    """Move the deadline of a planned or open stage to a later time; the first one is kept, and each in the journal.

    A stage without a deadline gets its first. Raises Invalid unless the new time is later, Conflict when closed.
    """
    reason = reason.strip()
    if len(reason) > MAX_NOTE:
        raise Invalid("The reason is at most %(limit)s characters.", field="reason", limit=MAX_NOTE)
    check_characters(reason, field="reason")
    with transaction(stage.plan_id):
        access.require(actor, stage.plan, "manage_stages")
        if stage.state == "closed":
            raise Conflict("This stage is closed.", field="closes")
        later = wall_time(closes, stage.zone, field="closes")
        if later is None or (stage.closes and later <= stage.closes):
            raise Invalid("The new deadline is later than the old one.", field="closes")
        check_order(stage.opens, later)
        old = stage.closes
        if old is not None and stage.first_closes is None:
            stage.first_closes = old
        stage.closes = later
        _record(actor, stage, "extend", {"from": old, "to": later, "zone": stage.zone, "reason": reason})
    return stage


def open_stage(actor: Person, stage: Stage, *, close_other: bool = False) -> Stage:
    """Open a stage, planned or closed before; with `close_other` the one that is open closes in the same act.

    Raises Conflict while another is open, or when this one is, and Sealed once the plan is adopted.
    """
    with transaction(stage.plan_id):
        access.require(actor, stage.plan, "manage_stages")
        if stage.plan.sealed_number is not None:
            raise Sealed("This plan is adopted; its text is sealed.")
        if stage.state == "open":
            raise Conflict("This stage is open already.")
        other = db.session.scalars(select(Stage).where(Stage.plan_id == stage.plan_id, Stage.state == "open")).first()
        if other is not None:
            if not close_other:
                raise Conflict("“%(name)s” is open; close it first, or in the same act.", name=other.name)
            _close(actor, other)
        stage.state, stage.closed_number = "open", None
        stage.opened_number = _record(actor, stage, "open", {"table": cells_of(stage), "closes": stage.closes})
    return stage


def close_stage(actor: Person, stage: Stage) -> Stage:
    """Close the open stage. Raises Conflict for one that is not open."""
    with transaction(stage.plan_id):
        access.require(actor, stage.plan, "manage_stages")
        if stage.state != "open":
            raise Conflict("This stage is not open.")
        _close(actor, stage)
    return stage


def cancel_stage(actor: Person, stage: Stage) -> Stage:
    """Give up a planned stage: it stays in the list, closed without ever having been open.

    Raises Conflict for one that was opened.
    """
    with transaction(stage.plan_id):
        access.require(actor, stage.plan, "manage_stages")
        if stage.state != "planned":
            raise Conflict("Only a stage that was never opened can be cancelled.")
        stage.state = "closed"
        stage.closed_number = _record(actor, stage, "cancel", {})
    return stage


def _close(actor: Person, stage: Stage) -> None:
    stage.state = "closed"
    stage.closed_number = _record(actor, stage, "close", {})


def _record(actor: Person, stage: Stage, verb: str, payload: dict[str, Any]) -> int:
    entry = journal.record(
        actor, stage.plan, f"stage.{verb}", f"stage/{stage.slug}", {"name": stage.name, **payload}, visibility="public"
    )
    return entry.number


def _content(stage: Stage) -> dict[str, Any]:
    return {
        "name": stage.name,
        "note": stage.note,
        "opens": stage.opens,
        "closes": stage.closes,
        "zone": stage.zone,
        "position": stage.position,
        "table": cells_of(stage),
    }


def _check_words(name: str, note: str) -> tuple[str, str]:
    name, note = " ".join(name.split()), note.strip()
    if not name or len(name) > MAX_NAME:
        raise Invalid("Give the stage a name of at most %(limit)s characters.", field="name", limit=MAX_NAME)
    if not is_one_line(name):
        raise Invalid("This is one line of at most %(limit)s characters.", field="name", limit=MAX_NAME)
    if len(note) > MAX_NOTE:
        raise Invalid("The note is at most %(limit)s characters.", field="note", limit=MAX_NOTE)
    check_characters(note, field="note")
    return name, note


def _stages(plan: Plan) -> list[Stage]:
    return list(db.session.scalars(_STAGES, {"plan_id": plan.id}))


def _put(plan: Plan, stage: Stage, position: int) -> None:
    """Let the stage stand at this place, counted from 1, and the others close ranks."""
    others = [other for other in _stages(plan) if other.id != stage.id]
    others.insert(max(0, min(position - 1, len(others))), stage)
    for place, standing in enumerate(others, start=1):
        standing.position = place


def _free_slug(plan: Plan, name: str) -> str:
    taken = set(db.session.scalars(select(Stage.slug).where(Stage.plan_id == plan.id)))
    wanted = slugify(name, otherwise="stage")
    slug, count = wanted, 1
    while slug in taken:
        count += 1
        slug = f"{wanted[: 59 - len(str(count))].rstrip('-')}-{count}"
    return slug

"""Stages: one open at a time, deadlines that are kept, and every act in the journal."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.services import factories
from wiki import clock
from wiki.db import db
from wiki.errors import Conflict, Forbidden, Invalid
from wiki.models import JournalEntry
from wiki.presenters.stages import timeline
from wiki.services import access, plans, stages


@pytest.fixture
def plan(owner):
    return factories.plan(owner, "Vision")


def kinds(plan):
    entries = select(JournalEntry).where(JournalEntry.plan_id == plan.id, JournalEntry.kind.like("stage.%"))
    return [entry.kind for entry in db.session.scalars(entries.order_by(JournalEntry.number))]


def test_opening_the_next_stage_closes_the_one_before_in_one_act(plan, owner):
    party = factories.person("Bruno")
    plans.grant_role(owner, plan, party, role="party")
    first = stages.create_stage(owner, plan, name="Comments of Parties", cells=["comment:party"])
    second = stages.create_stage(owner, plan, name="Experts", cells=["edit:expert"])
    assert not access.standing(party, plan).may("comment")
    stages.open_stage(owner, first)
    assert access.standing(party, plan).may("comment")
    with pytest.raises(Conflict):
        stages.open_stage(owner, second)
    stages.open_stage(owner, second, close_other=True)
    assert (first.state, second.state) == ("closed", "open")
    assert not access.standing(party, plan).may("comment")
    entries = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc()).limit(2)).all()
    assert {entry.kind for entry in entries} == {"stage.open", "stage.close"}
    assert entries[0].act == entries[1].act
    stages.close_stage(owner, second)
    stages.open_stage(owner, first)
    assert first.closed_number is None


def test_a_deadline_is_extended_and_the_first_one_kept(plan, owner):
    stage = stages.create_stage(
        owner, plan, name="Comments", opens="2006-11-20T09:00", closes="2007-01-31T18:00", zone="America/Montreal"
    )
    assert stage.closes_at == datetime(2007, 1, 31, 23, 0, tzinfo=UTC)
    for wrong in ("", "2007-01-31T18:00", "2006-12-01T00:00", "soon"):
        with pytest.raises(Invalid):
            stages.extend_stage(owner, stage, closes=wrong)
    stages.extend_stage(owner, stage, closes="2007-02-10T18:00", reason="the post")
    stages.extend_stage(owner, stage, closes="2007-02-20T18:00")
    assert (stage.first_closes, stage.closes) == ("2007-01-31T18:00", "2007-02-20T18:00")
    stages.open_stage(owner, stage)
    with pytest.raises(Conflict):
        stages.change_stage(owner, stage, name="Comments", note="", cells=[], closes="2007-01-01T00:00")
    step = timeline([stage], now=datetime(2007, 2, 20, 22, 0, tzinfo=UTC))[0]
    assert (step.when, step.overdue, step.left.total_seconds()) == ("now", False, 3600)
    assert timeline([stage], now=datetime(2007, 2, 21, tzinfo=UTC))[0].overdue
    assert kinds(plan) == ["stage.create", "stage.extend", "stage.extend", "stage.open"]


def test_a_form_saved_unchanged_records_nothing_and_places_are_kept_in_order(plan, owner):
    made = [stages.create_stage(owner, plan, name=name) for name in ("A", "A", "C")]
    assert [stage.slug for stage in made] == ["a", "a-2", "c"]
    stages.change_stage(owner, made[0], name="A", note="", cells=[], position=1, zone="UTC", opens="", closes="")
    assert kinds(plan) == ["stage.create"] * 3
    stages.change_stage(owner, made[2], name="C", note="first now", cells=["edit:expert"], position=1)
    assert [stage.name for stage in stages.list_stages(owner, plan)] == ["C", "A", "A"]
    assert [stage.position for stage in stages.list_stages(owner, plan)] == [1, 2, 3]
    stages.cancel_stage(owner, made[1])
    assert timeline([made[1]], now=clock.now())[0].cancelled
    with pytest.raises(Conflict):
        stages.cancel_stage(owner, made[1])
    with pytest.raises(Conflict):
        stages.change_stage(owner, made[1], name="A", note="", cells=["edit:expert"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "x" * 161},
        {"name": "nul\x00"},
        {"zone": "Mars/Olympus"},
        {"zone": "../etc/passwd"},
        {"zone": ""},
        {"closes": "31 January"},
        {"closes": "0001-01-01T00:00"},
        {"closes": "9999-12-31T23:59"},
        {"closes": "2007-03-11T02:30", "zone": "America/New_York"},
        {"opens": "2007-02-01T00:00", "closes": "2007-01-01T00:00"},
        {"cells": ["edit:party"]},
        {"note": "x" * 2001},
    ],
    ids=str,
)
def test_what_cannot_be_a_stage_is_refused(plan, owner, wrong):
    with pytest.raises(Invalid) as refused:
        stages.create_stage(owner, plan, **{"name": "Review", **wrong})
    assert refused.value.field


def test_stages_are_the_secretariats(plan, owner):
    chair = factories.person("Chair")
    plans.grant_role(owner, plan, chair, role="chair")
    stage = stages.create_stage(owner, plan, name="Review")
    for act in (
        lambda: stages.create_stage(chair, plan, name="Mine"),
        lambda: stages.open_stage(chair, stage),
        lambda: stages.extend_stage(chair, stage, closes="2030-01-01T00:00"),
        lambda: stages.change_stage(chair, stage, name="Mine", note="", cells=[]),
        lambda: stages.cancel_stage(chair, stage),
    ):
        with pytest.raises(Forbidden):
            act()
